/** Numbers and lists as printable characters, the reading half of `search/codec.py`. */

const LAST = 64;
const MORE = 27;
/** Classes of stop words, none among them. */
const BESIDE = 9;

/** @typedef {{at: number, before: number, after: number}} Place where a word stands, and the classes of stop words beside it */

/** The value of a character. @param {number} code */
function value(code) {
  return code < 92 ? code - 35 : code - 36;
}

/** All numbers of a text. @param {string} text @returns {number[]} */
export function numbers(text) {
  const found = [];
  let high = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = value(text.charCodeAt(at));
    if (digit >= LAST) high = high * MORE + digit - LAST;
    else {
      found.push(high * LAST + digit);
      high = 0;
    }
  }
  return found;
}

/**
 * The papers of a posting list, ascending, and the mark of each (kind of place times levels plus level).
 * @param {string} text @returns {{papers: Int32Array, marks: Uint8Array}}
 */
export function postings(text) {
  const papers = new Int32Array(text.length >> 1);
  const marks = new Uint8Array(text.length >> 1);
  let count = 0;
  let paper = 0;
  let high = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = value(text.charCodeAt(at));
    if (digit >= LAST) high = high * MORE + digit - LAST;
    else {
      paper += high * LAST + digit;
      high = 0;
      papers[count] = paper;
      marks[count++] = value(text.charCodeAt(++at));
    }
  }
  return { papers: papers.subarray(0, count), marks: marks.subarray(0, count) };
}

/** Papers from the gaps between them. @param {string} text @returns {Int32Array} */
export function gaps(text) {
  const papers = Int32Array.from(numbers(text));
  for (let at = 1; at < papers.length; at++) papers[at] += papers[at - 1];
  return papers;
}

/** The sorted words of a front-coded text. @param {string} text @returns {string[]} */
export function frontCoded(text) {
  if (text === "") return [];
  const words = text.split(" ");
  let before = "";
  for (let at = 0; at < words.length; at++) {
    before = afterShared(before, words[at]);
    words[at] = before;
  }
  return words;
}

/** One word from the word before it. @param {string} before @param {string} coded */
export function afterShared(before, coded) {
  return before.slice(0, value(coded.charCodeAt(0))) + coded.slice(1);
}

/** The first place in sorted `words` that is not below `word`. @param {string[]} words @param {string} word */
export function lowerBound(words, word) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The places of a term, row by row, read from front to back: rows that nobody asks for are only counted. */
export class Places {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.next = 0;
  }

  /** The places in a row that is not before the last one asked for. @param {number} row @returns {Place[]} */
  row(row) {
    for (; this.next < row; this.next++) for (let left = this.number(); left > 0; left--) this.skip();
    this.next++;
    const found = [];
    for (let left = this.number(), at = 0; left > 0; left--) {
      at += this.number();
      const beside = value(this.text.charCodeAt(this.at++));
      found.push({ at, before: Math.floor(beside / BESIDE), after: beside % BESIDE });
    }
    return found;
  }

  /** @private */
  number() {
    let high = 0;
    for (;;) {
      const digit = value(this.text.charCodeAt(this.at++));
      if (digit < LAST) return high * LAST + digit;
      high = high * MORE + digit - LAST;
    }
  }

  /** @private */
  skip() {
    while (value(this.text.charCodeAt(this.at++)) >= LAST);
    this.at++;
  }
}
