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

for (const text of document.querySelectorAll("[data-copy-text]")) {
  const block = text.closest("[data-copy-block]");
  const tools = block?.querySelector(".cite-tools") ?? block;
  if (!tools) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  tools.insertBefore(button, tools.querySelector("a.copy"));
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
