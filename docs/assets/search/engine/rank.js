/** Ranking: BM25 of the words, times the square of the share of the query that a paper covers. */

/** @typedef {import("./dictionary.js").Postings} Postings */
/**
 * @typedef {object} Alternative one way in which a paper may have a word of the query
 * @property {Postings} postings
 * @property {number} weight 1 for the word itself
 * @property {boolean} related another word for the same thing: it counts as it is rare itself
 */
/**
 * @typedef {object} Slot a word of the query
 * @property {Alternative[]} alternatives
 * @property {number} share what of its rarity counts: small for words that say little
 */

export const TITLE = 1;
export const AUTHORS = 2;
export const AUTHORS_AND_TEXT = 3;
/** How much more a paper counts whose title has the whole query. */
const TITLED = 0.5;

/** How telling it is that one of `found` papers of `papers` has a word. @param {number} papers @param {number} found */
function rarityOf(papers, found) {
  return Math.log(1 + (papers - found + 0.5) / (found + 0.5));
}

/**
 * The score of every paper and how much of the query it covers (0 to 1).
 * @param {Slot[]} slots @param {number} papers @param {number} levels
 */
export function rank(slots, papers, levels) {
  const scores = new Float32Array(papers);
  const covered = new Float32Array(papers);
  const titled = new Float32Array(papers);
  const best = { score: new Float32Array(papers), cover: new Float32Array(papers), title: new Uint8Array(papers) };
  let total = 0;
  for (const slot of slots) {
    const own = slot.alternatives.filter((alternative) => !alternative.related);
    const rarity = slot.share * rarityOf(papers, distinct(own, best.title));
    total += rarity;
    /** @type {number[]} */
    const touched = [];
    for (const { postings, weight, related } of slot.alternatives) {
      const { papers: ids, marks } = postings;
      const counts = weight * (related ? Math.min(rarity, slot.share * rarityOf(papers, ids.length)) : rarity);
      const cover = related ? counts : rarity;
      for (let at = 0; at < ids.length; at++) {
        const paper = ids[at];
        const score = counts * ((marks[at] % levels) + 1);
        if (best.score[paper] === 0) touched.push(paper);
        if (score > best.score[paper]) best.score[paper] = score;
        if (cover > best.cover[paper]) best.cover[paper] = cover;
        if (marks[at] >= TITLE * levels && marks[at] < AUTHORS * levels) best.title[paper] = 1;
      }
    }
    for (const paper of touched) {
      scores[paper] += best.score[paper] / levels;
      covered[paper] += best.cover[paper];
      if (best.title[paper]) titled[paper] += best.cover[paper];
      best.score[paper] = best.cover[paper] = best.title[paper] = 0;
    }
  }
  for (let paper = 0; total > 0 && paper < papers; paper++) {
    if (covered[paper] === 0) continue;
    covered[paper] /= total;
    scores[paper] *= covered[paper] ** 2 * (1 + TITLED * (titled[paper] / total) ** 3);
  }
  return { scores, covered };
}

/** How many papers have any of the alternatives; `seen` is all zero before and after. */
/** @param {Alternative[]} alternatives @param {Uint8Array} seen */
function distinct(alternatives, seen) {
  if (alternatives.length < 2) return alternatives.length ? alternatives[0].postings.papers.length : 0;
  let count = 0;
  for (const { postings } of alternatives) for (const paper of postings.papers) if (!seen[paper]) count += seen[paper] = 1;
  for (const { postings } of alternatives) for (const paper of postings.papers) seen[paper] = 0;
  return count;
}

/** Papers by score, the newest first among equals. @param {Int32Array | number[]} papers @param {Float32Array} scores */
export function byScore(papers, scores) {
  return Array.from(papers).sort((a, b) => scores[b] - scores[a] || a - b);
}
