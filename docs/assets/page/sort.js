// The order of all papers: by year as the page is made, or by title, or by the day they came.

const place = document.querySelector("[data-sections]");
const words = [...document.querySelectorAll("[data-sort-by]")];
const sections = [...(place?.children ?? [])];
const lines = [...(place?.querySelectorAll(".paper-line") ?? [])];
const known = new Map(lines.map((line, number) => [line, number]));

/** @param {Element} line */
function title(line) {
  return (line.querySelector(".paper-link")?.textContent ?? "").replace(/^\P{L}*(?:(?:an?|the)\s)?/iu, "");
}

/** @param {Element} line */
function added(line) {
  return line.getAttribute("data-added") ?? "";
}

/** @type {Record<string, (a: Element, b: Element) => number>} */
const ORDERS = {
  title: (a, b) => title(a).localeCompare(title(b), undefined, { sensitivity: "base", numeric: true }),
  added: (a, b) => (added(a) < added(b) ? 1 : added(a) > added(b) ? -1 : 0),
};

/** @param {string} by */
function sort(by) {
  const order = ORDERS[by];
  if (!place) return;
  if (order) {
    const list = document.createElement("ol");
    list.className = "paper-list paper-list--sorted";
    list.append(...[...lines].sort((a, b) => order(a, b) || (known.get(a) ?? 0) - (known.get(b) ?? 0)));
    place.replaceChildren(list);
  } else {
    let next = 0;
    for (const section of sections) {
      const count = Number(section.querySelector("[data-count]")?.textContent);
      section.querySelector(".paper-list")?.replaceChildren(...lines.slice(next, next + count));
      next += count;
    }
    place.replaceChildren(...sections);
  }
  document.querySelector(".year-jump")?.toggleAttribute("hidden", Boolean(order));
  for (const word of words) word.setAttribute("aria-pressed", String(word.getAttribute("data-sort-by") === by));
}

for (const word of words) word.addEventListener("click", () => sort(word.getAttribute("data-sort-by") ?? "year"));
document.querySelector("[data-sort]")?.removeAttribute("hidden");
