customElements.define("copy-button", class extends HTMLElement {
    connectedCallback() {
        this.addEventListener("click", (event) => {
            const text = event.target.closest("[data-copy]")?.dataset.copy;
            if (text === undefined) return;
            navigator.clipboard.writeText(text).then(
                () => millrace.toast(millrace.say("copied")),
                () => millrace.toast(millrace.say("copyFailed")),
            );
        });
    }
});
