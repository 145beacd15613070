// Suggestions while somebody types: `<input data-suggest="/path">` asks for `/path?q=…`, which answers <option>s.

const PAUSE = 150;
let made = 0;

export default function suggest(input) {
  const list = document.createElement("datalist");
  list.id = `suggestions-${made++}`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer;
  let asked = new AbortController();
  let last = input.value.trim();

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  async function ask() {
    const text = input.value.trim();
    if (text === last) return;
    last = text;
    asked.abort();
    asked = new AbortController();
    if (text === "") return list.replaceChildren();
    try {
      const address = `${input.dataset.suggest}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      list.replaceChildren(...page.querySelectorAll("option"));
    } catch (error) {
      // Without suggestions the field is what it is without scripts.
      if (error.name !== "AbortError") list.replaceChildren();
    }
  }
}
