// The box: hits as one types, on every page. An ordinary form that leads to the search page where scripts are off.

import { Asking } from "./asking.js";
import { button, element } from "./elements.js";
import { warm } from "./index.js";
import { help } from "./operators.js";
import { at, searchFor } from "./place.js";
import { ask, group, hitRow, HITS, suggestionRow } from "./rows.js";
import { allOf, counted, FAILED, number, SEARCHING } from "./words.js";

/** @typedef {import("./rows.js").Answer} Answer */

const EDITABLE = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
let boxes = 0;

class Box {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   */
  constructor(form, input) {
    this.form = form;
    this.input = input;
    this.panel = part(form, "[data-search-list]", { class: "search-list", "data-search-list": true, hidden: true });
    this.status = part(form, "[data-search-status]", { class: "visually-hidden", role: "status" });
    this.note = element("p", { class: "search-note", hidden: true });
    this.list = element("div", { role: "listbox", id: `search-list-${++boxes}`, "aria-label": "Results" });
    this.panel.replaceChildren(this.note, this.list, help());
    /** @type {HTMLElement[]} */
    this.options = [];
    this.chosen = -1;
    /** @type {{text: string, url: string} | null} */
    this.jump = null;
    /** @type {Asking<string, Answer>} */
    this.asking = new Asking({
      ask,
      answered: (answer, text) => this.show(answer, text),
      slow: () => this.say(SEARCHING),
      failed: () => this.fail(),
    });
    this.listen();
  }

  listen() {
    const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries({ ...attributes, "aria-autocomplete": "list", autocomplete: "off" })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("focus", () => this.focused());
    this.input.addEventListener("pointerenter", warm, { once: true });
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node && this.form.contains(event.relatedTarget))) this.close();
    });
    // The list keeps the focus in the box: some browsers focus nothing on a click, and the list would close under it.
    this.panel.addEventListener("mousedown", (event) => {
      if (!(event.target instanceof Element && event.target.closest("summary"))) event.preventDefault();
    });
    this.list.addEventListener("click", () => this.keep());
  }

  focused() {
    warm();
    if (this.input.value.trim()) this.ask();
  }

  ask() {
    const text = this.input.value.trim();
    if (!text) {
      this.asking.stop();
      this.close();
      return;
    }
    this.panel.toggleAttribute("data-waiting", true);
    this.list.setAttribute("aria-busy", "true");
    this.asking.next(text);
  }

  /**
   * @param {Answer} answer
   * @param {string} text
   */
  show({ engine, found, suggestions, completions }, text) {
    this.jump = found.jump ? { text, url: at(found.jump.url) } : null;
    const hits = found.jump ? [found.jump, ...found.hits.filter((hit) => hit.slug !== found.jump?.slug)] : found.hits;
    const shown = hits.slice(0, HITS);
    const named = [
      ...completions.map((completion) => this.completion(completion)),
      ...suggestions.map((suggestion) => suggestionRow(suggestion, engine, found.words)),
    ];
    const papers = shown.map((hit) => hitRow(hit, engine, found.words));
    const total = Math.max(found.total, shown.length);
    const all = total ? element("a", { class: "search-all", href: searchFor(text) }, allOf(total)) : null;
    this.list.replaceChildren(...group("Topics and authors", named), ...group("Papers", papers), ...(all ? [all] : []));
    this.options = [...named, ...papers, ...(all ? [all] : [])];
    this.options.forEach((option, number) => this.dress(option, number));
    this.explain(found, text, total + named.length);
    this.ready();
    this.announce(total, named.length);
    this.open();
  }

  /**
   * @param {HTMLElement} option
   * @param {number} number
   */
  dress(option, number) {
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.tabIndex = -1;
  }

  /** @param {import("./rows.js").Completion} completion */
  completion({ text, label, count }) {
    const made = element("div", { class: "search-suggestion", "data-suggestion": text }, element("span", {}, label));
    if (count) made.append(element("span", { class: "count" }, count));
    made.addEventListener("click", (event) => {
      event.stopPropagation();
      this.input.value = text;
      this.ask();
    });
    return made;
  }

  /**
   * Says above the list what was searched for instead, or where to go from nothing.
   * @param {import("./engine.js").Answer} found
   * @param {string} text
   * @param {number} rows
   */
  explain(found, text, rows) {
    this.note.replaceChildren();
    if (found.correction) {
      const exactly = `${searchFor(text)}&exact=1`;
      this.note.append(
        `No paper has "${found.correction.typed}". Showing ${number(found.total)} for "${found.correction.used}". `,
        element("a", { href: exactly }, "Search for exactly what you typed"),
      );
    } else if (!rows) {
      const topics = element("a", { href: at("topics/") }, "browse topics");
      this.note.append(`Nothing here for "${text}". Try fewer words, or `, topics, ".");
    }
    this.note.hidden = !this.note.hasChildNodes();
  }

  /**
   * @param {number} total
   * @param {number} named
   */
  announce(total, named) {
    const also = named ? `, ${counted(named, "suggestion")}` : "";
    this.status.textContent = `${total ? counted(total) : "No papers"}${also}`;
  }

  /** @param {string} text */
  say(text) {
    this.note.replaceChildren(text);
    this.note.hidden = false;
    this.status.textContent = text;
    this.open();
  }

  fail() {
    this.options = [];
    this.chosen = -1;
    this.jump = null;
    this.list.replaceChildren();
    this.say(FAILED);
    const years = element("a", { href: at("years/") }, "papers by year");
    this.note.append(" ", button("search-again", "Try again", () => this.ask()), ". You can still browse ", years, ".");
    this.ready();
  }

  ready() {
    this.choose(-1);
    this.panel.removeAttribute("data-waiting");
    this.list.removeAttribute("aria-busy");
  }

  open() {
    if (!this.form.contains(document.activeElement)) return;
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.asking.stop();
    this.ready();
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.escape(event);
    if (event.target !== this.input || this.panel.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.options[this.chosen].dispatchEvent(new MouseEvent("click", { ...modifiers(event), bubbles: true, cancelable: true }));
    }
  }

  /** @param {KeyboardEvent} event */
  escape(event) {
    event.preventDefault();
    if (this.panel.hidden) this.input.value = "";
    this.input.focus();
    this.close();
  }

  /**
   * Moves the choice through the rows and, at either end, back to what was typed.
   * @param {1 | -1} step
   */
  move(step) {
    const places = this.options.length + 1;
    this.choose(((this.chosen + 1 + step + places) % places) - 1);
  }

  /** @param {number} number */
  choose(number) {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = number;
    const option = this.options[number];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    this.keep();
    if (!this.input.value.trim()) event.preventDefault();
    if (this.jump?.text !== this.input.value.trim()) return;
    event.preventDefault();
    location.assign(this.jump.url);
  }

  /** Notes what was typed in the history, so that Back finds the list as it was. */
  keep() {
    history.replaceState({ ...history.state, box: this.input.value }, "");
  }

  /** Shows again what `keep` noted. */
  restore() {
    const kept = history.state?.box;
    if (typeof kept !== "string" || !kept || this.input.value) return;
    this.input.value = kept;
    this.input.focus({ preventScroll: true });
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} selector
 * @param {Record<string, string | boolean>} attributes
 * @returns {HTMLElement}
 */
function part(form, selector, attributes) {
  const known = form.querySelector(selector);
  if (known instanceof HTMLElement) return known;
  const made = element("div", attributes);
  form.append(made);
  return made;
}

/** @param {KeyboardEvent} event */
function modifiers({ ctrlKey, metaKey, shiftKey }) {
  return { ctrlKey, metaKey, shiftKey };
}

/** @param {KeyboardEvent} event */
function slash(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest(EDITABLE)) return;
  for (const input of document.querySelectorAll("input[name=q]")) {
    if (input instanceof HTMLInputElement && input.checkVisibility()) {
      event.preventDefault();
      input.focus();
      input.select();
      return;
    }
  }
}

function start() {
  document.addEventListener("keydown", slash);
  if (document.querySelector("[data-search-page]")) {
    warm();
    void import("./page.js");
    return;
  }
  for (const form of document.querySelectorAll("form[data-search]")) {
    const input = form.querySelector("input[name=q]");
    if (form instanceof HTMLFormElement && input instanceof HTMLInputElement) new Box(form, input).restore();
  }
}

start();
