// Search while somebody types: `<form data-search="ID">` asks for the page that it would lead to, and takes from it the
// element with that id and, of `[data-found]`, how many there are.

const PAUSE = 150;

export default function search(form) {
  const shown = document.getElementById(form.dataset.search);
  const found = document.querySelector("[data-found]");
  let timer;
  let asked = new AbortController();

  form.addEventListener("input", (event) => {
    // What is chosen or typed elsewhere is complete when it changes.
    if (event.target.type !== "search") return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (event.target.type === "search") return;
    clearTimeout(timer);
    ask();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  });

  async function ask() {
    const address = addressOf(form);
    asked.abort();
    asked = new AbortController();
    shown.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      const part = answer.redirected ? null : await read(answer);
      if (!part) return location.assign(address);
      shown.replaceChildren(...part.shown.childNodes);
      found.textContent = part.found.textContent;
      history.replaceState(history.state, "", address);
      shown.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  }

  async function read(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // The focus stays where somebody types.
    page.querySelector("[autofocus]")?.removeAttribute("autofocus");
    const part = { shown: page.getElementById(form.dataset.search), found: page.querySelector("[data-found]") };
    return part.shown && part.found ? part : null;
  }
}

// Without what is blank.
function addressOf(form) {
  const query = new URLSearchParams();
  for (const [key, value] of new FormData(form)) {
    if (value.trim() !== "") query.append(key, value);
  }
  return `${form.getAttribute("action")}?${query}`;
}
