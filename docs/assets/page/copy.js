// Copy buttons: the text beside the button, and a word that says how it went.

const SAID_FOR = 2000;
const FAILED = "Press Ctrl+C, the text is selected";
const status = document.createElement("p");
status.className = "visually-hidden";
status.setAttribute("role", "status");
document.querySelector("main")?.append(status);

/** @param {Element} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text.textContent ?? "");
    return "Copied";
  } catch {
    getSelection()?.selectAllChildren(text);
    return FAILED;
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = button.closest("[data-copy-block]")?.querySelector("[data-copy-text]");
  if (!text) continue;
  button.removeAttribute("hidden");
  let timer = 0;
  button.addEventListener("click", async () => {
    const said = await copy(text);
    button.textContent = status.textContent = said;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      button.textContent = "Copy";
      status.textContent = "";
    }, SAID_FOR);
  });
}
