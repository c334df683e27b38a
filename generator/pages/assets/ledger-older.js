/* The older finished action items: lists without names in scripts of their own, loaded when a view asks for them, and made
   into rows like those of the page. Text becomes text only, never markup. */
(() => {
  "use strict";

  const STATES = new Map([["done", "done"], ["wont-do", "won't do"]]); // what is older is finished
  const DAY = 86_400_000;
  const { made, link, day, unknown, chip, cell } = window.rbCells;

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

  /* Loads the rows of a year. */
  const load = (address, take, fail) => window.rbCells.load(address, (data) => take(data.map(row)), fail);

  window.rbOlder = Object.freeze({ load });
})();
