// The shelf's own page: what stands on it, in the reader's order, and how it leaves and arrives.

import { button, element } from "./elements.js";
import { add, changed, keep, kept, move, remove, slugsIn } from "./kept.js";
import { citations, FORMATS, save } from "./downloads.js";
import { theIndex } from "./index.js";
import { paperLine } from "./lines.js";
import { at } from "./place.js";
import { counted, FAILED, listed } from "./words.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./downloads.js").Taken} Taken */

const SORTS = {
  Title: (/** @type {Hit} */ a, /** @type {Hit} */ b) => a.title.localeCompare(b.title) || (a.slug < b.slug ? -1 : 1),
  Year: (/** @type {Hit} */ a, /** @type {Hit} */ b) => (b.year ?? 0) - (a.year ?? 0) || (a.slug < b.slug ? -1 : 1),
};

class ShelfPage {
  /** @param {Element} place */
  constructor(place) {
    this.status = element("p", { class: "shelf-status", role: "status" });
    this.shared = element("section", { class: "shelf-shared", hidden: true });
    this.head = element("div", { class: "shelf-tools" });
    this.list = element("ol", { class: "paper-list shelf-list" });
    /** @type {Map<string, Taken>} */
    this.known = new Map();
    place.replaceChildren(this.shared, this.head, this.status, this.list, this.arrivals());
    changed(() => void this.show());
  }

  async start() {
    this.status.replaceChildren();
    await this.show();
    await this.showShared().catch(() => this.fail());
  }

  fail() {
    this.status.replaceChildren(`${FAILED} `, button("search-again", "Try again", () => void this.start()));
  }

  async show() {
    const slugs = kept();
    try {
      await this.learn(slugs);
    } catch {
      this.fail();
      return;
    }
    const focused = this.focused();
    this.list.replaceChildren(...slugs.map((slug, number) => this.line(slug, number, slugs.length)));
    this.head.replaceChildren(...(slugs.length ? this.tools(slugs) : [nothing()]));
    focused?.();
  }

  /** @param {readonly string[]} slugs */
  async learn(slugs) {
    const missing = slugs.filter((slug) => !this.known.has(slug));
    if (!missing.length) return;
    const engine = await theIndex();
    this.engine = engine;
    for (const record of await engine.records(missing)) if (record) this.known.set(record.slug, record);
  }

  /**
   * @param {string} slug
   * @param {number} number
   * @param {number} total
   */
  line(slug, number, total) {
    const hit = this.known.get(slug);
    const made = hit && this.engine ? paperLine(hit, this.engine, []) : gone(slug);
    const title = hit?.title ?? slug;
    made.append(
      element(
        "span",
        { class: "shelf-moves" },
        button("shelf-move", "Up", () => move(slug, -1), { "aria-label": `Move up: ${title}`, disabled: number === 0 }),
        button("shelf-move", "Down", () => move(slug, 1), { "aria-label": `Move down: ${title}`, disabled: number === total - 1 }),
        button("shelf-move", "Remove", () => this.takeOff(slug, title), { "aria-label": `Remove: ${title}` }),
      ),
    );
    return made;
  }

  /** Returns how to put the focus back on the button that had it, after the list was written anew. */
  focused() {
    const active = document.activeElement;
    const slug = active?.closest("[data-slug]")?.getAttribute("data-slug");
    const words = active?.textContent;
    if (!slug || !this.list.contains(active)) return null;
    const before = [...this.list.children].findIndex((line) => line.getAttribute("data-slug") === slug);
    return () => {
      const lines = [...this.list.children];
      const line = lines.find((own) => own.getAttribute("data-slug") === slug) ?? lines[Math.min(before, lines.length - 1)];
      const buttons = [...(line?.querySelectorAll("button") ?? [])].filter((own) => !own.disabled);
      (buttons.find((own) => own.textContent === words) ?? buttons[0])?.focus();
    };
  }

  /**
   * @param {string} slug
   * @param {string} title
   */
  takeOff(slug, title) {
    const before = kept();
    remove(slug);
    this.status.replaceChildren(`Removed "${title}". `, button("search-again", "Undo", () => this.undo(before)));
  }

  /** @param {string[]} before */
  undo(before) {
    keep(before);
    this.status.textContent = "The shelf is as it was.";
  }

  /** @param {string[]} slugs */
  tools(slugs) {
    const sorts = Object.entries(SORTS).map(([name, order]) => button("sort-word", name, () => this.sort(order)));
    const takes = Object.entries(FORMATS).map(([name, format]) =>
      button("button", name, () => save(`shelf.${format.suffix}`, format.type, format.write(this.papers()))),
    );
    return [
      element("p", { class: "search-count" }, counted(slugs.length)),
      element("p", { class: "search-sorts" }, "Order by ", ...sorts),
      element("p", { class: "buttons" }, "Download ", ...takes),
      element(
        "p",
        { class: "buttons" },
        button("button", "Copy citations", () => void this.copy(citations(this.papers()), "citations")),
        button("button", "Copy an address to share", () => void this.copy(addressOf(kept()), "address")),
        button("button", "Clear the shelf", () => this.clear()),
      ),
    ];
  }

  /** @returns {Taken[]} */
  papers() {
    return kept().flatMap((slug) => this.known.get(slug) ?? []);
  }

  /** @param {(a: Hit, b: Hit) => number} order */
  sort(order) {
    const slugs = kept();
    const known = slugs.flatMap((slug) => this.known.get(slug) ?? []).sort(order).map((hit) => hit.slug);
    keep([...known, ...slugs.filter((slug) => !this.known.has(slug))]);
  }

  clear() {
    const before = kept();
    keep([]);
    this.status.replaceChildren("The shelf is empty. ", button("search-again", "Undo", () => this.undo(before)));
  }

  /**
   * @param {string} text
   * @param {string} what
   */
  async copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent = `Copied the ${what}`;
    } catch {
      const field = element("textarea", { class: "shelf-text", readonly: true, rows: 4, "aria-label": `The ${what}` });
      field.value = text;
      this.status.replaceChildren("Press Ctrl+C, the text is selected", field);
      field.select();
    }
  }

  arrivals() {
    const field = element("textarea", { class: "shelf-text", rows: 4, id: "shelf-import" });
    const answer = element("p", { role: "status" });
    const form = element(
      "form",
      { class: "shelf-import" },
      element("label", { for: "shelf-import" }, "Add by citation key, DOI or arXiv id, one a line"),
      field,
      element("button", { class: "button" }, "Add to shelf"),
      answer,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.arrive(field, answer);
    });
    return form;
  }

  /**
   * @param {HTMLTextAreaElement} field
   * @param {HTMLElement} answer
   */
  async arrive(field, answer) {
    const asked = wordsIn(field.value);
    if (!asked.length) return;
    answer.textContent = "Looking them up...";
    try {
      const found = await lookUp(await theIndex(), asked);
      const slugs = asked.flatMap((word) => found.get(word) ?? []);
      const missing = asked.filter((word) => !found.has(word));
      const before = kept().length;
      add(slugs);
      const added = kept().length - before;
      const here = slugs.length - added;
      const parts = [`Added ${counted(added)}`];
      if (here) parts.push(`${here} stood there already`);
      answer.textContent = `${parts.join("; ")}.${missing.length ? ` Not found: ${listed(missing)}.` : ""}`;
      field.value = missing.join("\n");
    } catch {
      answer.textContent = `${FAILED} Try again.`;
    }
  }

  /** Shows the papers that an address brought, without touching the reader's own shelf. */
  async showShared() {
    const slugs = slugsIn((new URLSearchParams(location.search).get("papers") ?? "").split(","));
    const own = kept();
    if (!slugs.length || slugs.every((slug) => own.includes(slug))) {
      this.shared.hidden = true;
      return;
    }
    await this.learn(slugs);
    const present = slugs.filter((slug) => this.known.has(slug));
    const lines = present.map((slug) => {
      const hit = this.known.get(slug);
      return hit && this.engine ? paperLine(hit, this.engine, []) : gone(slug);
    });
    const all = button("button button--first", "Add all to your shelf", () => {
      add(present);
      this.shared.hidden = true;
      history.replaceState(history.state, "", location.pathname);
    });
    const missing = slugs.length - present.length;
    this.shared.replaceChildren(
      element("h2", { class: "section-head" }, `A shelf that was shared with you: ${counted(present.length)}`),
      missing ? element("p", {}, `${counted(missing)} of it are not in this collection.`) : "",
      element("ol", { class: "paper-list" }, ...lines),
      element("p", { class: "buttons" }, all),
    );
    this.shared.hidden = false;
  }
}

/**
 * Returns the address that carries a shelf.
 * @param {readonly string[]} slugs
 */
function addressOf(slugs) {
  return at(`shelf/?papers=${slugs.map(encodeURIComponent).join(",")}`);
}

/**
 * Returns what was listed: a key, DOI or arXiv id each, out of lines, commas, BibTeX entries or \cite commands.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsIn(text) {
  const keys = [...text.matchAll(/^\s*@\w+\s*\{\s*([^\s,{}]+)\s*,/gm)].map((found) => found[1]);
  const words = keys.length ? keys : text.replace(/\\\w*cite\w*\*?(?:\[[^\]]*\])*\{([^}]*)\}/g, " $1 ").split(/[\s,;]+/);
  return [...new Set(words.map((word) => word.replace(/^@|[.,;]+$/g, "")).filter(Boolean))].slice(0, 2000);
}

/**
 * Returns word -> slug for those that name a paper.
 * @param {Engine} engine
 * @param {readonly string[]} words
 */
async function lookUp(engine, words) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const word of words) {
    const [named] = await engine.records([word]);
    const paper = named ?? (await engine.search({ text: word, limit: 1, facets: false })).jump;
    if (paper) found.set(word, paper.slug);
  }
  return found;
}

/** @param {string} slug */
function gone(slug) {
  return element("li", { class: "paper-line", "data-slug": slug }, `No longer in this collection: ${slug}`);
}

function nothing() {
  const papers = element("a", { href: at("papers/") }, "Browse papers");
  return element("p", { class: "nothing" }, "Nothing on your shelf yet. ", papers, " and press Add to shelf. It stays in this browser.");
}

const place = document.querySelector("[data-shelf-page]");
if (place) void new ShelfPage(place).start();
