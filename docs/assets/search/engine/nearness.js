/** Nearness: how many of a query's neighbouring words stand side by side in a paper, in the same order. */

/** @typedef {import("./matching.js").Match} Match */
/** @typedef {import("./dictionary.js").Term} Term */

const TRIED = 3;
/** Words of more papers say little by their neighbours, and their places are many. */
const WIDE = 8192;
/** Some neighbours mean little, all of them a remembered phrase, the more so the more they are. */
const POWER = 3;
const MOST = 2;

/**
 * For each of the papers what it counts that neighbouring words are neighbours there, 0 to 2.
 * @param {Match[]} matches @param {number[]} papers @returns {Promise<number[]>}
 */
export async function nearness(matches, papers) {
  const told = matches.map((match, at) => ({ match, at })).filter(({ match }) => !match.word.stop && tried(match).length);
  if (told.length < 2) return papers.map(() => 0);
  const places = await Promise.all(told.map(({ match }) => placesOf(match, papers)));
  return papers.map((_, paper) => {
    let near = 0;
    for (let at = 1; at < told.length; at++) {
      const apart = told[at].at - told[at - 1].at;
      const here = places[at][paper];
      const before = places[at - 1][paper];
      if (before.some((place) => here.includes(place + apart))) near += 1;
    }
    return (near / (told.length - 1)) ** POWER * Math.min(MOST, told.length - 1);
  });
}

/** The terms by whose places a word is looked for. @param {Match} match @returns {Term[]} */
function tried({ options }) {
  const found = ["exact", "begun"].flatMap((kind) => options.filter(({ how }) => how === kind).map(({ terms }) => terms[0]));
  return found.slice(0, TRIED).filter((term) => term.count <= WIDE);
}

/** The places of a word in each of the papers. @param {Match} match @param {number[]} papers */
async function placesOf(match, papers) {
  /** @type {number[][]} */
  const found = papers.map(() => []);
  for (const term of tried(match)) {
    const places = await term.placesIn(papers);
    papers.forEach((paper, at) => found[at].push(...(places.get(paper) ?? [])));
  }
  return found;
}
