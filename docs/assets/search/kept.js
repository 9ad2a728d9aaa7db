// What is kept: the papers on a reader's shelf, in the browser and nowhere else, in the reader's order.

import { root } from "./place.js";

/** Several sites may share one host: each has a shelf of its own. */
const NAME = `papershelf:${root.pathname}`;
const CHANGED = "papershelf:changed";
const MOST = 5000;

/**
 * Where storage is blocked, the shelf lives as long as the page.
 * @type {string[] | null}
 */
let here = null;

/**
 * Returns the slugs of the papers on the shelf.
 * @returns {string[]}
 */
export function kept() {
  if (here) return [...here];
  try {
    return slugsIn(JSON.parse(localStorage.getItem(NAME) ?? "[]"));
  } catch {
    return [];
  }
}

/**
 * Puts these papers, in this order, on the shelf in place of what stood there.
 * @param {readonly string[]} slugs
 * @returns {boolean} whether the browser keeps them beyond this page
 */
export function keep(slugs) {
  const next = slugsIn(slugs);
  try {
    localStorage.setItem(NAME, JSON.stringify(next));
    here = null;
  } catch {
    here = next;
  }
  dispatchEvent(new Event(CHANGED));
  return here === null;
}

/**
 * Adds papers at the end of the shelf; those that stand there already stay where they are.
 * @param {readonly string[]} slugs
 */
export function add(slugs) {
  return keep([...kept(), ...slugs]);
}

/** @param {string} slug */
export function remove(slug) {
  return keep(kept().filter((other) => other !== slug));
}

/**
 * Moves a paper by a number of places.
 * @param {string} slug
 * @param {number} places
 */
export function move(slug, places) {
  const slugs = kept();
  const from = slugs.indexOf(slug);
  const to = from + places;
  if (from < 0 || to < 0 || to >= slugs.length) return;
  slugs.splice(to, 0, ...slugs.splice(from, 1));
  keep(slugs);
}

/**
 * Calls `listener` after each change of the shelf, in this tab or another one.
 * @param {() => void} listener
 */
export function changed(listener) {
  addEventListener(CHANGED, listener);
  addEventListener("storage", (event) => {
    if (event.key === NAME || event.key === null) listener();
  });
}

/**
 * Returns the distinct slugs in what was stored or shared, which anyone may have written.
 * @param {unknown} value
 * @returns {string[]}
 */
export function slugsIn(value) {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((slug) => typeof slug === "string" && /^[^\s/\\?#,]{1,120}$/.test(slug)))].slice(0, MOST);
}
