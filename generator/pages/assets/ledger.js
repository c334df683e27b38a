/* The ledger: filters whose state stands in the address, and columns to sort by. Runs after clock.js, which knows the day. */
(() => {
  "use strict";

  const table = document.getElementById("ledger");
  const form = document.querySelector("form[data-rb-filters]");
  if (!table || !form) return;

  const body = table.tBodies[0];
  const rows = [...body.rows];
  const asBuilt = new Map(rows.map((row, place) => [row, place]));
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase().replace(/\s+/g, " ")]));
  const fields = [...form.elements].filter((field) => field.name);
  const heads = [...table.querySelectorAll("th[data-rb-sort]")];
  const OPEN = ["open", "in-progress", "blocked"];
  const STATES = [...OPEN, "done", "wont-do"];
  let sort = "";
  let down = false;

  const isOpen = (row) => OPEN.includes(row.dataset.state);
  const has = {
    open: isOpen,
    overdue: (row) => row.dataset.rbStanding === "overdue",
    soon: (row) => row.dataset.rbStanding === "soon",
    done: (row) => row.dataset.state === "done",
    all: () => true,
  };
  const fits = {
    status: (row, value) => (has[value] ?? ((one) => one.dataset.state === value))(row),
    owner: (row, value) => row.dataset.owner === (value === "nobody" ? "" : value),
    handbook: (row, value) => row.dataset.handbook === value,
    severity: (row, value) => row.dataset.severity === value,
    find: (row, value) =>
      value
        .toLowerCase()
        .split(/\s+/)
        .every((word) => words.get(row).includes(word)),
  };
  const keys = {
    action: (row) => row.cells[0].textContent.trim().toLowerCase(),
    owner: (row) => row.dataset.owner.toLowerCase(),
    due: (row) => row.dataset.due ?? "",
    age: (row) => (row.dataset.age === undefined ? "" : Number(row.dataset.age)),
    state: (row) => STATES.indexOf(row.dataset.state),
    severity: (row) => Number(row.dataset.rank),
  };

  /* Rows without a value stand last, whichever way the column is sorted. */
  function compare(one, other) {
    const [a, b] = [keys[sort](one), keys[sort](other)];
    if (a === b) return asBuilt.get(one) - asBuilt.get(other);
    if (a === "" || b === "") return a === "" ? 1 : -1;
    return (a < b ? -1 : 1) * (down ? -1 : 1);
  }

  function arrange() {
    const order = sort ? [...rows].sort(compare) : rows;
    body.append(...order);
    for (const head of heads) {
      if (head.dataset.rbSort === sort) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  function filter() {
    const wanted = fields.filter((field) => field.value.trim());
    for (const row of rows) row.hidden = !wanted.every((field) => fits[field.name](row, field.value.trim()));
    const shown = rows.filter((row) => !row.hidden).length;
    form.querySelector("[data-rb-shown]").textContent = `${shown} of ${rows.length} shown`;
    document.querySelector("[data-rb-none]").hidden = shown > 0;
    for (const item of document.querySelectorAll("[data-rb-count]")) {
      const kind = item.dataset.rbCount;
      item.querySelector(".rb-counts__number").textContent = rows.filter(has[kind]).length;
      item.querySelector("button").setAttribute("aria-pressed", String(form.elements.status.value === kind));
    }
  }

  /* The address says what is shown, so that it can be sent to somebody. A page from the disk may not change its own. */
  function note() {
    if (location.protocol === "file:") return;
    const address = new URL(location.href);
    for (const field of fields) {
      const value = field.value.trim();
      if (value && !(field.name === "status" && value === "open")) address.searchParams.set(field.name, value);
      else address.searchParams.delete(field.name);
    }
    if (sort) address.searchParams.set("sort", down ? `-${sort}` : sort);
    else address.searchParams.delete("sort");
    history.replaceState(history.state, "", address);
  }

  /* A value that the list does not have, from an old address, chooses nothing. */
  function take(field, value) {
    field.value = value;
    if (field.tagName === "SELECT" && field.selectedIndex < 0) field.selectedIndex = 0;
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const field of fields) take(field, asked.get(field.name) ?? (field.name === "status" ? "open" : ""));
    const column = asked.get("sort") ?? "";
    const name = column.replace(/^-/, "");
    if (heads.some((head) => head.dataset.rbSort === name)) [sort, down] = [name, column.startsWith("-")];
  }

  function show() {
    filter();
    note();
  }

  function turnOn() {
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "rb-sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        // Up, down, and back to the order of the build: overdue first.
        if (sort !== head.dataset.rbSort) [sort, down] = [head.dataset.rbSort, false];
        else if (!down) down = true;
        else sort = "";
        arrange();
        note();
      });
      head.append(button);
    }
    for (const item of document.querySelectorAll("[data-rb-count]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...item.childNodes);
      button.addEventListener("click", () => {
        take(form.elements.status, item.dataset.rbCount);
        show();
      });
      item.append(button);
    }
    document.querySelector("[data-rb-all]").addEventListener("click", () => {
      for (const field of fields) take(field, field.name === "status" ? "all" : "");
      show();
      form.elements.find.focus();
    });
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("rb:clock", filter);
    form.hidden = false;
  }

  read();
  turnOn();
  arrange();
  filter();
})();
