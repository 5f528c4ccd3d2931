// data-fold="sidebar" makes the sidebar narrow, "menu" opens it over a phone's page, "side" folds the context side away.
const shell = document.getElementById("shell");

const toggle = {
    sidebar: () => {
        shell.dataset.sidebar = shell.dataset.sidebar === "folded" ? "open" : "folded";
        millrace.remember("sidebar", shell.dataset.sidebar);
        return shell.dataset.sidebar === "open";
    },
    menu: () => {
        shell.dataset.menu = shell.dataset.menu === "open" ? "" : "open";
        return shell.dataset.menu === "open";
    },
    side: () => {
        const split = document.querySelector(".split");
        split.dataset.side = split.dataset.side === "folded" ? "open" : "folded";
        millrace.remember("side", split.dataset.side);
        return split.dataset.side === "open";
    },
};

document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fold]");
    if (button) button.setAttribute("aria-expanded", toggle[button.dataset.fold]());
});

document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shell?.dataset.menu === "open") document.querySelector("[data-fold=menu]").click();
});

// Panes with a scroll of their own are found again as they were left.
for (const pane of document.querySelectorAll("[data-keep-scroll]")) {
    const name = `scroll:${pane.dataset.keepScroll}`;
    pane.scrollTop = sessionStorage.getItem(name) || 0;
    addEventListener("pagehide", () => sessionStorage.setItem(name, pane.scrollTop));
}
