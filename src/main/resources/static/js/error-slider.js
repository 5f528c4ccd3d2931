// Says what an allowed error would mean, from the table beneath the slider, while it is moved.
customElements.define("error-slider", class extends HTMLElement {
    connectedCallback() {
        this.slider = this.querySelector("input[type=range]");
        this.slider.addEventListener("input", () => this.#say());
        this.#say();
    }

    #say() {
        const allowed = Number(this.slider.value);
        const rows = [...this.querySelectorAll("[data-error]")];
        const row = rows.findLast((each) => Number(each.dataset.error) <= allowed) || rows[0];
        rows.forEach((each) => each.toggleAttribute("data-chosen", each === row));
        const said = `${allowed}%: ${row.dataset.said}`;
        this.querySelector("output").textContent = said;
        this.slider.setAttribute("aria-valuetext", said);
    }
});
