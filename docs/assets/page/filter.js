// The filter of a topic's list: only lines that hold every word stay, and a year that is empty goes with them.

/** @param {string} text */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {Element} list */
function dress(list) {
  const input = document.querySelector("[data-filter-input]");
  const status = document.querySelector("[data-filter-status]");
  if (!(input instanceof HTMLInputElement)) return;
  const sections = [...list.querySelectorAll("[data-section]")].map((section) => ({
    section,
    count: section.querySelector("[data-count]"),
    lines: [...section.querySelectorAll(".paper-line")].map((line) => ({ line, text: folded(line.textContent ?? "") })),
  }));
  const apply = () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    let total = 0;
    for (const { section, count, lines } of sections) {
      let shown = 0;
      for (const { line, text } of lines) {
        const fits = words.every((word) => text.includes(word));
        line.toggleAttribute("hidden", !fits);
        if (fits) shown += 1;
      }
      section.toggleAttribute("hidden", !shown);
      if (count) count.textContent = String(shown);
      total += shown;
    }
    if (status) status.textContent = words.length ? `${total} ${total === 1 ? "paper" : "papers"}` : "";
  };
  input.addEventListener("input", apply);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    input.value = "";
    apply();
  });
  const filter = document.querySelector("[data-filter]");
  if (filter && matchMedia("(max-width: 44.99em)").matches) list.before(filter);
  filter?.removeAttribute("hidden");
  if (input.value) apply();
}

const list = document.querySelector("[data-filtered]");
if (list) dress(list);
