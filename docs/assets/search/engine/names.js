/** Names: suggested while one types, and shown beside facets. */

import { frontCoded, lowerBound, numbers } from "./codec.js";
import { plainSlug } from "./papers.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{kind: "topic" | "author" | "venue" | "year", name: string, slug: string, url: string, count: number}} Suggestion */

const PLACES = { topic: "topics", author: "authors", venue: "venues", year: "years" };

export class Names {
  /** @param {Store} store @param {import("./language.js").Language} language */
  constructor(store, language) {
    this.store = store;
    this.language = language;
  }

  /** Topics, authors, venues and years by a beginning of their name. */
  /** @param {string} text @param {number} limit @returns {Promise<Suggestion[]>} */
  async suggest(text, limit) {
    const words = this.words(text);
    if (!words.length || (words.length === 1 && words[0].length < 2)) return [];
    const people = await this.people(words);
    const found = [...this.topics(words), ...this.years(words), ...people].map((row) => ({ ...row, url: `${PLACES[row.kind]}/${row.slug}/` }));
    const order = { topic: 0, venue: 1, author: 2, year: 3 };
    const kept = ["topic", "author", "venue", "year"].flatMap((kind) =>
      found.filter((row) => row.kind === kind).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, Math.max(1, Math.ceil(limit / 2))),
    );
    return kept.sort((a, b) => order[a.kind] - order[b.kind]).slice(0, limit);
  }

  /** What an operator may be followed by before anything tells: years that begin like `said`, else the most frequent. */
  /** @param {string} kind @param {string} said @param {number} most @returns {Promise<{name: string, slug: string, count: number}[]>} */
  async first(kind, said, most) {
    const { years, topics, authors, venues } = this.store.manifest;
    if (kind === "year") {
      const [, from, year] = /^(\d{4}\.\.)?(\d*)$/.exec(said) ?? [];
      const fit = years.filter(([its]) => year !== undefined && `${its}`.startsWith(year) && (!from || its > Number.parseInt(from, 10)));
      return fit.map(([its, count]) => ({ name: `${from ?? ""}${its}`, slug: "", count: from ? 0 : count })).reverse();
    }
    if (kind === "topic") {
      const rows = topics.map(([slug, name, , count]) => ({ name, slug, count }));
      return rows.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    }
    const known = Math.min(most, kind === "author" ? authors : venues);
    const rows = await this.numbered(kind === "author" ? "authors" : "venues", Array.from({ length: known }, (_, at) => at + 1));
    return rows.map((row) => ({ ...row, count: 0 }));
  }

  /** @private @param {string} text */
  words(text) {
    return this.language.compounds(this.language.fold(text)).flatMap((compound) => this.language.parts(compound));
  }

  /** Whether every typed word begins a word of the name. @private @param {string[]} typed @param {string[]} name */
  fits(typed, name) {
    return typed.every((start) => name.some((word) => word.startsWith(start)));
  }

  /** @private @param {string[]} words @returns {Omit<Suggestion, "url">[]} */
  topics(words) {
    const { topics, groups } = this.store.manifest;
    /** @type {Omit<Suggestion, "url">[]} */
    const found = [];
    for (const [slug, name, , count, aliases] of topics) {
      if ([name, ...aliases].some((its) => this.fits(words, this.words(its)))) found.push({ kind: "topic", name, slug, count });
    }
    for (const [slug, name] of Object.entries(groups)) {
      if (found.every((row) => row.slug !== slug) && this.fits(words, this.words(name))) {
        const count = topics.filter(([, , group]) => group === slug).reduce((sum, [, , , papers]) => sum + papers, 0);
        found.push({ kind: "topic", name, slug, count });
      }
    }
    return found;
  }

  /** @private @param {string[]} words @returns {Omit<Suggestion, "url">[]} */
  years(words) {
    if (words.length !== 1 || !/^\d{3,4}$/.test(words[0])) return [];
    return this.store.manifest.years
      .filter(([year]) => `${year}`.startsWith(words[0]))
      .map(([year, count]) => ({ kind: "year", name: `${year}`, slug: `${year}`, count }));
  }

  /** @private @param {string[]} words @returns {Promise<Omit<Suggestion, "url">[]>} */
  async people(words) {
    const first = words[0];
    const start = words.join("_");
    const wanted = [...new Set([...this.store.span("people", start, `${start}\uffff`, 2), ...this.store.span("people", first, `${first}\uffff`, 2)])];
    /** @type {Map<string, Omit<Suggestion, "url">>} */
    const found = new Map();
    for (const number of wanted) {
      const shard = await this.store.file(`people/${number}`, people);
      for (let at = lowerBound(shard.keys, first); at < shard.keys.length && shard.keys[at].startsWith(first); at++) {
        if (!this.fits(words, shard.keys[at].split("_"))) continue;
        const row = shard.row(at);
        found.set(`${row.kind}/${row.slug}`, row);
      }
    }
    return [...found.values()];
  }

  /** Slugs and names of authors or venues by their numbers from 1. */
  /** @param {"authors" | "venues"} kind @param {number[]} wanted @returns {Promise<{slug: string, name: string}[]>} */
  async numbered(kind, wanted) {
    const size = this.store.manifest.sizes.names;
    return Promise.all(
      wanted.map(async (number) => {
        const at = number - 1;
        const [slugs, names] = await this.store.file(`names/${kind}-${Math.floor(at / size)}`, (content) => content);
        const name = names[at % size];
        return { slug: slugs[at % size] || plainSlug(name), name };
      }),
    );
  }
}

/** @param {[string, string, string, string, string]} content */
function people([keys, kinds, names, slugs, counts]) {
  const columns = { keys: frontCoded(keys), names: names.split("\n"), slugs: slugs.split("\n"), counts: counts.split(" ") };
  return {
    keys: columns.keys,
    /** @param {number} at @returns {Omit<Suggestion, "url">} */
    row(at) {
      const name = columns.names[at];
      const kind = kinds[at] === "a" ? "author" : "venue";
      return { kind, name, slug: columns.slugs[at] || plainSlug(name), count: numbers(columns.counts[at])[0] };
    },
  };
}
