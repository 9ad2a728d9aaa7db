/** The dictionary: terms with their forms, their postings and the places in the papers. */

import { afterShared, frontCoded, lowerBound, numbers, Places, postings } from "./codec.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{papers: Int32Array, marks: Uint8Array}} Postings */

/** One shard of the dictionary. */
class Shard {
  /** @param {number} number @param {[string, string, string]} content */
  constructor(number, [terms, forms, listed]) {
    this.number = number;
    this.terms = frontCoded(terms);
    this.coded = forms.split(" ");
    this.listed = listed.split(" ");
    /** @type {(string[] | undefined)[]} */
    this.known = [];
  }

  /** The forms of a term, most frequent first. @param {number} at */
  forms(at) {
    const coded = this.coded[at];
    if (coded === "") return [this.terms[at]];
    return (this.known[at] ??= coded.split("!").map((form) => afterShared(this.terms[at], form)));
  }

  /** In how many papers a term is. @param {number} at */
  count(at) {
    const listed = this.listed[at];
    return listed[0] === "!" ? numbers(listed.slice(1))[0] : postings(listed).papers.length;
  }

  /** How many terms up to `at` have their postings here. @param {number} at */
  inlineBefore(at) {
    let count = 0;
    for (let before = 0; before < at; before++) if (this.listed[before][0] !== "!") count++;
    return count;
  }
}

/** A term of the collection. */
export class Term {
  /** @param {Store} store @param {Shard} shard @param {number} at */
  constructor(store, shard, at) {
    this.store = store;
    this.shard = shard;
    this.at = at;
    this.stem = shard.terms[at];
    const listed = shard.listed[at];
    /** @type {Postings | null} */
    this.inline = null;
    this.list = 0;
    this.place = 0;
    /** @type {number[]} file and place of the list of the best papers, of frequent terms */
    this.short = [];
    if (listed[0] === "!") [this.count, this.list, this.place, ...this.short] = numbers(listed.slice(1));
    else {
      this.inline = postings(listed);
      this.count = this.inline.papers.length;
    }
  }

  get forms() {
    return this.shard.forms(this.at);
  }

  /** @returns {Promise<Postings>} */
  async postings() {
    if (this.inline) return this.inline;
    const lists = await this.store.file(`lists/${this.list}`, (texts) => ({ texts, made: [] }));
    return (lists.made[this.place] ??= postings(lists.texts[this.place]));
  }

  /** The postings of the best papers, of all where the term is not frequent. @returns {Promise<Postings>} */
  async best() {
    if (!this.short.length) return this.postings();
    const [file, place] = this.short;
    const best = await this.store.file(`best/${file}`, (texts) => ({ texts, made: [] }));
    return (best.made[place] ??= postings(best.texts[place]));
  }

  /** The file of the term's places. @returns {Promise<string[]>} */
  placed() {
    const name = this.inline ? `words-${this.shard.number}` : `lists-${this.list}`;
    return this.store.file(`places/${name}`, (content) => content);
  }

  /** Paper -> places of the term, ascending; of all its papers, or only of `wanted`. */
  /** @param {number[]} [wanted] @returns {Promise<Map<number, import("./codec.js").Place[]>>} */
  async placesIn(wanted) {
    const [{ papers }, texts] = await Promise.all([this.postings(), this.placed()]);
    const rows = wanted ? wanted.map((paper) => indexOf(papers, paper)).filter((row) => row >= 0).sort((a, b) => a - b) : papers.keys();
    const read = new Places(texts[this.inline ? this.shard.inlineBefore(this.at) : this.place]);
    const found = new Map();
    for (const row of rows) found.set(papers[row], read.row(row));
    return found;
  }
}

/** @param {Int32Array} sorted @param {number} value */
function indexOf(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value ? low : -1;
}

export class Dictionary {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /** @param {number} number @returns {Promise<Shard>} */
  shard(number) {
    return this.store.file(`words/${number}`, (content) => new Shard(number, content));
  }

  /** The term of a stem, or null. @param {string} stem @returns {Promise<Term | null>} */
  async find(stem) {
    const number = this.store.shard("words", stem);
    if (number < 0) return null;
    const shard = await this.shard(number);
    const at = lowerBound(shard.terms, stem);
    return shard.terms[at] === stem ? new Term(this.store, shard, at) : null;
  }

  /**
   * The terms with a form that begins with `start`, the most frequent first, and that form.
   * @param {string} start @param {number} most @returns {Promise<{term: Term, form: string}[]>}
   */
  async beginning(start, most) {
    const root = start.slice(0, Math.max(1, Math.ceil(start.length * 0.6)));
    const found = [];
    for (const shard of await this.around(start, root)) {
      for (let at = lowerBound(shard.terms, root); at < shard.terms.length; at++) {
        if (!shard.terms[at].startsWith(root)) break;
        const form = shard.forms(at).find((its) => its.startsWith(start));
        if (form !== undefined) found.push({ term: new Term(this.store, shard, at), form });
      }
    }
    return found.sort((a, b) => b.term.count - a.term.count || (a.form < b.form ? -1 : 1)).slice(0, most);
  }

  /** The shards where words near `start` stand. @param {string} start @param {string} root @returns {Promise<Shard[]>} */
  async around(start, root) {
    const first = this.store.shard("words", root);
    const middle = this.store.shard("words", start);
    const last = this.store.shard("words", `${start}\uffff`);
    const wanted = [];
    for (let at = Math.max(0, first, middle - 1); at <= last && wanted.length < 3; at++) wanted.push(this.shard(at));
    return Promise.all(wanted);
  }
}
