/* The action items that are not on the page: lists without names in scripts of their own, loaded when a view asks for
   them, and made into rows like those of the page, each when it is shown. Text becomes text only, never markup. */
(() => {
  "use strict";

  const STATES = new Map([["in-progress", "in progress"], ["wont-do", "won't do"]]);
  const DAY = 86_400_000;
  const { made, link, day, dayWords, unknown, chip, cell, head } = window.rbCells;

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

  const stateWords = (state) => STATES.get(state) ?? state;

  /* In the order in which older_items.py writes them. */
  const named = ([
    action, priority, purpose, ticket, ticketName, whyNot, ownerKey, ownerTitle, ownerAddress, team, due, state, done,
    since, level, levelName, rank, levelAddress, incident, incidentAddress, isExample, handbook, handbookTitle, zone,
  ]) => ({
    action, priority, purpose, ticket, ticketName, whyNot, ownerKey, ownerTitle, ownerAddress, team, due, state, done,
    since, level, levelName, rank, levelAddress, incident, incidentAddress, isExample, handbook, handbookTitle, zone,
  });

  const ageOf = ({ done, since }) => (done && since ? Math.max((Date.parse(done) - Date.parse(since)) / DAY, 0) : null);

  function dueCell({ due, zone }) {
    if (!due) return cell("Due", zone ? unknown("no due day recorded") : made("span", "rb-unknown", "—"));
    return cell("Due", day(due), ...(zone ? [" ", made("strong", "rb-late")] : []));
  }

  /* How late an open one is and how old stands there when the ledger has told it. */
  function ageCell(one) {
    const age = ageOf(one);
    if (one.zone && one.since) return cell("Age", made("span", "rb-age"));
    if (one.zone) return cell("Age", unknown("the day of its incident is not recorded"));
    return cell("Age", age === null ? unknown("the day it ended is not recorded") : made("span", "rb-age", `${age} d`));
  }

  function row(one) {
    const owner = one.ownerTitle ? [link(one.ownerTitle, one.ownerAddress)] : [unknown("no owner recorded")];
    if (one.team) owner.push(" ", made("span", "rb-small", one.team));
    const standing = [made("span", `rb-state rb-state--${one.state}`, stateWords(one.state))];
    if (one.done) standing.push(" ", made("span", "rb-small", day(one.done)));
    const origin = one.level ? [chip(one.level, one.levelName, one.rank, one.levelAddress), " "] : [];
    origin.push(link(one.incident, one.incidentAddress));
    if (one.isExample) origin.push(" ", made("span", "rb-mark rb-mark--example", "example"));
    origin.push(" ", made("span", "rb-small", one.handbookTitle));
    const element = made(
      "tr",
      "",
      head(...what(one.action, one.priority, one.purpose, one.ticket, one.ticketName, one.whyNot)),
      cell("Owner", ...owner),
      dueCell(one),
      ageCell(one),
      cell("State", ...standing),
      cell("From", ...origin),
    );
    const facts = { ...factsOf(one), zone: one.zone, since: one.since };
    for (const [name, value] of Object.entries(facts)) if (value !== null) element.dataset[name] = value;
    return element;
  }

  /* What a row of the page says in its attributes. */
  function factsOf(one) {
    const { state, handbook, rank, due } = one;
    const lacks = [["owner", one.ownerTitle], ["due", due], ["ticket", one.ticket]].filter(([, value]) => !value);
    return {
      state, handbook, rank, due,
      owner: one.ownerKey ?? "",
      severity: one.level ?? "",
      purpose: one.purpose ?? "",
      lacks: lacks.map(([name]) => name).join(" "),
      age: ageOf(one),
    };
  }

  /* What can be read in its row, but for what the day changes. */
  function wordsOf(one) {
    const ticket = one.ticket ? `ticket ${one.ticketName} of ${one.action}` : "";
    const words = [
      one.action, one.priority && `${one.priority} priority`, one.purpose, ticket,
      one.whyNot && `why not: ${one.whyNot}`,
      one.ownerTitle, one.team, one.due && dayWords(one.due), stateWords(one.state), one.done && dayWords(one.done),
      one.level, one.levelName, one.incident, one.isExample && "example", one.handbookTitle,
    ];
    return words.filter(Boolean).join(" ");
  }

  /* An item as the ledger knows it; its row is made when it is shown. */
  function itemOf(cells) {
    const one = named(cells);
    return {
      facts: { ...factsOf(one), zone: one.zone ?? "", since: one.since },
      words: wordsOf(one),
      sorting: { action: one.action, owner: `${one.ownerTitle ?? ""} ${one.team ?? ""}` },
      draw: () => row(one),
    };
  }

  /* Loads the items of a year. */
  const load = (address, take, fail) => window.rbCells.load(address, (data) => take(data.map(itemOf)), fail);

  window.rbOlder = Object.freeze({ load });
})();
