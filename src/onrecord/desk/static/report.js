// The card of a record is shown without loading the page anew, and words that are marked are put in as a claim.
import { placeIn, placeOf, rangesOf } from "./places.js";

const text = document.querySelector("article.text");
const panel = document.querySelector("#panel");
const beside = document.querySelector(".beside");

// Marks the words at some places, and nothing else.
function light(places) {
  text.querySelectorAll(".lit").forEach((words) => words.classList.remove("lit"));
  if (CSS.highlights === undefined) return;
  CSS.highlights.set("looked-at", new Highlight(...places.flatMap((place) => rangesOf(text, place))));
}

function bringIntoView(place, behavior = "auto") {
  const [range] = rangesOf(text, place);
  if (range === undefined) return;
  const { top, bottom } = range.getBoundingClientRect();
  const card = document.querySelector("#card");
  const covered = card !== null && getComputedStyle(card).position === "fixed" ? card.offsetHeight : 0;
  if (top < 0 || bottom > innerHeight - covered) {
    const block = covered ? "start" : "center";
    range.startContainer.parentElement.scrollIntoView({ block, behavior }); // "auto" is as the style has it
  }
}

// A card is fetched as a document of its own: no text from outside becomes markup of this page.
function fetchCard(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.addEventListener("load", () => {
      const card = request.status === 200 ? request.response?.querySelector("#card") : null;
      if (card) resolve(document.importNode(card, true));
      else reject(new Error(`answered ${request.status}`));
    });
    request.addEventListener("error", () => reject(new Error("not answered")));
    request.open("GET", address);
    request.send();
  });
}

let opener = null;
let asked = 0;

async function show(address) {
  const own = new URL(address);
  const at = placeIn(own.searchParams.get("at"));
  const turn = (asked += 1);
  own.searchParams.set("only", "card");
  let card;
  try {
    card = await fetchCard(own.href.split("#")[0]);
  } catch {
    location.assign(address); // whatever it is, the page itself can say it
    return;
  }
  if (turn !== asked) return; // another one was wanted meanwhile
  panel.replaceChildren(card);
  beside.scrollTop = 0;
  history.replaceState(null, "", address);
  light(card.dataset.places.split(" ").map(placeIn));
  if (at !== null) bringIntoView(at);
  card.focus({ preventScroll: true });
}

function close() {
  const address = document.querySelector("#card .close a").href.split("?")[0];
  const part = text.dataset.part;
  panel.replaceChildren();
  light([]);
  history.replaceState(null, "", part ? `${address}?part=${part}` : address);
  (opener?.isConnected ? opener : document.querySelector("#main")).focus({ preventScroll: true });
}

// Where a press leads within this page, or "".
function wanted(target) {
  const link = target.closest("a");
  if (link !== null) {
    const own = link.href === "" ? null : new URL(link.href);
    if (own === null || own.origin !== location.origin || own.pathname !== location.pathname) return "";
    const at = placeIn(own.searchParams.get("at"));
    return own.searchParams.has("record") && at !== null && rangesOf(text, at).length > 0 ? link.href : "";
  }
  const words = target.closest("article.text [data-record]");
  if (words === null || !document.getSelection().isCollapsed) return "";
  const own = new URL(location.pathname, location.href);
  own.searchParams.set("record", words.dataset.record);
  if (text.dataset.part) own.searchParams.set("part", text.dataset.part);
  return own.href;
}

document.querySelector(".reading").addEventListener("click", (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (event.target.closest("#card .close a") !== null) {
    event.preventDefault();
    close();
    return;
  }
  const address = wanted(event.target);
  if (address === "") return;
  event.preventDefault();
  if (!event.target.closest("#card")) opener = event.target.closest("a") ?? document.activeElement;
  show(address);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector("#card") !== null && !event.target.closest("input")) close();
});

const link = document.querySelector("#adding a");
if (link !== null) {
  document.querySelector("#adding span").hidden = false;
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.rangeCount === 0 || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = placeOf(text, range.startContainer, range.startOffset);
    const end = placeOf(text, range.endContainer, range.endOffset);
    if (start !== null && end !== null && start < end) {
      link.href = `${link.closest("p").dataset.address}?at=${start}-${end}`;
    }
  });
}

text.classList.add("live");
const opened = document.querySelector("#card");
if (opened !== null) {
  const [first] = opened.dataset.places.split(" ").map(placeIn);
  bringIntoView(placeIn(new URL(location.href).searchParams.get("at")) ?? first, "instant");
  if (location.hash === "#card") opened.focus({ preventScroll: true });
}
