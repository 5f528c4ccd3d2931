// data-opens="id" opens a dialog; data-confirm="words" asks before a button, a link or an htmx request goes on.
document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (!opener) {
        if (event.target.matches("dialog.dialog")) event.target.close("no");
        return;
    }
    event.preventDefault();
    opener.closest("[popover]")?.hidePopover();
    document.getElementById(opener.dataset.opens)?.showModal();
});

const ask = (text, label) =>
    new Promise((answer) => {
        const dialog = document.getElementById("confirm");
        if (!dialog) return answer(window.confirm(text));
        dialog.querySelector("#confirm-text").textContent = text;
        const yes = dialog.querySelector("#confirm-yes");
        yes.dataset.word ||= yes.textContent;
        yes.textContent = label || yes.dataset.word;
        dialog.returnValue = "no";
        dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
        dialog.showModal();
    });

document.addEventListener("htmx:confirm", (event) => {
    const asker = event.detail.elt.closest("[data-confirm]") || event.detail.triggeringEvent?.submitter?.closest("[data-confirm]");
    if (!asker || asker.matches("form:not([data-confirm])")) return;
    event.preventDefault();
    ask(asker.dataset.confirm, asker.dataset.confirmYes || asker.textContent.trim()).then((yes) => yes && event.detail.issueRequest(true));
});

document.addEventListener("submit", (event) => {
    const asker = event.submitter?.closest("[data-confirm]") || event.target.closest("form[data-confirm]");
    const form = event.target;
    const byHtmx = form.matches("[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete]");
    if (!asker || byHtmx || form.dataset.confirmed === "yes") return void delete form.dataset.confirmed;
    event.preventDefault();
    ask(asker.dataset.confirm, asker.dataset.confirmYes || event.submitter?.textContent.trim()).then((yes) => {
        if (!yes) return;
        form.dataset.confirmed = "yes";
        form.requestSubmit(event.submitter);
    });
});
