// What a page is better with. Everything works without it.
//
// An element asks for its part by an attribute: `data-suggest` loads suggest.js, whose default export gets the element.

for (const part of ["suggest", "search", "shortcuts", "live", "copy"]) {
  const elements = document.querySelectorAll(`[data-${part}]`);
  if (elements.length > 0) {
    const { default: improve } = await import(`./${part}.js`);
    elements.forEach(improve);
  }
}
