/** Matching: for each word of a query every way in which the collection may have it. */

/** @typedef {import("./query.js").Word} Word */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./dictionary.js").Term} Term */
/** @typedef {import("./rank.js").Slot} Slot */
/** @typedef {{term: Term, weight: number, mark: string}} Option */
/**
 * @typedef {object} Match
 * @property {Word} word
 * @property {Option[]} options
 * @property {string | null} corrected the word that stands for a misspelt one
 */

const EXPANDED = 24;

export class Matcher {
  /**
   * @param {import("./dictionary.js").Dictionary} dictionary
   * @param {import("./spelling.js").Spelling} spelling
   * @param {import("./language.js").Language} language
   */
  constructor(dictionary, spelling, language) {
    this.dictionary = dictionary;
    this.spelling = spelling;
    this.language = language;
  }

  /** @param {Query} query @param {boolean} exact @returns {Promise<Match[]>} */
  async match(query, exact) {
    const words = query.words;
    const matches = await Promise.all(words.map((word) => this.exactly(word)));
    await Promise.all(words.slice(1).map((word, at) => this.joined(words[at], word, matches[at], matches[at + 1])));
    if (exact) return matches;
    const last = matches.at(-1);
    if (last && query.unfinished) await this.unfinished(last);
    await Promise.all(matches.map((match) => this.corrected(match, query.unfinished && match === last)));
    return matches;
  }

  /** @private @param {Word} word @returns {Promise<Match>} */
  async exactly(word) {
    const term = await this.dictionary.find(word.stem);
    return { word, options: term ? [{ term, weight: 1, mark: word.stem }] : [], corrected: null };
  }

  /** Two neighbours may be one word: "pre training". @private @param {Word} a @param {Word} b @param {Match} first @param {Match} second */
  async joined(a, b, first, second) {
    const stem = this.language.stem(a.form + b.form);
    const term = await this.dictionary.find(stem);
    if (!term) return;
    first.options.push({ term, weight: 1, mark: stem });
    second.options.push({ term, weight: 1, mark: stem });
  }

  /** The last word may be still being typed. @private @param {Match} match */
  async unfinished(match) {
    const { form } = match.word;
    const known = match.options.length > 0;
    const had = new Set(match.options.map((option) => option.mark));
    for (const { term } of await this.dictionary.beginning(form, EXPANDED)) {
      if (!had.has(term.stem)) match.options.push({ term, weight: known ? 0.5 : 0.8, mark: `${form}*` });
    }
  }

  /** A word that matches nothing may be misspelt. @private @param {Match} match @param {boolean} unfinished */
  async corrected(match, unfinished) {
    if (match.options.length || match.word.stop) return;
    const near = await this.spelling.near(match.word.form, unfinished, 4);
    for (const { form, distance } of near) {
      if (distance > near[0].distance + 0.5) break;
      const stem = this.language.stem(form);
      const term = await this.dictionary.find(stem);
      if (!term) continue;
      match.corrected ??= form;
      match.options.push({ term, weight: 0.9 - 0.1 * distance, mark: stem });
    }
  }
}

/** @param {Match[]} matches @returns {Promise<Slot[]>} */
export async function slots(matches) {
  const telling = matches.some(({ word }) => !word.stop);
  return Promise.all(
    matches.map(async ({ word, options }) => ({
      share: word.stop && telling ? 0.1 : 1,
      alternatives: await Promise.all(
        options.map(async ({ term, weight }) => ({ postings: await term.postings(), weight })),
      ),
    })),
  );
}
