// What pages do beyond reading: each part stands by itself, and a page that lacks a part's elements does not load it.

import "./page/theme.js";
import "./search/box.js";
import "./search/shelf.js";

const PARTS = { "[data-copy-text]": "copy", "a[rel=prev], a[rel=next]": "keys", "[data-sort]": "sort", "[data-table]": "table", "[data-filter]": "filter", "[data-lost]": "lost" };

for (const [selector, name] of Object.entries(PARTS)) {
  if (document.querySelector(selector)) void import(`./page/${name}.js`);
}
