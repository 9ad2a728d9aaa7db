// Downloads: papers as BibTeX, RIS, CSV, citations and keys, made in the browser from what the index holds.

import { element } from "./elements.js";
import { at } from "./place.js";

/**
 * @typedef {object} Taken what a file says of one paper
 * @property {string} key
 * @property {string} slug
 * @property {string} url relative to the site's root
 * @property {string} title
 * @property {string[]} authors as printed
 * @property {boolean | number} [moreAuthors]
 * @property {number | null} [year]
 * @property {string | null} [venue]
 * @property {string | null} [kind]
 * @property {string | null} [doi]
 * @property {string | null} [arxiv]
 */

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
 * Returns papers as BibTeX.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function bibtex(papers) {
  return papers.map((paper) => `${entry(paper)}\n`).join("\n");
}

/** @param {Taken} paper */
function entry(paper) {
  const type = named(BIBTEX_TYPES, paper.kind) ?? "misc";
  const fields = [
    ["title", latex(paper.title)],
    ["author", [...paper.authors.map(person), ...(paper.moreAuthors ? ["others"] : [])].join(" and ")],
    ["year", paper.year ? String(paper.year) : ""],
    [named(PLACES, type) ?? "howpublished", latex(paper.venue ?? "")],
    ["doi", (paper.doi ?? "").replace(/[{}\\]/g, "")],
    ["eprint", latex(paper.arxiv ?? "")],
    ["archiveprefix", paper.arxiv ? "arXiv" : ""],
  ].filter(([, value]) => value);
  const width = Math.max(...fields.map(([name]) => name.length));
  const lines = fields.map(([name, value]) => `  ${name.padEnd(width)} = {${value}},`);
  return [`@${type}{${paper.key.replace(/[\s,{}()"'#%\\=~]+/g, "_")},`, ...lines, "}"].join("\n");
}

/** @param {string} name */
function person(name) {
  return /\band\b/i.test(name) ? `{${latex(name)}}` : latex(name);
}

/** @param {string} text */
function latex(text) {
  return text.replace(/[\\{}$&%#_~^]/g, (char) => named(LATEX, char) ?? `\\${char}`);
}

/**
 * Returns papers as RIS.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function ris(papers) {
  return papers
    .map((paper) => {
      const lines = [
        ["TY", named(RIS_TYPES, paper.kind) ?? "GEN"],
        ["ID", paper.key],
        ["TI", paper.title],
        ...paper.authors.map((name) => ["AU", name]),
        ["PY", paper.year ? String(paper.year) : ""],
        ["T2", paper.venue ?? ""],
        ["DO", paper.doi ?? ""],
        ["UR", link(paper)],
      ];
      const body = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, " ")}\n`);
      return `${body.join("")}ER  - \n\n`;
    })
    .join("");
}

/**
 * Returns papers as a table; a cell never begins as a spreadsheet's formula does.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function csv(papers) {
  const rows = papers.map((paper) => [
    paper.key,
    paper.title,
    paper.authors.join("; "),
    paper.year ? String(paper.year) : "",
    paper.venue ?? "",
    paper.doi ?? "",
    paper.arxiv ?? "",
    link(paper),
  ]);
  const head = ["key", "title", "authors", "year", "venue", "doi", "arxiv", "url"];
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/** @param {string} text */
function cell(text) {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
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
  const venue = paper.venue ? `${/^(?:conference|workshop)/.test(paper.kind ?? "") ? "In " : ""}${paper.venue}` : "";
  const place = venue || (paper.arxiv ? `arXiv:${paper.arxiv}` : "");
  const said = [names(paper), paper.year ? String(paper.year) : "", paper.title, place].filter(Boolean);
  return [...said.map((part) => (/[.?!]$/.test(part) ? part : `${part}.`)), link(paper)].join(" ");
}

/** @param {Taken} paper */
function names({ authors, moreAuthors }) {
  if (moreAuthors || authors.length > 20) return authors.length ? `${authors.slice(0, 20).join(", ")} et al.` : "";
  if (authors.length < 3) return authors.join(" and ");
  return `${authors.slice(0, -1).join(", ")}, and ${authors[authors.length - 1]}`;
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
 * Returns the address that stays: DOI, arXiv, else the paper's page here.
 * @param {Taken} paper
 */
function link(paper) {
  if (paper.doi) return `https://doi.org/${encodeURI(paper.doi)}`;
  return paper.arxiv ? `https://arxiv.org/abs/${encodeURI(paper.arxiv)}` : at(paper.url);
}

/**
 * @param {Record<string, string>} table
 * @param {string | null | undefined} name
 * @returns {string | undefined}
 */
function named(table, name) {
  return name && Object.hasOwn(table, name) ? table[name] : undefined;
}
