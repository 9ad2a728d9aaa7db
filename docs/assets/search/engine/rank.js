/** Ranking: BM25 of the words, times a power of the share of the query that a paper covers. */

/** @typedef {import("./dictionary.js").Postings} Postings */
/**
 * @typedef {object} Alternative one way in which a paper may have a word of the query
 * @property {Postings} postings
 * @property {number} weight 1 for the word itself
 * @property {"exact" | "begun" | "related"} how the word itself, one that it may become, or another for the same thing
 * @property {number} found how many papers have it, where the postings are only the best of them
 */
/**
 * @typedef {object} Slot a word of the query
 * @property {Alternative[]} alternatives
 * @property {number} share what of its rarity counts: small for words that say little
 * @property {boolean} asked whether a paper without it lacks something: abstracts are not searched for stop words
 */
/**
 * @typedef {object} Manner how much covering the query counts, and having it in the title
 * @property {number} covering the power of the share of the query that a paper covers
 * @property {number} titled how much more a paper counts whose title has the whole query
 * @property {number} steep the power of the share of the query that a title has
 */

export const TITLE = 1;
export const AUTHORS = 2;
export const AUTHORS_AND_TEXT = 3;
const KINDS = 5;

/** One word is often a name, which its own paper says in the abstract alone. */
/** @type {Manner} */
export const ALONE = { covering: 2, titled: 0.5, steep: 3 };
/** Where some paper has all the words, the others count little, and a title that has all counts much. */
/** @type {Manner} */
export const STRICT = { covering: 2, titled: 1.5, steep: 8 };
/** Where none has, titles tell more than coverage. */
/** @type {Manner} */
export const RELAXED = { covering: 0.5, titled: 1, steep: 2 };

/** How telling it is that one of `found` papers of `papers` has a word. @param {number} papers @param {number} found */
function rarityOf(papers, found) {
  return Math.log(1 + (papers - found + 0.5) / (found + 0.5));
}

/**
 * The score of every paper and how much of the query it covers (0 to 1).
 * @param {Slot[]} slots @param {number} papers @param {number} levels @param {Manner} manner
 */
export function rank(slots, papers, levels, manner) {
  const scores = new Float32Array(papers);
  const covered = new Float32Array(papers);
  const titled = new Float32Array(papers);
  const best = { score: new Float32Array(papers), cover: new Float32Array(papers), title: new Uint8Array(papers) };
  const touched = new Int32Array(papers);
  const gain = new Float32Array(KINDS * levels);
  let total = 0;
  for (const slot of slots) {
    const own = slot.alternatives.filter(({ how }) => how !== "related");
    const rarity = slot.share * rarityOf(papers, distinct(own, best.title, papers));
    if (slot.asked) total += rarity;
    const alone = slot.alternatives.length === 1;
    let size = 0;
    for (const { postings, weight, how, found } of slot.alternatives) {
      const { papers: ids, marks } = postings;
      const itself = slot.share * rarityOf(papers, found);
      const counts = weight * (how === "exact" && slots.length === 1 ? Math.max(rarity, itself) : how === "related" ? Math.min(rarity, itself) : rarity);
      const cover = how === "related" ? Math.min(rarity, counts) : rarity;
      for (let mark = 0; mark < gain.length; mark++) gain[mark] = (counts / levels) * ((mark % levels) + 1);
      for (let at = 0; alone && at < ids.length; at++) {
        scores[ids[at]] += gain[marks[at]];
        if (!slot.asked) continue;
        covered[ids[at]] += cover;
        if (marks[at] >= TITLE * levels && marks[at] < AUTHORS * levels) titled[ids[at]] += cover;
      }
      for (let at = 0; !alone && at < ids.length; at++) {
        const paper = ids[at];
        const mark = marks[at];
        const score = gain[mark];
        if (best.score[paper] === 0) touched[size++] = paper;
        if (score > best.score[paper]) best.score[paper] = score;
        if (cover > best.cover[paper]) best.cover[paper] = cover;
        if (mark >= TITLE * levels && mark < AUTHORS * levels) best.title[paper] = 1;
      }
    }
    for (let at = 0; at < size; at++) {
      const paper = touched[at];
      scores[paper] += best.score[paper];
      if (slot.asked) covered[paper] += best.cover[paper];
      if (slot.asked && best.title[paper]) titled[paper] += best.cover[paper];
      best.score[paper] = best.cover[paper] = best.title[paper] = 0;
    }
  }
  const { covering, titled: more, steep } = manner;
  for (let paper = 0; total > 0 && paper < papers; paper++) {
    if (scores[paper] === 0) continue;
    covered[paper] /= total;
    const cover = covered[paper];
    scores[paper] *= covering === 2 ? cover * cover : cover ** covering;
    if (titled[paper] > 0) scores[paper] *= 1 + more * (titled[paper] / total) ** steep;
  }
  return { scores, covered };
}

/** How many papers have any of the alternatives; `seen` is all zero before and after. */
/** @param {Alternative[]} alternatives @param {Uint8Array} seen @param {number} papers */
function distinct(alternatives, seen, papers) {
  if (alternatives.length < 2) return alternatives.length ? alternatives[0].found : 0;
  let count = 0;
  let beyond = 0;
  for (const { postings, found } of alternatives) {
    beyond += found - postings.papers.length;
    for (const paper of postings.papers) if (!seen[paper]) count += seen[paper] = 1;
  }
  for (const { postings } of alternatives) for (const paper of postings.papers) seen[paper] = 0;
  return Math.min(papers, count + beyond);
}

/**
 * The first `most` papers by score, the newest first among equals, in linear time.
 * @param {Int32Array} papers ascending @param {Float32Array} scores @param {number} most @returns {number[]}
 */
export function byScore(papers, scores, most) {
  const order = (/** @type {number} */ a, /** @type {number} */ b) => scores[b] - scores[a] || a - b;
  let kept = papers;
  if (papers.length > 4 * most) {
    const least = threshold(papers, scores, most);
    kept = papers.filter((paper) => scores[paper] >= least);
  }
  return Array.from(kept).sort(order).slice(0, most);
}

/** A score that at least `most` papers reach and few more. */
/** @param {Int32Array} papers @param {Float32Array} scores @param {number} most */
function threshold(papers, scores, most) {
  const steps = 1024;
  let top = 0;
  for (const paper of papers) if (scores[paper] > top) top = scores[paper];
  const reached = new Int32Array(steps + 1);
  for (const paper of papers) reached[Math.floor((scores[paper] / top) * steps)]++;
  let count = 0;
  for (let step = steps; step >= 0; step--) {
    count += reached[step];
    if (count >= most) return (step / steps) * top * (1 - 1e-6);
  }
  return 0;
}
