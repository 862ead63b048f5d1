// Deciding with the keyboard alone: a key presses the button or opens the form that bears it.
const typing = (place) => place.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (wanted === null) return;
  event.preventDefault();
  if (wanted.matches("summary")) {
    wanted.parentElement.open = true;
    wanted.parentElement.querySelector("textarea, input:not([type=hidden])").focus();
  } else if (wanted.matches("a")) {
    wanted.click();
  } else if (wanted.value === "note" && wanted.form.elements.reason.value.trim() === "") {
    wanted.form.elements.reason.focus(); // a note without words says nothing
  } else {
    wanted.form.requestSubmit(wanted);
  }
});
