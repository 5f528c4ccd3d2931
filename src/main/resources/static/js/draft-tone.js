// The draft said in another tone: shown in the place of the text, taken by Enter or left by Escape. Taking it is one step of the
// text's own undo, and a button brings back exactly what was there. What becomes of the text is kept as if it had been typed.
const MOST_AT_ONCE = 20000; // more than this would take the browser's undo too long

customElements.define("draft-tone", class extends HTMLElement {
    #asked;
    #before;
    #after;

    connectedCallback() {
        this.form = this.closest("form");
        this.text = this.form.querySelector("textarea");
        const menu = this.form.querySelector("#tones");
        menu.addEventListener("htmx:configRequest", () => (this.#asked = this.text.value));
        // Asking saves nothing, so whoever guards unsaved words and files must not hear of it.
        menu.addEventListener("htmx:afterRequest", (event) => event.stopPropagation());
        this.addEventListener("htmx:afterSwap", () => this.#show());
        this.addEventListener("click", (event) => this.#clicked(event.target.closest("[data-tone]")?.dataset.tone));
        this.addEventListener("keydown", (event) => this.#key(event));
        this.text.addEventListener("input", () => this.#before !== undefined && this.text.value !== this.#after && this.#clear());
        this.form.addEventListener("reset", () => this.#clear());
        this.form.addEventListener("change", (event) => event.target.name === "kind" && this.#clear());
    }

    #show() {
        this.#before = undefined;
        if (this.text.value !== this.#asked) {
            this.#clear();
            return millrace.toast(millrace.say("tone.meanwhile"));
        }
        return this.querySelector("[data-tone]")?.focus();
    }

    #key(event) {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        this.#clicked(this.querySelector(".tone__offer") ? "back" : "text");
    }

    #clicked(what) {
        if (what === "take") this.#take();
        else if (what === "undo") this.#write(this.#before);
        else if (what === "back") this.#clear();
        if (what) this.text.focus();
    }

    #take() {
        const offer = this.querySelector(".tone__offer");
        this.#before = this.text.value;
        this.#after = offer.dataset.becomes;
        offer.remove();
        this.querySelector(".tone__taken").hidden = false;
        this.#write(this.#after);
    }

    #write(words) {
        const { text } = this;
        text.focus();
        text.select();
        if (text.value.length + words.length < MOST_AT_ONCE) document.execCommand("insertText", false, words);
        if (text.value === words) return;
        text.value = words;
        text.dispatchEvent(new Event("input", { bubbles: true }));
    }

    #clear() {
        this.#before = undefined;
        this.replaceChildren();
    }
});
