/** Meaning: other words for the words of a query, for when no paper has them all. */

import { frontCoded, lowerBound } from "./codec.js";

/** @typedef {import("./matching.js").Match} Match */

const LONGEST = 3;
const CERTAIN = "=";
/** What counts of a word that the collection says to be the same, and of one that the thesaurus does. */
const CERTAINLY = 0.8;
const PERHAPS = 0.75;

export class Meaning {
  /** @param {import("./store.js").Store} store @param {import("./dictionary.js").Dictionary} dictionary */
  constructor(store, dictionary) {
    this.store = store;
    this.dictionary = dictionary;
  }

  /** Adds what may stand for the words and phrases of a query. @param {Match[]} matches */
  async relate(matches) {
    const phrases = [];
    for (let from = 0; from < matches.length; from++) {
      for (let to = from + 1; to <= Math.min(matches.length, from + LONGEST); to++) phrases.push(matches.slice(from, to));
    }
    await Promise.all(phrases.map((phrase) => this.relatePhrase(phrase)));
  }

  /** @private @param {Match[]} phrase */
  async relatePhrase(phrase) {
    if (phrase.length === 1 && phrase[0].word.stop) return;
    for (const related of await this.related(phrase.map(({ word }) => word.stem).join("_"))) {
      const certain = related.startsWith(CERTAIN);
      const terms = await Promise.all(related.slice(certain ? 1 : 0).split("_").map((stem) => this.dictionary.find(stem)));
      if (terms.includes(null)) continue;
      const weight = certain ? CERTAINLY : PERHAPS;
      for (const match of phrase) {
        match.options.push({ terms: terms.filter((term) => term !== null), weight, mark: related, how: "related" });
      }
    }
  }

  /** Whether a word is one that the thesaurus has. @param {string} stem */
  async knows(stem) {
    return (await this.related(stem)).length > 0;
  }

  /** The keys that may stand for a key. @private @param {string} key @returns {Promise<string[]>} */
  async related(key) {
    const number = this.store.shard("meaning", key);
    if (number < 0) return [];
    const shard = await this.store.file(`meaning/${number}`, ([keys, texts]) => ({ keys: frontCoded(keys), texts: texts.split(" ") }));
    const at = lowerBound(shard.keys, key);
    return shard.keys[at] === key ? shard.texts[at].split("!") : [];
  }
}
