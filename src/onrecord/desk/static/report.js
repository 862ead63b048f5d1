// Words that are marked in the text are put in as a claim: the link takes their place with it.
const link = document.querySelector("#adding a");
const hint = document.querySelector("#adding span");

// A place is told in code points, as the records have it; what stands in the page but not in the report is not counted.
function placeOf(container, offset) {
  const element = container.nodeType === Node.TEXT_NODE ? container.parentElement : container;
  const line = element.closest("[data-start]");
  if (line === null) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(container, offset);
  const words = before.cloneContents();
  words.querySelectorAll(".ref").forEach((number) => number.remove());
  return Number(line.dataset.start) + [...words.textContent].length;
}

if (link !== null) {
  hint.hidden = false;
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.rangeCount === 0 || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const [start, end] = [placeOf(range.startContainer, range.startOffset), placeOf(range.endContainer, range.endOffset)];
    if (start !== null && end !== null && start < end) {
      link.href = `${link.closest("p").dataset.address}?at=${start}-${end}`;
    }
  });
}
if (location.hash === "#card") document.querySelector("#card")?.focus();
