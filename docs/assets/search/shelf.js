// The shelf: buttons that put a paper on it, on every page, and its number in the header.

import { element } from "./elements.js";
import { add, changed, kept, remove } from "./kept.js";
import { ADD, ADDED } from "./words.js";

const BUTTONS = "[data-shelf], [data-shelf-add]";

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

/** @param {Element} made */
function slugOf(made) {
  return made.getAttribute("data-shelf") || made.getAttribute("data-slug") || "";
}

/**
 * @param {Element} made
 * @param {boolean} on
 */
function show(made, on) {
  const title = made.getAttribute("data-title");
  made.textContent = on ? ADDED : ADD;
  made.setAttribute("aria-pressed", String(on));
  if (title) made.setAttribute("aria-label", `${on ? ADDED : ADD}: ${title}`);
  made.removeAttribute("hidden");
}

/** Shows on every button, and in the header, what is on the shelf. */
function refresh() {
  const slugs = new Set(kept());
  for (const made of document.querySelectorAll(BUTTONS)) show(made, slugs.has(slugOf(made)));
  for (const count of document.querySelectorAll("[data-shelf-count]")) {
    count.textContent = slugs.size ? String(slugs.size) : "";
    count.toggleAttribute("hidden", !slugs.size);
  }
}

/** @param {MouseEvent} event */
function pressed(event) {
  const made = event.target instanceof Element ? event.target.closest(BUTTONS) : null;
  const slug = made ? slugOf(made) : "";
  if (!slug) return;
  if (kept().includes(slug)) remove(slug);
  else add([slug]);
}

/** Gives each paper line of the page its button. */
function dressLines() {
  for (const line of document.querySelectorAll(".paper-list > .paper-line[data-slug]:not([data-hit])")) {
    const title = line.querySelector(".paper-link")?.textContent ?? "";
    line.querySelector(".paper-meta")?.append(" ", shelfButton(line.getAttribute("data-slug") ?? "", title));
  }
}

function start() {
  document.addEventListener("click", pressed);
  dressLines();
  refresh();
  changed(refresh);
  addEventListener("pageshow", refresh);
  if (document.querySelector("[data-shelf-page]")) void import("./shelfpage.js");
}

start();
