/**
 * The engine: from a typed text and filters to ranked papers, facets, suggestions and marks.
 *
 * `openIndex(base)` is all that a page needs; `FORMAT.md` beside the writer specifies the files that it reads.
 */

import { Dictionary } from "./engine/dictionary.js";
import { countFacets } from "./engine/counts.js";
import { Language } from "./engine/language.js";
import * as marks from "./engine/marks.js";
import { Matcher, slots } from "./engine/matching.js";
import { Meaning } from "./engine/meaning.js";
import { Names } from "./engine/names.js";
import { Narrowing, both } from "./engine/narrowing.js";
import { Papers } from "./engine/papers.js";
import { cut, identifier, parse, pasted, plainTitle } from "./engine/query.js";
import { foresee, nearness } from "./engine/nearness.js";
import { ALONE, byScore, rank, RELAXED, STRICT } from "./engine/rank.js";
import { Spelling } from "./engine/spelling.js";
import { FetchFailed, Store } from "./engine/store.js";

export { FetchFailed };

/** @typedef {import("./engine/papers.js").Hit} Hit */
/** @typedef {import("./engine/narrowing.js").Filters} Filters */
/**
 * @typedef {object} Question
 * @property {string} text
 * @property {Filters} [filters]
 * @property {"relevance" | "latest" | "title"} [sort]
 * @property {number} [offset]
 * @property {number} [limit]
 * @property {boolean} [exact] neither corrections nor unfinished words
 * @property {boolean} [facets] false saves the columns: the box needs none
 * @property {number} [authors] how many authors the facets name, 12 if nothing is said
 * @property {AbortSignal} [signal]
 */
/**
 * @typedef {object} Answer
 * @property {number} total
 * @property {Hit[]} hits
 * @property {{typed: string, used: string} | null} correction
 * @property {boolean} partial no paper has all the words
 * @property {Hit | null} jump the paper whose identifier was pasted
 * @property {import("./engine/counts.js").Counts} facets
 * @property {string[]} words what to mark
 */

const KEPT = 0.6;
const KEPT_OF_PART = 0.3;
const WHOLE = 0.999;
const CHECKED = 8;
const NEAR = 200;
const AUTHORS = 12;
const OPERATORS = ["author:", "topic:", "venue:", "year:"];

/** @param {string} base address of the folder `search/`, with its last slash */
/** @param {Promise<Response>} [first] the answer with the manifest, where it is on its way @returns {Promise<Engine>} */
export async function openIndex(base, first) {
  return new Engine(await Store.open(base, first));
}

export class Engine {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.language = new Language(store.manifest.language);
    this.dictionary = new Dictionary(store);
    this.meaning = new Meaning(store, this.dictionary);
    const spelling = new Spelling(store, this.dictionary);
    this.matcher = new Matcher(this.dictionary, spelling, this.meaning, this.language);
    this.narrowing = new Narrowing(store, this.dictionary, spelling, this.language);
    this.papers = new Papers(store);
    this.names = new Names(store, this.language);
    /** @type {Record<"topic" | "author" | "venue", Map<string, {name: string, group: string}>>} */
    this.named = { topic: new Map(), author: new Map(), venue: new Map() };
    for (const [slug, name, group] of store.manifest.topics) {
      this.named.topic.set(slug, { name, group: store.manifest.groups[group] ?? "" });
    }
  }

  /** The number of papers in the collection. */
  get size() {
    return this.store.manifest.papers;
  }

  /** @param {Question} question @returns {Promise<Answer>} */
  async search({ text, filters = {}, sort = "relevance", offset = 0, limit = 20, exact = false, facets = true, authors = AUTHORS, signal }) {
    const told = await this.jump(text, /^\S*[\d:_/-]\S*$/);
    signal?.throwIfAborted();
    if (pasted(text)) return this.alone(told);
    const query = parse(text, this.language);
    const [matches, mask] = await Promise.all([this.matcher.match(query, exact), this.mask(query, filters)]);
    signal?.throwIfAborted();
    foresee(matches);
    const found = await this.found(query, matches, mask, sort, exact, offset + limit);
    const corrected = correction(query, matches);
    const jump = told ?? (corrected || !found.all.length ? await this.jump(text, /^\S+$/) : null);
    signal?.throwIfAborted();
    const papers = jump ? [jump.paper, ...found.papers.filter((paper) => paper !== jump.paper)] : found.papers;
    const all = jump && !found.all.includes(jump.paper) ? Int32Array.of(jump.paper, ...found.all) : found.all;
    const hits = await this.papers.hits(papers.slice(offset, offset + limit));
    const counts = await countFacets(facets ? all : new Int32Array(), this.narrowing, this.names, this.named, authors);
    signal?.throwIfAborted();
    return {
      total: all.length,
      hits,
      correction: jump ? null : corrected,
      partial: found.partial && !jump,
      jump,
      facets: counts,
      words: [...new Set(matches.flatMap(marked))],
    };
  }

  /** @private @param {import("./engine/query.js").Query} query @param {import("./engine/matching.js").Match[]} matches */
  /** @param {Uint8Array | null} mask @param {string} sort @param {boolean} exact @param {number} wanted */
  async found(query, matches, mask, sort, exact, wanted) {
    const { papers: count, levels } = this.store.manifest;
    if (!matches.length) {
      const narrowed = query.text.trim() === "" && (mask !== null || sort !== "relevance");
      const all = narrowed || mask ? left(count, mask) : new Int32Array();
      return { papers: await this.sorted(all, sort), all, partial: false };
    }
    let { scores, covered } = rank(await slots(matches), count, levels, matches.length > 1 ? STRICT : ALONE);
    const partial = most(covered, mask) < WHOLE;
    if (partial && !exact) {
      await this.meaning.relate(matches);
      ({ scores, covered } = rank(await slots(matches), count, levels, RELAXED));
    }
    const least = Math.max(most(covered, mask) * (partial ? KEPT_OF_PART : KEPT), Number.MIN_VALUE);
    const enough = left(count, mask, (paper) => covered[paper] >= least);
    if (sort !== "relevance") return { papers: await this.sorted(enough, sort), all: enough, partial };
    const ranked = byScore(enough, scores, Math.max(wanted, NEAR));
    const first = ranked.slice(0, NEAR);
    const near = await nearness(matches, first);
    first.forEach((paper, at) => (scores[paper] *= 1 + near[at]));
    const nearest = byScore(Int32Array.from(first).sort(), scores, NEAR);
    return { papers: await this.titled([...nearest, ...ranked.slice(first.length)], query.text), all: enough, partial };
  }

  /** The paper with exactly the typed title or name comes first. @private @param {number[]} papers @param {string} text */
  async titled(papers, text) {
    const typed = plainTitle(text, this.language);
    const hits = await this.papers.hits(papers.slice(0, CHECKED));
    const name = typed.replaceAll(" ", "");
    const own = hits.filter((hit) => plainTitle(hit.title, this.language) === typed);
    const first = own.length ? own : hits.filter((hit) => spelled(hit.title, text.trim()));
    if (!first.length) first.push(...hits.filter((hit) => name !== "" && plainTitle(repository(hit.code), this.language).replaceAll(" ", "") === name));
    return [...first.map((hit) => hit.paper), ...papers.filter((paper) => first.every((hit) => hit.paper !== paper))];
  }

  /** @private @param {Int32Array} all in catalogue order @param {string} sort */
  async sorted(all, sort) {
    const papers = Array.from(all);
    if (sort !== "title") return papers;
    const size = this.store.manifest.sizes.columns;
    const column = await this.narrowing.column("title");
    const place = (/** @type {number} */ paper) => column[Math.floor(paper / size)][paper % size][0];
    return papers.sort((a, b) => place(a) - place(b));
  }

  /** @private @param {import("./engine/query.js").Query} query @param {Filters} filters */
  async mask(query, filters) {
    const authors = query.fields.author.map((said) => this.narrowing.authored(cut(said, this.language)));
    const venues = query.fields.venue.map(async (said) => {
      const rows = (await this.names.suggest(said, 200)).filter((row) => row.kind === "venue");
      return this.narrowing.any("venue", rows.map((row) => row.slug));
    });
    const masks = await Promise.all([this.narrowing.filtered(filters), this.narrowing.operators(query), ...authors, ...venues]);
    return both(masks.filter((mask) => mask !== null));
  }

  /** The paper of a pasted identifier or of a citation key like `key`, or null. @private @param {string} text @param {RegExp} key */
  async jump(text, key) {
    const said = text.trim();
    const found = pasted(said) ?? (key.test(said) ? identifier(said) : null);
    if (found === null) return null;
    const paper = await this.narrowing.identified(found);
    return paper === null ? null : (await this.papers.hits([paper]))[0];
  }

  /** @private @param {Hit | null} jump @returns {Promise<Answer>} */
  async alone(jump) {
    const papers = jump ? Int32Array.of(jump.paper) : new Int32Array();
    const facets = await countFacets(papers, this.narrowing, this.names, this.named, AUTHORS);
    return { total: papers.length, hits: jump ? [jump] : [], correction: null, partial: false, jump, facets, words: [] };
  }

  /** Two lines of the abstract around the words of the query. @param {Hit} hit @param {string[]} words */
  async context(hit, words) {
    return marks.context(await this.papers.abstract(hit.paper), words, this.language);
  }

  /** The pieces of a text, those that the query meant marked. @param {string} text @param {string[]} words */
  mark(text, words) {
    return marks.mark(text, words, this.language);
  }

  /** Topics, venues, authors and years that begin like this. @param {string} text @param {number} [limit] */
  async suggest(text, limit = 6) {
    const query = parse(text, this.language);
    return query.text.trim() === "" ? [] : this.names.suggest(query.text, limit);
  }

  /** What the operator that is being typed may become. @param {string} text @param {number} [limit] */
  async complete(text, limit = 8) {
    const last = /(?:^|\s)(-?)((author|topic|venue|year):)?("[^"]*|\S*)$/i.exec(text);
    if (!last) return [];
    const before = text.slice(0, text.length - last[4].length - (last[2]?.length ?? 0));
    const said = last[4].replace('"', "");
    if (!last[2]) return said ? OPERATORS.filter((operator) => operator.startsWith(said.toLowerCase())).map((operator) => ({ text: before + operator, label: operator, kind: "operator", count: 0 })) : [];
    const kind = last[3].toLowerCase();
    const rows = said && kind !== "year" ? (await this.names.suggest(said, limit * 4)).filter((row) => row.kind === kind) : await this.names.first(kind, said, limit);
    return rows.slice(0, limit).map((row) => {
      const value = kind === "topic" ? row.slug : row.name.includes(" ") ? `"${row.name}"` : row.name;
      return { text: `${before}${kind}:${value} `, label: row.name, kind, count: row.count };
    });
  }

  /** Slug -> name (and group of a topic) of everything that facets have named so far. */
  facetNames() {
    return this.named;
  }

  /** All that a citation needs, for papers by slug or citation key, in their order; unknown ones are left out. */
  /** @param {string[]} slugs @returns {Promise<(Hit & {abstract: string, record: Record<string, any>})[]>} */
  async records(slugs) {
    const found = await Promise.all(
      slugs.map(async (slug) => (await this.narrowing.identified(identifier(`/${slug}`))) ?? this.narrowing.identified(identifier(slug))),
    );
    const papers = found.filter((paper) => paper !== null);
    const hits = await this.papers.hits(papers);
    return Promise.all(
      hits.map(async (hit) => ({ ...hit, abstract: await this.papers.abstract(hit.paper), record: await this.papers.record(hit.paper) })),
    );
  }
}

/** Whether a title has a name with the capitals that were typed: "BiT" is not "bit-wise". @param {string} title @param {string} typed */
function spelled(title, typed) {
  const name = /[A-Z].*[A-Z]/.test(typed) && !/[^A-Za-z0-9]/.test(typed);
  return name && new RegExp(`(?<![\\w-])${typed}(?![\\w-])`).test(title);
}

/** The name of the repository, or of the folder in it, that an address leads to: often what a paper's method is called. */
/** @param {string} address */
function repository(address) {
  const path = address.replace(/^\w+:\/\/[^/]*|[?#].*$|(?:\.git)?\/*$/g, "").replace(/\/tree\/[^/]*$/, "");
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The papers of `count` that a mask leaves and `fits` takes, ascending. */
/** @param {number} count @param {Uint8Array | null} mask @param {(paper: number) => boolean} [fits] */
function left(count, mask, fits = () => true) {
  const found = new Int32Array(count);
  let size = 0;
  for (let paper = 0; paper < count; paper++) if ((!mask || mask[paper]) && fits(paper)) found[size++] = paper;
  return found.subarray(0, size);
}

/** The most that a paper covers of those that a mask leaves. @param {Float32Array} covered @param {Uint8Array | null} mask */
function most(covered, mask) {
  let found = 0;
  for (let paper = 0; paper < covered.length; paper++) if (covered[paper] > found && (!mask || mask[paper])) found = covered[paper];
  return found;
}

/** What to mark for a word: itself, or what stands for it where the collection lacks it. */
/** @param {import("./engine/matching.js").Match} match @returns {string[]} */
function marked({ word, options }) {
  if (word.stop || word.quiet) return [];
  const own = options.filter(({ how }) => how !== "related").map(({ mark }) => mark);
  return own.length ? own : options.flatMap(({ mark }) => mark.replace(/^=/, "").split("_"));
}

/** @param {import("./engine/query.js").Query} query @param {import("./engine/matching.js").Match[]} matches */
function correction(query, matches) {
  if (!matches.some((match) => match.corrected)) return null;
  let used = query.text;
  for (const { word, corrected } of matches) if (corrected) used = used.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word.form}(?![\\p{L}\\p{N}])`, "iu"), corrected);
  return { typed: query.text, used };
}
