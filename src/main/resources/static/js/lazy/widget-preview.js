// Draws the button as it will be while its label and its side are chosen.
const form = document.querySelector("#widget");
const drawn = document.querySelector("#preview");
form.addEventListener("input", () => {
    drawn.querySelector("span").textContent = form.elements.label.value.trim() || drawn.dataset.label;
    drawn.classList.toggle("widget-preview--left", form.elements.side.value === "left");
});
