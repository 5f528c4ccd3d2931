// Shows what answers below the search field while somebody types (a combobox as in the ARIA practices). Without it the form
// leads to the page of results.
const PAUSE = 120;

class HelpSearch extends HTMLElement {
    connectedCallback() {
        this.field = this.querySelector("input[type=search]");
        if (!this.field || this.list) {
            return;
        }
        this.list = document.createElement("ul");
        this.list.className = "help-options";
        this.list.id = "help-options";
        this.list.setAttribute("role", "listbox");
        this.list.setAttribute("aria-label", this.field.getAttribute("aria-label"));
        this.list.hidden = true;
        this.append(this.list);
        for (const [name, value] of Object.entries({
            role: "combobox", "aria-expanded": "false", "aria-controls": "help-options", "aria-autocomplete": "list",
        })) {
            this.field.setAttribute(name, value);
        }
        this.field.addEventListener("input", () => this.later());
        this.field.addEventListener("keydown", event => this.press(event));
        this.field.addEventListener("blur", () => this.close());
        this.list.addEventListener("mousedown", event => {
            event.preventDefault();
            this.follow(event.target.closest("[role=option]"));
        });
    }

    disconnectedCallback() {
        clearTimeout(this.waiting);
        this.asking?.abort();
    }

    later() {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
        const words = this.field.value.trim();
        this.asking?.abort();
        if (words.length < 2) {
            this.close();
            return;
        }
        this.asking = new AbortController();
        const lang = new URLSearchParams(location.search).get("lang");
        const address = (this.dataset.suggestions || "/help/suggestions") + "?q=" + encodeURIComponent(words) + (lang ? "&lang=" + encodeURIComponent(lang) : "");
        try {
            const answer = await fetch(address, {signal: this.asking.signal});
            if (answer.ok && this.field.value.trim() === words && document.activeElement === this.field) {
                // made by our own template, which escapes what authors and readers wrote
                this.list.innerHTML = await answer.text();
                this.open(this.list.children.length > 0);
            }
        } catch (error) {
            if (error.name !== "AbortError") {
                this.close();
            }
        }
    }

    press(event) {
        const options = [...this.list.children];
        if (event.key === "Escape" && !this.list.hidden) {
            event.preventDefault();
            this.close();
        } else if (event.key === "Enter" && this.chosen) {
            event.preventDefault();
            this.follow(this.chosen);
        } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !this.list.hidden && options.length) {
            event.preventDefault();
            const step = event.key === "ArrowDown" ? 1 : -1;
            const at = options.indexOf(this.chosen);
            this.choose(options[at < 0 ? (step > 0 ? 0 : options.length - 1) : (at + step + options.length) % options.length]);
        }
    }

    choose(option) {
        this.chosen?.setAttribute("aria-selected", "false");
        this.chosen = option;
        if (option) {
            option.setAttribute("aria-selected", "true");
            option.scrollIntoView({block: "nearest"});
            this.field.setAttribute("aria-activedescendant", option.id);
        } else {
            this.field.removeAttribute("aria-activedescendant");
        }
    }

    follow(option) {
        if (option) {
            location.assign(option.dataset.href);
        }
    }

    open(some) {
        this.choose(null);
        this.list.hidden = !some;
        this.field.setAttribute("aria-expanded", String(some));
    }

    close() {
        this.open(false);
    }
}

customElements.define("help-search", HelpSearch);
