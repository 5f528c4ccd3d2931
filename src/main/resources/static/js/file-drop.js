// Files by dropping, pasting or choosing, listed with a way to take each back. Without it, a plain file field remains.
// As application.yaml takes them (spring.servlet.multipart), with some room for the words that go along.
const LARGEST = 25 << 20, TOGETHER = 29 << 20;

customElements.define("file-drop", class extends HTMLElement {
    connectedCallback() {
        this.input = this.querySelector("input[type=file]");
        this.list = this.querySelector("[data-files]");
        this.area = this.querySelector(".drop") || this;
        this.files = [];
        this.input.addEventListener("change", () => this.#add(this.input.files));
        const form = this.closest("form") || this;
        form.addEventListener("dragover", (event) => this.#over(event, true));
        form.addEventListener("dragleave", (event) => this.#over(event, false));
        form.addEventListener("drop", (event) => {
            this.#over(event, false);
            this.#add(event.dataTransfer.files);
        });
        form.addEventListener("paste", (event) => event.clipboardData.files.length && this.#add(event.clipboardData.files));
        form.addEventListener("reset", () => this.#keep([]));
    }

    #over(event, on) {
        event.preventDefault();
        this.area.classList.toggle("drop--over", on);
    }

    #add(more) {
        const files = [...this.files], refused = [];
        let size = files.reduce((sum, file) => sum + file.size, 0);
        for (const file of more) {
            const fits = file.size <= LARGEST && size + file.size <= TOGETHER;
            if (fits) size += file.size;
            (fits ? files : refused).push(file);
        }
        this.#keep(files);
        this.list.append(...refused.map((file) => this.#refusal(file)));
    }

    #keep(files) {
        this.files = files;
        const carried = new DataTransfer();
        files.forEach((file) => carried.items.add(file));
        this.input.files = carried.files;
        this.list.replaceChildren(...files.map((file) => this.#line(file)));
    }

    #refusal(file) {
        const line = document.createElement("li"), text = document.createElement("p");
        text.className = "field__error";
        text.setAttribute("role", "alert");
        text.textContent = millrace.say("tooLarge", file.name);
        line.append(text);
        return line;
    }

    #line(file) {
        const line = document.createElement("li");
        line.className = "file";
        const name = document.createElement("span");
        name.className = "file__name";
        name.textContent = file.name;
        const remove = document.createElement("button");
        remove.type = "button";
        remove.className = "tag__remove";
        remove.textContent = "×";
        remove.setAttribute("aria-label", millrace.say("remove", file.name));
        remove.addEventListener("click", () => this.#keep(this.files.filter((other) => other !== file)));
        line.append(name, remove);
        return line;
    }
});
