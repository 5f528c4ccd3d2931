// The page an article is written on: keeps what is typed, shows how it will look, understands what is pasted and dropped, and opens the
// text as rich text (lazy/rich-text.js).
const PAUSE = 900;
const GLANCE = 250;
const RETRY = 5000;
const SOON = 400;
const VIEW = "millrace.article.view";
const MOST_ON_LEAVING = 20000; // a browser carries 64 kB for a page that is gone
const RICH = /<(?:b|strong|em|i|a|h[1-6]|ul|ol|table|img|pre|blockquote)\b|mso-list|font-weight:\s*(?:bold|[67]00)/i;

customElements.define("article-editor", class extends HTMLElement {
    #timer;
    #glance;
    #doubt;
    #typed = false;
    #keeping;
    #stopped = false;
    #converting;
    #pause;

    connectedCallback() {
        this.form = this.querySelector("#wording");
        this.text = this.querySelector("#body");
        this.preview = this.querySelector("#preview");
        this.line = this.querySelector("[data-kept]");
        this.form.addEventListener("input", (event) => this.#changed(event));
        this.form.addEventListener("submit", (event) => this.#submitAfterKeeping(event));
        this.addEventListener("click", (event) => {
            const line = event.target.closest("[data-line]");
            return line ? this.#goTo(Number(line.dataset.line)) : this.#pressed(event.target.closest("button[data-mark], button[data-view]"));
        });
        this.text.addEventListener("keydown", (event) => this.#continueList(event));
        this.text.addEventListener("paste", (event) => this.#paste(event));
        this.text.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
        this.text.addEventListener("drop", (event) => this.#drop(event));
        this.querySelector("[data-picture]").addEventListener("change", (event) => {
            this.#take(event.target.files);
            event.target.value = "";
        });
        this.tools = this.querySelector(".editor__tools");
        for (const bar of this.#toolbars) {
            bar.addEventListener("keydown", (event) => this.#walk(bar, event));
            bar.addEventListener("focusin", (event) => this.#rove(bar, event.target));
        }
        this.#find();
        this.#begin();
        this.leaving = () => this.#leave();
        addEventListener("beforeunload", this.leaving, { capture: true });
        document.addEventListener("keydown", (this.saving = (event) => this.#save(event)), { capture: true });
    }

    disconnectedCallback() {
        clearTimeout(this.#timer);
        clearTimeout(this.#pause);
        this.rich?.destroy();
        this.rich = undefined;
        removeEventListener("beforeunload", this.leaving, { capture: true });
        document.removeEventListener("keydown", this.saving, { capture: true });
    }

    get #headers() {
        return { "X-CSRF-TOKEN": document.querySelector('meta[name="csrf"]').content, "X-Autosave": "yes" };
    }

    #changed(event) {
        if (!["title", "summary", "body"].includes(event.target.name)) return;
        this.#keepSoon(PAUSE);
        clearTimeout(this.#glance);
        this.#glance = setTimeout(() => this.#look(), GLANCE);
    }

    // Keeping

    #keepSoon(wait) {
        this.#typed = true;
        clearTimeout(this.#timer);
        if (!this.#stopped) this.#timer = setTimeout(() => this.#keep(), wait);
    }

    #keep(leaving = false) {
        if (!this.#typed || this.#stopped || (this.#keeping && !leaving)) return this.#keeping;
        clearTimeout(this.#timer);
        this.#typed = false;
        this.line.textContent = millrace.say("article.keeping");
        const fields = new FormData(this.form);
        const draft = new URLSearchParams(["title", "summary", "body", "edition"].map((name) => [name, fields.get(name)]));
        if (leaving && this.rich?.pending) draft.set("rich", JSON.stringify(this.rich.written));
        const address = `${this.dataset.path}/draft?language=${this.dataset.language}`;
        this.#keeping = fetch(address, { method: "PUT", body: draft, headers: this.#headers, redirect: "manual", keepalive: leaving })
            .then((answer) => this.#kept(answer), () => this.#lost())
            .finally(() => {
                this.#keeping = undefined;
                if (this.#typed) this.#keepSoon(PAUSE);
            });
        return this.#keeping;
    }

    async #kept(answer) {
        if (answer.status === 409) return this.#conflict(await answer.text());
        if (answer.status !== 204) return this.#lost();
        this.form.elements.edition.value = answer.headers.get("X-Edition");
        if (this.#typed || this.rich?.pending) return;
        this.line.textContent = millrace.say("article.kept");
        this.form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
    }

    #lost() {
        this.line.textContent = millrace.say("article.lost");
        this.#keepSoon(RETRY);
    }

    /** Both texts are on the page now; whoever writes decides. */
    #conflict(html) {
        this.#stopped = true;
        this.line.textContent = millrace.say("article.lost");
        const place = this.querySelector("[data-conflict]");
        place.innerHTML = html;
        place.scrollIntoView({ block: "nearest" });
    }

    /** A draft that is underway must not arrive after what is sent now. */
    #submitAfterKeeping(event) {
        clearTimeout(this.#timer);
        const submitter = event.submitter;
        if (this.rich?.pending) {
            event.preventDefault();
            event.stopPropagation();
            return void this.#settle().then((settled) => settled && this.form.requestSubmit(submitter));
        }
        if (!this.#keeping) return void (this.#stopped = true);
        event.preventDefault();
        event.stopPropagation();
        this.#typed = false;
        this.#keeping.then(() => {
            this.#stopped = false;
            this.form.requestSubmit(submitter);
        });
    }

    #save(event) {
        if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "s" || this.#stopped) return;
        event.preventDefault();
        event.stopPropagation();
        this.#settle().then((settled) => {
            if (!settled) return;
            this.#typed = true;
            this.#keep();
        });
    }

    #leave() {
        const pending = this.rich?.pending;
        if ((!this.#typed && !pending) || this.#stopped || this.text.value.length + (pending ? JSON.stringify(this.rich.written).length : 0) > MOST_ON_LEAVING) return;
        this.#typed = true;
        this.#keep(true);
        this.form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
    }

    // Looking

    async #look() {
        if (this.dataset.view === "rich") return this.#checkSoon();
        const body = new URLSearchParams({ body: this.text.value });
        const answer = await fetch(this.dataset.preview, { method: "POST", body, headers: this.#headers }).catch(() => undefined);
        if (!answer?.ok) return;
        this.preview.innerHTML = await answer.text();
        return this.#checkSoon();
    }

    #checkSoon() {
        clearTimeout(this.#doubt);
        this.#doubt = setTimeout(() => this.#check(), PAUSE);
    }

    async #check() {
        const fields = new FormData(this.form);
        const body = new URLSearchParams(["title", "summary", "body"].map((name) => [name, fields.get(name)]));
        body.set("language", this.dataset.language);
        const answer = await fetch("/articles/checks", { method: "POST", body, headers: this.#headers }).catch(() => undefined);
        if (answer?.ok) this.querySelector("[data-checks]").innerHTML = await answer.text();
    }

    async #goTo(line) {
        if (["preview", "rich"].includes(this.dataset.view) && !(await this.#view("write"))) return;
        const lines = this.text.value.split("\n");
        const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
        this.text.focus();
        this.text.setSelectionRange(from, from + lines[line - 1].length);
        this.text.scrollIntoView({ block: "nearest" });
    }

    // Views: rich text for whoever has not chosen, and what was chosen for whoever has

    #begin() {
        const before = this.#remembered();
        const view = ["write", "both", "preview"].includes(before) ? before : "rich";
        this.#show(view === "both" && innerWidth < 1200 ? "write" : view === "rich" ? "preview" : view);
        if (view === "rich") this.#view("rich", false);
    }

    #remembered(view) {
        try {
            if (view) localStorage.setItem(VIEW, view);
            return localStorage.getItem(VIEW);
        } catch {
            return undefined; // a browser that remembers nothing
        }
    }

    /** False when it stays as it is, since what was written is not safe yet. */
    async #view(name, chosen = true) {
        this.wanted = name;
        if (name === "rich") {
            if (this.dataset.view === "rich") return true;
            this.opening ??= this.#open().finally(() => (this.opening = undefined));
            if (!(await this.opening)) {
                millrace.toast(millrace.say("article.rich.closed"));
                if (this.wanted === "rich") this.#show(chosen ? this.dataset.view : "write");
                return false;
            }
        } else if (!(await this.#settle())) return false;
        if (this.wanted !== name) return false;
        this.#show(name);
        if (chosen) this.#remembered(name);
        if (name !== "rich") this.#look();
        if (chosen && name === "rich") this.rich.focus();
        if (chosen && name === "write") this.text.focus();
        return true;
    }

    #show(name) {
        this.dataset.view = name;
        for (const button of this.querySelectorAll("button[data-view]")) {
            button.setAttribute("aria-pressed", button.dataset.view === name);
            button.toggleAttribute("data-key", false);
        }
        this.querySelector(`button[data-view="${name === "rich" ? "write" : "rich"}"]`).dataset.key = "mod+/";
        if (name !== "rich") for (const button of this.tools.querySelectorAll("button[data-mark]")) button.removeAttribute("aria-pressed");
        this.querySelector("[data-context]").hidden = true;
        for (const bar of this.#toolbars) this.#rove(bar);
    }

    // Rich text: the Markdown stays what is kept; the server turns each into the other

    /** Whatever is typed into the Markdown while it is fetched comes along. */
    async #open() {
        try {
            const [pm, { RichText }] = await Promise.all([import(this.dataset.prosemirror), import(this.dataset.rich)]);
            if (!this.isConnected) return false;
            this.rich ??= new RichText(pm, {
                place: this.querySelector("[data-rich-text]"),
                tools: this.tools,
                context: this.querySelector("[data-context]"),
                language: this.dataset.language,
                changed: () => this.#richChanged(),
                take: (files, place) => this.#take(files, place),
                convert: (html) => this.#asMarkdown(html),
                read: (markdown) => this.#read(markdown),
            });
            for (;;) {
                const markdown = this.text.value;
                const opened = await this.#read(markdown);
                if (!opened || !this.rich) return false;
                if (this.dataset.view === "rich") return true;
                if (this.text.value !== markdown) continue;
                this.rich.load(opened, markdown);
                return true;
            }
        } catch {
            return false;
        }
    }

    async #read(markdown) {
        const answer = await fetch("/articles/rich", { method: "POST", body: new URLSearchParams({ body: markdown }), headers: this.#headers }).catch(() => undefined);
        return answer?.ok ? answer.json().catch(() => undefined) : undefined;
    }

    #richChanged() {
        this.form.dispatchEvent(new Event("input", { bubbles: true }));
        clearTimeout(this.#pause);
        this.#pause = setTimeout(() => this.#settle(), SOON);
    }

    /** Until the Markdown says what the rich text says, whatever is typed meanwhile; false when the server cannot be asked. */
    async #settle() {
        clearTimeout(this.#pause);
        while (this.rich?.pending) {
            this.#converting ??= this.#convertRich().finally(() => (this.#converting = undefined));
            if (!(await this.#converting)) {
                this.line.textContent = millrace.say("article.rich.lost");
                this.#pause = setTimeout(() => this.#settle(), RETRY);
                return false;
            }
        }
        return true;
    }

    async #convertRich() {
        const { rich } = this;
        const { version, untouched } = rich;
        let markdown = untouched;
        if (markdown === undefined) {
            const answer = await fetch("/articles/markdown", { method: "POST", body: JSON.stringify(rich.written), headers: { ...this.#headers, "Content-Type": "application/json" } }).catch(() => undefined);
            if (!answer?.ok) return false;
            markdown = await answer.text().catch(() => undefined);
            if (markdown === undefined) return false;
        }
        rich.settled(version);
        if (this.text.value !== markdown) this.text.value = markdown;
        this.text.dispatchEvent(new Event("input", { bubbles: true }));
        return true;
    }

    // A toolbar is one stop of the tab key; arrows walk within

    get #toolbars() {
        return this.querySelectorAll("[role=toolbar]");
    }

    #stops(bar) {
        return [...bar.querySelectorAll("button, input")].filter((one) => !one.disabled && one.checkVisibility());
    }

    #rove(bar, stop) {
        const stops = this.#stops(bar);
        const current = stops.includes(stop) ? stop : stops.find((one) => one.tabIndex === 0) || stops[0];
        for (const one of bar.querySelectorAll("button, input")) one.tabIndex = one === current ? 0 : -1;
    }

    #walk(bar, event) {
        const stops = this.#stops(bar);
        const at = stops.indexOf(event.target);
        const turn = getComputedStyle(this).direction === "rtl" ? -1 : 1;
        const next = { ArrowRight: at + turn, ArrowLeft: at - turn, Home: 0, End: stops.length - 1 }[event.key];
        if (event.key === "Escape" && this.dataset.view === "rich") {
            event.preventDefault();
            event.stopPropagation();
            return this.rich.focus();
        }
        if (at < 0 || next === undefined) return undefined;
        event.preventDefault();
        return stops[(next + stops.length) % stops.length].focus();
    }

    // Writing

    #pressed(button) {
        if (!button) return;
        if (button.dataset.view) return this.#view(button.dataset.view);
        if (this.dataset.view === "rich" && button.dataset.mark !== "article") return this.rich.run(button.dataset.mark);
        const act = {
            bold: () => this.#around("**", millrace.say("article.bold")),
            italic: () => this.#around("*", millrace.say("article.italic")),
            heading: () => this.#lines((line) => (line.startsWith("## ") ? line.slice(3) : `## ${line.replace(/^#+ /, "") || millrace.say("article.heading")}`)),
            list: () => this.#lines((line) => (line.startsWith("- ") ? line.slice(2) : `- ${line || millrace.say("article.item")}`)),
            steps: () => this.#lines((line, n) => (/^\d+\. /.test(line) ? line.replace(/^\d+\. /, "") : `${n + 1}. ${line || millrace.say("article.item")}`)),
            link: () => this.#link(),
            article: () => {
                this.caret = [this.text.selectionStart, this.text.selectionEnd];
                this.place = this.dataset.view === "rich" ? this.rich.hold() : undefined;
                document.getElementById("find-article").showModal();
            },
            table: () => this.#block(`| ${millrace.say("article.column")} 1 | ${millrace.say("article.column")} 2 |\n| --- | --- |\n|  |  |`),
            callout: () => this.#block(`> [!NOTE] ${millrace.say("article.quote")}\n> `),
            code: () => (this.#selected.includes("\n") ? this.#block("```\n" + this.#selected + "\n```") : this.#around("`", millrace.say("article.code"))),
        };
        if (this.dataset.view === "preview") this.#show("write");
        act[button.dataset.mark]();
    }

    get #selected() {
        return this.text.value.slice(this.text.selectionStart, this.text.selectionEnd);
    }

    /** Through the browser's own editing, so that it can be undone. */
    #insert(words, from = 0, to = words.length) {
        const at = this.text.selectionStart;
        this.text.focus();
        if (!document.execCommand("insertText", false, words)) {
            this.text.setRangeText(words, at, this.text.selectionEnd, "end");
            this.text.dispatchEvent(new Event("input", { bubbles: true }));
        }
        this.text.setSelectionRange(at + from, at + to);
    }

    #around(mark, hint) {
        const { selectionStart: from, selectionEnd: to, value } = this.text;
        if (value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark) {
            this.text.setSelectionRange(from - mark.length, to + mark.length);
            return this.#insert(value.slice(from, to));
        }
        const words = this.#selected || hint;
        this.#insert(mark + words + mark, mark.length, mark.length + words.length);
    }

    #lines(each) {
        const { selectionStart, selectionEnd, value } = this.text;
        const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
        const end = value.indexOf("\n", selectionEnd);
        this.text.setSelectionRange(from, end < 0 ? value.length : end);
        const words = this.#selected.split("\n").map(each).join("\n");
        this.#insert(words, words.length);
    }

    #block(words) {
        const { selectionStart, selectionEnd, value } = this.text;
        const before = value.slice(0, selectionStart), after = value.slice(selectionEnd);
        const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
        const rest = after.startsWith("\n") ? "\n" : "\n\n";
        this.#insert(gap + words + rest, gap.length + words.length);
    }

    #link(address = "", name = "") {
        const words = this.#selected || name || millrace.say("article.link");
        this.#insert(`[${words}](${address || "https://"})`, words.length + 3, words.length + 3 + (address || "https://").length);
    }

    /** Enter goes on with a list; in an empty item it ends it. */
    #continueList(event) {
        if (event.key !== "Enter" || event.shiftKey || event.metaKey || event.ctrlKey || event.isComposing || this.#selected) return;
        const line = this.text.value.slice(this.text.value.lastIndexOf("\n", this.text.selectionStart - 1) + 1, this.text.selectionStart);
        const item = line.match(/^(\s*)(?:([-*+])|(\d+)([.)])) (.*)$/);
        if (!item) return;
        event.preventDefault();
        if (item[5] === "") {
            this.text.setSelectionRange(this.text.selectionStart - line.length, this.text.selectionStart);
            return this.#insert("\n", 1);
        }
        const next = `\n${item[1]}${item[2] || Number(item[3]) + 1 + item[4]} `;
        this.#insert(next, next.length);
    }

    // What comes from elsewhere

    #paste(event) {
        const data = event.clipboardData;
        const html = data.getData("text/html");
        if (html && RICH.test(html)) {
            event.preventDefault();
            return this.#convert(html, data.getData("text/plain"));
        }
        if (data.files.length) {
            event.preventDefault();
            return this.#take(data.files);
        }
        const address = data.getData("text/plain").trim();
        if (this.#selected && /^https?:\/\/\S+$/.test(address)) {
            event.preventDefault();
            const words = this.#selected;
            const link = `[${words}](${address})`;
            this.#insert(link, link.length);
        }
    }

    async #convert(html, plain) {
        const words = (await this.#asMarkdown(html)) ?? plain;
        this.#insert(words, words.length);
    }

    async #asMarkdown(html) {
        const answer = await fetch(`${this.dataset.path}/paste`, { method: "POST", body: html, headers: { ...this.#headers, "Content-Type": "text/html;charset=utf-8" } }).catch(() => undefined);
        return answer?.ok ? answer.text() : undefined;
    }

    #drop(event) {
        if (!event.dataTransfer.files.length) return;
        event.preventDefault();
        this.#take(event.dataTransfer.files);
    }

    async #take(files, at) {
        const place = at || (this.dataset.view === "rich" ? this.rich.hold() : undefined);
        for (const file of files) {
            this.line.textContent = millrace.say("article.taking", file.name);
            const body = new FormData();
            body.append("file", file);
            const answer = await fetch(`${this.dataset.path}/files`, { method: "POST", body, headers: this.#headers }).catch(() => undefined);
            const taken = answer?.ok ? await answer.json() : undefined;
            if (taken && this.dataset.view === "rich") this.rich.addFile(taken, place);
            else if (taken) this.#block(taken.markdown);
            else millrace.toast(millrace.say("article.refused", file.name));
        }
        this.rich?.release(place);
        this.line.textContent = "";
    }

    // Links to other articles

    #find() {
        const dialog = document.getElementById("find-article");
        const words = dialog.querySelector("[data-find]");
        const list = dialog.querySelector("[data-found]");
        let wait;
        const search = async () => {
            const answer = await fetch(`${this.dataset.find}?q=${encodeURIComponent(words.value)}`).catch(() => undefined);
            if (!answer?.ok) return;
            const found = await answer.json();
            list.replaceChildren(...(found.length ? found.map((one) => this.#line(one, dialog)) : [this.#nothing()]));
        };
        dialog.addEventListener("beforetoggle", (event) => event.newState === "open" && search());
        words.addEventListener("input", () => {
            clearTimeout(wait);
            wait = setTimeout(search, GLANCE);
        });
        dialog.addEventListener("keydown", (event) => {
            const buttons = [...list.querySelectorAll("button")];
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (event.key === "Enter" && event.target === words) {
                event.preventDefault();
                buttons[0]?.click();
            } else if (step) {
                event.preventDefault();
                buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]?.focus();
            }
        });
    }

    #line(found, dialog) {
        const line = document.createElement("li"), button = document.createElement("button");
        button.type = "button";
        button.className = "menu__item";
        button.textContent = `${found.title} #${found.number}`;
        button.addEventListener("click", () => {
            dialog.close();
            if (this.place) return this.rich.addLink(`/help/articles/${found.number}`, found.title, this.place);
            this.text.focus();
            this.text.setSelectionRange(...this.caret);
            this.#link(`article:${found.number}`, found.title);
            this.text.setSelectionRange(this.text.selectionEnd + 1, this.text.selectionEnd + 1);
        });
        line.append(button);
        return line;
    }

    #nothing() {
        const line = document.createElement("li");
        line.className = "faint small";
        line.textContent = millrace.say("article.nothing");
        return line;
    }
});
