// The table of who knows what: arrow keys move, 0 to 3 set a level, and what was set is saved at once.
customElements.define("level-grid", class extends HTMLElement {
    connectedCallback() {
        this.addEventListener("keydown", (event) => {
            const select = event.target.closest("select");
            if (!select || event.altKey || event.ctrlKey || event.metaKey) return;
            const next = this.next(select, event.key);
            if (next) next.focus();
            else if (/^[0-3]$/.test(event.key)) this.set(select, event.key);
            else return;
            event.preventDefault();
        });
        this.addEventListener("change", (event) => this.save(event.target.form));
    }

    next(select, key) {
        const row = select.closest("tr");
        const column = [...row.querySelectorAll("select")].indexOf(select);
        const at = (line, nth) => line?.querySelectorAll("select")[nth];
        switch (key) {
            case "ArrowUp": return at(row.previousElementSibling, column) ?? select;
            case "ArrowDown": return at(row.nextElementSibling, column) ?? select;
            case "ArrowLeft": return at(row, column - 1) ?? select;
            case "ArrowRight": return at(row, column + 1) ?? select;
        }
    }

    set(select, level) {
        if (select.value === level) return;
        select.value = level;
        this.save(select.form);
    }

    save(form) {
        fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" })
            .catch(() => millrace.toast(millrace.say("offline")));
    }
});
