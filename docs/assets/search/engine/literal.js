/** Literal: where the words of a text stand one after the other, its stop words too. */

/** @typedef {import("./query.js").Word} Word */
/** @typedef {import("./codec.js").Place} Place */

/**
 * Where the text of `words` begins in a paper, by the places of those that have some; stop words beside them are told by their class.
 * @param {Word[]} words @param {{at: number, places: Place[]}[]} told @returns {Set<number>}
 */
export function begun(words, told) {
  /** @type {Set<number> | null} */
  let begins = null;
  for (const { at, places } of told) {
    const before = words[at - 1]?.stop ?? 0;
    const after = words[at + 1]?.stop ?? 0;
    /** @type {Set<number>} */
    const here = new Set();
    for (const place of places) {
      const fits = (!before || place.before === before) && (!after || place.after === after);
      if (fits && (begins === null || begins.has(place.at - at))) here.add(place.at - at);
    }
    begins = here;
  }
  return begins ?? new Set();
}
