// Puts a native popover beside the button that opens it, inside the window; arrows move through it.
const MARGIN = 8;

customElements.define("pop-menu", class extends HTMLElement {
    connectedCallback() {
        this.button = this.querySelector("[popovertarget]");
        this.menu = this.querySelector("[popover]");
        if (!this.button || !this.menu) return;
        this.menu.addEventListener("toggle", (event) => this.#toggled(event.newState === "open"));
        this.menu.addEventListener("keydown", (event) => this.#move(event));
        this.menu.addEventListener("input", (event) => event.target.matches(".menu__filter") && this.#filter(event.target.value));
        this.menu.addEventListener("htmx:afterRequest", (event) => event.detail.requestConfig.verb === "get" || this.menu.hidePopover?.());
        this.menu.addEventListener("htmx:afterSettle", () => this.menu.matches(":popover-open") && this.#open());
    }

    #toggled(open) {
        this.button.setAttribute("aria-expanded", open);
        if (open) this.#open();
    }

    #open() {
        this.#place();
        (this.menu.querySelector("input, [aria-current], [aria-checked=true]") || this.#items()[0])?.focus();
    }

    #place() {
        const from = this.button.getBoundingClientRect();
        const box = this.menu.getBoundingClientRect();
        const ends = getComputedStyle(this).direction === "rtl" ? from.right - box.width : from.left;
        const below = from.bottom + 4;
        const top = below + box.height > innerHeight - MARGIN ? from.top - box.height - 4 : below;
        this.menu.style.left = `${Math.max(MARGIN, Math.min(ends, document.documentElement.clientWidth - box.width - MARGIN))}px`;
        this.menu.style.top = `${Math.max(MARGIN, top)}px`;
    }

    #items() {
        return [...this.menu.querySelectorAll(".menu__item:not(:disabled)")].filter((item) => !item.hidden);
    }

    #move(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const items = this.#items();
        const next = items.indexOf(document.activeElement) + step;
        items[(next + items.length) % items.length]?.focus();
    }

    #filter(text) {
        const wish = text.trim().toLocaleLowerCase();
        for (const item of this.menu.querySelectorAll(".menu__item")) item.hidden = !item.textContent.toLocaleLowerCase().includes(wish);
    }
});
