// Lines: how a hit stands in a list, with the words that were found marked. The same parts as the paper line of pages.

import { colourOf } from "./colours.js";
import { element } from "./elements.js";
import { at } from "./place.js";
import { capital, number } from "./words.js";

/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./engine.js").Engine} Engine */

const AUTHORS = 3;
const WARNED = ["retracted", "withdrawn"];
const MARKED = { erratum: "Corrected", award: "Award" };
const SITE = "en";
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1eeff}]/u;

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
 * Returns the attributes that say in what language a hit's text stands, and that it may be read from the right.
 * @param {Hit} hit
 * @param {string} text
 * @returns {{lang: string | null, dir: string | null}}
 */
export function speechOf({ language }, text) {
  const other = language && language.split("-")[0] !== SITE;
  return { lang: other ? language : null, dir: FROM_THE_RIGHT.test(text) ? "auto" : null };
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
  const mark = Object.entries(MARKED).find(([state]) => hit.states.includes(state));
  if (mark) made.append(element("strong", {}, mark[1]), ...dot());
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
  const title = element("a", { class: "paper-link", href: at(hit.url), ...speechOf(hit, hit.title) }, marked(engine, hit.title, words));
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
