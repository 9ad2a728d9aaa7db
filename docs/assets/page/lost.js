// No page here: the box holds the address's words, and what they find is offered.

import { theIndex } from "../search/index.js";
import { element } from "../search/elements.js";
import { at, root } from "../search/place.js";

const MOST = 3;
const path = location.pathname.startsWith(root.pathname) ? location.pathname.slice(root.pathname.length) : location.pathname;
const words = decoded(path).replace(/^(papers|topics|authors|venues|years)\//, "").replace(/\.html?$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const input = document.querySelector("[data-lost] input[name=q]");
const near = document.querySelector("[data-lost-near]");

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

if (input instanceof HTMLInputElement && near && words) {
  input.value = words;
  const engine = await theIndex();
  const { hits } = await engine.search({ text: words, filters: {}, sort: "relevance", offset: 0, limit: MOST });
  hits.forEach((hit, number) => {
    near.append(number ? ", " : " ", element("a", { href: at(hit.url) }, hit.title));
  });
  near.toggleAttribute("hidden", !hits.length);
}
