// Facets: the column that narrows a search, with live counts: topic by group, years, author, venue, kind, code.

import { button, drawn, element } from "./elements.js";
import { number } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {"topic" | "author" | "venue" | "kind"} List */
/** @typedef {{name: string, group: string}} Named */
/** @typedef {{slug: string, name: string, group: string, count: number, on: boolean}} Row */
/** @typedef {(facet: List, slug: string) => Named} Namer */
/** @typedef {import("./engine.js").Answer["facets"]} Counts */

const HEADS = /** @type {const} */ ({ topic: "Topic", author: "Author", venue: "Venue", kind: "Kind" });
const FIRST = { topic: 12, author: 6, venue: 6, kind: 6 };
const MOST = 200;
const YEARS = 60;
const FEWEST_YEARS = 12;

export class Facets {
  /**
   * @param {(change: Partial<State>) => void} narrow
   * @param {() => void} ask asks again, for as many authors as `authors` says
   */
  constructor(narrow, ask) {
    this.narrow = narrow;
    this.ask = ask;
    this.place = element("div", { class: "search-facets" });
    /** @type {Set<List>} the lists that the reader asked to see whole */
    this.whole = new Set();
    /** @type {Set<string>} the facets that the reader closed */
    this.closed = new Set();
  }

  /** How many authors are wanted, undefined for the first few. */
  get authors() {
    return this.whole.has("author") ? MOST : undefined;
  }

  /**
   * @param {State} state
   * @param {Counts} counts
   * @param {Namer} namer
   */
  show(state, counts, namer) {
    this.last = { state, counts, namer };
    const focus = document.activeElement?.getAttribute("data-facet");
    const scrolled = this.place.scrollTop;
    this.place.replaceChildren(
      ...this.list("topic", state, counts, namer),
      ...this.years(state, counts),
      ...this.list("author", state, counts, namer),
      ...this.list("venue", state, counts, namer),
      ...this.list("kind", state, counts, namer),
      ...this.code(state, counts),
    );
    this.place.scrollTop = scrolled;
    if (!focus) return;
    const again = [...this.place.querySelectorAll("[data-facet]")].find((own) => own.getAttribute("data-facet") === focus);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /**
   * @param {List} facet
   * @param {State} state
   * @param {Counts} counts
   * @param {Namer} namer
   */
  list(facet, state, counts, namer) {
    const rows = rowsOf(facet, state[facet], counts[facet], namer);
    if (!rows.length) return [];
    const most = this.whole.has(facet) ? MOST : FIRST[facet];
    const shown = rows.filter((row, at) => at < most || row.on);
    const total = facet === "author" ? Math.max(counts.authors ?? 0, rows.length) : rows.length;
    const rest = total - shown.length;
    const lists = facet === "topic" ? this.grouped(shown) : [this.rows(facet, shown)];
    if (rest > 0 && !this.whole.has(facet)) lists.push(this.more(facet, total));
    else if (rest > 0) lists.push(element("p", { class: "search-rest" }, `and ${number(rest)} more`));
    return [this.block(HEADS[facet], ...lists)];
  }

  /** @param {Row[]} rows */
  grouped(rows) {
    /** @type {Map<string, Row[]>} */
    const groups = new Map();
    for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
    return [...groups].flatMap(([name, own]) => {
      const list = this.rows("topic", own);
      if (!name) return [list];
      list.setAttribute("aria-label", name);
      return [element("p", { class: "search-parent", "aria-hidden": "true" }, name), list];
    });
  }

  /**
   * @param {List} facet
   * @param {Row[]} rows
   * @returns {HTMLElement}
   */
  rows(facet, rows) {
    return element("ul", { class: "search-choices" }, ...rows.map((row) => element("li", {}, this.choice(facet, row))));
  }

  /**
   * @param {List} facet
   * @param {Row} row
   */
  choice(facet, row) {
    return tick(`${facet}:${row.slug}`, row.name, row.count, row.on, () => {
      const chosen = this.last?.state[facet] ?? [];
      this.narrow({ [facet]: row.on ? chosen.filter((slug) => slug !== row.slug) : [...chosen, row.slug] });
    });
  }

  /**
   * @param {List} facet
   * @param {number} total
   */
  more(facet, total) {
    const press = () => {
      this.whole.add(facet);
      if (facet === "author") this.ask();
      else if (this.last) this.show(this.last.state, this.last.counts, this.last.namer);
    };
    return button("search-more-choices", `Show all ${number(total)}`, press, { "data-facet": `${facet}:` });
  }

  /**
   * @param {State} state
   * @param {Counts} counts
   */
  years(state, counts) {
    const found = new Map([...counts.year].map(([year, count]) => [Number(year), count]));
    const ends = [...found.keys(), ...state.years].filter((year) => year !== null && year > 0);
    if (!ends.length) return [];
    const last = Math.max(.../** @type {number[]} */ (ends));
    const first = Math.max(Math.min(.../** @type {number[]} */ (ends), last - FEWEST_YEARS + 1), last - YEARS + 1);
    return [this.block("Year", this.bars(state, found, first, last), this.range(state, found))];
  }

  /**
   * Returns the histogram: a bar a year; pressing one chooses its year, drawing over several their range.
   * @param {State} state
   * @param {Map<number, number>} found
   * @param {number} first
   * @param {number} last
   */
  bars(state, found, first, last) {
    const highest = Math.max(1, ...found.values());
    const [from, to] = state.years;
    const made = drawn("svg", { class: "search-bars", viewBox: `0 0 ${(last - first + 1) * 4} 40`, preserveAspectRatio: "none", "aria-hidden": "true" });
    for (let year = first; year <= last; year++) {
      const count = found.get(year) ?? 0;
      const height = count ? Math.max(2, Math.round((count / highest) * 38)) : 0;
      const inside = (from === null || year >= from) && (to === null || year <= to);
      const x = (year - first) * 4;
      made.append(
        drawn("g", {}, drawn("title", {}, `${year}: ${count}`),
          drawn("rect", { class: "year-hit", x, y: 0, width: 4, height: 40 }),
          drawn("rect", { class: inside ? "year-bar" : "year-bar year-bar--out", x: x + 0.5, y: 40 - height, width: 3, height })),
      );
    }
    this.draw(made, first, last);
    return made;
  }

  /**
   * @param {Element} made
   * @param {number} first
   * @param {number} last
   */
  draw(made, first, last) {
    /** @param {PointerEvent} event */
    const yearAt = (event) => {
      const { left, width } = made.getBoundingClientRect();
      const at = Math.floor(((event.clientX - left) / Math.max(1, width)) * (last - first + 1));
      return Math.min(last, Math.max(first, first + at));
    };
    /** @type {number | null} */
    let begun = null;
    made.addEventListener("pointerdown", (event) => {
      begun = yearAt(/** @type {PointerEvent} */ (event));
      made.setPointerCapture(/** @type {PointerEvent} */ (event).pointerId);
    });
    made.addEventListener("pointerup", (event) => {
      if (begun === null) return;
      const ended = yearAt(/** @type {PointerEvent} */ (event));
      const [from, to] = [Math.min(begun, ended), Math.max(begun, ended)];
      const [oldFrom, oldTo] = this.last?.state.years ?? [null, null];
      begun = null;
      this.narrow({ years: from === oldFrom && to === oldTo ? [null, null] : [from, to] });
    });
    made.addEventListener("pointercancel", () => (begun = null));
  }

  /**
   * @param {State} state
   * @param {Map<number, number>} found
   */
  range(state, found) {
    const [from, to] = state.years;
    const years = [...new Set([...found.keys(), from ?? 0, to ?? 0])].filter((year) => year > 0).sort((a, b) => b - a);
    const lower = choose("From", "years:from", years, from, (year) => this.between(year, this.last?.state.years[1] ?? null));
    const upper = choose("To", "years:to", years, to, (year) => this.between(this.last?.state.years[0] ?? null, year));
    return element("p", { class: "search-range" }, lower, " ", upper);
  }

  /**
   * @param {number | null} from
   * @param {number | null} to
   */
  between(from, to) {
    this.narrow({ years: from !== null && to !== null && from > to ? [to, from] : [from, to] });
  }

  /**
   * @param {State} state
   * @param {Counts} counts
   */
  code(state, counts) {
    if (!counts.code && !state.code) return [];
    const row = tick("code:1", "Has code", counts.code, state.code, () => this.narrow({ code: !state.code }));
    return [element("div", { class: "search-facet" }, row)];
  }

  /**
   * @param {string} head
   * @param {...Node} children
   */
  block(head, ...children) {
    const made = element("details", { class: "search-facet", open: !this.closed.has(head) }, element("summary", {}, head), ...children);
    made.addEventListener("toggle", () => (made.open ? this.closed.delete(head) : this.closed.add(head)));
    return made;
  }
}

/**
 * Returns the names of a facet that have papers or are chosen, most papers first; chosen ones without papers last.
 * @param {List} facet
 * @param {readonly string[]} chosen
 * @param {ReadonlyMap<string, number>} counts
 * @param {Namer} namer
 * @returns {Row[]}
 */
function rowsOf(facet, chosen, counts, namer) {
  const slugs = [...new Set([...counts.keys(), ...chosen])];
  return slugs
    .map((slug) => ({ slug, ...namer(facet, slug), count: counts.get(slug) ?? 0, on: chosen.includes(slug) }))
    .filter((row) => row.count > 0 || row.on)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.slug < b.slug ? -1 : 1));
}

/**
 * @param {string} id
 * @param {string} name
 * @param {number} count
 * @param {boolean} on
 * @param {() => void} press
 */
function tick(id, name, count, on, press) {
  const box = element("input", { type: "checkbox", "data-facet": id });
  box.checked = on;
  box.addEventListener("change", press);
  return element("label", { class: "search-choice" }, box, element("span", {}, name), " ", element("span", { class: "count" }, number(count)));
}

/**
 * @param {string} words
 * @param {string} id
 * @param {readonly number[]} years
 * @param {number | null} chosen
 * @param {(year: number | null) => void} change
 */
function choose(words, id, years, chosen, change) {
  const made = element("select", { "data-facet": id });
  made.append(element("option", { value: "" }, "any"), ...years.map((year) => element("option", { value: year }, year)));
  made.value = chosen === null ? "" : String(chosen);
  made.addEventListener("change", () => change(made.value ? Number(made.value) : null));
  return element("label", {}, words, " ", made);
}
