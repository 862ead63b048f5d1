// Places of a report's text and where they are on its page: pure but for reading the page.
const PLACE = /^(\d+)-(\d+)$/;

// Places are told in code points, as the records have them. What stands in the page but not in the report is not
// counted, and a sign that is shown by its name is one.
function* pieces(line) {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let at = Number(line.dataset.start);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    if (node.parentElement.closest(".ref") !== null) continue;
    const odd = node.parentElement.closest(".odd") !== null;
    const length = odd ? 1 : [...node.data].length;
    yield { node, odd, start: at, end: at + length };
    at += length;
  }
}

function lineOf(lines, place) {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(lines[middle].dataset.start) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// The words of a place as ranges of the page, one for each line.
export function rangesOf(text, [start, end]) {
  const lines = text.querySelectorAll("p[data-start]");
  const ranges = [];
  for (let index = lineOf(lines, start); index >= 0 && index < lines.length; index += 1) {
    if (Number(lines[index].dataset.start) >= end) break;
    const range = document.createRange();
    let begun = false;
    for (const piece of pieces(lines[index])) {
      if (piece.end <= start || piece.start >= end) continue;
      const inside = (place) => (piece.odd ? 0 : [...piece.node.data].slice(0, place - piece.start).join("").length);
      if (!begun) range.setStart(piece.node, inside(Math.max(start, piece.start)));
      range.setEnd(piece.node, end >= piece.end ? piece.node.data.length : inside(end));
      begun = true;
    }
    if (begun) ranges.push(range);
  }
  return ranges;
}

// Where a point of the page is in the report, or null.
export function placeOf(text, container, offset) {
  const element = container.nodeType === Node.TEXT_NODE ? container.parentElement : container;
  const line = element.closest("p[data-start]");
  if (line === null || !text.contains(line)) return null;
  let place = Number(line.dataset.start);
  for (const piece of pieces(line)) {
    if (piece.node === container) {
      return piece.odd ? piece.start : piece.start + [...piece.node.data.slice(0, offset)].length;
    }
    const point = document.createRange();
    point.setStart(container, offset);
    if (point.comparePoint(piece.node, 0) >= 0) return piece.start;
    place = piece.end;
  }
  return place;
}

export function placeIn(told) {
  const found = PLACE.exec(told ?? "");
  return found === null ? null : [Number(found[1]), Number(found[2])];
}
