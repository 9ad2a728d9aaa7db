/** The files of the index: fetched once, kept, tried again after a failure. */

/** @typedef {import("./language.js").Tables} Tables */
/**
 * @typedef {object} Manifest
 * @property {string} version
 * @property {number} format
 * @property {number} papers
 * @property {number} levels
 * @property {{cards: number, texts: number, records: number, columns: number, names: number}} sizes
 * @property {Record<string, string[]>} shards first words of the shards of each kind
 * @property {number} authors
 * @property {number} venues
 * @property {string[]} kinds
 * @property {[number, number][]} years
 * @property {Record<string, string>} groups
 * @property {[string, string, string, number, string[]][]} topics slug, name, group, papers, aliases
 * @property {Tables} language
 */

/** A file of the index could not be had. */
export class FetchFailed extends Error {}

const FORMAT = 2;
const KEPT = 1200;
const PAUSES = [0, 300, 1200];

/** @param {string} url @param {RequestInit} [options] @param {Promise<Response>} [first] an attempt that was made */
/** @returns {Promise<any>} */
async function fetchJson(url, options, first) {
  let reason = "";
  for (const pause of PAUSES) {
    if (pause) await new Promise((go) => setTimeout(go, pause));
    try {
      const answer = await (pause || !first ? fetch(url, options) : first);
      if (answer.ok) return await answer.json();
      reason = `${answer.status}`;
      if (answer.status === 404) break;
    } catch (error) {
      reason = String(error);
    }
  }
  throw new FetchFailed(`${url}: ${reason}`);
}

export class Store {
  /** @param {string} base @param {Manifest} manifest */
  constructor(base, manifest) {
    this.base = base;
    this.manifest = manifest;
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** @param {string} base @param {Promise<Response>} [first] @returns {Promise<Store>} */
  static async open(base, first) {
    const manifest = await fetchJson(`${base}manifest.json`, { cache: "no-cache" }, first);
    if (manifest.format !== FORMAT) throw new FetchFailed(`${base}: format ${manifest.format}`);
    return new Store(base, manifest);
  }

  /**
   * What `make` makes of a file, made once.
   * @template T @param {string} path without its suffix @param {(content: any) => T} make @returns {Promise<T>}
   */
  file(path, make) {
    let made = this.files.get(path);
    if (made) this.files.delete(path);
    else {
      made = fetchJson(`${this.base}${path}.json?v=${this.manifest.version}`).then(make);
      made.catch(() => this.files.delete(path));
    }
    this.files.set(path, made);
    if (this.files.size > KEPT) this.files.delete(this.files.keys().next().value ?? "");
    return made;
  }

  /** The number of the shard that holds a word, -1 where there is none. @param {string} kind @param {string} word */
  shard(kind, word) {
    const begins = this.manifest.shards[kind];
    let low = 0;
    let high = begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The shards from the one of `first` to the one of `last`, at most `most` of them. */
  /** @param {string} kind @param {string} first @param {string} last @param {number} most @returns {number[]} */
  span(kind, first, last, most) {
    const end = this.shard(kind, last);
    const start = Math.max(0, this.shard(kind, first));
    const found = [];
    for (let at = start; at <= end && found.length < most; at++) found.push(at);
    return found;
  }
}
