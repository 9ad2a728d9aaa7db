/** Ranking: BM25 of the words, times the square of the share of the query that a paper covers. */

/** @typedef {import("./dictionary.js").Postings} Postings */
/**
 * @typedef {object} Alternative one way in which a paper may have a word of the query
 * @property {Postings} postings
 * @property {number} weight 1 for the word itself
 */
/**
 * @typedef {object} Slot a word of the query
 * @property {Alternative[]} alternatives
 * @property {number} share what of its rarity counts: small for words that say little
 */

export const TITLE = 1;
export const AUTHORS = 2;
export const AUTHORS_AND_TEXT = 3;

/**
 * The score of every paper and how much of the query it covers (0 to 1).
 * @param {Slot[]} slots @param {number} papers @param {number} levels
 */
export function rank(slots, papers, levels) {
  const scores = new Float32Array(papers);
  const covered = new Float32Array(papers);
  const best = new Float32Array(papers);
  let total = 0;
  for (const slot of slots) {
    /** @type {number[]} */
    const touched = [];
    for (const { postings, weight } of slot.alternatives) {
      const { papers: ids, marks } = postings;
      for (let at = 0; at < ids.length; at++) {
        const impact = weight * ((marks[at] % levels) + 1);
        const paper = ids[at];
        if (best[paper] === 0) touched.push(paper);
        if (impact > best[paper]) best[paper] = impact;
      }
    }
    const rarity = slot.share * Math.log(1 + (papers - touched.length + 0.5) / (touched.length + 0.5));
    total += rarity;
    for (const paper of touched) {
      scores[paper] += (rarity * best[paper]) / levels;
      covered[paper] += rarity;
      best[paper] = 0;
    }
  }
  if (total > 0) {
    for (let paper = 0; paper < papers; paper++) {
      if (covered[paper] === 0) continue;
      covered[paper] /= total;
      scores[paper] *= covered[paper] * covered[paper];
    }
  }
  return { scores, covered };
}

/** Papers by score, the newest first among equals. @param {Int32Array | number[]} papers @param {Float32Array} scores */
export function byScore(papers, scores) {
  return Array.from(papers).sort((a, b) => scores[b] - scores[a] || a - b);
}
