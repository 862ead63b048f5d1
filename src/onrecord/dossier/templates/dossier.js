"use strict";
/* The page is complete without this: it lights a claim's words while its number or note is pointed at, and filters the sources. */
(() => {
  let lit = [];
  const light = (element) => {
    for (const old of lit) old.classList.remove("lit");
    lit = [];
    const holder = element && element.closest("[data-c], a.ref");
    if (!holder) return;
    const own = holder.dataset.c || holder.id.slice(1);
    const claim = own.split(" ").pop();
    const report = holder.closest("article");
    if (!report) return;
    lit = [...report.querySelectorAll(`[data-c~="${CSS.escape(claim)}"]`)];
    for (const word of lit) word.classList.add("lit");
  };
  document.addEventListener("mouseover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));
  const arrived = () => light(document.getElementById(location.hash.slice(1)));
  addEventListener("hashchange", arrived);
  arrived();

  const entries = [...document.querySelectorAll("#sources > .entry")];
  if (entries.length < 8) return;
  const label = document.createElement("label");
  label.className = "filter";
  label.append("Show sources that contain ");
  const input = document.createElement("input");
  input.type = "search";
  label.append(input);
  entries[0].before(label);
  input.addEventListener("input", () => {
    const wanted = input.value.toLocaleLowerCase().trim();
    for (const entry of entries) {
      entry.hidden = !entry.querySelector("h3").textContent.toLocaleLowerCase().includes(wanted);
    }
  });
})();
