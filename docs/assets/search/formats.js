// Formats: papers as BibTeX, RIS and CSV, with the fields that the index holds, written as the site's own files are.

/** @typedef {Awaited<ReturnType<import("./engine.js").Engine["records"]>>[number]} Taken what the index holds of one paper */
/** @typedef {[string, string, string, string]} Person family, given, particle, suffix */
/** @typedef {[string, string][]} Pairs */

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
  preprint: "UNPB",
  thesis: "THES",
  report: "RPRT",
  dataset: "DATA",
  software: "COMP",
};
const RIS_FIELDS = /** @type {const} */ ([
  ["VL", ["volume"]],
  ["IS", ["number", "issue"]],
  ["PB", ["publisher", "school", "institution", "organization"]],
  ["CY", ["address", "location"]],
  ["SN", ["isbn", "issn"]],
  ["ET", ["edition"]],
  ["T3", ["series"]],
]);
const COLUMNS = [
  "key", "title", "authors", "year", "venue", "kind", "doi", "arxiv", "url", "pdf", "code", "keywords", "volume",
  "number", "pages", "publisher", "abstract",
];
const PLACES = { article: "journal", inproceedings: "booktitle", incollection: "booktitle" };
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LATEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

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
  const lines = [...new Map(bibtexFields(paper, type))].filter(([, value]) => value).map(([name, value]) => `  ${name} = ${value},`);
  return [`@${type}{${paper.key.replace(/[\s,{}\\%#~"@\x00-\x1f\x7f]+/g, "-")},`, ...lines, "}"].join("\n");
}

/**
 * @param {Taken} paper
 * @param {string} type
 * @returns {Pairs}
 */
function bibtexFields(paper, type) {
  const { record } = paper;
  const names = peopleOf(paper).map(bibtexName);
  /** @type {Pairs} */
  const pairs = [
    ["title", record.titleLatex ?? latex(paper.title)],
    ["author", [...names, ...(record.others && names.length ? ["others"] : [])].join(" and ")],
    [named(PLACES, type) ?? "howpublished", latex(paper.venue)],
    .../** @type {Pairs} */ (Object.entries(record.fields ?? {})).map(([name, value]) => /** @type {[string, string]} */ ([name, latex(value)])),
    ["year", String(paper.year ?? "")],
    ["doi", record.doi ?? ""],
    ["eprint", record.arxiv ?? ""],
    ["archiveprefix", record.arxiv ? "arXiv" : ""],
    ["url", stated(paper, record.url === paper.pdf ? "" : record.url)],
    ["pdf", stated(paper, paper.pdf)],
    ["code", paper.code],
    ["keywords", latex((record.keywords ?? []).join(", "))],
    ["abstract", latex(paper.abstract.trim().replace(/\s+/g, " "))],
  ];
  const braced = pairs.map(([name, value]) => /** @type {[string, string]} */ ([name, value && `{${paired(value)}}`]));
  const month = /** @type {Pairs} */ (record.month ? [["month", MONTHS[record.month - 1] ?? ""]] : []);
  return [...braced, ...month, ["day", record.day ? `{${record.day}}` : ""]];
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
 * Returns a value as braces can hold it: BibTeX counts a brace behind a backslash too.
 * @param {string} text
 */
function paired(text) {
  if (isPaired(text)) return text;
  const spelled = text.replaceAll("\\{", "\\textbraceleft{}").replaceAll("\\}", "\\textbraceright{}");
  return isPaired(spelled) ? spelled : spelled.replace(/[{}]/g, "");
}

/** @param {string} text */
function isPaired(text) {
  let depth = 0;
  for (const char of text) {
    depth += char === "{" ? 1 : char === "}" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
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
  const [first, last] = (record.fields?.pages ?? "").split(/\s*(?:-{1,3}|\u2013|\u2014)\s*/, 2);
  const fields = RIS_FIELDS.map(([tag, names]) => [tag, names.map((name) => record.fields?.[name]).find(Boolean) ?? ""]);
  const lines = [
    ["TY", named(RIS_TYPES, paper.kind) ?? "GEN"],
    ["ID", paper.key],
    ["TI", paper.title],
    ...peopleOf(paper).map((person) => ["AU", risName(person)]),
    ["PY", String(paper.year ?? "")],
    ["DA", paper.year && record.month ? `${paper.year}/${twoDigits(record.month)}/${twoDigits(record.day)}/` : ""],
    ["T2", paper.venue],
    ...fields,
    ["SP", first],
    ["EP", last ?? ""],
    ["DO", record.doi ?? ""],
    ["L1", paper.pdf],
    ["UR", stated(paper, record.url === paper.pdf ? "" : record.url)],
    ["UR", record.arxiv ? `https://arxiv.org/abs/${record.arxiv}` : ""],
    ["AB", paper.abstract],
    ...(record.keywords ?? []).map((/** @type {string} */ word) => ["KW", word]),
  ];
  return lines.filter(([, value]) => value.trim()).map(([tag, value]) => `${tag}  - ${value.trim().replace(/\s+/g, " ")}\n`);
}

/** @param {number | undefined} part of a date */
function twoDigits(part) {
  return part ? String(part).padStart(2, "0") : "";
}

/** @param {Person} person */
function risName([family, given, particle, suffix]) {
  return [[particle, family].filter(Boolean).join(" "), given || (suffix ? " " : ""), suffix].filter(Boolean).join(", ");
}

/**
 * Returns papers as a table; a cell never begins as a spreadsheet's formula does.
 * @param {readonly Taken[]} papers
 * @returns {string}
 */
export function csv(papers) {
  return [COLUMNS, ...papers.map(cells)].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** @param {Taken} paper */
function cells(paper) {
  const { record, pdf } = paper;
  const names = [...peopleOf(paper).map(inverted), ...(record.others ? ["others"] : [])].join("; ");
  const url = record.url === pdf ? "" : (record.url ?? "");
  const fields = ["volume", "number", "pages", "publisher"].map((name) => record.fields?.[name] ?? "");
  const said = [paper.key, paper.title, names, String(paper.year ?? ""), paper.venue, paper.kind];
  const where = [record.doi ?? "", record.arxiv ?? "", url, pdf, paper.code, (record.keywords ?? []).join("; ")];
  return [...said, ...where, ...fields, paper.abstract.trim().replace(/\s+/g, " ")];
}

/** @param {string} text */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Returns an address that says more than the identifiers do, else "".
 * @param {Taken} paper
 * @param {string | undefined} url
 * @returns {string}
 */
function stated({ record }, url) {
  const known = [record.doi, record.arxiv].filter(Boolean);
  return url && !known.some((id) => url.toLowerCase().includes(id.toLowerCase())) ? url : "";
}

/**
 * @param {Taken} paper
 * @returns {Person[]}
 */
export function peopleOf(paper) {
  return paper.record.authors ?? [];
}

/** @param {Person} person */
function inverted([family, given, particle, suffix]) {
  return [[particle, family].filter(Boolean).join(" "), suffix, given].filter(Boolean).join(", ");
}

/**
 * @param {Record<string, string>} table
 * @param {string} name
 * @returns {string | undefined}
 */
function named(table, name) {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
