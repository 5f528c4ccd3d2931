// data-key on a link, button or field is its shortcut: "c", "?", "g i" (one after the other), "mod+enter" (also while typing).
let before = "";
let forget;

const press = (event) => {
    if (event.metaKey || event.ctrlKey) return `mod+${event.key.toLowerCase()}`;
    return event.key;
};

const visible = (element) => element.checkVisibility?.() !== false && !element.disabled;

const target = (keys) => {
    const scope = document.querySelector("dialog[open]") || document;
    return [...scope.querySelectorAll("[data-key]")].find((one) => one.dataset.key === keys && visible(one));
};

const act = (element) => {
    if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) {
        element.focus();
        element.select?.();
    } else element.click();
};

document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const key = press(event);
    if (key === "Escape" && millrace.typing(event.target)) return event.target.blur();
    if (millrace.typing(event.target) && !key.startsWith("mod+")) return;
    if (key === "?") {
        event.preventDefault();
        return document.getElementById("keys")?.showModal();
    }
    const found = (before && target(`${before} ${key}`)) || target(key);
    clearTimeout(forget);
    before = found ? "" : key;
    forget = setTimeout(() => (before = ""), 1000);
    if (found) {
        event.preventDefault();
        act(found);
    }
});

// The sheet behind "?": whatever this page answers to, read from the page itself.
const name = (one) => one.dataset.keyName || one.getAttribute("aria-label") || one.querySelector(".sidebar__label, .cut")?.textContent || [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" ").trim() || one.textContent;

customElements.define("key-sheet", class extends HTMLElement {
    connectedCallback() {
        this.closest("dialog").addEventListener("beforetoggle", (event) => event.newState === "open" && this.#list());
    }

    #list() {
        const seen = new Map();
        for (const one of document.querySelectorAll("[data-key]")) if (visible(one) && !seen.has(one.dataset.key)) seen.set(one.dataset.key, name(one).trim());
        for (const list of document.querySelectorAll("row-list[data-keys]")) for (const [key, word] of Object.entries(JSON.parse(list.dataset.keys))) seen.set(key, word);
        this.replaceChildren(...[...seen].map(([key, word]) => this.#line(key, word)));
    }

    #line(key, word) {
        const line = document.createElement("div");
        line.className = "dialog__key";
        const keys = document.createElement("kbd");
        keys.className = "key";
        keys.textContent = key.replace("mod", navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl").replace("+enter", " ↵");
        line.append(word, keys);
        return line;
    }
});
