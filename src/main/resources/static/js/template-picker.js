// Templates in the composer: "/" at the beginning of a line opens a search by words and meaning, arrows and Enter choose, 1 to 3
// take a likely one, 4 to 6 the link of an article. What must still be filled in is marked in the text, and the answer is not sent before it is.
const PAUSE = 60;
const ASKED = /\u27e6([^\u27e6\u27e7]{1,80})\u27e7/g;

customElements.define("template-picker", class extends HTMLElement {
    #timer;
    #asking;

    connectedCallback() {
        this.form = this.closest("form");
        this.text = this.form.querySelector("textarea");
        this.marks = this.form.querySelector(".composer__marks");
        this.panel = this.querySelector(".picker__panel");
        this.input = this.querySelector(".picker__input");
        this.list = this.querySelector(".picker__list");
        this.detail = this.querySelector(".picker__detail");
        this.used = this.querySelector("[data-used]");
        this.text.addEventListener("keydown", (event) => this.#inText(event));
        this.text.addEventListener("input", () => this.#mark());
        this.text.addEventListener("scroll", () => (this.marks.scrollTop = this.text.scrollTop));
        this.input.addEventListener("keydown", (event) => this.#inSearch(event));
        this.input.addEventListener("input", (event) => this.#typed(event));
        this.form.addEventListener("click", (event) => this.#clicked(event));
        this.form.addEventListener("change", () => this.#mark());
        this.form.addEventListener("reset", () => setTimeout(() => this.#reset()));
        this.addEventListener("focusout", (event) => !this.panel.hidden && event.relatedTarget && !this.contains(event.relatedTarget) && this.#close());
        this.outside = (event) => !this.panel.hidden && !this.panel.contains(event.target) && !event.target.closest("[data-pick]") && this.#close();
        document.addEventListener("pointerdown", this.outside);
        this.#mark();
    }

    disconnectedCallback() {
        document.removeEventListener("pointerdown", this.outside);
    }

    get #options() {
        return [...this.list.querySelectorAll("[data-insert]")];
    }

    #inText(event) {
        if (event.key === "/" && this.#lineBegins()) {
            event.preventDefault();
            this.#open();
        } else if (event.key === "Tab" && !event.shiftKey && this.#next(this.text.selectionEnd)) {
            event.preventDefault();
        }
    }

    #lineBegins() {
        const { selectionStart, selectionEnd, value } = this.text;
        return selectionStart === selectionEnd && (selectionStart === 0 || value[selectionStart - 1] === "\n") && this.form.elements.kind.value !== "note";
    }

    #open() {
        this.panel.hidden = false;
        this.input.value = "";
        this.input.focus();
        this.#search();
    }

    #close() {
        this.panel.hidden = true;
        clearTimeout(this.#timer);
    }

    #back() {
        this.#close();
        this.text.focus();
    }

    #typed(event) {
        event.stopPropagation();
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#search(), PAUSE);
    }

    async #search() {
        this.#asking?.abort();
        this.#asking = new AbortController();
        try {
            const answer = await fetch(`${this.dataset.href}?part=options&q=${encodeURIComponent(this.input.value)}`, { signal: this.#asking.signal });
            if (!answer.ok) return;
            this.list.innerHTML = await answer.text();
            this.#choose(this.#options[0]);
        } catch (error) {
            if (error.name !== "AbortError") millrace.toast(millrace.say("template.failed"));
        }
    }

    #choose(option) {
        for (const one of this.#options) one.setAttribute("aria-selected", String(one === option));
        this.chosen = option;
        this.input.setAttribute("aria-activedescendant", option?.id || "");
        this.detail.innerHTML = option?.querySelector(".picker__more").innerHTML || "";
        option?.scrollIntoView({ block: "nearest" });
    }

    #inSearch(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const options = this.#options;
        if (step) {
            event.preventDefault();
            this.#choose(options[(options.indexOf(this.chosen) + step + options.length) % options.length]);
        } else if (event.key === "Enter") {
            event.preventDefault();
            event.stopPropagation();
            if (this.chosen) this.#insert(this.chosen.dataset.insert);
        } else if (event.key === "Escape" || (event.key === "Backspace" && !this.input.value)) {
            event.preventDefault();
            event.stopPropagation();
            this.#back();
        } else if (event.key === "/" && !this.input.value) {
            event.preventDefault();
            this.#back();
            this.#put("/");
        }
    }

    #clicked(event) {
        const pick = event.target.closest("[data-pick]");
        const insert = event.target.closest("[data-insert]");
        if (pick && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            if (this.panel.hidden) this.#open();
            else this.#back();
        } else if (insert) {
            this.#insert(insert.dataset.insert);
        } else if (event.target.closest("[data-link]")) {
            this.#link(event.target.closest("[data-link]").dataset.link);
        }
    }

    /** An article, on a line of its own where something stands before it. */
    #link(text) {
        const reply = this.form.querySelector("[name=kind][value=reply]");
        if (reply && !reply.checked) reply.click();
        this.#back();
        const before = this.text.value.slice(0, this.text.selectionStart);
        this.#put((before.trim() && !before.endsWith("\n") ? "\n" : "") + text + "\n");
    }

    async #insert(id) {
        const csrf = document.querySelector('meta[name="csrf"]').content;
        const answer = await fetch(`${this.dataset.href}/${id}`, { method: "POST", headers: { Accept: "application/json", "X-CSRF-TOKEN": csrf } }).catch(() => null);
        if (answer?.status === 204) return millrace.toast(millrace.say("template.none"));
        if (!answer?.ok) return millrace.toast(millrace.say("template.failed"));
        const inserted = await answer.json();
        const reply = this.form.querySelector("[name=kind][value=reply]");
        if (reply && !reply.checked) reply.click();
        this.#back();
        const from = this.text.selectionStart;
        const before = this.text.value.slice(0, from);
        this.#put((before.trim() && !before.endsWith("\n\n") ? "\n\n" : "") + inserted.text);
        this.#tell(inserted);
        this.#next(from) || this.text.setSelectionRange(this.text.selectionEnd, this.text.selectionEnd);
    }

    #put(text) {
        this.text.setRangeText(text, this.text.selectionStart, this.text.selectionEnd, "end");
        this.text.dispatchEvent(new Event("input", { bubbles: true }));
    }

    #tell(inserted) {
        const guide = document.createElement("p");
        guide.className = "picker__guide small";
        const part = (kind, text) => {
            if (!text) return;
            const span = document.createElement("span");
            span.className = kind;
            span.dir = "auto";
            span.textContent = text;
            guide.append(span, " ");
        };
        part("strong", inserted.name || inserted.source);
        part("", inserted.useWhen);
        part("muted", inserted.notWhen && millrace.say("template.not", inserted.notWhen));
        this.used.append(guide);
        for (const file of inserted.files) {
            const label = document.createElement("label");
            label.className = "choice picker__file";
            const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "attach", value: file.id, checked: true, className: "choice__box" });
            const name = document.createElement("span");
            name.dir = "auto";
            name.textContent = file.name;
            label.append(box, name);
            this.used.append(label);
        }
    }

    /** Chooses what is to be filled in next, so that typing replaces it. */
    #next(from) {
        const asked = [...this.text.value.matchAll(ASKED)].find((one) => one.index >= from);
        if (!asked) return false;
        this.text.focus();
        this.text.setSelectionRange(asked.index, asked.index + asked[0].length);
        return true;
    }

    /** Behind the text lies the same text with what is asked marked. */
    #mark() {
        const value = this.text.value;
        const asked = [...value.matchAll(ASKED)];
        const note = this.form.elements.kind.value === "note";
        this.text.setCustomValidity(asked.length && !note ? millrace.say("template.fill", asked[0][1]) : "");
        this.marks.hidden = !asked.length;
        if (!asked.length) return;
        const parts = [];
        let done = 0;
        for (const one of asked) {
            const mark = document.createElement("mark");
            mark.textContent = one[0];
            parts.push(value.slice(done, one.index), mark);
            done = one.index + one[0].length;
        }
        parts.push(value.slice(done) + "\n");
        this.marks.replaceChildren(...parts);
        this.marks.scrollTop = this.text.scrollTop;
    }

    #reset() {
        this.used.replaceChildren();
        this.#mark();
    }
});
