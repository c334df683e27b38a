/* A text field over a table: rows that lack one of its words are hidden. Nothing typed leaves the page. */
(() => {
  "use strict";

  for (const form of document.querySelectorAll("form[data-rb-find]")) {
    const table = document.getElementById(form.dataset.rbFind);
    const field = form.querySelector("input");
    const found = form.querySelector("[data-rb-found]");
    const none = document.querySelector("[data-rb-none]");
    const rows = [...table.tBodies[0].rows];

    const show = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) row.hidden = !words.every((word) => row.dataset.rbWords.includes(word));
      const left = rows.filter((row) => !row.hidden).length;
      found.textContent = words.length ? `${left} of ${rows.length}` : "";
      none.hidden = left > 0;
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", show);
    form.hidden = false;
  }
})();
