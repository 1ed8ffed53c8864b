"""Scripts that measure a page in a browser: what sticks out of it, and which words are too faint to be read."""

STICKING_OUT = """
  for (const place of page.querySelectorAll("details")) place.open = true;
  const found = [];
  for (const one of page.body.querySelectorAll("*")) {
    const box = one.getBoundingClientRect();
    if (box.width && (box.right > view.innerWidth + 1 || box.left < -1) && !one.closest(".scroll")) {
      found.push(one.tagName + "." + one.getAttribute("class") + " " + one.textContent.slice(0, 30));
    }
  }
  return {width: view.innerWidth, scroll: page.documentElement.scrollWidth, found};
"""
WEAK = """
  for (const place of page.querySelectorAll("details")) place.open = true;
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const colour = view.getComputedStyle(one).backgroundColor, shown = parts(colour);
      if (shown.length === 3 || shown[3] > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const weak = new Set();
  let count = 0;
  for (const one of page.body.querySelectorAll("*")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || one.closest("svg") || ["SCRIPT", "OPTION"].includes(one.tagName)) continue;
    const [a, b] = [light(view.getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x);
    count += 1;
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.add(one.tagName + "." + one.className);
  }
  return {count, weak: [...weak], ground: view.getComputedStyle(page.documentElement).backgroundColor};
"""
