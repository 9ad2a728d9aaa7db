/** Corrections: the words of the collection that a typed word may have been meant to be. */

import { frontCoded, numbers } from "./codec.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{form: string, count: number, distance: number}} Candidate */

/** How many slips a word of a length may have. @param {number} length */
function slips(length) {
  if (length < 3) return 0;
  return length < 5 ? 1 : length < 9 ? 2 : 3;
}

/**
 * The number of slips between two words (a letter more, less, another, or two swapped), up to `most`.
 * With `unfinished`, `word` may end anywhere after what was typed.
 * @param {string} typed @param {string} word @param {number} most @param {boolean} unfinished
 */
export function distance(typed, word, most, unfinished = false) {
  const length = Math.min(word.length, unfinished ? typed.length + most : word.length);
  if (typed.length - length > most || (!unfinished && length - typed.length > most)) return most + 1;
  let last = new Array(length + 1).fill(0);
  let row = last.map((_, at) => at);
  for (let i = 1; i <= typed.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= length; j++) {
      const same = typed[i - 1] === word[j - 1] ? 0 : 1;
      let best = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) best = Math.min(best, last[j - 2] + 1);
      next.push(best);
      if (best < least) least = best;
    }
    if (least > most) return most + 1;
    last = row;
    row = next;
  }
  return unfinished ? Math.min(...row.slice(Math.max(0, typed.length - most))) : row[length];
}

export class Spelling {
  /** @param {Store} store @param {import("./dictionary.js").Dictionary} dictionary */
  constructor(store, dictionary) {
    this.store = store;
    this.dictionary = dictionary;
  }

  /**
   * The words nearest to a typed one: fewest slips first, then the more frequent.
   * @param {string} typed folded @param {boolean} unfinished @param {number} most @returns {Promise<Candidate[]>}
   */
  async near(typed, unfinished, most) {
    const allowed = slips(typed.length);
    if (!allowed || /^\d+$/.test(typed)) return [];
    /** @type {Map<string, Candidate>} */
    const found = new Map();
    const consider = (/** @type {string} */ form, /** @type {() => number} */ count) => {
      let slipped = distance(typed, form, allowed);
      if (slipped > allowed && unfinished && typed.length > 4) slipped = distance(typed, form, allowed - 1, true) + 0.5;
      if (slipped > allowed) return;
      if (form[0] !== typed[0]) slipped += 0.5;
      if (!found.has(form)) found.set(form, { form, count: count(), distance: slipped });
    };
    for (const { forms, counts } of await this.backward(typed)) forms.forEach((form, at) => consider(form, () => counts[at]));
    for (const shard of await this.forward(typed)) {
      for (let at = 0; at < shard.terms.length; at++) {
        for (const form of shard.forms(at)) consider(form, () => shard.count(at));
      }
    }
    const ranked = [...found.values()].sort((a, b) => a.distance - b.distance || b.count - a.count || (a.form < b.form ? -1 : 1));
    return ranked.slice(0, most);
  }

  /** The words whose ends are near the typed one's. @param {string} typed */
  async backward(typed) {
    const backwards = [...typed].reverse().join("");
    const wanted = this.store.span("spelling", backwards.slice(0, 3), `${backwards.slice(0, 4)}\uffff`, 3);
    return Promise.all(
      wanted.map((number) =>
        this.store.file(`spelling/${number}`, ([words, counts]) => ({
          forms: frontCoded(words).map((word) => [...word].reverse().join("")),
          counts: numbers(counts.replaceAll(" ", "")),
        })),
      ),
    );
  }

  /** The part of the dictionary where the typed word would stand. @param {string} typed */
  async forward(typed) {
    const wanted = this.store.span("words", typed.slice(0, 2), `${typed.slice(0, 4)}\uffff`, 3);
    return Promise.all(wanted.map((number) => this.dictionary.shard(number)));
  }
}

