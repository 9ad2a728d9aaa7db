// Light or dark: the system's preference first, then the reader's choice, kept where Material keeps it.

/** As Material names it, so that pages written by hand follow. */
const NAME = `${new URL("../../", import.meta.url).pathname}.__palette`;
const dark = matchMedia("(prefers-color-scheme: dark)");
const body = document.body;

/** Gives the scheme its name in the page, for what the theme decides by it. */
function follow() {
  if (!body.hasAttribute("data-md-color-media")) show(dark.matches);
}

/** @param {boolean} isDark */
function show(isDark) {
  body.setAttribute("data-md-color-scheme", isDark ? "slate" : "default");
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.textContent = isDark ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark ? "Light colours" : "Dark colours");
    button.removeAttribute("hidden");
  }
}

/** @param {boolean} isDark */
function keep(isDark) {
  const [scheme, media] = isDark ? ["slate", "dark"] : ["default", "light"];
  body.setAttribute("data-md-color-media", media);
  try {
    localStorage.setItem(NAME, JSON.stringify({ color: { scheme, media } }));
  } catch {
    // Storage is blocked: the choice lives as long as the page.
  }
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element && event.target.closest("[data-theme-switch]"))) return;
  const isDark = body.getAttribute("data-md-color-scheme") !== "slate";
  keep(isDark);
  show(isDark);
});
dark.addEventListener("change", follow);
show(body.getAttribute("data-md-color-scheme") === "slate");
follow();
