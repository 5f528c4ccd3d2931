// Three steps in place, each beside what it speaks of. Escape sends it away, like its button.
customElements.define("guided-tour", class extends HTMLElement {
    static places = {
        search: ".help__search, .help-search, main form[role=search]",
        read: "main",
        ask: ".help__nav",
    };

    connectedCallback() {
        this.steps = [...this.querySelectorAll("[data-step]")];
        this.at = -1;
        this.next = this.querySelector("[data-next]");
        this.done = this.querySelector("form button");
        this.next.addEventListener("click", (event) => {
            event.preventDefault();
            this.show(this.at + 1);
        });
        this.addEventListener("keydown", (event) => {
            if (event.key === "Escape") this.done.form.requestSubmit();
        });
    }

    disconnectedCallback() {
        this.unmark();
    }

    unmark() {
        document.querySelector("[data-toured]")?.removeAttribute("data-toured");
    }

    show(at) {
        this.at = at;
        this.unmark();
        this.querySelector("[data-offer]").hidden = true;
        this.steps.forEach((step, nth) => { step.hidden = nth !== at; });
        const step = this.steps[at];
        step.focus();
        document.querySelector(this.constructor.places[step.dataset.step])?.setAttribute("data-toured", "");
        this.next.textContent = this.next.dataset.words;
        if (at === this.steps.length - 1) {
            this.next.hidden = true;
            this.done.textContent = this.done.dataset.words;
        }
    }
});
