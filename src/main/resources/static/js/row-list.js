// A list for the keyboard: j and k (or arrows) move, Enter opens, x chooses, Shift+click chooses a stretch. Focus and choice
// survive when the list is fetched again, by the id of the row.
const CHECK = ".row__check";

customElements.define("row-list", class extends HTMLElement {
    #last;
    #chosen = new Set();

    connectedCallback() {
        this.onKey = (event) => this.#key(event);
        document.addEventListener("keydown", this.onKey);
        this.addEventListener("click", (event) => event.target.matches(CHECK) && this.#stretch(event));
        this.addEventListener("change", (event) => event.target.matches(CHECK) && this.#count());
        this.addEventListener("focusin", (event) => this.#note(event.target.closest(".row")));
        this.addEventListener("htmx:beforeSwap", () => (this.held = this.contains(document.activeElement) && this.at));
        this.addEventListener("htmx:afterSettle", () => this.#restore());
        this.#return();
        this.#count();
    }

    disconnectedCallback() {
        document.removeEventListener("keydown", this.onKey);
    }

    get rows() {
        return [...this.querySelectorAll(".row")];
    }

    // Who comes back from a ticket goes on where they were.
    #note(row) {
        if (row) sessionStorage.setItem(`row ${location.href}`, (this.at = row.id));
    }

    #return() {
        this.at = sessionStorage.getItem(`row ${location.href}`);
        const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
        if (back && this.at && document.activeElement === document.body) document.getElementById(this.at)?.querySelector(".row__subject")?.focus({ preventScroll: true });
    }

    #key(event) {
        if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || millrace.typing(event.target) || document.querySelector("dialog[open], :popover-open")) return;
        const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
        const inside = this.contains(event.target);
        if (step && (inside || !event.key.startsWith("Arrow"))) this.#go(step, event);
        else if (event.key === "x" && inside) this.#check(event.target.closest(".row"), event);
        else if (event.key === "Escape" && this.#chosen.size) this.#none();
    }

    #go(step, event) {
        const rows = this.rows;
        const here = rows.findIndex((row) => row.id === this.at);
        const next = rows[Math.max(0, Math.min(rows.length - 1, here + step))];
        next?.querySelector(".row__subject")?.focus();
        next?.scrollIntoView({ block: "nearest" });
        event.preventDefault();
    }

    #check(row, event) {
        row?.querySelector(CHECK)?.click();
        event.preventDefault();
    }

    #stretch(event) {
        const boxes = [...this.querySelectorAll(CHECK)];
        const to = boxes.indexOf(event.target);
        const from = boxes.indexOf(this.#last);
        if (event.shiftKey && from >= 0) boxes.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((box) => (box.checked = event.target.checked));
        this.#last = event.target;
        this.#count();
    }

    #none() {
        this.querySelectorAll(CHECK).forEach((box) => (box.checked = false));
        this.#count();
    }

    #count() {
        this.#chosen = new Set([...this.querySelectorAll(`${CHECK}:checked`)].map((box) => box.value));
        const bar = document.querySelector(this.dataset.bulk || ".bulk");
        if (!bar) return;
        bar.hidden = this.#chosen.size === 0;
        const count = bar.querySelector("[data-count]");
        if (count) count.textContent = millrace.say("selected", this.#chosen.size);
    }

    #restore() {
        for (const box of this.querySelectorAll(CHECK)) box.checked = this.#chosen.has(box.value);
        this.#count();
        if (this.held && !this.contains(document.activeElement)) document.getElementById(this.held)?.querySelector(".row__subject")?.focus();
    }
});
