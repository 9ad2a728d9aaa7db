/** Matching: for each word of a query every way in which the collection may have it. */

/** @typedef {import("./query.js").Word} Word */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./dictionary.js").Term} Term */
/** @typedef {import("./rank.js").Slot} Slot */
/**
 * @typedef {object} Option
 * @property {Term[]} terms a paper has all of them
 * @property {number} weight
 * @property {string} mark what to mark in texts
 * @property {"exact" | "begun" | "related"} how the word itself, one that it may become, or another for the same thing
 * @property {boolean} [best] only the best papers of a frequent term
 */
/**
 * @typedef {object} Match
 * @property {Word} word
 * @property {Option[]} options
 * @property {string | null} corrected the word that stands for a misspelt one
 * @property {boolean} [bound] it is half of a word, which is known
 */

const EXPANDED = 24;
/** Beside other words fewer letters tell nothing, and of the frequent words that they begin so many are read whole. */
const TELLING = 2;
const READ_WHOLE = 2;
/** What is no word by itself, in front of another word: a paper with both, but apart, does not have what was meant. */
const BOUND = new Set(["anti", "co", "multi", "non", "pre", "semi"]);
/** Slips in a letter, at most, of a word that is corrected. */
const SLIPPED = 0.34;

export class Matcher {
  /**
   * @param {import("./dictionary.js").Dictionary} dictionary
   * @param {import("./spelling.js").Spelling} spelling
   * @param {import("./meaning.js").Meaning} meaning
   * @param {import("./language.js").Language} language
   */
  constructor(dictionary, spelling, meaning, language) {
    this.dictionary = dictionary;
    this.spelling = spelling;
    this.meaning = meaning;
    this.language = language;
  }

  /** @param {Query} query @param {boolean} exact @returns {Promise<Match[]>} */
  async match(query, exact) {
    const words = query.words;
    const matches = await Promise.all(words.map((word) => this.exactly(word)));
    const runs = [2, 3].flatMap((size) => words.slice(size - 1).map((_, at) => matches.slice(at, at + size)));
    await Promise.all(runs.map((run) => this.joined(run)));
    for (const match of matches) if (match.bound) match.options = match.options.filter(({ mark }) => mark !== match.word.stem);
    if (exact) return matches;
    const last = matches.at(-1);
    if (last && query.unfinished) await this.unfinished(last, matches.length > 1);
    await Promise.all(matches.map((match) => this.corrected(match, query.unfinished && match === last)));
    return matches;
  }

  /** @private @param {Word} word @returns {Promise<Match>} */
  async exactly(word) {
    const term = await this.dictionary.find(word.stem);
    return { word, options: term ? [option(term, 1, word.stem)] : [], corrected: null };
  }

  /** Neighbours may be one word: "pre training". @private @param {Match[]} run */
  async joined(run) {
    const stem = this.language.stem(run.map(({ word }) => word.form).join(""));
    const term = await this.dictionary.find(stem);
    if (!term) return;
    const bound = run.length === 2 && BOUND.has(run[0].word.form);
    for (const match of run) {
      match.options.push(option(term, 1, stem));
      match.bound ||= bound;
    }
  }

  /** The last word may be still being typed; beside others only whole lists say which papers have both. */
  /** @private @param {Match} match @param {boolean} beside */
  async unfinished(match, beside) {
    const { form } = match.word;
    if (beside && form.length < TELLING) return;
    const known = match.options.length > 0;
    let whole = beside && !known ? READ_WHOLE : 0;
    const had = new Set(match.options.map((option) => option.mark));
    for (const { term } of await this.dictionary.beginning(form, EXPANDED)) {
      if (had.has(term.stem)) continue;
      const best = term.short.length > 0 && whole-- <= 0;
      match.options.push({ ...option(term, known ? 0.5 : 0.8, `${form}*`, "begun"), best });
    }
  }

  /** A word that matches nothing may be misspelt. @private @param {Match} match @param {boolean} unfinished */
  async corrected(match, unfinished) {
    if (match.options.length || match.word.stop || match.word.quiet) return;
    if (await this.meaning.knows(match.word.stem)) return;
    const near = await this.spelling.near(match.word.form, unfinished, 4);
    for (const { form, distance } of near) {
      if (distance > near[0].distance + 0.5 || distance / match.word.form.length > SLIPPED) break;
      const stem = this.language.stem(form);
      const term = await this.dictionary.find(stem);
      if (!term) continue;
      match.corrected ??= form;
      match.options.push(option(term, 0.9 - 0.1 * distance, stem));
    }
  }
}

/** @param {Term} term @param {number} weight @param {string} mark @param {Option["how"]} how @returns {Option} */
function option(term, weight, mark, how = "exact") {
  return { terms: [term], weight, mark, how };
}

/** What of a word's rarity counts: little words count fully where there are no others. @param {Word[]} words */
function sharesOf(words) {
  const plain = words.every(({ stop }) => stop);
  const telling = words.some(({ stop, quiet }) => !stop && !quiet);
  return words.map(({ stop, quiet }) => (plain ? 1 : stop ? 0.1 : quiet && telling ? 0.4 : 1));
}

/** @param {Match[]} matches @returns {Promise<Slot[]>} */
export async function slots(matches) {
  const shares = sharesOf(matches.map(({ word }) => word));
  const plain = matches.every(({ word }) => word.stop);
  return Promise.all(
    matches.map(async ({ word, options }, at) => ({
      share: shares[at],
      asked: plain || !word.stop,
      alternatives: await Promise.all(
        options.map(async ({ terms, weight, how, best }) => {
          const postings = await (best ? terms[0].best() : together(terms));
          return { postings, weight, how, found: best ? terms[0].count : postings.papers.length };
        }),
      ),
    })),
  );
}

/** The papers that have all of the terms, each with its least mark. @param {Term[]} terms */
async function together(terms) {
  const [first, ...others] = await Promise.all(terms.map((term) => term.postings()));
  if (!others.length) return first;
  let marks = new Map([...first.papers].map((paper, at) => [paper, first.marks[at]]));
  for (const { papers, marks: its } of others) {
    const left = new Map();
    papers.forEach((paper, at) => {
      const mark = marks.get(paper);
      if (mark !== undefined) left.set(paper, Math.min(mark, its[at]));
    });
    marks = left;
  }
  return { papers: Int32Array.from(marks.keys()), marks: Uint8Array.from(marks.values()) };
}
