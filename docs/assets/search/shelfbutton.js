// The button that puts a paper on the shelf, wherever it stands.

import { element } from "./elements.js";
import { kept } from "./kept.js";
import { ADD, ADDED } from "./words.js";

export const BUTTONS = "[data-shelf], [data-shelf-add]";

/**
 * Returns a button that puts a paper on the shelf or takes it off.
 * @param {string} slug
 * @param {string} title for readers who hear the page: which paper
 * @returns {HTMLButtonElement}
 */
export function shelfButton(slug, title) {
  const made = element("button", { type: "button", class: "shelf-add", "data-shelf": slug, "data-title": title });
  show(made, kept().includes(slug));
  return made;
}

/**
 * Returns the paper of a button.
 * @param {Element} made
 */
export function slugOf(made) {
  return made.getAttribute("data-shelf") || made.getAttribute("data-slug") || "";
}

/**
 * Shows on a button whether its paper is on the shelf.
 * @param {Element} made
 * @param {boolean} on
 */
export function show(made, on) {
  const title = made.getAttribute("data-title");
  made.textContent = on ? ADDED : ADD;
  made.setAttribute("aria-pressed", String(on));
  if (title) made.setAttribute("aria-label", `${on ? ADDED : ADD}: ${title}`);
  made.removeAttribute("hidden");
}
