// Keeps "4 min" true while the page stays open. The server wrote it first, so nothing jumps.
const MINUTE = 60000;
const shown = new Set();

const ago = (at) => {
    const minutes = Math.floor((Date.now() - at) / MINUTE);
    if (minutes < 1) return millrace.say("time.now");
    if (minutes < 60) return millrace.say("time.minutes", minutes);
    if (minutes < 24 * 60) return millrace.say("time.hours", Math.floor(minutes / 60));
    return minutes < 7 * 24 * 60 ? millrace.say("time.days", Math.floor(minutes / 1440)) : null;
};

const refresh = (element) => {
    const time = element.querySelector("time");
    const text = time && ago(Date.parse(time.dateTime));
    if (text && time.textContent !== text && Date.parse(time.dateTime) <= Date.now()) time.textContent = text;
};

customElements.define("rel-time", class extends HTMLElement {
    connectedCallback() {
        shown.add(this);
    }

    disconnectedCallback() {
        shown.delete(this);
    }
});

setInterval(() => document.hidden || shown.forEach(refresh), MINUTE / 2);
document.addEventListener("visibilitychange", () => document.hidden || shown.forEach(refresh));
