// Keeps an open list of tickets true. What changed is fetched row by row and replaced where it stands; what is new slides in while
// the reader is at the top and idle, and waits behind a quiet line otherwise, so that nothing moves under their hands.
const GATHER = 250;
const MOST = 40;

customElements.define("live-rows", class extends HTMLElement {
    #numbers = new Set();
    #fresh = new Map();
    #timer;

    connectedCallback() {
        this.list = this.querySelector(".rows");
        this.line = this.querySelector("[data-fresh]");
        this.line.addEventListener("click", () => this.#show());
        this.hear = (event) => this.#want([event.detail]);
        this.hearMany = (event) => this.#want(event.detail.numbers);
        this.look = () => this.#fetch(`/inbox/rows?${this.dataset.scope}`, this.#shown());
        document.body.addEventListener("live:tickets", this.hear);
        document.body.addEventListener("rows:changed", this.hearMany);
        document.body.addEventListener("live:again", this.look);
    }

    disconnectedCallback() {
        clearTimeout(this.#timer);
        document.body.removeEventListener("live:tickets", this.hear);
        document.body.removeEventListener("rows:changed", this.hearMany);
        document.body.removeEventListener("live:again", this.look);
    }

    #want(numbers) {
        for (const number of numbers) this.#numbers.add(String(number));
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#ask(), GATHER);
    }

    #ask() {
        const wanted = [...this.#numbers].slice(-MOST);
        this.#numbers.clear();
        this.#fetch(`/inbox/rows/${wanted.join(",")}?${this.dataset.scope}`, wanted);
    }

    async #fetch(url, asked) {
        const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
        if (!answer?.ok) return;
        const holder = document.createElement("template");
        holder.innerHTML = await answer.text();
        const rows = new Map([...holder.content.querySelectorAll(".row")].map((row) => [row.id, row]));
        const partial = url.startsWith("/inbox/rows?");
        for (const number of asked) if (!partial && !rows.has(`ticket-${number}`)) this.#leave(`ticket-${number}`);
        for (const [id, row] of rows) this.#arrive(id, row);
        this.#tell();
    }

    #arrive(id, row) {
        const old = document.getElementById(id);
        if (!old) return void this.#fresh.set(id, row);
        const chosen = old.querySelector(".row__check")?.checked;
        Idiomorph.morph(old, row, { morphStyle: "outerHTML" });
        const check = document.getElementById(id).querySelector(".row__check");
        if (check) check.checked = chosen;
    }

    #leave(id) {
        this.#fresh.delete(id);
        const row = document.getElementById(id);
        if (!row) return;
        row.classList.add("row--leaving");
        const next = row.nextElementSibling ?? row.previousElementSibling;
        setTimeout(() => {
            const focused = row.contains(document.activeElement);
            row.remove();
            if (focused) next?.querySelector("a")?.focus();
            this.dispatchEvent(new Event("change", { bubbles: true }));
        }, 150);
    }

    #tell() {
        if (this.#fresh.size && this.#idle()) return this.#show();
        this.line.hidden = this.#fresh.size === 0;
        this.line.textContent = this.line.dataset.one.replace("{0}", this.#fresh.size);
    }

    #idle() {
        return scrollY < 40 && !this.matches(":hover, :focus-within") && !document.querySelector(".row__check:checked, :popover-open, dialog[open]");
    }

    #show() {
        const rows = [...this.#fresh.values()];
        this.#fresh.clear();
        this.line.hidden = true;
        rows.forEach((row) => row.classList.add("row--fresh"));
        if (this.dataset.order === "oldest") this.list.append(...(this.list.querySelector(".list-end") ? [] : rows));
        else this.list.prepend(...rows);
        if (scrollY > 40) scrollTo({ top: 0 });
    }

    #shown() {
        return [...this.list.querySelectorAll(".row")].map((row) => row.id.slice("ticket-".length));
    }
});
