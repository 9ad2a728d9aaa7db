// The state of a search, and the address that says it: ?q=&topic=&year=&author=&venue=&kind=&code=&sort=.

/** @typedef {"relevance" | "latest" | "title"} Sort */
/**
 * @typedef {object} State
 * @property {string} text
 * @property {string[]} topic
 * @property {[number | null, number | null]} years
 * @property {string[]} author
 * @property {string[]} venue
 * @property {string[]} kind
 * @property {boolean} code
 * @property {Sort} sort
 * @property {boolean} exact
 */

/** The facets that hold a list of names. */
export const LISTS = /** @type {const} */ (["topic", "author", "venue", "kind"]);
const SORTS = ["relevance", "latest", "title"];

/**
 * Returns the state that an address says; what it says wrong is left out.
 * @param {string} query what follows the question mark
 * @returns {State}
 */
export function stateOf(query) {
  const said = new URLSearchParams(query);
  const sort = said.get("sort") ?? "";
  return {
    text: said.get("q") ?? "",
    topic: names(said, "topic"),
    years: years(said.get("year") ?? ""),
    author: names(said, "author"),
    venue: names(said, "venue"),
    kind: names(said, "kind"),
    code: said.get("code") === "1",
    sort: SORTS.includes(sort) ? /** @type {Sort} */ (sort) : "relevance",
    exact: said.get("exact") === "1",
  };
}

/**
 * Returns the address of a state, without the question mark; "" for the state of an empty page.
 * @param {State} state
 * @returns {string}
 */
export function queryOf(state) {
  const said = new URLSearchParams();
  if (state.text.trim()) said.set("q", state.text.trim());
  for (const facet of LISTS) for (const name of state[facet]) said.append(facet, name);
  const [from, to] = state.years;
  if (from !== null || to !== null) said.set("year", from === to ? String(from) : `${from ?? ""}..${to ?? ""}`);
  if (state.code) said.set("code", "1");
  if (state.sort !== "relevance") said.set("sort", state.sort);
  if (state.exact) said.set("exact", "1");
  return said.toString();
}

/**
 * Returns the filters of a state as the engine takes them.
 * @param {State} state
 */
export function filtersOf(state) {
  /** @type {{topic?: string[], author?: string[], venue?: string[], kind?: string[], years?: [number | null, number | null], code?: boolean}} */
  const filters = {};
  for (const facet of LISTS) if (state[facet].length) filters[facet] = state[facet];
  if (state.years.some((year) => year !== null)) filters.years = state.years;
  if (state.code) filters.code = true;
  return filters;
}

/**
 * Tells whether a state filters at all.
 * @param {State} state
 * @returns {boolean}
 */
export function isFiltered(state) {
  return Object.keys(filtersOf(state)).length > 0;
}

/**
 * Returns the state without its filters.
 * @param {State} state
 * @returns {State}
 */
export function unfiltered(state) {
  return { ...state, topic: [], years: [null, null], author: [], venue: [], kind: [], code: false };
}

/**
 * Returns how a range of years is said: "2019", "2019 to 2022", "from 2019 on", "up to 2022", "" for all.
 * @param {[number | null, number | null]} years
 * @returns {string}
 */
export function saidYears([from, to]) {
  if (from === to) return String(from ?? "");
  if (from === null) return `up to ${to}`;
  return to === null ? `from ${from} on` : `${from} to ${to}`;
}

/**
 * @param {URLSearchParams} said
 * @param {string} facet
 * @returns {string[]}
 */
function names(said, facet) {
  return [...new Set(said.getAll(facet).filter(Boolean))];
}

/**
 * @param {string} text
 * @returns {[number | null, number | null]}
 */
function years(text) {
  const found = /^(\d{1,4})?(?:(\.\.|-)(\d{1,4})?)?$/.exec(text);
  if (!found) return [null, null];
  const from = found[1] ? Number(found[1]) : null;
  const to = found[2] ? (found[3] ? Number(found[3]) : null) : from;
  return from !== null && to !== null && from > to ? [to, from] : [from, to];
}
