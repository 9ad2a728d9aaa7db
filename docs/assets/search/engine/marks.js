/** Marks: which pieces of a text a query meant, and the lines of an abstract around them. */

/** @typedef {import("./language.js").Language} Language */
/** @typedef {{text: string, marked: boolean}} Piece */

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const JOINED = /[\p{L}\p{M}\p{N}]+(?:['’.‐‑–-][\p{L}\p{M}\p{N}]+)+/gu;
const LINES = 220;
const BEFORE = 60;

/**
 * The pieces of a text, in order.
 * @param {string} text @param {string[]} words stems, or beginnings with a star @param {Language} language
 * @returns {Piece[]}
 */
export function mark(text, words, language) {
  const spans = found(text, words, language);
  const pieces = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** Two lines around the place where the most different words of the query stand nearest to each other. */
/** @param {string} text @param {string[]} words @param {Language} language @returns {Piece[]} */
export function context(text, words, language) {
  const spans = found(text, words, language);
  const stems = spans.map(([begin, end]) => language.stem(language.whole(language.fold(text.slice(begin, end)))));
  let start = 0;
  let most = 0;
  let width = 0;
  spans.forEach(([from], first) => {
    /** @type {Set<string>} */
    const seen = new Set();
    let to = from;
    for (let at = first; at < spans.length && spans[at][1] <= from + LINES; at++) {
      if (!seen.has(stems[at])) to = spans[at][1];
      seen.add(stems[at]);
    }
    if (seen.size < most || (seen.size === most && to - from >= width)) return;
    [most, width, start] = [seen.size, to - from, from];
  });
  if (text.length <= LINES) start = 0;
  else start = opening(text, Math.min(start, text.length - LINES / 2));
  let end = Math.min(text.length, start + LINES);
  if (end < text.length) end = Math.max(start + 1, text.lastIndexOf(" ", end));
  const pieces = mark(text.slice(start, end), words, language);
  if (start > 0) pieces.unshift({ text: "… ", marked: false });
  if (end < text.length) pieces.push({ text: " …", marked: false });
  return pieces;
}

/** Where a sentence or at least a word begins, shortly before `at`. @param {string} text @param {number} at */
function opening(text, at) {
  const before = text.slice(Math.max(0, at - BEFORE), at);
  const sentence = before.search(/[.!?] [^.!?]*$/);
  if (sentence >= 0) return at - before.length + sentence + 2;
  return at <= 40 ? 0 : text.indexOf(" ", at - 40) + 1;
}

/** @param {string} text @param {string[]} words @param {Language} language @returns {[number, number][]} */
function found(text, words, language) {
  const stems = new Set(words.filter((word) => !word.endsWith("*")));
  const beginnings = words.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1));
  const meant = (/** @type {string} */ word) => {
    const folded = language.fold(word);
    return stems.has(language.stem(language.greek.get(folded) ?? folded)) || beginnings.some((start) => folded.startsWith(start));
  };
  /** @type {[number, number][]} */
  const spans = [];
  for (const { 0: whole, index } of text.matchAll(JOINED)) {
    if (stems.has(language.stem(language.whole(language.fold(whole))))) spans.push([index, index + whole.length]);
  }
  const joined = spans.slice();
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const inside = joined.some(([start, end]) => index >= start && index < end);
    if (!inside && meant(word)) spans.push([index, index + word.length]);
  }
  return spans.sort((a, b) => a[0] - b[0]);
}
