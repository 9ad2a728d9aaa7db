// Downloads: a list of papers handed to the reader as a file, made in the browser from what the index holds.

import { element } from "./elements.js";
import { bibtex, csv, peopleOf, ris } from "./formats.js";
import { at } from "./place.js";

/** @typedef {import("./formats.js").Taken} Taken */
/** @typedef {import("./formats.js").Person} Person */

const NAMES = 20;

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
  const said = [nameList(paper), String(paper.year ?? ""), paper.title, place].filter(Boolean);
  return [...said.map((part) => (/[.?!]$/.test(part) ? part : `${part}.`)), link(paper)].join(" ");
}

/** @param {Taken} paper */
function nameList(paper) {
  const names = peopleOf(paper).map(printed);
  if (paper.record.others || names.length > NAMES) return names.length ? `${names.slice(0, NAMES).join(", ")} et al.` : "";
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names[names.length - 1]}`;
}

/** @param {Person} person */
function printed([family, given, particle, suffix]) {
  return [given, particle, family, suffix].filter(Boolean).join(" ");
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
 * Returns the address that stays: DOI, publisher, arXiv, else the paper's page here.
 * @param {Taken} paper
 * @returns {string}
 */
function link(paper) {
  const { doi, url, arxiv } = paper.record;
  if (doi) return `https://doi.org/${encodeURI(doi)}`;
  return url || (arxiv ? `https://arxiv.org/abs/${encodeURI(arxiv)}` : at(paper.url));
}
