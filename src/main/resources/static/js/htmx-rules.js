// What every htmx request and answer of the product has in common.
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

// A part that is fetched again leaves alone what the reader opened and the field they are typing in.
if (globalThis.Idiomorph) {
    Idiomorph.defaults.ignoreActiveValue = true;
    Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => !(name === "open" && node.matches("details"));
}
