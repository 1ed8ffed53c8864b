"""The script of the page: search and filter, kept in the address so that a filtered page can be passed on."""

SCRIPT = """
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const fields = ["q", "owner", "category", "state"].map((id) => document.getElementById(id));
  const count = document.getElementById("count");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const rows = [...document.querySelectorAll("[data-row]")]
    .map((place) => ({place, text: fold(place.textContent)}));
  const sections = [...document.querySelectorAll("section[data-rows],[data-part]")];
  const folded = [...document.querySelectorAll("details[data-fold]")];
  const has = (place, name, wanted) => !wanted || (place.dataset[name] || "").split("\\n").includes(wanted);
  const show = () => {
    const [q, owner, category, state] = fields.map((field) => field.value);
    const words = fold(q).split(/\\s+/).filter(Boolean);
    const active = Boolean(words.length || owner || category || state);
    let items = 0, others = 0;
    for (const row of rows) {
      const fits = words.every((word) => row.text.includes(word)) && has(row.place, "owner", owner)
        && has(row.place, "category", category) && has(row.place, "state", state);
      row.place.hidden = !fits;
      if (fits) { if (row.place.dataset.row === "item") items += 1; else others += 1; }
    }
    for (const section of sections) section.hidden = active && !section.querySelector("[data-row]:not([hidden])");
    for (const place of folded) {
      place.hidden = active && !place.querySelector("[data-row]:not([hidden])");
      if (active) place.open = true; else place.open = false;
    }
    count.textContent = active ? `符合的条目${items}条，其他${others}处` : "";
  };
  const keep = () => {
    const kept = new URLSearchParams();
    for (const field of fields) if (field.value) kept.set(field.id, field.value);
    try { history.replaceState(null, "", "#" + kept.toString()); } catch (error) { return; }
  };
  const take = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    if (location.hash.length > 1 && !fields.some((field) => kept.has(field.id))) return;
    for (const field of fields) {
      field.value = kept.get(field.id) || "";
      if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = "";
    }
    show();
  };
  for (const field of fields) field.addEventListener("input", () => { show(); keep(); });
  document.getElementById("clear").addEventListener("click", () => {
    for (const field of fields) field.value = "";
    show();
    keep();
  });
  document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", take);
  take();
})();
"""
