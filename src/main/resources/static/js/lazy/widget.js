// Runs on the company's website. It asks nothing of the visitor, sets no cookie and tells nobody that it was loaded: it draws a
// button, and the frame that the button opens. The desk puts a function around it whose argument "widget" says how.
const SEEN = "millrace-help-seen";

const STYLE = `
:host { all: initial; color-scheme: light dark; }
* { box-sizing: border-box; }
button { font: 600 16px/1.25 system-ui, sans-serif; cursor: pointer; }
button:focus-visible { outline: 3px solid ${widget.colour}; outline-offset: 2px; box-shadow: 0 0 0 2px #fff, 0 0 0 7px #fff; }
.open { position: fixed; z-index: 2147483646; bottom: max(20px, env(safe-area-inset-bottom)); ${widget.left ? "left" : "right"}: 20px;
  min-height: 48px; max-width: calc(100vw - 40px); padding: 10px 20px; border: 1px solid ${widget.ink}40; border-radius: 24px;
  background: ${widget.colour}; color: ${widget.ink}; box-shadow: 0 4px 16px #0004; overflow-wrap: anywhere; }
.dot { position: absolute; top: -3px; right: -1px; width: 16px; height: 16px; border: 2px solid #fff; border-radius: 50%; background: #c81e1e; }
.dot[hidden] { display: none; }
dialog { position: fixed; z-index: 2147483647; inset: auto; bottom: 84px; ${widget.left ? "left" : "right"}: 20px; width: 400px; height: min(640px, calc(100vh - 104px));
  max-width: none; max-height: none; margin: 0; padding: 0; border: 1px solid #8886; border-radius: 12px; overflow: hidden;
  background: Canvas; color: CanvasText; box-shadow: 0 8px 40px #0005; }
dialog[open] { display: flex; flex-direction: column; }
.bar { display: flex; align-items: center; justify-content: space-between; gap: 8px; flex: none; padding: 4px 4px 4px 16px;
  background: ${widget.colour}; color: ${widget.ink}; font: 600 15px/1.3 system-ui, sans-serif; }
.name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.close { flex: none; width: 44px; height: 44px; padding: 0; border: 0; border-radius: 8px; background: none; color: inherit; font-size: 24px; line-height: 1; }
.close:focus-visible { outline: 3px solid ${widget.ink}; outline-offset: -4px; box-shadow: none; }
iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
@media (max-width: 480px) {
  dialog { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise .16s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
}
@media print { :host { display: none; } }`;

const script = document.currentScript;
const desk = new URL(script.src).origin;

const make = (name, attributes, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
};

// A site may forbid it, and so may a visitor.
const seen = () => {
    try {
        return Number(localStorage.getItem(SEEN)) || 0;
    } catch {
        return Infinity;
    }
};
const see = () => {
    try {
        if (widget.news) localStorage.setItem(SEEN, widget.news);
    } catch {
        // then the dot does not come at all
    }
};

const draw = () => {
    if (document.querySelector("millrace-help")) return;
    const host = document.createElement("millrace-help");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];

    const dot = make("span", { class: "dot" });
    dot.hidden = !(widget.news > seen());
    const button = make("button", { class: "open", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" }, widget.label, dot);
    if (!dot.hidden) button.setAttribute("aria-label", widget.label + ", " + widget.fresh);
    const close = make("button", { class: "close", type: "button", "aria-label": widget.close }, "×");
    const panel = make("dialog", { "aria-label": widget.title }, make("div", { class: "bar" }, make("span", { class: "name" }, widget.title), close));
    let frame;

    const open = () => {
        if (!frame) {
            const lang = /^[a-z]{2}$/.test(script.dataset.lang) ? "?lang=" + script.dataset.lang : "";
            frame = make("iframe", { src: desk + "/help/widget" + lang, title: widget.title });
            // The frame learns by this which of its sites it is in, and answers to no other.
            frame.addEventListener("load", () => frame.contentWindow.postMessage("millrace:open", desk));
            panel.append(frame);
        }
        matchMedia("(max-width: 480px)").matches ? panel.showModal() : panel.show();
        button.setAttribute("aria-expanded", "true");
        close.focus();
        see();
        dot.hidden = true;
        button.removeAttribute("aria-label");
    };

    const back = () => {
        button.setAttribute("aria-expanded", "false");
        button.focus();
    };
    const shut = () => {
        panel.close();
        back();
    };

    button.addEventListener("click", () => (panel.open ? shut() : open()));
    close.addEventListener("click", shut);
    root.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && panel.open) {
            event.preventDefault();
            event.stopPropagation();
            shut();
        }
    });
    // On a phone the browser closes it, too, by its back gesture.
    panel.addEventListener("close", () => panel.open || back());
    addEventListener("message", (event) => {
        if (frame && event.origin === desk && event.source === frame.contentWindow && event.data === "millrace:close") shut();
    });
    root.append(make("aside", { "aria-label": widget.title }, button, panel));
    document.body.append(host);
};

if (!widget.sites.includes(location.origin)) {
    console.warn(`The help button is not shown: ${location.origin} is none of the sites named at the desk.`);
} else if (document.body) {
    draw();
} else {
    addEventListener("DOMContentLoaded", draw);
}
