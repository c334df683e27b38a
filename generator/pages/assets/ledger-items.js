/* What the ledger knows about its rows: each is read once, and asked by filters, views and columns from then on. */
(() => {
  "use strict";

  const DAY = 86_400_000;
  const SOON = 7;
  const NONE = "none";
  const OPEN = ["open", "in-progress", "blocked"];
  const STATES = [...OPEN, "done", "wont-do"];
  const days = new Map();

  const AFTER = 1e9; // finished items stand behind the open ones, whenever they were loaded
  const NEXT = 1e6; // a year behind the other, and all behind those of the page

  /* An item from a row of the page. */
  const read = (row, place) => itemOf(row.dataset, place, row);

  /* An item that was loaded with a year, which is the so-manieth of them. */
  function loaded({ facts, words, sorting, draw }, place, year) {
    return { ...itemOf(facts, place + NEXT * (year + 1), null), told: words, sorting, draw };
  }

  /* Days are milliseconds of their midnight in UTC. */
  function itemOf(own, place, row) {
    const isOpen = OPEN.includes(own.state);
    return {
      row,
      place: isOpen ? place : AFTER + place,
      state: own.state,
      isOpen,
      owner: own.owner || NONE,
      handbook: own.handbook,
      severity: own.severity || NONE,
      purpose: own.purpose || NONE,
      lacks: own.lacks.split(" "),
      rank: Number(own.rank),
      due: own.due ? Date.parse(own.due) : null,
      since: own.since ? Date.parse(own.since) : null,
      zone: own.zone ?? "",
      age: own.age === undefined || own.age === null ? null : Number(own.age),
      late: null, // days over its due day; below 0 as many are left
      words: null,
    };
  }

  /* Its row, made now if nobody has seen it yet. */
  function rowOf(item) {
    if (!item.row) {
      item.row = item.draw();
      write(item);
    }
    return item.row;
  }

  /* The day it is in a zone; of UTC where this browser does not know the zone. */
  function today(zone) {
    let format;
    try {
      format = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" });
    } catch (error) {
      if (error instanceof RangeError && zone !== "UTC") return today("UTC");
      throw error;
    }
    const parts = new Map(format.formatToParts().map((part) => [part.type, Number(part.value)]));
    return Date.UTC(parts.get("year"), parts.get("month") - 1, parts.get("day"));
  }

  function correct(item, day) {
    if (item.due !== null) item.late = (day - item.due) / DAY;
    if (item.since !== null) item.age = Math.max((day - item.since) / DAY, 0);
    item.words = null;
    if (item.row) write(item);
  }

  /* Writes into a row what the day changes. */
  function write(item) {
    const late = item.row.querySelector(".rb-late");
    if (late && item.late !== null) {
      late.textContent = `${item.late} d late`;
      late.hidden = item.late <= 0;
    }
    if (item.isOpen && item.since !== null) item.row.querySelector(".rb-age").textContent = `${item.age} d`;
  }

  /* Corrects lateness and age of the open items when the day is another one somewhere; says whether it was. What was
     loaded just now is told whatever the day. */
  function tell(items, fresh = []) {
    const open = items.filter((item) => item.isOpen);
    let isNew = false;
    for (const zone of new Set(open.map((item) => item.zone))) {
      const day = today(zone);
      isNew ||= days.get(zone) !== day;
      days.set(zone, day);
    }
    for (const item of isNew ? open : fresh.filter((one) => one.isOpen)) correct(item, days.get(item.zone));
    return isNew;
  }

  const standing = new Map([
    ["open", (item) => item.isOpen],
    ["overdue", (item) => item.late > 0],
    ["soon", (item) => item.late !== null && item.late <= 0 && item.late >= -SOON],
    ["all", () => true],
    ...["in-progress", "blocked", "done", "wont-do"].map((state) => [state, (item) => item.state === state]),
  ]);

  const fits = new Map([
    ...["owner", "handbook", "severity", "purpose"].map((name) => [name, (item, value) => item[name] === value]),
    ["lacks", (item, value) => item.lacks.includes(value)],
    ["age", isOfAge],
    ["find", (item, words) => words.every((word) => wordsOf(item).includes(word))],
  ]);

  function isOfAge(item, value) {
    if (!item.isOpen) return false;
    if (value === NONE || item.age === null) return value === NONE && item.age === null;
    const [low, high] = value.split("-");
    return item.age >= Number(low) && (!high || item.age <= Number(high));
  }

  function wordsOf(item) {
    item.words ??= (item.told ? toldOf(item) : item.row.textContent).toLowerCase().replace(/\s+/g, " ");
    return item.words;
  }

  function toldOf(item) {
    const late = item.late > 0 ? ` ${item.late} d late` : "";
    return `${item.told}${late}${item.age === null ? "" : ` ${item.age} d`}`;
  }

  /* A state of the filters as tests; the status apart, because the counts beside each other differ by it alone. */
  function tests(state) {
    const others = [...state]
      .filter(([name, value]) => value && fits.has(name))
      .map(([name, value]) => [fits.get(name), name === "find" ? value.toLowerCase().split(/\s+/) : value]);
    return {
      stands: standing.get(state.get("status")) ?? standing.get("open"),
      fitsOthers: (item) => others.every(([test, value]) => test(item, value)),
    };
  }

  /* What a cell of the page says, or what was loaded of it. */
  function textOf(item, name, place) {
    return (item.sorting?.[name] ?? item.row.cells[place].textContent).trim().toLowerCase();
  }

  const keys = new Map([
    ["action", (item) => textOf(item, "action", 0)],
    ["owner", (item) => (item.owner === NONE ? "" : textOf(item, "owner", 1))],
    ["due", (item) => item.due ?? ""],
    ["age", (item) => item.age ?? ""],
    ["state", (item) => STATES.indexOf(item.state)],
    ["severity", (item) => item.rank],
  ]);

  /* Return the items by a column, or as built. Those without a value stand last, whichever way the column is sorted. */
  function sorted(items, column, isDown) {
    const key = keys.get(column);
    if (!key) return items;
    const compare = ([a, one], [b, other]) => {
      if (a === b) return one.place - other.place;
      if (a === "" || b === "") return a === "" ? 1 : -1;
      return (a < b ? -1 : 1) * (isDown ? -1 : 1);
    };
    return items.map((item) => [key(item), item]).sort(compare).map(([, item]) => item);
  }

  window.rbItems = Object.freeze({ read, loaded, rowOf, tell, tests, standing, sorted, columns: [...keys.keys()] });
})();
