// The composer: keys choose the kind of message and put the cursor into the text; what was sent is cleared and brought into view.
// A ticket that is opened shows its latest message; one that is returned to stays where it was left.
const latest = () => document.querySelector("#conversation > :nth-last-child(1 of .message)");

customElements.define("ticket-composer", class extends HTMLElement {
    connectedCallback() {
        this.form = this.querySelector("form");
        this.text = this.querySelector("textarea");
        for (const kind of this.querySelectorAll(".composer__kind")) kind.addEventListener("click", () => setTimeout(() => this.text.focus()));
        this.form.addEventListener("keydown", (event) => this.#key(event));
        // Not sooner: the menu gives the focus back to its opener, and htmx would take that for the button that was pressed.
        this.form.addEventListener("htmx:beforeRequest", () => this.querySelector("[popover]")?.hidePopover());
        if (!location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate") latest()?.scrollIntoView({ block: "start" });
        this.form.addEventListener("htmx:afterRequest", (event) => event.detail.elt === this.form && event.detail.successful && this.#sent());
    }

    #key(event) {
        if (event.key === "Enter" && event.target.matches("input:not([type=file])")) event.preventDefault();
    }

    #sent() {
        const kind = this.form.elements.kind?.value;
        this.form.reset();
        for (const one of this.querySelectorAll("[name=kind]")) one.checked = one.value === kind;
        this.text.blur();
        latest()?.scrollIntoView({ block: "center" });
    }
});
