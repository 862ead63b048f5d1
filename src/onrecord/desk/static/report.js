// Words that are marked in the text are put in as a claim: the link takes their place with it.
const link = document.querySelector("#adding a");
const hint = document.querySelector("#adding span");

// A place is told in code points, as the records have it; what stands in the page but not in the report is not counted.
const codePoints = (node) => [...node.textContent].length;
const isOwn = (node) => node.parentElement.closest(".ref") === null;

function placeOf(container, offset) {
  const line = (container.nodeType === Node.TEXT_NODE ? container.parentElement : container).closest("[data-start]");
  if (line === null) return null;
  let place = Number(line.dataset.start);
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node === container) return place + (isOwn(node) ? [...node.textContent.slice(0, offset)].length : 0);
    if (isOwn(node)) place += codePoints(node);
  }
  return place;
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
