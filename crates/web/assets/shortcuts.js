// Shortcuts of one key, for `<div data-shortcuts="ID">`: an element with `data-shortcut` is focused or used by its key, and
// j, k and the arrows go through the links at the head of the rows within ID. Whoever is in their way turns them off.

const KEPT = "shortcuts-off";

export default function shortcuts(help) {
  const rows = () => [...document.querySelectorAll(`#${help.dataset.shortcuts} tbody th a`)];
  const on = help.querySelector("[data-shortcuts-on]");
  help.hidden = false;
  on.checked = recalled() === null;
  on.addEventListener("change", () => recall(on.checked));

  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const way = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (way) {
      // Arrows scroll the page until a row has the focus.
      if (event.key.startsWith("Arrow") && !rows().includes(document.activeElement)) return;
      if (step(way)) event.preventDefault();
      return;
    }
    const named = event.key.length === 1 && document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    if (!named) return;
    event.preventDefault();
    if (named.matches("input")) named.select();
    else named.click();
  });

  function step(way) {
    const links = rows();
    const at = links.indexOf(document.activeElement);
    const next = links[at === -1 ? (way > 0 ? 0 : links.length - 1) : at + way];
    next?.focus();
    return next !== undefined;
  }
}

// Browsers may refuse to keep anything.
function recalled() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function recall(on) {
  try {
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "1");
  } catch {
    // Then it holds for this page only.
  }
}
