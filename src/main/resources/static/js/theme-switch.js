// Theme and density change at once; the form around sends them too, so that they hold on the next page and device.
customElements.define("theme-switch", class extends HTMLElement {
    connectedCallback() {
        const form = this.closest("form");
        form.addEventListener("submit", (event) => {
            const button = event.submitter;
            if (!button?.name) return;
            event.preventDefault();
            document.documentElement.dataset[button.name] = button.value;
            for (const other of this.querySelectorAll(`[name="${button.name}"]`)) other.removeAttribute("aria-current");
            button.setAttribute("aria-current", "true");
            const body = new URLSearchParams(new FormData(form, button));
            fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => millrace.toast(millrace.say("offline")));
        });
    }
});
