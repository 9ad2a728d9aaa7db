// Operators: what a reader can type beside words, said in a small table.

import { element } from "./elements.js";

const ROWS = [
  ["author:ho", "papers by an author; author:\"jonathan ho\" for the full name"],
  ["topic:diffusion", "papers on a topic"],
  ["venue:iclr", "papers of a venue"],
  ["year:2021", "papers of a year; year:2019..2022 for a range"],
  ["\"mask tokens\"", "these words side by side"],
  ["-survey", "without a word"],
  ["10.1109/...", "a DOI, an arXiv id or a citation key leads to its paper"],
];
const KEYS = [
  ["/", "to the search box"],
  ["\u2191 \u2193", "choose a row"],
  ["Enter", "open it, or all results"],
  ["Esc", "close the list"],
];

/**
 * Returns the help of the search, closed.
 * @returns {HTMLDetailsElement}
 */
export function help() {
  return element(
    "details",
    { class: "search-help" },
    element("summary", {}, "How to search"),
    rows(ROWS, "code"),
    rows(KEYS, "kbd"),
  );
}

/**
 * @param {string[][]} pairs
 * @param {"code" | "kbd"} tag
 */
function rows(pairs, tag) {
  const made = element("dl", {});
  for (const [typed, meaning] of pairs) made.append(element("dt", {}, element(tag, {}, typed)), element("dd", {}, meaning));
  return made;
}
