// A stand-in for the engine over a few papers, for the laws of the box and the pages around it.

const PAPERS = await (await fetch(new URL("../../papers.json", import.meta.url))).json();
const fold = (text) => text.toLowerCase();
const hits = (own) => own.map((paper) => ({ moreAuthors: 0, others: false, states: [], pdf: "", code: "", topics: [], ...paper }));

function count(own, values) {
  const found = new Map();
  for (const paper of own) for (const value of values(paper)) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function fits(paper, { topic = [], author = [], venue = [], kind = [], years = [null, null], code = false }) {
  const [from, to] = years;
  return (
    (!topic.length || topic.some((slug) => paper.topics.includes(slug))) &&
    (!author.length || author.some((name) => paper.authors.includes(name))) &&
    (!venue.length || venue.includes(paper.venue)) &&
    (!kind.length || kind.includes(paper.kind)) &&
    (from === null || paper.year >= from) && (to === null || paper.year <= to) && (!code || paper.code)
  );
}

class Engine {
  store = { manifest: { topics: [["contrastive", "Contrastive learning", "learning", 20, []]], groups: { learning: "Learning" } } };
  async search({ text, filters, sort, offset, limit, exact }) {
    await new Promise((done) => setTimeout(done, text.includes("slow") ? 500 : 1));
    const correction = text === "contrasitve" && !exact ? { typed: text, used: "contrastive" } : null;
    const words = fold(correction ? "contrastive" : text).split(" ").filter((word) => word && word !== "slow");
    const jump = PAPERS.find((paper) => paper.key === text || paper.doi === text);
    const all = PAPERS.filter((paper) => words.every((word) => fold(`${paper.title} ${paper.authors}`).includes(word)));
    const own = all.filter((paper) => fits(paper, filters));
    if (sort === "latest") own.sort((a, b) => b.year - a.year);
    if (sort === "title") own.sort((a, b) => (a.title < b.title ? -1 : 1));
    const facets = {
      topic: count(own, (paper) => paper.topics), year: count(own, (paper) => [paper.year]),
      author: count(own, (paper) => paper.authors), venue: count(own, (paper) => [paper.venue]),
      kind: count(own, (paper) => [paper.kind]), code: own.filter((paper) => paper.code).length,
    };
    return {
      total: own.length, hits: hits(own.slice(offset, offset + limit)), correction, partial: false,
      jump: jump ? hits([jump])[0] : null, facets, words,
    };
  }
  async context(hit) { return `About ${hit.title}`; }
  mark(text, words) {
    return text.split(/(\s+)/).map((piece) => ({ text: piece, marked: words.some((word) => fold(piece).startsWith(word)) }));
  }
  async suggest(text) {
    return fold(text).startsWith("contr") ? [{ kind: "topic", name: "Contrastive learning", url: "topics/contrastive/", count: 12 }] : [];
  }
  async complete(text) {
    return text.endsWith("author:an") ? [{ text: 'author:"Ann Lee" ', label: "Ann Lee", kind: "author", count: 3 }] : [];
  }
  facetNames() {
    return { topic: new Map([["contrastive", { name: "Contrastive learning", group: "Learning" }]]), author: new Map(), venue: new Map() };
  }
  async records(slugs) {
    return slugs.flatMap((slug) => hits(PAPERS.filter((paper) => paper.slug === slug || paper.key === slug))).map((hit) => ({
      ...hit,
      abstract: "",
      record: { authors: hit.authors.map((name) => [...name.split(" ").reverse(), "", ""]), doi: hit.doi, fields: { pages: "1--9" } },
    }));
  }
}

export async function openIndex() {
  return new Engine();
}
