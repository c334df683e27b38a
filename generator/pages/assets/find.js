/* A text field over a list of incidents, and a choice of what they have in common: what fits is shown, a part of it at
   first. What is chosen stands in the address, so that a view can be linked. What somebody typed stands there behind the
   #, where no server sees it. Of a long list the page holds the newest; the years are loaded when somebody looks for
   something, one after the other, and it says so. */
(() => {
  "use strict";

  const PIECE = 200;
  const AFTER = 1e9; // rows of the page keep their places, loaded ones stand behind them, newest first
  const { made, link, day, unknown, chip: levelChip, cell, head, load } = window.rbCells;

  function read(row, place) {
    const own = row.dataset;
    return { row, place, id: own.rbId, words: own.rbWords, likes: (own.rbLike ?? "").split(" ") };
  }

  const spoken = (word) => word.replaceAll("-", " ");

  /* In the order in which incident_list.py writes it; `own` says how rows of that year lead on from here. */
  function item(cells, own) {
    const [id, title, , level, levelName, , status, type, isOpen, isExample, isDuplicate, , ...rest] = cells;
    const [minute, further, likes] = rest;
    const marks = [isOpen && "open", type, isExample && "example", isDuplicate && "duplicate"];
    const words = [title, id, level, levelName, status, ...marks, further, own.rbBookTitle];
    return {
      cells,
      own,
      row: null,
      place: (isOpen ? AFTER / 2 : AFTER) - minute,
      id: `${own.rbBook}/${id}`,
      words: words.filter(Boolean).join(" ").toLowerCase(),
      likes: likes.split(" "),
    };
  }

  function rowOf(one, withBook) {
    one.row ??= drawn(one.cells, one.own, withBook);
    return one.row;
  }

  function drawn(cells, own, withBook) {
    const [id, title, on, level, levelName, rank, status, type, isOpen, isExample, isDuplicate, length] = cells;
    const severity = level && levelChip(level, levelName, rank, `${own.rbLevels}#${level.toLowerCase()}`);
    const mark = (words, look = "rb-mark") => [" ", made("span", look, words)];
    const name = [link(title, own.rbIncident.replace("*", id))];
    if (isExample) name.push(...mark("example", "rb-mark rb-mark--example"));
    const state = [made("span", `rb-state rb-state--${status}`, status)];
    if (type !== "incident") state.push(...mark(spoken(type)));
    if (isDuplicate) state.push(...mark("duplicate"));
    const lasted = length ?? (isOpen ? "still open" : made("span", "rb-unknown", "duration unknown"));
    return made(
      "tr",
      isOpen ? "rb-incidents__open" : "",
      cell("Day", on ? day(on) : unknown("no day recorded")),
      cell("Severity", severity ?? unknown("severity not recorded")),
      head(...name),
      cell("Status", ...state),
      cell("Duration", lasted),
      ...(withBook ? [cell("Handbook", link(own.rbBookTitle, own.rbBookAddress))] : []),
    );
  }

  for (const form of document.querySelectorAll("form[data-rb-find]")) {
    const table = document.getElementById(form.dataset.rbFind);
    const body = table.tBodies[0];
    const withBook = [...table.tHead.rows[0].cells].some((one) => one.textContent === "Handbook");
    const field = form.querySelector("input");
    const choice = form.querySelector("select");
    const chips = form.querySelector("[data-rb-likes]");
    const said = form.querySelector("[data-rb-found]");
    const none = document.querySelector("[data-rb-none]");
    const rest = document.querySelector("[data-rb-rest]");
    const items = [...body.rows].map(read);
    const known = new Set(items.map((one) => one.id));
    const options = new Map([...(choice?.options ?? [])].filter((one) => one.value).map((one) => [one.value, one]));
    const numberOf = (script) => Number(script.dataset.rbNumber);
    const yearOf = (script) => script?.textContent.slice(0, 4);
    // Years that are not loaded, the latest first, whichever handbook they are of.
    let waiting = [...document.querySelectorAll("[data-rb-older] a[data-rb-script]")].sort((one, other) =>
      yearOf(other).localeCompare(yearOf(one), "en"),
    );
    let likes = [];
    let found = items;
    let here = 0; // rows in the page
    let wanted = PIECE; // rows that somebody asked for
    let lost = 0; // incidents of years that could not be loaded
    let begun = ""; // the year that was loaded last, of one handbook at least
    let isLoading = false;

    const waitingFor = () => waiting.reduce((sum, script) => sum + numberOf(script), 0);
    const isNarrow = () => likes.length > 0 || field.value.trim() !== "";

    function filter() {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      found = items.filter(
        (one) =>
          (likes.length === 0 || likes.some((like) => one.likes.includes(like))) &&
          words.every((word) => one.words.includes(word)),
      );
      put(found.slice(0, wanted).map((one) => rowOf(one, withBook)));
      // A year of one handbook without that of another would leave gaps in the order.
      if (isNarrow() || wanted > found.length || begun === yearOf(waiting[0])) loadNext();
      say();
    }

    /* Makes these the rows of the list. Those that stay where they are need no new layout. */
    function put(rows) {
      const staying = new Set(rows);
      for (const row of [...body.rows]) if (!staying.has(row)) row.remove();
      let next = body.firstElementChild;
      for (const row of rows) {
        if (row === next) next = next.nextElementSibling;
        else body.insertBefore(row, next);
      }
      here = rows.length;
    }

    function say() {
      const older = waitingFor();
      const every = items.length + older + lost;
      const gone = lost ? `; ${lost} older ones could not be loaded` : "";
      const coming = older ? `; ${older} older ones are being loaded` : "";
      said.textContent = isNarrow() ? `${found.length} of ${every}${coming || gone}` : gone.slice(2);
      none.hidden = found.length > 0 || isLoading;
      // Without a choice all of them fit, also those that are not loaded.
      const fitting = isNarrow() ? found.length : found.length + older;
      rest.hidden = here >= fitting;
      rest.querySelector("[data-rb-rest-said]").textContent = `${here} of ${fitting} stand here.`;
    }

    /* --- the years, one after the other --- */

    function loadNext() {
      if (isLoading || waiting.length === 0) return;
      isLoading = true;
      const [script, ...others] = waiting;
      const goOn = () => {
        begun = yearOf(script);
        waiting = others;
        isLoading = false;
        filter();
      };
      const add = (rows) => {
        const fresh = rows.map((cells) => item(cells, { ...script.dataset })).filter((one) => !known.has(one.id));
        items.push(...fresh);
        items.sort((one, other) => one.place - other.place);
        goOn();
      };
      const fail = () => {
        lost += numberOf(script);
        goOn();
      };
      load(script.dataset.rbScript, add, fail);
    }

    function show() {
      wanted = PIECE;
      filter();
    }

    /* --- choices and the address --- */

    const typed = () => new URLSearchParams(location.hash.slice(1)).get("find");

    /* Each choice as a button that takes it back. */
    function chip(like) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "rb-button";
      const words = options.get(like).dataset.rbWords;
      button.append(`${words} `, Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }));
      button.setAttribute("aria-label", `${words}: take back`);
      button.addEventListener("click", () => {
        choose(likes.filter((one) => one !== like));
        choice.focus();
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }

    function take(chosen) {
      likes = chosen;
      chips?.querySelector("ul").replaceChildren(...likes.map(chip));
      if (chips) chips.hidden = likes.length === 0;
      show();
    }

    function choose(chosen) {
      take(chosen);
      note(true);
    }

    /* A choice is a step that the back button takes back; typing is not. */
    function note(isStep) {
      const address = new URL(location.href);
      address.searchParams.delete("like");
      for (const like of likes) address.searchParams.append("like", like);
      if (field.value.trim()) address.hash = new URLSearchParams([["find", field.value.trim()]]);
      else if (typed() !== null) address.hash = "";
      const whole = address.href.replace(/#$/, "");
      if (whole === location.href) return;
      if (isStep) history.pushState(null, "", whole);
      else history.replaceState(history.state, "", whole);
    }

    /* A choice that the list does not have, from an old address, chooses nothing. */
    function readAddress() {
      const asked = new URLSearchParams(location.search).getAll("like");
      // A jump to a heading of this page changes nothing that was typed.
      if (typed() !== null || !location.hash) field.value = typed() ?? "";
      take([...new Set(asked)].filter((like) => options.has(like)));
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", () => {
      show();
      note(false);
    });
    choice?.addEventListener("change", () => {
      const like = choice.value;
      choice.value = "";
      if (like && !likes.includes(like)) choose([...likes, like]);
    });
    rest.querySelector("[data-rb-more]").addEventListener("click", () => {
      wanted += PIECE;
      filter();
    });
    rest.querySelector("[data-rb-every]").addEventListener("click", () => {
      wanted = Infinity;
      filter();
    });
    window.addEventListener("popstate", readAddress);
    window.addEventListener("beforeprint", () => put(found.map((one) => rowOf(one, withBook))));
    form.hidden = false;
    // From here on the list says itself how many stand there.
    for (const words of document.querySelectorAll("[data-rb-as-built]")) words.hidden = true;
    readAddress();
  }
})();
