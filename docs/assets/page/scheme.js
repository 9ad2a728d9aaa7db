// The reader's choice of light or dark, before anything is drawn. A classic script: it must not wait.

(() => {
  try {
    const kept = JSON.parse(localStorage.getItem(new URL("../../", document.currentScript.src).pathname + ".__palette"));
    for (const name of ["scheme", "media"]) {
      const value = kept?.color?.[name];
      if (typeof value === "string") document.body.setAttribute(`data-md-color-${name}`, value);
    }
  } catch {
    // Storage is blocked, or holds something else: the system's preference stands.
  }
})();
