// Elements: how the search writes HTML. Text only ever becomes text nodes, so what stands in a source stays inert.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Returns a new element; attributes that are null or false are left out, true ones stand without a value.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * Returns a new element of a drawing.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {...Child} children
 * @returns {Element}
 */
export function drawn(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Returns a button of plain words.
 * @param {string} name its class
 * @param {Child} words
 * @param {() => void} press
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(name, words, press, attributes = {}) {
  const made = element("button", { type: "button", class: name, ...attributes }, words);
  made.addEventListener("click", press);
  return made;
}

/**
 * @template {Element} Made
 * @param {Made} made
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {Child[]} children
 * @returns {Made}
 */
function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    made.append(child instanceof Node ? child : String(child));
  }
  return made;
}
