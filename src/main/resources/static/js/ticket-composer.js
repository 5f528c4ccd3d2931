// The composer: keys choose the kind of message and put the cursor into the text; what was sent is cleared and brought into view.
// What is typed is kept as a draft, so that leaving the page asks nothing and loses nothing.
// A ticket that is opened shows its latest message; one that is returned to stays where it was left.
const latest = () => document.querySelector("#conversation > :nth-last-child(1 of .message)");
const PAUSE = 800;
const RETRY = 5000;
const MOST_ON_LEAVING = 20000; // a browser carries 64 kB for a page that is gone

customElements.define("ticket-composer", class extends HTMLElement {
    #timer;
    #typed = false;
    #keeping;

    connectedCallback() {
        this.form = this.querySelector("form");
        this.text = this.querySelector("textarea");
        this.line = this.querySelector("[data-kept]");
        this.text.setSelectionRange(this.text.value.length, this.text.value.length);
        for (const kind of this.querySelectorAll(".composer__kind")) kind.addEventListener("click", () => setTimeout(() => this.text.focus()));
        this.form.addEventListener("keydown", (event) => this.#key(event));
        // Not sooner: the menu gives the focus back to its opener, and htmx would take that for the button that was pressed.
        this.form.addEventListener("htmx:beforeRequest", () => this.querySelector(":popover-open")?.hidePopover());
        if (!location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate") latest()?.scrollIntoView({ block: "start" });
        this.form.addEventListener("input", (event) => event.target.type !== "file" && this.#keepSoon(PAUSE));
        this.form.addEventListener("htmx:confirm", (event) => this.#sendAfterDraft(event));
        this.form.addEventListener("htmx:afterRequest", (event) => event.detail.elt === this.form && (event.detail.successful ? this.#sent() : this.#keepSoon(PAUSE)));
        this.leaving = () => this.#leave();
        addEventListener("beforeunload", this.leaving, { capture: true });
    }

    disconnectedCallback() {
        this.#stop();
        removeEventListener("beforeunload", this.leaving, { capture: true });
    }

    #key(event) {
        if (event.key === "Enter" && event.target.matches("input:not([type=file])")) event.preventDefault();
    }

    #keepSoon(wait) {
        this.#typed = true;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#keep(), wait);
    }

    #keep(leaving = false) {
        if (!this.#typed || (this.#keeping && !leaving)) return;
        this.#stop();
        const fields = new FormData(this.form);
        const draft = new URLSearchParams(["kind", "body", "to", "cc"].filter((name) => fields.has(name)).map((name) => [name, fields.get(name)]));
        const csrf = document.querySelector('meta[name="csrf"]').content;
        this.#keeping = fetch(this.dataset.draft, { method: "PUT", body: draft, headers: { "X-CSRF-TOKEN": csrf }, redirect: "manual", keepalive: leaving })
            .then((answer) => answer.ok, () => false)
            .then((kept) => this.#kept(kept));
    }

    #stop() {
        clearTimeout(this.#timer);
        this.#typed = false;
    }

    #kept(kept) {
        this.#keeping = undefined;
        if (!kept) {
            this.line.textContent = millrace.say("draft.lost");
            this.#keepSoon(RETRY);
        } else if (this.#typed) {
            this.#keepSoon(PAUSE);
        } else {
            this.line.textContent = this.text.value.trim() ? millrace.say("draft.kept") : "";
            this.#settle();
        }
    }

    /** A draft that is underway must not arrive after the message it became. */
    #sendAfterDraft(event) {
        if (event.target !== this.form) return;
        this.#stop();
        if (!this.#keeping) return;
        event.preventDefault();
        this.#keeping.then(() => event.detail.issueRequest(true));
    }

    #sent() {
        this.#stop();
        const kind = this.form.elements.kind?.value;
        this.text.defaultValue = "";
        this.form.reset();
        for (const one of this.querySelectorAll("[name=kind]")) one.checked = one.value === kind;
        this.line.textContent = "";
        this.text.blur();
        latest()?.scrollIntoView({ block: "center" });
    }

    #leave() {
        if (!this.#typed || this.text.value.length > MOST_ON_LEAVING) return;
        this.#keep(true);
        this.#settle();
    }

    /** Files are in no draft: with some of them the page still asks before it is left. */
    #settle() {
        if (!this.form.elements.files.files.length) this.form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
    }
});
