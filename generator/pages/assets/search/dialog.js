/* The search box at work: asks the engine, shows what it answers, and is led by keys. The focus stays in the field; which
   result is meant is said by `aria-activedescendant`. */
(() => {
  "use strict";

  const PAUSE = 60; // milliseconds between two letters of somebody who types
  const SAID_AFTER = 400; // a screen reader hears how many there are when the typing stops
  const FIRST = 8;
  const MORE = 24;
  const STOPS = "a[href]:not([tabindex='-1']), button, input, summary"; // where Tab stops

  window.rbSearchDialog = (box, tools, search) => {
    const { dialog, form, field, note, list, rest, body, count } = box;
    const { keep } = tools;
    const answers = window.rbSearchAnswers(tools);
    let asked = null; // the words that were asked for last
    let answered = null; // the words that the results are of
    let answer = null;
    let options = [];
    let at = -1;
    let limits = new Map(); // how many of a kind are shown
    let isWalking = false; // whether the last key went through the results
    let isWaiting = false; // whether Enter was pressed before there were results
    let pause = 0;
    let saying = 0;

    /* --- what is shown --- */

    function say(words) {
      clearTimeout(saying);
      saying = setTimeout(() => {
        if (count.textContent !== words) count.textContent = words;
      }, SAID_AFTER);
    }

    /* Whether what is shown is not yet all that there is to say about what is typed. */
    function busy() {
      const words = field.value.trim();
      body.setAttribute("aria-busy", String(Boolean(words) && (words !== answered || Boolean(answer.pending))));
    }

    function mark(place, isSeen = true) {
      options[at]?.setAttribute("aria-selected", "false");
      at = place;
      const option = options[at];
      if (!option) {
        field.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", option.id);
      if (isSeen) option.scrollIntoView({ block: "nearest" });
    }

    function lay(groups) {
      list.replaceChildren(...groups);
      options = [...list.querySelectorAll("[role=option]")];
      list.hidden = !groups.length;
      field.setAttribute("aria-expanded", String(options.length > 0));
    }

    function draw() {
      const absent = answers.lostWords(answer);
      note.textContent = answers.understood(answer, absent);
      note.hidden = !note.textContent;
      const shown = answer.groups.filter((group) => group.total || group.pending || group.error);
      lay(shown.map((group, place) => answers.group(group, place, limits.get(group.kind) ?? FIRST, absent)));
    }

    function show(found, words) {
      if (words !== asked) return;
      const chosen = answered === words ? options[at]?.id : null;
      answer = found;
      answered = words;
      draw();
      const isNone = !options.length && !found.pending;
      const ways = isNone ? answers.none(found.words, words) : options.length ? answers.unfit(words) : [];
      rest.replaceChildren(...ways);
      const place = options.findIndex((option) => option.id === chosen);
      mark(place < 0 ? (options.length ? 0 : -1) : place, false);
      if (place < 0) body.scrollTop = 0;
      busy();
      say(answers.count(found));
      if (isWaiting && options.length) follow(options[at], false);
    }

    function clear() {
      asked = answered = answer = null;
      lay([]);
      mark(-1);
      note.hidden = true;
      rest.replaceChildren(...answers.start());
      say("");
      busy();
    }

    function fail(error) {
      asked = answered = null;
      lay([]);
      mark(-1);
      note.hidden = true;
      const button = tools.make("button", { type: "button", class: "md-button" }, "Try again");
      button.addEventListener("click", () => {
        field.focus();
        look();
      });
      const said = tools.make("p", { role: "alert" }, error.message);
      rest.replaceChildren(said, tools.make("p", {}, button), ...answers.start());
      say("");
    }

    /* --- asking --- */

    async function find(words) {
      const limit = Math.max(FIRST, ...limits.values());
      try {
        await search.open();
        const found = await search.find(words, { limit }, (more) => show(more, words));
        if (found) show(found, words);
      } catch (error) {
        if (words === asked) fail(error);
      }
    }

    function look() {
      clearTimeout(pause);
      const words = field.value.trim();
      keep(words);
      if (!words) clear();
      if (!words || words === asked) return;
      asked = words;
      limits = new Map();
      find(words);
    }

    function follow(option, isElsewhere) {
      isWaiting = false;
      if (option.dataset.rbMore) {
        limits.set(option.dataset.rbMore, (limits.get(option.dataset.rbMore) ?? FIRST) + MORE);
        find(answered);
      } else if (isElsewhere) {
        window.open(option.href, "_blank", "noopener");
      } else {
        dialog.close();
        location.assign(option.href);
      }
    }

    /* --- keys --- */

    /* The first result of the group after this one, or before it. */
    function neighbour(step) {
      const groups = [...list.querySelectorAll("[role=group]")].filter((group) => group.querySelector("[role=option]"));
      const here = groups.indexOf(options[at]?.closest("[role=group]"));
      const next = groups[Math.min(Math.max(here + step, 0), groups.length - 1)];
      return options.indexOf(next?.querySelector("[role=option]"));
    }

    function target(key) {
      const last = options.length - 1;
      if (key === "ArrowDown") return at >= last ? 0 : at + 1;
      if (key === "ArrowUp") return at <= 0 ? last : at - 1;
      if (key === "PageDown") return neighbour(1);
      if (key === "PageUp") return neighbour(-1);
      // While somebody edits the words these two are the field's own.
      if (key === "Home" && isWalking) return 0;
      if (key === "End" && isWalking) return last;
      return -1;
    }

    function enter(event) {
      event.preventDefault();
      if (field.value.trim() !== answered) {
        isWaiting = Boolean(field.value.trim());
        look();
      } else if (options[at]) {
        follow(options[at], event.ctrlKey || event.metaKey);
      }
    }

    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey) return;
      if (event.key === "Enter") {
        enter(event);
        return;
      }
      const place = options.length && !event.shiftKey && !event.ctrlKey && !event.metaKey ? target(event.key) : -1;
      if (place >= 0) {
        event.preventDefault();
        isWalking = true;
        mark(place);
        if (place === 0) body.scrollTop = 0;
      } else if (!["Shift", "Control", "Meta"].includes(event.key)) {
        isWalking = false;
      }
    });

    /* Tab goes round in the box. */
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Tab" || event.altKey || event.ctrlKey || event.metaKey) return;
      const stops = [...dialog.querySelectorAll(STOPS)].filter((one) => one.offsetParent);
      const [first, last] = [stops[0], stops.at(-1)];
      if (document.activeElement !== (event.shiftKey ? first : last)) return;
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    });

    field.addEventListener("input", () => {
      isWaiting = false;
      isWalking = false;
      busy();
      clearTimeout(pause);
      pause = setTimeout(look, PAUSE);
    });
    field.addEventListener("rb:look", look);
    form.addEventListener("submit", look);

    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      if (option.dataset.rbMore) {
        mark(options.indexOf(option));
        follow(option, false);
        field.focus();
      } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        dialog.close();
      }
    });

    rest.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && link.target !== "_blank" && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
    });

    /* The keyboard of a phone lies over the page: the box is as high as what can be seen. */
    const fit = () => dialog.style.setProperty("--rb-search-room", `${Math.round(visualViewport.height)}px`);
    visualViewport?.addEventListener("resize", fit);
    if (window.visualViewport) fit();
  };
})();
