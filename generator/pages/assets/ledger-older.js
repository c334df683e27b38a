/* The older finished action items: lists without names in scripts of their own, loaded when a view asks for them, and made
   into rows like those of the page. Text becomes text only, never markup. */
(() => {
  "use strict";

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const SHAPES = ["■", "◆", "▲", "●", "○"];
  const STATES = new Map([["done", "done"], ["wont-do", "won't do"]]); // what is older is finished
  const DAY = 86_400_000;

  /* An element with its class, if any, and what stands in it: elements or text. */
  function made(tag, look, ...inside) {
    const element = document.createElement(tag);
    if (look) element.className = look;
    element.append(...inside);
    return element;
  }

  /* A link to the address, or the bare words without one. No other scheme than those of the records leads anywhere. */
  function link(words, address, look = "") {
    if (!address || !/^(?:https?:|mailto:|\.{0,2}\/)/i.test(address)) return made("span", look, words);
    const element = made("a", look, words);
    element.href = address;
    return element;
  }

  function day(written) {
    const [year, month, number] = written.split("-").map(Number);
    const element = made("time", "", `${number} ${MONTHS[month - 1]} ${year}`);
    element.dateTime = written;
    return element;
  }

  const unknown = (reason) => {
    const element = made("span", "rb-unknown", "—", made("span", "rb-only-read", ` ${reason}`));
    element.title = reason;
    return element;
  };

  function what(action, priority, purpose, ticket, ticketName, whyNot) {
    const parts = [made("span", "rb-action", action)];
    const facts = made("span", "rb-small rb-dots");
    if (priority) facts.append(made("span", "", `${priority} priority`), " ");
    if (purpose) facts.append(made("span", "", purpose), " ");
    if (ticket) {
      const there = link(`ticket ${ticketName}`.trim(), ticket);
      there.rel = "noopener noreferrer";
      there.append(made("span", "rb-only-read", ` of ${action}`));
      facts.append(there);
    }
    if (facts.hasChildNodes()) parts.push(" ", facts);
    if (whyNot) parts.push(" ", made("span", "rb-small", `why not: ${whyNot}`));
    return parts;
  }

  function chip(level, name, rank, address) {
    const place = Math.min(rank, SHAPES.length - 1);
    const shape = made("span", "", SHAPES[place]);
    shape.setAttribute("aria-hidden", "true");
    const element = link("", address, `rb-chip rb-chip--${place}`);
    element.append(shape, ` ${level} ${name}`);
    return element;
  }

  function cell(label, ...inside) {
    const element = made("td", "", ...inside);
    element.dataset.label = label;
    return element;
  }

  /* In the order in which older_items.py writes them. */
  function row([
    action, priority, purpose, ticket, ticketName, whyNot, ownerKey, ownerTitle, ownerAddress, team, due, state, done,
    since, level, levelName, rank, levelAddress, incident, incidentAddress, isExample, handbook, handbookTitle,
  ]) {
    const age = done && since ? Math.max((Date.parse(done) - Date.parse(since)) / DAY, 0) : null;
    const head = made("th", "", ...what(action, priority, purpose, ticket, ticketName, whyNot));
    head.scope = "row";
    const owner = ownerTitle ? [link(ownerTitle, ownerAddress)] : [unknown("no owner recorded")];
    if (team) owner.push(" ", made("span", "rb-small", team));
    const standing = [made("span", `rb-state rb-state--${state === "done" ? "done" : "wont-do"}`, STATES.get(state))];
    if (done) standing.push(" ", made("span", "rb-small", day(done)));
    const origin = level ? [chip(level, levelName, rank, levelAddress), " "] : [];
    origin.push(link(incident, incidentAddress));
    if (isExample) origin.push(" ", made("span", "rb-mark rb-mark--example", "example"));
    origin.push(" ", made("span", "rb-small", handbookTitle));
    const element = made(
      "tr",
      "",
      head,
      cell("Owner", ...owner),
      cell("Due", due ? day(due) : made("span", "rb-unknown", "—")),
      cell("Age", age === null ? unknown("the day it ended is not recorded") : made("span", "rb-age", `${age} d`)),
      cell("State", ...standing),
      cell("From", ...origin),
    );
    const lacks = [["owner", ownerTitle], ["due", due], ["ticket", ticket]].filter(([, value]) => !value);
    Object.assign(element.dataset, { state, owner: ownerKey ?? "", handbook, severity: level ?? "", rank });
    Object.assign(element.dataset, { purpose: purpose ?? "", lacks: lacks.map(([name]) => name).join(" ") });
    if (due) element.dataset.due = due;
    if (age !== null) element.dataset.age = age;
    return element;
  }

  /* Adds the script, gives its rows to `take`, or calls `fail`. */
  function load(address, take, fail) {
    const script = document.createElement("script");
    script.addEventListener("load", () => {
      const data = self.runbookSiteOlderItems;
      delete self.runbookSiteOlderItems;
      script.remove();
      // A server that answers with something else for a file that is gone.
      if (Array.isArray(data)) take(data.map(row));
      else fail();
    });
    script.addEventListener("error", fail);
    script.src = address;
    document.head.append(script);
  }

  window.rbOlder = Object.freeze({ load });
})();
