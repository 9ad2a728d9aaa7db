// What every page can do: copy a text, and say so.

const SAID_FOR = 2000;

/**
 * Put the text of a block on the clipboard, or select it where the browser refuses.
 * @param {HTMLElement} button
 */
async function copy(button) {
  const text = button.closest("[data-copy-block]")?.querySelector("[data-copy-text]");
  if (!text) return;
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(/** @type {HTMLElement} */ (text).innerText);
  } catch {
    getSelection()?.selectAllChildren(text);
    said = "Press Ctrl+C, the text is selected";
  }
  const before = button.textContent;
  button.textContent = said;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { button.textContent = before; }, SAID_FOR);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  /** @type {HTMLElement} */ (button).hidden = false;
  button.addEventListener("click", () => copy(/** @type {HTMLElement} */ (button)));
}
