// What every htmx request and answer of the product has in common. htmx reads its settings when the document is complete.
if (globalThis.htmx) {
    Object.assign(htmx.config, {
        includeIndicatorStyles: false,
        allowEval: false,
        allowScriptTags: false,
        selfRequestsOnly: true,
        historyCacheSize: 0,
        refreshOnHistoryMiss: true,
        defaultSettleDelay: 0,
        globalViewTransitions: false,
        responseHandling: [
            { code: "204", swap: false },
            { code: "[23]..", swap: true },
            { code: "422", swap: true },
            { code: "[45]..", swap: true, error: true, target: "#flash", swapOverride: "innerHTML", select: ".flash__line" },
        ],
    });
}

document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf"]')?.content;
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRF-TOKEN"] = token;
});

// An answer without a line of its own (a proxy's 502, say) still says something.
document.addEventListener("htmx:responseError", (event) => {
    if (!event.detail.xhr.responseText.includes("flash__line")) millrace.toast(millrace.say("failed"));
});
for (const broken of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(broken, () => millrace.toast(millrace.say(navigator.onLine ? "failed" : "offline")));
}

// A part that is fetched again leaves alone what the reader opened and the field they are typing in. A button they pressed is
// renewed like all else, and a list they chose from with the mouse; with the arrow keys they may still be on their way through it.
const inHand = (field) => millrace.typing(field) && (!field.matches("select") || field.matches(":focus-visible"));

if (globalThis.Idiomorph) {
    Object.defineProperty(Idiomorph.defaults, "ignoreActiveValue", { enumerable: true, get: () => inHand(document.activeElement) });
    Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => !(name === "open" && node.matches("details"));
}
