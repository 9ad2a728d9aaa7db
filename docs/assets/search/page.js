// The search page: one state, said by the address; every change asks anew and shows the answer.

import { Asking } from "./asking.js";
import { FORMATS, save } from "./downloads.js";
import { button, element } from "./elements.js";
import { Facets } from "./facets.js";
import { theIndex } from "./index.js";
import { help } from "./operators.js";
import { at } from "./place.js";
import { chips, countOf, explanation, failure, filtersIn, lines, suggested } from "./results.js";
import { filtersOf, isFiltered, LISTS, queryOf, stateOf } from "./state.js";
import { capital, counted, SEARCHING } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Answer} Found */
/** @typedef {{state: State, limit: number, authors?: number}} Question */
/**
 * @typedef {object} Answer
 * @property {Engine} engine
 * @property {Found} found
 * @property {import("./facets.js").Namer} namer
 * @property {{kind: string, name: string, url: string, count?: number}[]} suggestions
 * @property {import("./rows.js").Completion[]} completions
 */

const STEP = 20;
const MOST_TAKEN = 5000;
const SUGGESTIONS = 5;
const SORTS = /** @type {const} */ ({ relevance: "Relevance", latest: "Latest published", title: "Title" });
const TAKEN = /** @type {const} */ (["BibTeX", "RIS", "CSV"]);

class SearchPage {
  facets = new Facets((change) => this.narrow(change), () => this.ask());
  suggestions = element("ul", { class: "chips search-suggested", "aria-label": "Topics and authors", hidden: true });
  note = element("p", { class: "search-note", hidden: true });
  chips = element("div", {});
  said = element("p", { class: "search-said" });
  status = element("p", { class: "search-count", role: "status" });
  filter = button("button search-filter", "Filter", () => this.openSheet());
  sorts = element("p", { class: "search-sorts" });
  list = element("ol", { class: "paper-list search-results" });
  more = button("button search-more", "Show more papers", () => this.showMore(), { hidden: true });
  takes = element("p", { class: "buttons search-takes", hidden: true }, "Download these ");
  side = element("aside", { class: "search-side", "aria-label": "Narrow the search" }, this.facets.place);
  done = button("button button--first", "Show papers", () => this.sheet.close());
  sheet = this.buildSheet();
  title = document.title;
  limit = STEP;
  /** @type {number | null} where the page stood when the reader left it */
  scroll = null;
  /** @type {number | null} the line that gets the focus after "Show more papers" */
  next = null;
  /** @type {Found | null} */
  found = null;

  /**
   * @param {HTMLElement} place
   * @param {HTMLInputElement} input
   */
  constructor(place, input) {
    this.input = input;
    this.state = stateOf(location.search);
    for (const name of TAKEN) this.takes.append(button("button", name, () => void this.take(name)), " ");
    const bar = element("div", { class: "search-bar" }, this.status, this.filter, this.sorts);
    const papers = [this.list, this.more, this.takes];
    const main = element("div", { class: "search-main" }, this.suggestions, this.note, this.said, this.chips, bar, ...papers);
    place.append(help(), element("div", { class: "search-columns" }, this.side, main), this.sheet);
    /** @type {Asking<Question, Answer>} */
    this.asking = new Asking({
      ask,
      answered: (answer, question) => this.show(answer, question),
      slow: () => this.status.replaceChildren(SEARCHING),
      failed: () => this.fail(),
    });
    this.listen();
    this.restore();
  }

  buildSheet() {
    const sheet = element("dialog", { class: "search-sheet", "aria-label": "Filter" });
    sheet.append(element("div", { class: "search-sheet-foot" }, this.done));
    sheet.addEventListener("close", () => this.side.append(this.facets.place));
    return sheet;
  }

  openSheet() {
    this.sheet.prepend(this.facets.place);
    this.sheet.showModal();
  }

  listen() {
    this.input.addEventListener("input", () => {
      this.change({ text: this.input.value, exact: false }, "replace");
    });
    this.input.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change({ text: this.input.value }, "push");
      if (matchMedia("(pointer: coarse)").matches) this.input.blur();
    });
    this.input.form?.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", () => this.keep());
    addEventListener("popstate", () => {
      this.state = stateOf(location.search);
      this.restore();
    });
    matchMedia("(min-width: 60em)").addEventListener("change", () => this.sheet.close());
  }

  /** Shows what the address and the history say: after a link, a reload, or Back. */
  restore() {
    const kept = history.state?.search;
    this.limit = Number.isInteger(kept?.limit) ? Math.min(Math.max(kept.limit, STEP), 1000) : STEP;
    this.scroll = typeof kept?.scroll === "number" ? kept.scroll : null;
    this.input.value = this.state.text;
    if (!location.search && matchMedia("(pointer: fine)").matches) this.input.focus({ preventScroll: true });
    this.ask();
  }

  /** Notes in the history how far the reader had come. */
  keep() {
    history.replaceState({ ...history.state, search: { limit: this.limit, scroll: scrollY } }, "");
  }

  /** @param {Partial<State>} change */
  narrow(change) {
    this.change(change, "push");
  }

  /**
   * @param {Partial<State>} change
   * @param {"push" | "replace"} how
   */
  change(change, how) {
    this.state = { ...this.state, ...change };
    this.limit = STEP;
    const query = queryOf(this.state);
    const address = `${location.pathname}${query ? `?${query}` : ""}`;
    if (how === "push" && query !== queryOf(stateOf(location.search))) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.ask();
  }

  ask() {
    this.list.setAttribute("aria-busy", "true");
    this.list.toggleAttribute("data-waiting", true);
    this.asking.next({ state: this.state, limit: this.limit, authors: this.facets.authors });
  }

  /**
   * @param {Answer} answer
   * @param {Question} question
   */
  show({ engine, found, namer, suggestions, completions }, { state, limit }) {
    const filters = filtersIn(state, namer);
    const narrow = (/** @type {Partial<State>} */ change) => this.narrow(change);
    this.found = found;
    this.facets.show(state, found.facets, namer);
    this.suggestions.replaceChildren(...completions.map((own) => this.completion(own)), ...suggested(suggestions));
    this.suggestions.hidden = !this.suggestions.hasChildNodes();
    this.note.replaceChildren(...explanation(found, state, filters, narrow));
    this.note.hidden = !this.note.hasChildNodes();
    this.chips.replaceChildren(...(found.total ? [chips(filters, narrow)] : []));
    this.said.textContent = state.text.trim() ? `Search: ${state.text.trim()}` : "";
    this.status.replaceChildren(countOf(found));
    this.done.textContent = `Show ${countOf(found)}`;
    this.filter.textContent = filters.length ? `Filter (${filters.length})` : "Filter";
    this.showSorts(state);
    this.list.replaceChildren(...lines(found, engine));
    this.list.removeAttribute("data-waiting");
    this.list.setAttribute("aria-busy", "false");
    this.more.hidden = found.total <= limit;
    this.takes.hidden = !found.total;
    document.title = state.text.trim() ? `${state.text.trim()} - ${this.title}` : this.title;
    if (this.scroll !== null) scrollTo({ top: this.scroll, behavior: "instant" });
    if (this.next !== null) this.links()[this.next]?.focus();
    this.scroll = this.next = null;
  }

  /** @param {import("./rows.js").Completion} completion */
  completion({ text, label }) {
    const press = () => {
      this.input.value = text;
      this.input.focus();
      this.change({ text }, "replace");
    };
    return element("li", {}, button("chip", label, press, { "data-suggestion": text }));
  }

  fail() {
    this.status.replaceChildren();
    this.note.replaceChildren(...failure(() => this.ask()));
    this.note.hidden = false;
    this.list.removeAttribute("data-waiting");
    this.list.setAttribute("aria-busy", "false");
  }

  /** @param {State} state */
  showSorts(state) {
    const focused = this.sorts.contains(document.activeElement) ? document.activeElement?.textContent : null;
    const sorted = asked(state).sort;
    const words = Object.entries(SORTS).filter(([sort]) => sort !== "relevance" || state.text.trim()).map(([sort, name]) => {
      const press = () => this.narrow({ sort: /** @type {State["sort"]} */ (sort) });
      return button("sort-word", name, press, { "aria-pressed": String(sort === sorted) });
    });
    this.sorts.replaceChildren(...words);
    words.find((word) => word.textContent === focused)?.focus();
  }

  showMore() {
    this.next = this.list.children.length;
    this.limit += STEP;
    this.keep();
    this.ask();
  }

  /** @param {"BibTeX" | "RIS" | "CSV"} name */
  async take(name) {
    const format = FORMATS[name];
    const total = Math.min(this.found?.total ?? 0, MOST_TAKEN);
    try {
      const engine = await theIndex();
      const { hits } = await engine.search({ ...asked(this.state), offset: 0, limit: total, facets: false });
      const papers = await engine.records(hits.map((hit) => hit.slug));
      save(`papers.${format.suffix}`, format.type, format.write(papers));
      const rest = (this.found?.total ?? 0) - papers.length;
      this.status.textContent = `Downloaded ${counted(papers.length)}${rest > 0 ? `, the first of ${counted(this.found?.total ?? 0)}` : ""}`;
    } catch {
      this.fail();
    }
  }

  /** @returns {HTMLElement[]} */
  links() {
    return [...this.list.querySelectorAll("a.paper-link")].filter((link) => link instanceof HTMLElement);
  }

  /**
   * Lets the arrows walk from the box through the papers and back.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.key === "Escape" && event.target === this.input) {
      event.preventDefault();
      this.input.value = "";
      this.change({ text: "", exact: false }, "replace");
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [this.input, ...this.links()];
    const here = links.findIndex((link) => link === document.activeElement);
    const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}

/** @param {State} state */
function asked(state) {
  const sort = state.sort === "relevance" && !state.text.trim() ? "latest" : state.sort;
  return { text: state.text.trim(), filters: filtersOf(state), sort, exact: state.exact };
}

/**
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
async function ask({ state, limit, authors }, signal) {
  const engine = await theIndex();
  const text = state.text.trim();
  const [found, facets, suggestions, completions] = await Promise.all([
    engine.search({ ...asked(state), offset: 0, limit, authors, signal }),
    widened(engine, state, authors, signal),
    text && !isFiltered(state) ? engine.suggest(text, SUGGESTIONS) : [],
    text ? engine.complete(text) : [],
  ]);
  const shown = { ...found, facets: { ...found.facets, ...facets } };
  for (const facet of LISTS) {
    for (const slug of state[facet]) shown.facets[facet].set(slug, found.facets[facet].get(slug) ?? 0);
  }
  return { engine, found: shown, suggestions, completions, namer: namerOf(engine) };
}

/**
 * Returns the counts of the facets that filter, each as if it did not: what another choice would bring.
 * @param {Engine} engine
 * @param {State} state
 * @param {number | undefined} authors
 * @param {AbortSignal} signal
 */
async function widened(engine, state, authors, signal) {
  const lists = LISTS.filter((facet) => state[facet].length).map((facet) => ({ facet, without: { [facet]: [] } }));
  const years = { facet: /** @type {const} */ ("year"), without: { years: /** @type {[null, null]} */ ([null, null]) } };
  const counted = [...lists, ...(state.years.some((year) => year !== null) ? [years] : [])].map(async ({ facet, without }) => {
    const wider = asked({ ...state, ...without });
    const { facets } = await engine.search({ ...wider, offset: 0, limit: 0, authors, signal });
    return facet === "author" ? [["author", facets.author], ["authors", facets.authors]] : [[facet, facets[facet]]];
  });
  return Object.fromEntries((await Promise.all(counted)).flat());
}

/**
 * Returns how the slugs of facets are called.
 * @param {Engine} engine
 * @returns {import("./facets.js").Namer}
 */
function namerOf(engine) {
  const names = engine.facetNames();
  return (facet, slug) => {
    const known = facet === "kind" ? undefined : names[facet].get(slug);
    return { name: known?.name ?? (facet === "kind" ? capital(slug) : slug), group: known?.group ?? "" };
  };
}

/** @param {HTMLElement} place */
function newForm(place) {
  const input = element("input", { class: "search-input", type: "search", name: "q", "aria-label": "Search papers", autocomplete: "off" });
  place.prepend(element("form", { class: "search-form search-form--big", action: at("search/"), role: "search" }, input));
  return input;
}

const place = document.querySelector("[data-search-page]");
if (place instanceof HTMLElement) {
  const input = [...document.querySelectorAll("input[name=q]")].find((own) => own.checkVisibility());
  new SearchPage(place, input instanceof HTMLInputElement ? input : newForm(place));
}
