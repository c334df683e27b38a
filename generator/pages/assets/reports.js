/* Rows that belong to some days only, such as what happened a year ago: shown while the reader's day is one of them.
   The build writes those of some months; on a later day nobody can say which there are, and that is said. */
(() => {
  "use strict";

  const lists = document.querySelectorAll("[data-rb-windows]");
  if (!lists.length) return;

  /* Of more rows than a list shows at once, those that weigh most. */
  function worst(rows, most) {
    if (!most || rows.length <= most) return rows;
    return [...rows].sort((one, other) => one.dataset.rbWeight - other.dataset.rbWeight).slice(0, most);
  }

  function tell() {
    const today = new Date().toISOString().slice(0, 10);
    const holds = (row) => row.dataset.rbFirst <= today && today <= row.dataset.rbLast;
    for (const list of lists) {
      const rows = [...list.querySelectorAll("[data-rb-first]")];
      const here = new Set(worst(rows.filter(holds), Number(list.dataset.rbMost)));
      for (const row of rows) row.hidden = !here.has(row);
      const isKnown = today <= (list.dataset.rbKnownUntil ?? "9");
      for (const one of list.querySelectorAll("[data-rb-not-known]")) one.hidden = isKnown;
      const none = rows.every((row) => row.hidden);
      const table = list.querySelector("table");
      const words = list.querySelector("[data-rb-no-window]");
      if (table) table.hidden = none;
      if (words) words.hidden = !none || !isKnown;
      if (!table) list.hidden = none && isKnown;
    }
  }

  tell();
  document.addEventListener("visibilitychange", tell);
})();
