/** Words as the index has them: the same folding, cutting and stemming as `search/language.py`, by its tables. */

import { EnglishStemmer } from "./vendor/english-stemmer.js";

/**
 * @typedef {object} Tables the `language` of the manifest
 * @property {Record<string, string>} letters
 * @property {Record<string, string>} greek
 * @property {[string, string][]} endings
 * @property {Record<string, string>} forms
 * @property {Record<string, string>} stems
 * @property {string} stops
 * @property {string} quiet
 */

const COMPOUND = /[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*/gu;
const JOINT = /['.-]/;
const HAN = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]/;
/** The plural of a name that is spelled out, such as "cnns": the stemmer wants a vowel. */
const SPELLED = /^(?:(?![aeiouy])\p{L})+s$/u;
const CLASSES = 8;
const MIXED = /^(\p{L}{3,})(\d+)$/u;

export class Language {
  /** @param {Tables} tables */
  constructor(tables) {
    this.letters = new Map(Object.entries(tables.letters));
    this.greek = new Map(Object.entries(tables.greek));
    this.endings = tables.endings;
    this.forms = new Map(Object.entries(tables.forms));
    this.same = new Map(Object.entries(tables.stems));
    /** Stop word -> its class. */
    this.stops = new Map(tables.stops.split(" ").map((word, at) => [word, 1 + (at % CLASSES)]));
    this.quiet = new Set(tables.quiet.split(" "));
    this.stemmer = new EnglishStemmer();
    /** @type {Map<string, string>} */
    this.stemmed = new Map();
  }

  /** Without case, accents, ligatures and kinds of hyphen or apostrophe. @param {string} text */
  fold(text) {
    // eslint-disable-next-line no-control-regex
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase().replaceAll("\x60", "'");
    const plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}|[\u{10000}-\u{10ffff}]/gu, (c) => (c.length > 1 ? " " : ""));
    return plain.replace(/[^\x00-\x7f]|\x60/g, (c) => this.letters.get(c) ?? c);
  }

  /** The words of folded text in order, hyphenated ones whole. @param {string} folded @returns {string[]} */
  compounds(folded) {
    return folded.match(COMPOUND) ?? [];
  }

  /** The plain words of a compound. @param {string} compound @returns {string[]} */
  parts(compound) {
    const words = [];
    for (const part of trim(compound).split(JOINT)) {
      if (part.length > 2 && HAN.test(part)) {
        for (let at = 0; at < part.length - 1; at++) words.push(part.slice(at, at + 2));
      } else words.push(this.greek.get(part) ?? part);
    }
    return words;
  }

  /** A compound written as one word. @param {string} compound */
  whole(compound) {
    return trim(compound).replace(/['.-]/g, "");
  }

  /** The letters before a number, or null. @param {string} word */
  head(word) {
    return MIXED.exec(word)?.[1] ?? null;
  }

  /** What the forms and spellings of a plain word have in common. @param {string} word */
  stem(word) {
    let stem = this.stemmed.get(word);
    if (stem === undefined) {
      stem = this.newStem(word);
      this.stemmed.set(word, stem);
    }
    return stem;
  }

  /** @private @param {string} form */
  newStem(form) {
    let word = this.forms.get(form) ?? form;
    if (word.length > 5) {
      const ending = this.endings.find(([british]) => word.endsWith(british));
      if (ending) word = word.slice(0, -ending[0].length) + ending[1];
    }
    let stem = this.stemmer.stemWord(word);
    if (stem.length > 3 && (stem.endsWith("ll") || SPELLED.test(stem))) stem = stem.slice(0, -1);
    return this.same.get(stem) ?? stem;
  }
}

/** @param {string} compound */
function trim(compound) {
  return compound.endsWith("'s") ? compound.slice(0, -2) : compound;
}
