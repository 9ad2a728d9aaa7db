// The shelf: buttons that put a paper on it, on every page, and its number in the header.

import { element } from "./elements.js";
import { add, changed, kept, remove } from "./kept.js";
import { BUTTONS, shelfButton, show, slugOf } from "./shelfbutton.js";

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
  for (const link of document.querySelectorAll(".paper-list > .paper-line:not([data-hit]) > .paper-link")) {
    const slug = (link.getAttribute("href") ?? "").split("/").at(-2) ?? "";
    link.parentElement?.querySelector(".paper-meta")?.append(" ", shelfButton(slug, link.textContent ?? ""));
  }
}

/** Gives the page of a paper its button. */
function dressPaper() {
  const buttons = document.querySelector(".paper .buttons");
  const slug = location.pathname.split("/").at(-2) ?? "";
  if (buttons && !buttons.querySelector("[data-shelf]")) {
    buttons.append(element("button", { class: "button", type: "button", "data-shelf": slug }));
  }
}

function start() {
  document.addEventListener("click", pressed);
  dressPaper();
  dressLines();
  refresh();
  changed(refresh);
  addEventListener("pageshow", refresh);
  if (document.querySelector("[data-shelf-page]")) void import("./shelfpage.js");
}

start();
