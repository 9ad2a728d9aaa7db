// A table that is sorted by the words at its head; without this it stands in the order of the page.

for (const table of document.querySelectorAll("[data-table]")) {
  const heads = [...table.querySelectorAll("thead th")];
  const body = table.querySelector("tbody");
  const rows = [...(body?.rows ?? [])];

  /** @param {HTMLTableRowElement} row @param {number} column */
  const words = (row, column) => row.cells[column]?.textContent?.trim() ?? "";

  /** @param {number} column */
  const sort = (column) => {
    const falling = heads[column]?.getAttribute("aria-sort") === "ascending";
    const sorted = [...rows].sort((a, b) => {
      const [one, two] = [words(a, column), words(b, column)];
      if (!one || !two) return Number(!one) - Number(!two);
      const order = one.localeCompare(two, undefined, { sensitivity: "base", numeric: true });
      return falling ? -order : order;
    });
    body?.replaceChildren(...sorted);
    for (const [at, head] of heads.entries()) {
      if (at === column) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  };

  for (const [column, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort-head";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column));
    head.append(button);
  }
}
