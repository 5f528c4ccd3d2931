// data-tip: one line about a thing pointed at or focused; empty, it is the thing's own label. A time says when exactly, and where the
// sidebar is folded a place its name. It repeats what is there in another form, so nobody needs it.
const WAIT = 400;
const FOLDED = "[data-sidebar=folded] :is(.sidebar__link, .sidebar__me)";
const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("popover", "manual");
tip.setAttribute("aria-hidden", "true");
document.body.append(tip);
let timer;

const moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" });

const textOf = (element) => {
    if (element.matches("rel-time > time")) return moment.format(new Date(element.dateTime));
    if (element.matches(FOLDED)) return element.querySelector(".sidebar__label").firstChild.textContent;
    return element.dataset.tip || ("tip" in element.dataset && element.ariaLabel);
};

const show = (element) => {
    tip.textContent = textOf(element);
    tip.showPopover();
    const at = element.getBoundingClientRect();
    const box = tip.getBoundingClientRect();
    const top = at.bottom + 6 + box.height > innerHeight ? at.top - box.height - 6 : at.bottom + 6;
    tip.style.top = `${top}px`;
    tip.style.left = `${Math.max(8, Math.min(at.left + at.width / 2 - box.width / 2, document.documentElement.clientWidth - box.width - 8))}px`;
};

const hide = () => {
    clearTimeout(timer);
    if (tip.matches(":popover-open")) tip.hidePopover();
};

const wish = (event) => {
    const element = event.target.closest?.(`[data-tip], ${FOLDED}, rel-time > time`);
    hide();
    if (element && textOf(element)) timer = setTimeout(() => element.isConnected && show(element), WAIT);
};

document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && wish(event));
document.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && wish(event));
for (const gone of ["pointerdown", "keydown", "scroll", "focusout"]) document.addEventListener(gone, hide, true);
