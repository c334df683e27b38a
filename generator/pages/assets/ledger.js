/* The ledger: views, filters and order, whose state stands in the address. Of the rows that fit only the first ones are
   in the page, until somebody asks for more: thousands are filtered at once, and none is drawn that nobody looks at.
   What the page has no room for is loaded, a year after the other, when a view or a filter needs it. */
(() => {
  "use strict";

  const table = document.getElementById("ledger");
  const form = document.querySelector("form[data-rb-filters]");
  if (!table || !form) return;

  const MINUTE = 60_000;
  const PIECE = 100;
  const FINISHED = ["done", "wont-do"];
  const { read, loaded, rowOf, tell, tests, standing, sorted, columns } = window.rbItems;
  const body = table.tBodies[0];
  const items = [...body.rows].map(read);
  const fields = [...form.elements].filter((field) => field.name);
  const field = new Map(fields.map((one) => [one.name, one]));
  const heads = [...table.querySelectorAll("th[data-rb-sort]")];
  const said = form.querySelector("[data-rb-shown]");
  const more = form.querySelector("details");
  const rest = document.querySelector("[data-rb-rest]");
  const counted = document.querySelector("[data-rb-counted]");
  const years = [...document.querySelectorAll("a[data-rb-script]")];
  const views = [];
  let waiting = years; // years that are not loaded yet
  let lost = []; // years that could not be loaded
  let isLoading = false;
  let wanted = new Map();
  let sort = "";
  let isDown = false;
  let ordered = items;
  let found = items;
  let asked = PIECE; // rows that somebody asked for
  let drawn = items.length;

  /* --- the rows --- */

  function filter() {
    const { stands, fitsOthers } = tests(wanted);
    const others = ordered.filter(fitsOthers);
    found = others.filter(stands);
    drawn = Math.min(found.length, asked);
    put(found.slice(0, drawn).map(rowOf));
    if (!isWhole() || asked > found.length) loadNext();
    for (const view of views) if (view.isStatus) follow(view, others);
    say();
  }

  /* Makes these the rows of the table. Those that stay where they are need no new layout. */
  function put(rows) {
    const staying = new Set(rows);
    for (const row of [...body.rows]) if (!staying.has(row)) row.remove();
    let here = body.firstElementChild;
    for (const row of rows) {
      if (row === here) here = here.nextElementSibling;
      else body.insertBefore(row, here);
    }
  }

  /* What is chosen anew begins with its first rows. */
  function show() {
    asked = PIECE;
    filter();
  }

  function draw(until) {
    asked = until;
    filter();
  }

  function say() {
    const every = [...waiting, ...lost].reduce((sum, year) => sum + numberOf(year), items.length);
    const head = heads.find((one) => one.dataset.rbSort === sort);
    const order = head ? `, sorted by ${head.textContent.toLowerCase()}, ${head.getAttribute("aria-sort")}` : "";
    const gone = lost.reduce((sum, year) => sum + numberOf(year), 0);
    const others = isLoading ? "; others are being loaded" : gone ? `; ${gone} others could not be loaded` : "";
    const fitting = found.length + (isWhole() ? missing().reduce((sum, year) => sum + numberOf(year), 0) : 0);
    const part = drawn < fitting ? `, the first ${drawn} of them stand here` : "";
    const words = `${fitting} of ${every} shown${order}${part}${others}`;
    if (said.textContent !== words) said.textContent = words;
    document.querySelector("[data-rb-none]").hidden = found.length > 0 || isLoading;
    rest.hidden = drawn === fitting;
    rest.querySelector("[data-rb-rest-said]").textContent = `${drawn} of ${fitting} stand here.`;
  }

  function arrange() {
    ordered = sorted(items, sort, isDown);
    for (const head of heads) {
      if (head.dataset.rbSort === sort) head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  /* --- what is not on the page, a year after the other --- */

  const numberOf = (year) => Number(year.dataset.rbNumber);
  const isOpenOnes = (year) => year.dataset.rbKind === "open";

  /* Whether items of a year can have a status. */
  function canStand(year, status) {
    return status === "all" || FINISHED.includes(status) !== isOpenOnes(year);
  }

  const missing = () => waiting.filter((year) => canStand(year, wanted.get("status") || "open"));

  /* Whether all items of a year that is not loaded fit, and stand behind those that are: then nobody needs them yet. */
  function isWhole() {
    const isNarrowed = [...wanted].some(([name, value]) => name !== "status" && value);
    return !isNarrowed && !sort && (wanted.get("status") || "open") === "open";
  }

  function loadNext() {
    const [year] = missing();
    if (isLoading || !year) return;
    isLoading = true;
    const goOn = () => {
      waiting = waiting.filter((one) => one !== year);
      isLoading = false;
      count();
      filter();
    };
    const add = (data) => {
      const fresh = data.map((one, place) => loaded(one, place, years.indexOf(year)));
      items.push(...fresh);
      items.sort((one, other) => one.place - other.place);
      tell(items, fresh);
      const list = year.closest("[data-rb-older]");
      year.closest("li").remove();
      list.hidden = !list.querySelector("li");
      arrange();
      goOn();
    };
    const miss = () => {
      lost.push(year);
      goOn();
    };
    window.rbOlder.load(year.dataset.rbScript, add, miss);
  }

  /* --- numbers that are views --- */

  /* A number beside others: how many there are with the other filters as they are. What is not loaded is not known. */
  function follow(view, others) {
    const status = view.state.get("status");
    const isNarrowed = [...wanted].some(([name, value]) => name !== "status" && value);
    const isPart = [...waiting, ...lost].some((year) => canStand(year, status));
    const number = others.filter(standing.get(status)).length;
    view.number.textContent = isPart ? (isNarrowed ? `${number}+` : view.built) : String(number);
    view.link.href = addressOf(new Map([...wanted, ["status", status]]));
    if ((wanted.get("status") || "open") === status) view.link.setAttribute("aria-current", "true");
    else view.link.removeAttribute("aria-current");
  }

  /* The other numbers that the day changes; they stay as built while open items are missing. */
  function count() {
    const isPart = [...waiting, ...lost].some(isOpenOnes);
    if (counted) counted.hidden = !isPart;
    if (isPart) return;
    for (const view of views) {
      if (!view.isDated || view.isStatus) continue;
      const { stands, fitsOthers } = tests(view.state);
      view.number.textContent = String(items.filter((item) => stands(item) && fitsOthers(item)).length);
    }
  }

  /* --- the address --- */

  const typed = (address) => new URLSearchParams(address.hash.slice(1)).get("find");

  /* The address of a state. What somebody typed stands behind the #: that part is never sent to a server. */
  function addressOf(state) {
    const address = new URL(location.href);
    address.search = "";
    for (const [name, value] of state) {
      if (value && name !== "find" && !(name === "status" && value === "open")) address.searchParams.set(name, value);
    }
    if (sort) address.searchParams.set("sort", isDown ? `-${sort}` : sort);
    const words = state.get("find");
    if (words) address.hash = new URLSearchParams([["find", words]]);
    else if (typed(address) !== null) address.hash = "";
    return address.href.replace(/#$/, "");
  }

  function stateOf(address) {
    const whole = new URL(address);
    const state = new Map(whole.searchParams);
    if (typed(whole) !== null) state.set("find", typed(whole));
    return state;
  }

  /* A value that the list does not have, from an old address, chooses nothing. */
  function take(state) {
    for (const [name, one] of field) {
      one.value = state.get(name) ?? "";
      if (one.tagName === "SELECT" && one.selectedIndex < 0) one.selectedIndex = 0;
    }
    settle();
    if ([...more.querySelectorAll("select")].some((one) => one.value)) more.open = true;
  }

  function settle() {
    wanted = new Map(fields.map((one) => [one.name, one.value.trim()]));
  }

  function readAddress() {
    const state = stateOf(location.href);
    // A jump to a heading of this page changes nothing else.
    if (location.hash && !state.has("find")) state.set("find", wanted.get("find") ?? "");
    take(state);
    const column = (state.get("sort") ?? "").replace(/^-/, "");
    sort = columns.includes(column) ? column : "";
    isDown = Boolean(sort) && state.get("sort").startsWith("-");
    arrange();
    show();
  }

  /* A choice is a step that the back button takes back; typing is not. */
  function note(isStep) {
    const address = addressOf(wanted);
    if (address === location.href) return;
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(history.state, "", address);
  }

  /* --- turning it on --- */

  function showView(view) {
    take(stateOf(view.link.href));
    show();
    note(true);
    if (view.isStatus) return;
    // From far below: what it shows stands up there.
    said.focus({ preventScroll: true });
    form.scrollIntoView();
  }

  function makeView(place) {
    const link = document.createElement("a");
    link.append(...place.childNodes);
    const view = {
      link,
      number: link.querySelector(".rb-counts__number"),
      state: new Map(new URLSearchParams(place.dataset.rbView)),
      isStatus: Boolean(place.closest(".rb-counts")),
      isDated: "rbDated" in place.dataset,
    };
    view.built = view.number.textContent;
    link.href = addressOf(view.state);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      showView(view);
    });
    place.append(link);
    views.push(view);
  }

  function makeHead(head) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rb-sort";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      // Up, down, and back to the order of the build: overdue first.
      if (sort !== head.dataset.rbSort) [sort, isDown] = [head.dataset.rbSort, false];
      else if (!isDown) isDown = true;
      else sort = "";
      arrange();
      show();
      note(true);
    });
    head.append(button);
  }

  function turnOn() {
    document.querySelectorAll("[data-rb-view]").forEach(makeView);
    heads.forEach(makeHead);
    document.querySelector("[data-rb-all]").addEventListener("click", () => {
      take(new Map([["status", "all"]]));
      show();
      note(true);
      field.get("find").focus();
    });
    rest.querySelector("[data-rb-more]").addEventListener("click", () => draw(drawn + PIECE));
    rest.querySelector("[data-rb-every]").addEventListener("click", () => draw(Infinity));
    form.addEventListener("input", (event) => {
      settle();
      show();
      note(event.target.name !== "find");
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("popstate", readAddress);
    window.addEventListener("beforeprint", () => draw(found.length));
    table.classList.add("rb-ledger--on");
    form.hidden = false;
    more.open = matchMedia("(min-width: 60em)").matches;
  }

  function again() {
    if (!tell(items)) return;
    count();
    arrange();
    filter();
  }

  turnOn();
  tell(items);
  count();
  readAddress();
  setInterval(again, MINUTE);
  // A sleeping tablet has no minutes: what it shows when it wakes up must be true.
  document.addEventListener("visibilitychange", again);
})();
