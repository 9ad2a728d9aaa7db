// Keys: n or . leads to the next paper of the topic, p or , to the previous one.

const LEADS = { n: "next", ".": "next", p: "prev", ",": "prev" };
const EDITABLE = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  const relation = Object.hasOwn(LEADS, event.key) ? Reflect.get(LEADS, event.key) : null;
  if (!relation || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest(EDITABLE)) return;
  const link = document.querySelector(`a[rel=${relation}]`);
  if (link instanceof HTMLAnchorElement) link.click();
});
