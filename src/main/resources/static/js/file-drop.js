// Files by dropping, pasting or choosing, listed with a way to take each back. Without it, a plain file field remains.
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
        this.#keep([...this.files, ...more]);
    }

    #keep(files) {
        this.files = files;
        const carried = new DataTransfer();
        files.forEach((file) => carried.items.add(file));
        this.input.files = carried.files;
        this.list.replaceChildren(...files.map((file) => this.#line(file)));
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
