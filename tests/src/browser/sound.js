// What is wrong with a page as it stands, in words; an empty list where nothing is.
(() => {
  if (document.contentType !== "text/html") return [];
  const wrong = [];
  const root = document.documentElement;
  if (!root.lang) wrong.push("html has no lang");
  if (!document.title.trim()) wrong.push("the title is empty");
  const width = Math.min(root.clientWidth, SCREEN_WIDTH);
  const reach = document.scrollingElement?.scrollWidth ?? 0;
  if (reach > width) {
    const beyond = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right + scrollX > width + 0.5;
    });
    const named = beyond.slice(0, 8).map((element) => {
      const right = Math.round(element.getBoundingClientRect().right + scrollX);
      const classes = [...element.classList].map((name) => `.${name}`).join("");
      return `${element.tagName.toLowerCase()}${classes} (to ${right})`;
    });
    wrong.push(`it is ${reach} wide where ${width} are there: ${named.join(", ")}`);
  }
  return wrong;
})()
