// Lines: how a hit stands in a list, with the words that were found marked. The same parts as the paper line of pages.

import { colourOf } from "./colours.js";
import { element } from "./elements.js";
import { at } from "./place.js";
import { capital, number } from "./words.js";

/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./engine.js").Engine} Engine */

const AUTHORS = 3;
const WARNED = ["retracted", "withdrawn"];

/**
 * Returns text with its found words in <mark>.
 * @param {Engine} engine
 * @param {string} text
 * @param {string[]} words
 * @returns {DocumentFragment}
 */
export function marked(engine, text, words) {
  return parts(engine.mark(text, words));
}

/**
 * Returns pieces of text as nodes, the marked ones in <mark>.
 * @param {readonly {text: string, marked: boolean}[]} pieces
 * @returns {DocumentFragment}
 */
export function parts(pieces) {
  const made = document.createDocumentFragment();
  for (const piece of pieces) made.append(piece.marked ? element("mark", {}, piece.text) : piece.text);
  return made;
}

/**
 * Returns the authors of a line: all up to four, else three "and 5 more".
 * @param {Hit} hit
 * @returns {string}
 */
export function authorsOf({ authors, moreAuthors, others }) {
  const all = authors.length + moreAuthors;
  if (all > AUTHORS + 1) return `${authors.slice(0, AUTHORS).join(", ")} and ${number(all - AUTHORS)} more`;
  return authors.join(", ") + (others && authors.length ? " and others" : "");
}

/**
 * Returns the venue with its year, and no year twice.
 * @param {Hit} hit
 * @returns {string}
 */
export function placeOf(hit) {
  const [venue, year] = [hit.venue ?? "", hit.year ? String(hit.year) : ""];
  if (!venue) return [hit.kind === "preprint" || hit.kind === "thesis" ? capital(hit.kind) : "", year].filter(Boolean).join(", ");
  return year && !venue.includes(year) ? `${venue} ${year}` : venue;
}

/**
 * Returns the meta line of a hit: what to know before citing, authors, venue and year.
 * @param {Hit} hit
 * @param {Engine} engine
 * @param {string[]} words
 * @returns {HTMLSpanElement}
 */
export function metaOf(hit, engine, words) {
  const made = element("span", { class: "paper-meta" });
  const warning = WARNED.find((state) => hit.states.includes(state));
  if (warning) made.append(element("strong", { class: "paper-warning" }, capital(warning)), ...dot());
  const [authors, place] = [authorsOf(hit), placeOf(hit)];
  made.append(marked(engine, authors, words), ...(authors && place ? dot() : []), place);
  return made;
}

/**
 * Returns a hit as a paper line.
 * @param {Hit} hit
 * @param {Engine} engine
 * @param {string[]} words
 * @returns {HTMLLIElement}
 */
export function paperLine(hit, engine, words) {
  const title = element("a", { class: "paper-link", href: at(hit.url) }, marked(engine, hit.title, words));
  const meta = metaOf(hit, engine, words);
  for (const [name, url] of [["PDF", hit.pdf], ["Code", hit.code]]) {
    const link = outside(name, url);
    if (link) meta.append(...dot(), link);
  }
  return element("li", { class: spineOf("paper-line", hit, engine), "data-slug": hit.slug }, title, " ", meta);
}

/**
 * Returns a class with that of the hit's colour.
 * @param {string} name
 * @param {Hit} hit
 * @param {Engine} engine
 * @returns {string}
 */
export function spineOf(name, hit, engine) {
  return `${name} spine-${colourOf(engine, hit.topics)}`;
}

/**
 * @param {string} name
 * @param {unknown} url
 */
function outside(name, url) {
  if (typeof url !== "string" || !/^https?:\/\//i.test(url)) return null;
  return element("a", { href: url, rel: "noopener" }, name);
}

function dot() {
  return [" ", element("i", {}, "\u00b7"), " "];
}
