/** Narrowing: which papers the filters, the operators, the phrases and the -words leave, and facet counts. */

import { frontCoded, gaps, lowerBound, numbers } from "./codec.js";
import { begun } from "./literal.js";
import { AUTHORS, AUTHORS_AND_TEXT } from "./rank.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./query.js").Word} Word */
/**
 * @typedef {object} Filters
 * @property {string[]} [topic] slugs; a group stands for its topics
 * @property {[number | null, number | null]} [years]
 * @property {string[]} [author]
 * @property {string[]} [venue]
 * @property {string[]} [kind]
 * @property {boolean} [code]
 */

const MANY = new Set(["topic", "author"]);

export class Narrowing {
  /** @param {Store} store @param {import("./dictionary.js").Dictionary} dictionary */
  /** @param {import("./spelling.js").Spelling} spelling @param {import("./language.js").Language} language */
  constructor(store, dictionary, spelling, language) {
    this.store = store;
    this.dictionary = dictionary;
    this.spelling = spelling;
    this.language = language;
  }

  /** The papers under a facet's value. @param {string} facet @param {string} slug @returns {Promise<Int32Array>} */
  async under(facet, slug) {
    const key = `${facet}/${slug}`;
    const number = this.store.shard("facets", key);
    if (number < 0) return new Int32Array();
    const shard = await this.store.file(`facets/${number}`, ([keys, listed]) => ({
      keys: frontCoded(keys),
      listed: listed.split(" "),
    }));
    const at = lowerBound(shard.keys, key);
    return shard.keys[at] === key ? gaps(shard.listed[at]) : new Int32Array();
  }

  /** The paper that an identifier names, or null. @param {string} key @returns {Promise<number | null>} */
  async identified(key) {
    const number = this.store.shard("ids", key);
    if (number < 0) return null;
    const shard = await this.store.file(`ids/${number}`, ([keys, listed]) => ({ keys: frontCoded(keys), papers: numbers(listed.replaceAll(" ", "")) }));
    const at = lowerBound(shard.keys, key);
    return shard.keys[at] === key ? shard.papers[at] : null;
  }

  /** The papers that `filters` leave, null for all. @param {Filters} filters @returns {Promise<Uint8Array | null>} */
  async filtered(filters) {
    const { manifest } = this.store;
    const wanted = [];
    if (filters.topic?.length) wanted.push(this.any("topic", filters.topic.flatMap((slug) => this.topics(slug))));
    if (filters.author?.length) wanted.push(this.any("author", filters.author));
    if (filters.venue?.length) wanted.push(this.any("venue", filters.venue));
    if (filters.kind?.length) wanted.push(this.any("kind", filters.kind.map((kind) => `${1 + manifest.kinds.indexOf(kind)}`)));
    if (filters.code) wanted.push(this.any("code", ["1"]));
    if (filters.years?.some((year) => year !== null)) {
      const [from, to] = filters.years;
      const years = manifest.years.map(([year]) => year).filter((year) => year >= (from ?? 0) && year <= (to ?? 9999));
      wanted.push(this.any("year", years.map(String)));
    }
    return both(await Promise.all(wanted));
  }

  /** A topic's slug, or those of a group's topics. @private @param {string} slug */
  topics(slug) {
    return [slug, ...this.store.manifest.topics.filter(([, , group]) => group === slug).map(([its]) => its)];
  }

  /** @private @param {string} facet @param {string[]} slugs @returns {Promise<Uint8Array>} */
  async any(facet, slugs) {
    const papers = new Uint8Array(this.store.manifest.papers);
    for (const found of await Promise.all(slugs.map((slug) => this.under(facet, slug)))) {
      for (const paper of found) papers[paper] = 1;
    }
    return papers;
  }

  /** The papers that the query's operators leave, null for all. @param {import("./query.js").Query} query */
  async operators({ fields, phrases, without }) {
    const { manifest } = this.store;
    const wanted = [];
    for (const said of fields.topic) wanted.push(this.any("topic", this.named(said).flatMap((slug) => this.topics(slug))));
    if (fields.year) wanted.push(this.filtered({ years: fields.year }));
    const masks = await Promise.all(wanted);
    for (const words of phrases) masks.push(await this.phrase(words));
    const left = both(masks.filter((mask) => mask !== null)) ?? null;
    if (!without.length) return left;
    const rest = left ?? new Uint8Array(manifest.papers).fill(1);
    for (const word of without) {
      const term = await this.dictionary.find(word.stem);
      for (const paper of term ? (await term.postings()).papers : []) rest[paper] = 0;
    }
    return rest;
  }

  /** Slugs of the topics and groups that a reader names. @private @param {string} said */
  named(said) {
    const slug = said.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
    const { topics, groups } = this.store.manifest;
    /** @type {[string, string[]][]} */
    const all = [
      ...Object.entries(groups).map(([its, name]) => /** @type {[string, string[]]} */ ([its, [name]])),
      ...topics.map(([its, name, , , aliases]) => /** @type {[string, string[]]} */ ([its, [name, ...aliases]])),
    ];
    const same = all.filter(([its]) => its === slug);
    const spelled = (/** @type {string} */ name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
    return (same.length ? same : all.filter(([its, names]) => its.includes(slug) || names.some((name) => spelled(name).includes(slug)))).map(([its]) => its);
  }

  /** The papers by authors of whose names all `words` are. @param {Word[]} words @returns {Promise<Uint8Array>} */
  async authored(words) {
    const masks = await Promise.all(
      words.map(async (word) => {
        const papers = new Uint8Array(this.store.manifest.papers);
        const terms = [await this.dictionary.find(word.stem)];
        if (!terms[0]) terms.push(...(await this.dictionary.beginning(word.form, 50)).map(({ term }) => term));
        if (terms.every((term) => !term)) terms.push(...(await this.meant(word)));
        for (const term of terms) {
          if (!term) continue;
          const { papers: found, marks } = await term.postings();
          found.forEach((paper, at) => {
            const kind = Math.floor(marks[at] / this.store.manifest.levels);
            if (kind === AUTHORS || kind === AUTHORS_AND_TEXT) papers[paper] = 1;
          });
        }
        return papers;
      }),
    );
    return both(masks) ?? new Uint8Array(this.store.manifest.papers);
  }

  /** The terms that a misspelt name may have been meant to be: "mueller" is "Müller". @private @param {Word} word */
  async meant(word) {
    const near = await this.spelling.near(word.form, false, 4);
    const nearest = near.filter(({ distance }) => distance === near[0].distance);
    return Promise.all(nearest.map(({ form }) => this.dictionary.find(this.language.stem(form))));
  }

  /** The papers that have words next to each other, in order. @param {Word[]} words @returns {Promise<Uint8Array>} */
  async phrase(words) {
    const papers = new Uint8Array(this.store.manifest.papers);
    const numbers = [...words.keys()].filter((at) => !words[at].stop);
    const terms = await Promise.all(numbers.map((at) => this.dictionary.find(words[at].stem)));
    if (!terms.length || terms.includes(null)) return papers;
    const places = await Promise.all(terms.map((term) => term?.placesIn() ?? new Map()));
    for (const paper of places[0].keys()) {
      const told = numbers.map((at, number) => ({ at, places: places[number].get(paper) ?? [] }));
      if (begun(words, told).size) papers[paper] = 1;
    }
    return papers;
  }

  /** A facet's values, paper by paper: `of(paper)` gives the numbers. @param {string} facet */
  async column(facet) {
    const size = this.store.manifest.sizes.columns;
    const count = Math.ceil(this.store.manifest.papers / size);
    return Promise.all(
      Array.from({ length: count }, (_, at) =>
        this.store.file(`columns/${facet}-${at}`, (text) => (MANY.has(facet) ? rows(numbers(text)) : numbers(text).map((value) => [value]))),
      ),
    );
  }
}

/** @param {number[]} values @returns {number[][]} */
function rows(values) {
  const found = [];
  for (let at = 0; at < values.length; ) {
    const size = values[at++];
    found.push(values.slice(at, at + size));
    at += size;
  }
  return found;
}

/** Papers in all of the masks, null for no masks. @param {Uint8Array[]} masks @returns {Uint8Array | null} */
export function both(masks) {
  if (!masks.length) return null;
  const [first, ...others] = masks;
  const left = first.slice();
  for (const mask of others) for (let paper = 0; paper < left.length; paper++) left[paper] &= mask[paper];
  return left;
}
