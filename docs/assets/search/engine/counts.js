/** Facets: how many of the papers found are on each topic, by each author, of each year, venue and kind. */

/**
 * @typedef {object} Counts
 * @property {Map<string, number>} topic
 * @property {Map<number, number>} year
 * @property {Map<string, number>} author as many as were asked for
 * @property {number} authors how many there are
 * @property {Map<string, number>} venue
 * @property {Map<string, number>} kind
 * @property {number} code papers with code
 */

/**
 * @param {Int32Array} papers
 * @param {import("./narrowing.js").Narrowing} narrowing
 * @param {import("./names.js").Names} names
 * @param {Record<"topic" | "author" | "venue", Map<string, {name: string, group: string}>>} named told the names met
 * @param {number} most authors that are named: their names stand in many files
 * @returns {Promise<Counts>}
 */
export async function countFacets(papers, narrowing, names, named, most) {
  if (!papers.length) {
    return { topic: new Map(), year: new Map(), author: new Map(), authors: 0, venue: new Map(), kind: new Map(), code: 0 };
  }
  const { manifest } = narrowing.store;
  const count = async (/** @type {string} */ facet) => tally(papers, await narrowing.column(facet), manifest.sizes.columns);
  const [topic, year, author, venue, kind, code] = await Promise.all(["topic", "year", "author", "venue", "kind", "code"].map(count));
  const all = author.length;
  author.splice(most);
  const [authors, venues] = await Promise.all([
    names.numbered("authors", author.map(([number]) => number)),
    names.numbered("venues", venue.map(([number]) => number)),
  ]);
  for (const { slug, name } of authors) named.author.set(slug, { name, group: "" });
  for (const { slug, name } of venues) named.venue.set(slug, { name, group: "" });
  return {
    topic: new Map(topic.map(([number, its]) => [manifest.topics[number - 1][0], its])),
    year: new Map(year.sort(([a], [b]) => b - a)),
    author: new Map(author.map(([, its], at) => [authors[at].slug, its])),
    authors: all,
    venue: new Map(venue.map(([, its], at) => [venues[at].slug, its])),
    kind: new Map(kind.map(([number, its]) => [manifest.kinds[number - 1], its])),
    code: code.length ? code[0][1] : 0,
  };
}

/** Values and how many of the papers have them, the most frequent first; 0 is no value. */
/** @param {Int32Array} papers @param {number[][][]} column @param {number} size @returns {[number, number][]} */
function tally(papers, column, size) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const paper of papers) {
    for (const value of column[Math.floor(paper / size)][paper % size]) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || a - b);
}
