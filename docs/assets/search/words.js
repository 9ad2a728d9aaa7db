// Words: the sentences of the search, in one place and with their plurals.

const numbers = new Intl.NumberFormat("en");

/**
 * Returns a count with its noun: "1 paper", "1,204 papers".
 * @param {number} count
 * @param {string} [noun]
 * @returns {string}
 */
export function counted(count, noun = "paper") {
  return `${numbers.format(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Returns the words of the row that leads to everything that was found.
 * @param {number} total
 * @returns {string}
 */
export function allOf(total) {
  return total === 1 ? "The one result" : `All ${numbers.format(total)} results`;
}

/**
 * Returns a number as a reader writes it.
 * @param {number} value
 * @returns {string}
 */
export function number(value) {
  return numbers.format(value);
}

/**
 * Returns a word with a capital at its head.
 * @param {string} word
 * @returns {string}
 */
export function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * Returns a list as a sentence has it: "a", "a and b", "a, b and c".
 * @param {readonly string[]} parts
 * @returns {string}
 */
export function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

export const SEARCHING = "Searching...";
export const FAILED = "The search could not load.";
export const ADD = "Add to shelf";
export const ADDED = "On your shelf";
