// A textarea as tall as its text, where CSS field-sizing is not known yet.
customElements.define("auto-size", class extends HTMLElement {
    connectedCallback() {
        if (CSS.supports("field-sizing", "content")) return;
        const area = this.querySelector("textarea");
        const fit = () => {
            area.style.height = "auto";
            area.style.height = `${area.scrollHeight + 2}px`;
        };
        area.addEventListener("input", fit);
        fit();
    }
});
