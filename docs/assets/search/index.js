// The index: opened once a page, when it is first needed, and again after a failure.

import { root } from "./place.js";

/** Where the build puts the index, below the site's root. */
const FOLDER = "search/index/";

/** @type {Promise<import("./engine.js").Engine> | null} */
let opened = null;
let attempts = 0;

/**
 * Returns the engine over the site's index; a failed attempt is forgotten, so that the next call tries anew.
 * @returns {Promise<import("./engine.js").Engine>}
 */
export function theIndex() {
  opened ??= open().catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Begins to load the index, for a reader who is about to type; what fails here fails again, and aloud, in use. */
export function warm() {
  theIndex().catch(() => undefined);
}

async function open() {
  const base = new URL(FOLDER, root).href;
  // The engine reads the manifest first: both are on their way at once.
  const first = fetch(`${base}manifest.json`, { cache: "no-cache" });
  first.catch(() => undefined);
  // Browsers remember a module that failed to load under its address: another attempt needs another one.
  const again = attempts++ ? `?attempt=${attempts}` : "";
  const { openIndex } = await import(`./engine.js${again}`);
  return openIndex(base, first);
}
