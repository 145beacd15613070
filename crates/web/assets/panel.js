// What a page is better with. Everything works without it.
//
// An element asks for its part by an attribute: `data-suggest` loads suggest.js, whose default export gets the element.

// In small windows the ways run along the top: the one that leads here comes into view.
const here = document.querySelector(".ways [aria-current]");
if (here) {
  const ways = here.closest(".ways");
  const { left, width } = here.getBoundingClientRect();
  ways.scrollLeft += left - (ways.clientWidth - width) / 2;
}

for (const part of ["suggest", "search", "shortcuts", "live", "copy"]) {
  const elements = document.querySelectorAll(`[data-${part}]`);
  if (elements.length > 0) {
    const { default: improve } = await import(`./${part}.js`);
    elements.forEach(improve);
  }
}
