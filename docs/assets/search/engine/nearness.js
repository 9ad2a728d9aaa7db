/** Nearness: how many of a query's neighbouring words stand side by side in a paper, in the same order. */

/** @typedef {import("./matching.js").Match} Match */
/** @typedef {import("./dictionary.js").Term} Term */

const TRIED = 3;
/** Some neighbours mean little, all of them a remembered phrase. */
const POWER = 3;

/**
 * For each of the papers the share of neighbouring words (0 to 1) that are neighbours there.
 * @param {Match[]} matches @param {number[]} papers @returns {Promise<number[]>}
 */
export async function nearness(matches, papers) {
  const told = matches.map((match, at) => ({ match, at })).filter(({ match }) => match.options.length && !match.word.stop);
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
    return (near / (told.length - 1)) ** POWER;
  });
}

/** The places of a word in each of the papers. @param {Match} match @param {number[]} papers */
async function placesOf(match, papers) {
  /** @type {number[][]} */
  const found = papers.map(() => []);
  for (const { terms: [term] } of match.options.filter((option) => !option.related).slice(0, TRIED)) {
    const [{ papers: all }, places] = await Promise.all([term.postings(), term.places()]);
    papers.forEach((paper, at) => {
      const row = indexOf(all, paper);
      if (row >= 0) found[at].push(...places[row]);
    });
  }
  return found;
}

/** @param {Int32Array} sorted @param {number} value */
function indexOf(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value ? low : -1;
}
