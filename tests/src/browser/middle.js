// Where this element can be hit: the middle of its first box, once that is in view; null where something else would be hit.
function () {
  const element = this.nodeType === Node.ELEMENT_NODE ? this : this.parentElement;
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = [...element.getClientRects()].find((box) => box.width > 0 && box.height > 0);
  if (!box) return null;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  const labels = [...(element.labels ?? [])];
  const meant = hit && (element.contains(hit) || hit.contains(element) || labels.some((label) => label.contains(hit)));
  return meant ? { x, y } : null;
}
