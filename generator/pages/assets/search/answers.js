/* What the search answers, as elements: groups of results, what stands beside each, and the ways on where nothing fits. */
(() => {
  "use strict";

  const DAY = 86_400_000;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const SHAPES = ["■", "◆", "▲", "●", "○"];
  const KEPT_TRUE = new Set(["runbook", "procedure"]);
  const LONGEST_TITLE = 80;
  const LONGEST_SYMPTOM = 200;
  const LONGEST_NAME = 100;

  window.rbSearchAnswers = ({ make, root }) => {
    const books = hereFirst(window.runbookSiteWays);

    /* The handbook whose page somebody reads is most likely the one that they need. */
    function hereFirst(all) {
      const own = location.href.startsWith(root) ? location.href.slice(root.length).split("/")[0] : "";
      return [...all].sort((one, other) => (other.id === own) - (one.id === own));
    }

    /* --- what stands beside a result --- */

    /* The day it is in a zone, as milliseconds of its midnight in UTC; in UTC for a zone that this browser does not know. */
    function today(zone) {
      const form = { year: "numeric", month: "numeric", day: "numeric" };
      let parts;
      try {
        parts = new Intl.DateTimeFormat("en", { ...form, timeZone: zone }).formatToParts();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        parts = new Intl.DateTimeFormat("en", { ...form, timeZone: "UTC" }).formatToParts();
      }
      const number = (type) => Number(parts.find((part) => part.type === type).value);
      return Date.UTC(number("year"), number("month") - 1, number("day"));
    }

    const days = (number) => `${number} day${number === 1 ? "" : "s"}`;

    function day(text) {
      const [year, month, date] = text.split("-").map(Number);
      return [date, MONTHS[month - 1], year].filter(Boolean).join(" ");
    }

    function age(passed) {
      if (passed <= 0) return "reviewed today";
      if (passed < 90) return `reviewed ${days(passed)} ago`;
      const months = Math.round(passed / 30.44);
      return months < 24 ? `reviewed ${months} months ago` : `reviewed ${Math.floor(passed / 365.25)} years ago`;
    }

    /* How old the last review is by the reader's clock; of what nobody reviews, nothing. */
    function review({ reviewed, reviewDue, handbook }, kind) {
      const now = today(books.find((book) => book.title === handbook)?.zone ?? "UTC");
      const late = reviewDue ? (now - Date.parse(reviewDue)) / DAY : 0;
      if (late > 0) return make("strong", { class: "rb-late" }, `review overdue by ${days(late)}`);
      if (reviewed) return age((now - Date.parse(reviewed)) / DAY);
      return KEPT_TRUE.has(kind) ? "never reviewed" : null;
    }

    function chip(rank, words) {
      const shape = make("span", { "aria-hidden": "true" }, SHAPES[rank]);
      return make("span", { class: `rb-chip rb-chip--${rank}` }, shape, ` ${words}`);
    }

    const spread = (parts) => parts.filter(Boolean).flatMap((part, at) => (at ? [" · ", part] : [part]));

    function snippet(pieces) {
      const marked = pieces.map(([text, isFound]) => (isFound ? make("mark", {}, text) : text));
      return make("span", { class: "rb-hit__words" }, ...marked);
    }

    /* --- results --- */

    function hit(result, kind, id, absent) {
      const { title, section, level, levelName, rank, date, handbook, missing, address, isExample } = result;
      const top = make("span", { class: "rb-hit__top" });
      if (level && rank >= 0) top.append(chip(rank, `${level} ${levelName ?? ""}`.trim()), " ");
      top.append(make("span", { class: "rb-hit__title" }, title));
      if (section) top.append(make("span", { class: "rb-hit__section" }, ` › ${section}`));
      const lacking = (missing ?? []).filter((word) => !absent.has(word));
      const without = lacking.length ? `without: ${lacking.join(", ")}` : null;
      const facts = spread([isExample ? "example" : null, date ? day(date) : null, handbook, review(result, kind), without]);
      const href = new URL(address, root).href;
      return make(
        "a",
        { id, class: "rb-hit", role: "option", tabindex: "-1", "aria-selected": "false", href },
        top,
        result.snippet?.length ? snippet(result.snippet) : null,
        make("span", { class: "rb-hit__about" }, ...facts),
      );
    }

    function more(kind, left, id) {
      const attributes = { id, class: "rb-hit rb-hit--more", role: "option", "aria-selected": "false", "data-rb-more": kind };
      return make("div", attributes, `Show more (${left} left)`);
    }

    /* A group's element; `limit` is how many of its results are shown, `absent` the words that none of all groups has. */
    function group({ kind, title, total, pending, partial, error, results = [] }, at, limit, absent) {
      const name = `rb-search-group-${at}`;
      const most = partial && !absent.size ? `${total}, with most of the words` : String(total);
      const said = error ?? (pending ? "looking …" : most);
      const number = make("span", { class: "rb-search__total" }, said);
      const head = make("div", { id: name, class: "rb-search__kind" }, title, " ", number);
      const hits = results.slice(0, limit).map((result, place) => hit(result, kind, `rb-hit-${at}-${place}`, absent));
      const left = total - hits.length;
      if (left > 0 && hits.length) hits.push(more(kind, left, `rb-hit-${at}-more`));
      return make("div", { class: "rb-search__group", role: "group", "aria-labelledby": name }, head, ...hits);
    }

    /* What was found, in one sentence, for the eye and for the ear. */
    function count({ groups, pending }) {
      const total = groups.reduce((sum, one) => sum + one.total, 0);
      const kinds = groups.filter((one) => one.total).map((one) => `${one.title} ${one.total}`);
      const lost = groups.filter((one) => one.error).map((one) => `. ${one.title}: ${one.error}`);
      const found = (total ? `${total} result${total === 1 ? "" : "s"}: ${kinds.join(", ")}` : "No results") + lost.join("");
      return pending ? `${total ? found : "Nothing yet"}; looking through the incidents …` : found;
    }

    /* The words of which it is sure that no result has them: Set(words). */
    function lostWords({ groups, pending }) {
      const lists = groups.flatMap(({ results = [] }) => results).map(({ missing }) => missing ?? []);
      const [first = [], ...others] = pending ? [] : lists;
      return new Set(first.filter((word) => others.every((missing) => missing.includes(word))));
    }

    /* How the words were understood, where that is not as they were typed; else nothing. */
    function understood({ mended = [] }, without) {
      const read = mended.map(([typed, better]) => `No page says “${typed}”; here is “${better}”.`);
      const lost = [...without].map((word) => `“${word}”`).join(", ");
      return [...read, ...(lost ? [`No result has ${lost}.`] : [])].join(" ");
    }

    /* --- the ways on --- */

    const link = (address, ...words) => make("a", { href: new URL(address, root).href }, ...words);

    const way = (...inside) => make("span", { class: "rb-search__way" }, ...inside);

    /* What to follow in each handbook. */
    function follow() {
      const rows = books.map(({ title, first, home, runbooks }) => {
        const ways = first.map((one) => way(one.rank < 0 ? "" : chip(one.rank, one.level), " ", link(one.address, one.title)));
        const whose = make("span", { class: "rb-only-read" }, ` of ${title}`);
        ways.push(way(link(runbooks || home, runbooks ? "All runbooks" : "Overview", whose)));
        return make("li", {}, make("span", {}, title), " ", make("span", { class: "rb-search__ways" }, ...ways));
      });
      return make("ul", { class: "rb-search__follow" }, ...rows);
    }

    const plain = (words) => words.replace(/\p{C}/gu, " ").replace(/\s+/gu, " ").trim();

    function cut(words, most) {
      if (words.length <= most) return words;
      const short = [...words.slice(0, most + 1)].slice(0, -1).join("");
      return short.includes(" ") ? short.slice(0, short.lastIndexOf(" ")) : short;
    }

    function slug(title) {
      const letters = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
      return letters.replace(/[^a-z0-9]+/g, "-").slice(0, LONGEST_NAME).replace(/^-+|-+$/g, "") || "new-runbook";
    }

    /* A page of the repository's host for a new file with a runbook in it, or the command that writes one; `alert` is
       the name of the alert that it is for, if it is for one. */
    function written({ id, title, new: page, text }, words, alert) {
      const name = alert || cut(words, LONGEST_TITLE);
      if (!page) {
        const command = `runbook-site new runbook --handbook ${id} --title '${name.replace(/'/g, "'\\''")}'`;
        return make("li", {}, `${title}: `, make("code", {}, command));
      }
      const [above, between, below] = text;
      const symptom = JSON.stringify(alert ? `The alert ${alert} fires` : cut(words, LONGEST_SYMPTOM));
      const named = alert ? `\nalerts:\n  - ${JSON.stringify(alert)}` : "";
      const address = new URL(page);
      address.searchParams.set("filename", `${slug(name)}.yaml`);
      address.searchParams.set("value", `${above}${JSON.stringify(name)}${named}${between}${symptom}${below}`);
      const attributes = { href: address.href, target: "_blank", rel: "noopener noreferrer" };
      const where = make("span", { class: "rb-small" }, ` opens ${address.host} with these words filled in`);
      return make("li", {}, make("a", attributes, `New runbook in ${title}`), where);
    }

    /* What to do now, and what to write so that the next one finds it. */
    function waysOn(typed, alert = "") {
      const words = plain(typed);
      const after = make("p", { class: "rb-search__head" }, "Afterwards, so that the next one finds it");
      return [
        make("p", { class: "rb-search__head" }, "What to follow now"),
        follow(),
        ...(words ? [after, make("ul", {}, ...books.map((book) => written(book, words, alert)))] : []),
      ];
    }

    /* Below results: whether one of them fits is for the person to say. */
    function unfit(typed) {
      const question = make("summary", {}, "None of these fits?");
      return [make("details", { class: "rb-search__unfit" }, question, ...waysOn(typed))];
    }

    /* Where nothing was found: how it was understood, too. */
    function none(words, typed) {
      const read = words.length ? `Looked for: ${words.join(", ")}.` : "There is no word to look for in it.";
      return [make("p", { class: "rb-search__none" }, make("strong", {}, "Nothing fits."), ` ${read}`), ...waysOn(typed)];
    }

    /* Before anything is typed. */
    function start() {
      return [
        make("p", { class: "rb-search__head" }, "No time to search? Follow"),
        follow(),
        make("p", { class: "rb-small" }, "Paste a whole error message, or half a word. What you type stays in this browser."),
      ];
    }

    return Object.freeze({ group, count, lostWords, understood, unfit, none, start, waysOn });
  };
})();
