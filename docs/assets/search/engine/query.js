/** What a reader typed, taken apart: words, "phrases", -words and operators. */

/** @typedef {import("./language.js").Language} Language */
/**
 * @typedef {object} Word
 * @property {string} form folded, as typed
 * @property {string} stem
 * @property {number} stop the class of a word that abstracts are not searched for, else 0
 * @property {boolean} quiet says little
 * @property {number} compound number of the hyphenated word that it is part of, or of itself
 */
/**
 * @typedef {object} Query
 * @property {Word[]} words
 * @property {Word[][]} phrases
 * @property {Word[]} without
 * @property {{author: string[], topic: string[], venue: string[], year: [number | null, number | null] | null}} fields
 * @property {boolean} unfinished whether the last word may still be being typed
 * @property {string} text what is left without the operators
 */

const TOKEN = /(-?)(?:(author|topic|venue|year):)?(?:"([^"]*)"?|(\S+))/giu;

/** @param {string} text @param {Language} language @returns {Query} */
export function parse(text, language) {
  /** @type {Query} */
  const query = {
    words: [],
    phrases: [],
    without: [],
    fields: { author: [], topic: [], venue: [], year: null },
    unfinished: /[\p{L}\p{N}]$/u.test(text),
    text: "",
  };
  const plain = [];
  for (const [, minus, operator, quoted, bare] of text.replace(/[“”„«»]/g, '"').matchAll(TOKEN)) {
    const said = quoted ?? bare;
    if (operator) narrow(query, operator.toLowerCase(), said);
    else if (minus && quoted === undefined) query.without.push(...cut(said, language));
    else {
      if (quoted !== undefined) query.phrases.push(cut(said, language));
      plain.push(said);
    }
  }
  query.text = plain.join(" ");
  query.words = cut(query.text, language);
  return query;
}

/** @param {Query} query @param {string} operator @param {string} said */
function narrow(query, operator, said) {
  if (operator === "year") {
    const years = /^(\d{4})?(\.\.|-|–)?(\d{4})?$/.exec(said);
    if (!years || !(years[1] || years[3])) return;
    const from = years[1] ? Number(years[1]) : null;
    const to = years[3] ? Number(years[3]) : null;
    query.fields.year = years[2] ? [from, to] : [from, from];
  } else if (said) query.fields[/** @type {"author" | "topic" | "venue"} */ (operator)].push(said);
}

/** The words of a text. @param {string} text @param {Language} language @returns {Word[]} */
export function cut(text, language) {
  const words = [];
  let compound = 0;
  for (const found of language.compounds(language.fold(text))) {
    for (const form of language.parts(found)) {
      words.push({ form, stem: language.stem(form), stop: language.stops.get(form) ?? 0, quiet: language.quiet.has(form), compound });
    }
    compound++;
  }
  return words;
}

/** Titles that read alike are equal. @param {string} text @param {Language} language */
export function plainTitle(text, language) {
  return language.compounds(language.fold(text)).map((compound) => language.whole(compound)).join(" ");
}

/** The DOI, arXiv id or own address in a pasted text, as it is looked up, or null. @param {string} text */
export function pasted(text) {
  const said = text.trim();
  const own = /\/papers\/([^/?#\s]+)\/?(?:[?#]\S*)?$/.exec(said);
  if (own) return `/${own[1]}`;
  const doi = /10\.\d{4,9}(?:\.\d+)*\/\S+/i.exec(unescaped(said));
  if (doi) return identifier(doi[0].replace(/[.,;:)}>'"]+$/, ""));
  const arxiv = /^(?:arxiv:\s*|https?:\/\/\S*arxiv\.org\/\w+\/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/i.exec(said);
  return arxiv ? identifier(arxiv[1]) : null;
}

/** @param {string} text */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An identifier as the index has it. @param {string} text */
export function identifier(text) {
  let found = "";
  for (const byte of new TextEncoder().encode(text.toLowerCase())) {
    found += byte >= 33 && byte < 127 ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`;
  }
  return found;
}
