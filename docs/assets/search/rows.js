// Rows: what the list under the box is asked and how its rows look: suggestions, hits, groups.

import { element } from "./elements.js";
import { theIndex } from "./index.js";
import { marked, metaOf, speechOf, spineOf } from "./lines.js";
import { at } from "./place.js";
import { capital } from "./words.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Answer} Found */
/** @typedef {{kind: string, name: string, url: string, count?: number}} Suggestion */
/** @typedef {{text: string, label: string, count: number}} Completion */
/** @typedef {{engine: Engine, found: Found, suggestions: Suggestion[], completions: Completion[]}} Answer */

export const HITS = 8;
const SUGGESTIONS = 3;
const COMPLETIONS = 5;

/**
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function ask(text, signal) {
  const engine = await theIndex();
  const [found, suggestions, completions] = await Promise.all([
    engine.search({ text, filters: {}, sort: "relevance", offset: 0, limit: HITS, facets: false, signal }),
    engine.suggest(text, SUGGESTIONS),
    engine.complete(text, COMPLETIONS),
  ]);
  return { engine, found, suggestions, completions };
}

/**
 * @param {Suggestion} suggestion
 * @param {Engine} engine
 * @param {string[]} words
 */
export function suggestionRow({ kind, name, url, count }, engine, words) {
  const made = element(
    "a",
    { class: "search-suggestion", href: at(url), "data-suggestion": kind },
    element("span", { class: "search-kind" }, capital(kind)),
    " ",
    element("span", {}, marked(engine, name, words)),
  );
  if (count) made.append(" ", element("span", { class: "count" }, count));
  return made;
}

/**
 * @param {import("./engine.js").Hit} hit
 * @param {Engine} engine
 * @param {string[]} words
 */
export function hitRow(hit, engine, words) {
  const topic = engine.facetNames().topic.get(hit.topics[0])?.name;
  const meta = metaOf(hit, engine, words);
  if (topic) meta.append(` \u00b7 ${topic}`);
  return element(
    "a",
    { class: spineOf("search-hit", hit, engine), href: at(hit.url), "data-hit": hit.slug },
    element("span", { class: "search-title", ...speechOf(hit, hit.title) }, marked(engine, hit.title, words)),
    " ",
    meta,
  );
}

/**
 * @param {string} name
 * @param {HTMLElement[]} rows
 */
export function group(name, rows) {
  return rows.length ? [element("div", { role: "group", "aria-label": name, class: "search-group" }, ...rows)] : [];
}
