// Short words about what just happened. Each leaves by itself, but not while it is pointed at or focused.
const STAYS = 6000;

customElements.define("toast-list", class extends HTMLElement {
    connectedCallback() {
        document.addEventListener("toast", (event) => this.#add(event.detail));
        this.addEventListener("click", (event) => event.target.closest(".toast__close, .toast__action") && this.#leave(event.target.closest(".toast"), 0));
        new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((toast) => toast.classList?.contains("toast") && this.#leave(toast, STAYS)))).observe(this, { childList: true });
    }

    #add(text) {
        if ([...this.children].some((toast) => toast.textContent === text)) return;
        const toast = document.createElement("div");
        toast.className = "toast";
        toast.textContent = text;
        this.append(toast);
    }

    #leave(toast, wait) {
        setTimeout(() => (wait && toast.matches(":hover, :focus-within") ? this.#leave(toast, wait) : toast.remove()), wait);
    }
});
