// Results: what the search page says of an answer: chips, count, corrections, ways on, and the papers with context.

import { button, element } from "./elements.js";
import { marked, paperLine, parts, speechOf } from "./lines.js";
import { at, searchFor } from "./place.js";
import { shelfButton } from "./shelfbutton.js";
import { LISTS, saidYears, unfiltered } from "./state.js";
import { capital, counted, FAILED, number } from "./words.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./facets.js").Namer} Namer */
/** @typedef {{words: string, said: string, without: Partial<State>}} Filter `said` is its part of a sentence */

const SAID = { topic: "on", author: "by", venue: "in", kind: "of the kind" };

/**
 * Returns what filters a search, each with the change that takes it away.
 * @param {State} state
 * @param {Namer} namer
 * @returns {Filter[]}
 */
export function filtersIn(state, namer) {
  /** @type {Filter[]} */
  const found = LISTS.flatMap((facet) =>
    state[facet].map((slug) => {
      const words = namer(facet, slug).name;
      const without = { [facet]: state[facet].filter((other) => other !== slug) };
      return { words, said: `${SAID[facet]} ${facet === "kind" ? slug : words}`, without };
    }),
  );
  const years = saidYears(state.years);
  if (years) found.push({ words: years, said: /^\d/.test(years) ? `from ${years}` : years, without: { years: [null, null] } });
  if (state.code) found.push({ words: "has code", said: "with code", without: { code: false } });
  return found;
}

/**
 * Returns the filters as chips with a cross.
 * @param {readonly Filter[]} filters
 * @param {(change: Partial<State>) => void} narrow
 */
export function chips(filters, narrow) {
  const cross = () => element("span", { class: "search-cross", "aria-hidden": "true" }, "\u00d7");
  const made = filters.map(({ words, without }) => {
    const chip = button("chip search-chip", words, () => narrow(without), { "aria-label": `Remove ${words}` });
    chip.append(" ", cross());
    return element("li", {}, chip);
  });
  return element("ul", { class: "chips search-chips", "aria-label": "Filters", hidden: !made.length }, ...made);
}

/**
 * Returns the sentence above the papers, or nothing where none is needed.
 * @param {Answer} answer
 * @param {State} state
 * @param {readonly Filter[]} filters
 * @param {(change: Partial<State>) => void} narrow
 * @returns {(Node | string)[]}
 */
export function explanation(answer, state, filters, narrow) {
  if (!answer.total && !answer.jump) return nothing(state, filters, narrow);
  if (answer.correction) {
    const { typed, used } = answer.correction;
    const link = element("a", { href: `${searchFor(state.text)}&exact=1` }, "Search for exactly what you typed");
    return [`No paper has "${typed}". Showing ${number(answer.total)} for "${used}". `, link];
  }
  return answer.partial ? ["No paper has all of these words. The ones with most of them come first."] : [];
}

/**
 * @param {State} state
 * @param {readonly Filter[]} filters
 * @param {(change: Partial<State>) => void} narrow
 * @returns {(Node | string)[]}
 */
function nothing(state, filters, narrow) {
  const said = state.text.trim();
  const topics = element("a", { href: at("topics/") }, "browse topics");
  if (!filters.length) return [`Nothing here for "${said}". Try fewer words, or `, topics, "."];
  const what = filters.map((filter) => filter.said).join(" ");
  const chosen = filters.map(({ words, without }) => button("chip search-chip", words, () => narrow(without), { "aria-label": `Remove ${words}` }));
  const all = button("search-again", "all filters", () => narrow(unfiltered(state)));
  return [`No paper${said ? ` for "${said}"` : ""} ${what}. Remove: `, ...chosen.flatMap((chip) => [chip, " "]), all];
}

/**
 * Returns what stands in place of results when the index could not be loaded.
 * @param {() => void} again
 * @returns {(Node | string)[]}
 */
export function failure(again) {
  const years = element("a", { href: at("years/") }, "papers by year");
  return [`${FAILED} `, button("search-again", "Try again", again), ". You can still browse ", years, "."];
}

/**
 * Returns the papers of an answer as lines.
 * @param {Answer} answer
 * @param {Engine} engine
 * @returns {HTMLLIElement[]}
 */
export function lines(answer, engine) {
  const jump = answer.jump;
  const hits = jump ? [jump, ...answer.hits.filter((hit) => hit.slug !== jump.slug)] : answer.hits;
  return hits.map((hit) => line(hit, answer.words, engine));
}

/**
 * @param {Hit} hit
 * @param {string[]} words
 * @param {Engine} engine
 */
function line(hit, words, engine) {
  const made = paperLine(hit, engine, words);
  made.setAttribute("data-hit", hit.slug);
  made.querySelector(".paper-meta")?.append(" ", shelfButton(hit.slug, hit.title));
  if (!words.length) return made;
  const context = element("span", { class: "paper-context", ...speechOf(hit, "") });
  made.append(context);
  whenNear(made, () => void fillContext(context, hit, words, engine));
  return made;
}

/**
 * Does something once a line is about to be seen: abstracts that nobody scrolls to are not fetched.
 * @param {Element} line
 * @param {() => void} seen
 */
function whenNear(line, seen) {
  const watch = new IntersectionObserver(
    ([entry]) => {
      if (!entry.isIntersecting) return;
      watch.disconnect();
      seen();
    },
    { rootMargin: "120px" },
  );
  watch.observe(line);
}

/**
 * @param {Element} place
 * @param {Hit} hit
 * @param {string[]} words
 * @param {Engine} engine
 */
async function fillContext(place, hit, words, engine) {
  try {
    const context = await engine.context(hit, words);
    if (context) place.append(typeof context === "string" ? marked(engine, context, words) : parts(context));
  } catch {
    place.remove(); // The line says enough without its context.
  }
}

/**
 * Returns topics and authors whose names match, as links above the papers.
 * @param {readonly {kind: string, name: string, url: string, count?: number}[]} suggestions
 */
export function suggested(suggestions) {
  return suggestions.map(({ kind, name, url, count }) =>
    element("li", {}, element("a", { class: "chip", href: at(url), "data-suggestion": kind }, `${capital(kind)}: ${name}${count ? ` (${count})` : ""}`)),
  );
}

/**
 * Returns the count of an answer as the page says it.
 * @param {Answer} answer
 */
export function countOf(answer) {
  return counted(Math.max(answer.total, answer.jump ? 1 : 0));
}
