// A list whose rows can be dragged into another order. Each row carries a field of the form data-form; it is sent when a row is
// dropped in a new place. The buttons in the rows do the same without a mouse.
customElements.define("drag-order", class extends HTMLElement {
    connectedCallback() {
        this.querySelectorAll("[data-grip]").forEach((grip) => (grip.hidden = false));
        this.addEventListener("pointerdown", (event) => this.#hold(event.target.closest("[data-grip]")));
        this.addEventListener("dragstart", (event) => this.#start(event));
        this.addEventListener("dragover", (event) => this.#over(event));
        this.addEventListener("drop", (event) => event.preventDefault());
        this.addEventListener("dragend", () => this.#end());
    }

    get #order() {
        return [...this.querySelectorAll("li")].map((row) => row.id).join();
    }

    #hold(grip) {
        if (grip) grip.closest("li").draggable = true;
    }

    #start(event) {
        this.row = event.target.closest("li");
        this.before = this.#order;
        this.row.classList.add("rule-row--dragged");
        event.dataTransfer.effectAllowed = "move";
    }

    #over(event) {
        const over = event.target.closest("li");
        if (!this.row || !over) return;
        event.preventDefault();
        const box = over.getBoundingClientRect();
        if (over !== this.row) over[event.clientY < box.top + box.height / 2 ? "before" : "after"](this.row);
    }

    #end() {
        this.row.draggable = false;
        this.row.classList.remove("rule-row--dragged");
        this.row = null;
        if (this.#order !== this.before) document.getElementById(this.dataset.form).requestSubmit();
    }
});
