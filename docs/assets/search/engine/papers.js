/** What is shown of papers: cards, abstracts, records. */

/** @typedef {import("./store.js").Store} Store */
/**
 * @typedef {object} Hit
 * @property {number} paper its number in the catalogue, newest first
 * @property {string} slug
 * @property {string} url relative to the site's root
 * @property {string} title plain
 * @property {string} titleHtml finished, escaped HTML; "" where the plain title says it all
 * @property {string[]} authors the first ones
 * @property {number} moreAuthors how many more there are, never one
 * @property {boolean} others whether the source ends with "and others"
 * @property {number | null} year
 * @property {string} venue "" where there is none
 * @property {string[]} topics slugs, most central first
 * @property {string} kind
 * @property {string[]} states
 * @property {string} pdf "" where there is none
 * @property {string} code "" where there is none
 * @property {string} key citation key
 * @property {string} language "" where it is not stated
 */

/** The slug of a title where nothing else was needed. @param {string} title */
export function plainSlug(title) {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (slug.length <= 80) return slug;
  const cut = slug.slice(0, 81);
  return cut.slice(0, Math.max(0, cut.lastIndexOf("-")));
}

export class Papers {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /** The hits of papers by number, in their order. @param {number[]} papers @returns {Promise<Hit[]>} */
  async hits(papers) {
    return Promise.all(
      papers.map(async (paper) => {
        const { content, at } = await this.row("cards", paper);
        const [title, html, slug, authors, more, year, venue, topics, kind, states, pdf, code, key, language] = content.map(
          (/** @type {any[]} */ column) => column[at],
        );
        const name = slug || plainSlug(title);
        return {
          paper,
          slug: name,
          url: `papers/${name}/`,
          title,
          titleHtml: html || "",
          authors: authors ? authors.split("\n") : [],
          moreAuthors: more < 0 ? -1 - more : more,
          others: more < 0,
          year: year || null,
          venue: venue || "",
          topics: topics.map((/** @type {number} */ topic) => this.store.manifest.topics[topic][0]),
          kind: this.store.manifest.kinds[kind],
          states: states || [],
          pdf: pdf || "",
          code: code || "",
          key,
          language: language || "",
        };
      }),
    );
  }

  /** The abstract, "" where there is none to show. @param {number} paper @returns {Promise<string>} */
  async abstract(paper) {
    const { content, at } = await this.row("texts", paper);
    return content[at];
  }

  /** What a citation needs beyond the hit. @param {number} paper @returns {Promise<Record<string, any>>} */
  async record(paper) {
    const { content, at } = await this.row("records", paper);
    return content[at];
  }

  /** @private @param {"cards" | "texts" | "records"} kind @param {number} paper */
  async row(kind, paper) {
    const size = this.store.manifest.sizes[kind];
    const content = await this.store.file(`${kind}/${Math.floor(paper / size)}`, (found) => found);
    return { content, at: paper % size };
  }
}
