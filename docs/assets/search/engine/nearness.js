/** Nearness: how many of a query's neighbouring words stand side by side in a paper, and whether it stands there as typed. */

import { begun } from "./literal.js";

/** @typedef {import("./matching.js").Match} Match */
/** @typedef {import("./dictionary.js").Term} Term */
/** @typedef {import("./codec.js").Place} Place */

const TRIED = 3;
/** Words of more papers say little by their neighbours, and their places are many. */
const WIDE = 8192;
/** Some neighbours mean little, all of them a remembered phrase, the more so the more they are. */
const POWER = 3;
const MOST = 2;
/** What it counts that a paper has the query with its stop words, as typed. */
const LITERAL = 8;

/**
 * For each of the papers what it counts that neighbouring words are neighbours there, from 0.
 * @param {Match[]} matches @param {number[]} papers @returns {Promise<number[]>}
 */
export async function nearness(matches, papers) {
  const told = telling(matches);
  const words = matches.map(({ word }) => word);
  const literal = words.some(({ stop }) => stop);
  if (!told.length) return papers.map(() => 0);
  const places = await Promise.all(told.map(({ match }) => placesOf(match, papers)));
  return papers.map((_, paper) => {
    const here = told.map(({ at }, number) => ({ at, places: places[number][paper] }));
    return neighbours(here) + (literal && begun(words, here).size ? LITERAL : 0);
  });
}

/** Begins to fetch what `nearness` will ask for. @param {Match[]} matches */
export function foresee(matches) {
  for (const { match } of telling(matches)) for (const term of tried(match)) term.placed().catch(() => undefined);
}

/** The words by whose places nearness is told, each with its number; none where they tell nothing. @param {Match[]} matches */
function telling(matches) {
  const told = matches.map((match, at) => ({ match, at })).filter(({ match }) => !match.word.stop && tried(match).length);
  return told.length > 1 || matches.some(({ word }) => word.stop) ? told : [];
}

/** @param {{at: number, places: Place[]}[]} told @returns {number} */
function neighbours(told) {
  if (told.length < 2) return 0;
  let near = 0;
  for (let number = 1; number < told.length; number++) {
    const apart = told[number].at - told[number - 1].at;
    const here = new Set(told[number].places.map(({ at }) => at));
    if (told[number - 1].places.some(({ at }) => here.has(at + apart))) near += 1;
  }
  return (near / (told.length - 1)) ** POWER * Math.min(MOST, told.length - 1);
}

/** The terms by whose places a word is looked for. @param {Match} match @returns {Term[]} */
function tried({ options }) {
  const found = ["exact", "begun"].flatMap((kind) => options.filter(({ how }) => how === kind).map(({ terms }) => terms[0]));
  return found.slice(0, TRIED).filter((term) => term.count <= WIDE);
}

/** The places of a word in each of the papers. @param {Match} match @param {number[]} papers */
async function placesOf(match, papers) {
  /** @type {Place[][]} */
  const found = papers.map(() => []);
  for (const term of tried(match)) {
    const places = await term.placesIn(papers);
    papers.forEach((paper, at) => found[at].push(...(places.get(paper) ?? [])));
  }
  return found;
}
