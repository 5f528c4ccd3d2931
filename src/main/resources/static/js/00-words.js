// What all behaviours share, on one object: words in the reader's language, cookies, small announcements.
// WORDS stands before the scripts of each language (Assets.java).
const words = WORDS;

globalThis.millrace = {
    say: (key, ...gaps) => (words[key] || key).replace(/\{(\d)\}/g, (_, n) => gaps[n]),
    toast: (text) => document.dispatchEvent(new CustomEvent("toast", { detail: text })),
    remember: (name, value) => {
        document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
    },
    typing: (target) => target.isContentEditable || target.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"),
};

millrace.remember("zone", Intl.DateTimeFormat().resolvedOptions().timeZone);

for (const button of document.querySelectorAll("[data-back]")) {
    button.hidden = history.length < 2;
    button.addEventListener("click", () => history.back());
}
