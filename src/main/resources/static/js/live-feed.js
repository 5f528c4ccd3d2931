// One line to the server for the whole page. An event "ticket" with data "42" becomes the DOM events "live:ticket" and
// "live:ticket:42" on the body; after a gap "live:again" asks every part to fetch itself. A hidden tab hangs up, since a
// browser has only six lines to one server.
const RETRY = [1000, 2000, 5000, 10000, 30000];
const HIDDEN_FOR = 60000;

customElements.define("live-feed", class extends HTMLElement {
    #line;
    #tries = 0;
    #timer;
    #gap = false;

    connectedCallback() {
        this.setAttribute("role", "status");
        this.#open();
        this.onVisible = () => (document.hidden ? this.#later(() => this.#hangUp(), HIDDEN_FOR) : this.#wake());
        this.onOnline = () => this.#wake();
        this.onOffline = () => this.#lost();
        document.addEventListener("visibilitychange", this.onVisible);
        addEventListener("online", this.onOnline);
        addEventListener("offline", this.onOffline);
        addEventListener("pagehide", () => this.#hangUp());
        addEventListener("pageshow", (event) => event.persisted && this.#wake());
    }

    disconnectedCallback() {
        document.removeEventListener("visibilitychange", this.onVisible);
        removeEventListener("online", this.onOnline);
        removeEventListener("offline", this.onOffline);
        this.#hangUp();
    }

    #open() {
        if (this.#line) return;
        this.#line = new EventSource(this.getAttribute("src"));
        this.#line.addEventListener("open", () => this.#opened());
        this.#line.addEventListener("error", () => this.#lost());
        this.#line.addEventListener("bye", () => this.#signedOut());
        this.#line.addEventListener("topic", (event) => this.#heard(event.data));
    }

    #opened() {
        clearTimeout(this.#timer);
        this.#tries = 0;
        this.textContent = "";
        this.className = "";
        document.documentElement.dataset.live = "open";
        if (this.#gap) this.#announce("live:again");
        this.#gap = false;
    }

    #heard(data) {
        const cut = data.indexOf(" ");
        const topic = cut < 0 ? data : data.slice(0, cut);
        if (cut < 0) return this.#announce("live:again");
        this.#announce(`live:${topic}`, data.slice(cut + 1));
        this.#announce(`live:${topic}:${data.slice(cut + 1)}`);
    }

    #lost() {
        // The desk answered, but with something else than a line: perhaps the way in, since the session ended meanwhile.
        if (this.#line?.readyState === EventSource.CLOSED) this.#askWhoIsIn();
        this.#hangUp();
        const wait = RETRY[Math.min(this.#tries++, RETRY.length - 1)];
        if (this.#tries > 2 || !navigator.onLine) {
            this.className = "connection";
            this.textContent = millrace.say(navigator.onLine ? "reconnecting" : "offline");
        }
        if (navigator.onLine) this.#later(() => this.#open(), wait);
    }

    #askWhoIsIn() {
        fetch("/notices", { method: "HEAD", redirect: "manual" }).then((answer) => answer.type === "opaqueredirect" && this.#signedOut(), () => {});
    }

    /** Unsaved words stay on the screen; everything else goes. */
    #signedOut() {
        this.disconnectedCallback();
        if (![...document.querySelectorAll("draft-guard")].some((guard) => guard.changed)) return location.reload();
        this.className = "connection";
        this.textContent = millrace.say("signedOut");
        addEventListener("focus", () => this.#welcomeBack(), { once: true });
    }

    /** Signed in again in another window: this page takes the new session's token on, so that what was typed can be sent. */
    async #welcomeBack() {
        const answer = await fetch(location.href, { redirect: "manual" }).catch(() => undefined);
        if (!answer?.ok) return addEventListener("focus", () => this.#welcomeBack(), { once: true });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const who = (document) => document.querySelector(".sidebar__me")?.textContent.trim();
        if (who(page) !== who(document)) return;
        const token = page.querySelector('meta[name="csrf"]').content;
        document.querySelector('meta[name="csrf"]').content = token;
        for (const field of document.querySelectorAll('input[name="_csrf"]')) field.value = token;
        this.connectedCallback();
    }

    #wake() {
        clearTimeout(this.#timer);
        if (!this.#line) this.#open();
    }

    #hangUp() {
        this.#line?.close();
        this.#line = undefined;
        this.#gap = true;
        document.documentElement.dataset.live = "closed";
    }

    #later(what, wait) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(what, wait);
    }

    #announce(name, detail) {
        document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
    }
});
