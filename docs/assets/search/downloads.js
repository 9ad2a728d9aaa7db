// Downloads: papers as BibTeX, RIS, CSV, citations and keys, made in the browser from what the index holds.

import { element } from "./elements.js";
import { at } from "./place.js";

/** @typedef {Awaited<ReturnType<import("./engine.js").Engine["records"]>>[number]} Taken what the index holds of one paper */
/** @typedef {[string, string, string, string]} Person family, given, particle, suffix */

const BIBTEX_TYPES = {
  article: "article",
  "conference paper": "inproceedings",
  "workshop paper": "inproceedings",
  chapter: "incollection",
  book: "book",
  thesis: "phdthesis",
  report: "techreport",
};
const RIS_TYPES = {
  article: "JOUR",
  "conference paper": "CPAPER",
  "workshop paper": "CPAPER",
  chapter: "CHAP",
  book: "BOOK",
  thesis: "THES",
  report: "RPRT",
  dataset: "DATA",
  software: "COMP",
};
const NAMES = 20;
const PLACES = { article: "journal", inproceedings: "booktitle", incollection: "booktitle" };
const LATEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** What can be taken away: name of the format -> suffix, type, and how a list of papers is written. */
export const FORMATS = /** @type {const} */ ({
  BibTeX: { suffix: "bib", type: "application/x-bibtex", write: bibtex },
  RIS: { suffix: "ris", type: "application/x-research-info-systems", write: ris },
  CSV: { suffix: "csv", type: "text/csv", write: csv },
  Citations: { suffix: "txt", type: "text/plain", write: citations },
  Keys: { suffix: "txt", type: "text/plain", write: keys },
});

/**
 * Hands a file to the reader.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * Returns papers as BibTeX, as the site's own files have them.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function bibtex(papers) {
  return papers.map((paper) => `${entry(paper)}\n`).join("\n");
}

/** @param {Taken} paper */
function entry(paper) {
  const { record } = paper;
  const type = named(BIBTEX_TYPES, paper.kind) ?? "misc";
  const names = people(paper).map((person) => bibtexName(person));
  /** @type {[string, string][]} */
  const stated = [
    ["title", balanced(record.titleLatex ?? latex(paper.title), paper.title)],
    ["author", [...names, ...(record.others && names.length ? ["others"] : [])].join(" and ")],
    ["year", paper.year ? String(paper.year) : ""],
    [named(PLACES, type) ?? "howpublished", latex(paper.venue)],
    ...fieldsOf(record),
    ["doi", record.doi ?? ""],
    ["eprint", record.arxiv ?? ""],
    ["archiveprefix", record.arxiv ? "arXiv" : ""],
    ["url", record.url ?? ""],
  ];
  const said = [...new Map(stated)].filter(([, value]) => value);
  const width = Math.max(...said.map(([name]) => name.length));
  const lines = said.map(([name, value]) => `  ${name.padEnd(width)} = {${value}},`);
  return [`@${type}{${paper.key.replace(/[\s,{}()"'#%\\=~]+/g, "_")},`, ...lines, "}"].join("\n");
}

/**
 * @param {Taken["record"]} record
 * @returns {[string, string][]}
 */
function fieldsOf(record) {
  return Object.entries(record.fields ?? {}).map(([name, value]) => [name, latex(String(value))]);
}

/** @param {Person} person */
function bibtexName(person) {
  const name = latex(inverted(person));
  return !person[1] || /\band\b/i.test(name) ? `{${name}}` : name;
}

/** @param {string} text */
function latex(text) {
  return text.replace(/[\\{}$&%#_~^]/g, (char) => named(LATEX, char) ?? `\\${char}`);
}

/**
 * Returns LaTeX whose braces pair, else the plain text escaped.
 * @param {string} text
 * @param {string} plain
 */
function balanced(text, plain) {
  let depth = 0;
  for (const [at, char] of [...text].entries()) {
    if (text[at - 1] !== "\\") depth += char === "{" ? 1 : char === "}" ? -1 : 0;
    if (depth < 0) break;
  }
  return depth === 0 ? text : latex(plain);
}

/**
 * Returns papers as RIS.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function ris(papers) {
  return papers.map((paper) => `${risLines(paper).join("")}ER  - \n\n`).join("");
}

/** @param {Taken} paper */
function risLines(paper) {
  const { record } = paper;
  const lines = [
    ["TY", named(RIS_TYPES, paper.kind) ?? "GEN"],
    ["ID", paper.key],
    ["TI", paper.title],
    ...people(paper).map((person) => ["AU", inverted(person)]),
    ["PY", paper.year ? String(paper.year) : ""],
    ["T2", paper.venue],
    ["VL", record.fields?.volume ?? ""],
    ["IS", record.fields?.number ?? ""],
    ["SP", record.fields?.pages ?? ""],
    ["DO", record.doi ?? ""],
    ["UR", link(paper)],
    ["AB", paper.abstract],
    ...(record.keywords ?? []).map((/** @type {string} */ word) => ["KW", word]),
  ];
  return lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value.trim().replace(/\s+/g, " ")}\n`);
}

/**
 * Returns papers as a table; a cell never begins as a spreadsheet's formula does.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function csv(papers) {
  const rows = papers.map((paper) => {
    const { doi, arxiv } = paper.record;
    const names = people(paper).map(printed).join("; ");
    return [paper.key, paper.title, names, String(paper.year ?? ""), paper.venue, doi ?? "", arxiv ?? "", link(paper)];
  });
  const head = ["key", "title", "authors", "year", "venue", "doi", "arxiv", "url"];
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/** @param {string} text */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Returns papers as formatted citations, one a paragraph.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function citations(papers) {
  return papers.map((paper) => `${citation(paper)}\n`).join("\n");
}

/**
 * Returns the citation of a paper: authors, year, title, place, address.
 * @param {Taken} paper
 * @returns {string}
 */
export function citation(paper) {
  const { arxiv } = paper.record;
  const venue = paper.venue && `${/^(?:conference|workshop|chapter)/.test(paper.kind) ? "In " : ""}${paper.venue}`;
  const place = venue || (arxiv ? `arXiv:${arxiv}` : "");
  const said = [nameList(paper), paper.year ? String(paper.year) : "", paper.title, place].filter(Boolean);
  return [...said.map((part) => (/[.?!]$/.test(part) ? part : `${part}.`)), link(paper)].join(" ");
}

/** @param {Taken} paper */
function nameList(paper) {
  const names = people(paper).map(printed);
  if (paper.record.others || names.length > NAMES) return names.length ? `${names.slice(0, NAMES).join(", ")} et al.` : "";
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names[names.length - 1]}`;
}

/**
 * Returns the citation keys of papers, one a line.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function keys(papers) {
  return papers.map((paper) => `${paper.key}\n`).join("");
}

/**
 * @param {Taken} paper
 * @returns {Person[]}
 */
function people(paper) {
  return paper.record.authors ?? [];
}

/** @param {Person} person */
function printed([family, given, particle, suffix]) {
  return [given, particle, family, suffix].filter(Boolean).join(" ");
}

/** @param {Person} person */
function inverted([family, given, particle, suffix]) {
  return [[particle, family].filter(Boolean).join(" "), suffix, given].filter(Boolean).join(", ");
}

/**
 * Returns the address that stays: DOI, publisher, arXiv, else the paper's page here.
 * @param {Taken} paper
 * @returns {string}
 */
function link(paper) {
  const { doi, url, arxiv } = paper.record;
  if (doi) return `https://doi.org/${encodeURI(doi)}`;
  return url || (arxiv ? `https://arxiv.org/abs/${encodeURI(arxiv)}` : at(paper.url));
}

/**
 * @param {Record<string, string>} table
 * @param {string | null | undefined} name
 * @returns {string | undefined}
 */
function named(table, name) {
  return name && Object.hasOwn(table, name) ? table[name] : undefined;
}
