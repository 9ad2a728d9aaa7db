// Colours: the number of a topic's colour is that of its group, as on the pages.

const COLOURS = 8;

/** @typedef {import("./engine.js").Engine} Engine */

/** @type {WeakMap<Engine, Map<string, number>>} */
const known = new WeakMap();

/**
 * Returns the colour of a paper on these topics, the most central first; 0 without a topic.
 * @param {Engine} engine
 * @param {readonly string[]} topics
 * @returns {number}
 */
export function colourOf(engine, topics) {
  return (topics.length && coloursIn(engine).get(topics[0])) || 0;
}

/** @param {Engine} engine */
function coloursIn(engine) {
  const had = known.get(engine);
  if (had) return had;
  const { topics, groups } = engine.store.manifest;
  const parents = new Set(topics.map(([, , group]) => group));
  const order = Object.keys(groups);
  // Groups first, then topics that stand alone: the order in which the pages show them.
  const colours = [...order.filter((slug) => parents.has(slug)), ...order.filter((slug) => !parents.has(slug))];
  const made = new Map(colours.map((slug, at) => [slug, (at % COLOURS) + 1]));
  for (const [slug, , group] of topics) if (group) made.set(slug, made.get(group) ?? 0);
  known.set(engine, made);
  return made;
}
