// The place of the site: every address of ours is relative to its root, so that a site works under any path.

/** The site's root, with a slash at its end. */
export const root = new URL("../../", import.meta.url);

/**
 * Returns the full address of something below the root.
 * @param {string} path relative to the root, without a leading slash
 * @returns {string}
 */
export function at(path) {
  const address = new URL(path, root);
  return address.href.startsWith(root.href) ? address.href : root.href;
}

/**
 * Returns the address of the search page for a query.
 * @param {string} text
 * @returns {string}
 */
export function searchFor(text) {
  return at(`search/?${new URLSearchParams({ q: text })}`);
}
