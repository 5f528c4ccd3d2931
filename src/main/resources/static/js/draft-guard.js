// Around a form: asks before a page with unsaved words is left. Saving, sending and resetting settle it.
customElements.define("draft-guard", class extends HTMLElement {
    connectedCallback() {
        this.changed = false;
        this.addEventListener("input", () => (this.changed = true));
        for (const settled of ["submit", "reset", "saved"]) this.addEventListener(settled, () => (this.changed = false));
        this.addEventListener("htmx:afterRequest", (event) => (this.changed = this.changed && !event.detail.successful));
        this.leaving = (event) => this.changed && event.preventDefault();
        addEventListener("beforeunload", this.leaving);
    }

    disconnectedCallback() {
        removeEventListener("beforeunload", this.leaving);
    }
});
