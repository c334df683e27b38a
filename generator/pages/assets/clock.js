/* What depends on the day or the hour, corrected by the reader's clock: the build wrote what was true when it ran.
   A day is over when it is over in the zone that the element names, not where the reader sits. */
(() => {
  "use strict";

  const MINUTE = 60_000;
  const DAY = 86_400_000;
  const SOON = 7;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const ANY =
    "[data-rb-due], [data-rb-open-since], [data-rb-deadline], [data-rb-on-call], [data-rb-reviewed], [data-rb-dated], [data-rb-local]";
  if (!document.querySelector(ANY)) return;

  const two = (number) => String(number).padStart(2, "0");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* The day it is in a zone, as milliseconds of its midnight in UTC; null for a zone that this browser does not know. */
  function today(now, zone) {
    let parts;
    try {
      const form = { timeZone: zone || "UTC", year: "numeric", month: "numeric", day: "numeric" };
      parts = new Intl.DateTimeFormat("en", form).formatToParts(now);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
    const number = (type) => Number(parts.find((part) => part.type === type).value);
    return Date.UTC(number("year"), number("month") - 1, number("day"));
  }

  /* A length in its two largest units, as the build writes it: `1 h 29 min`, `3 d 4 h`. */
  function length(milliseconds) {
    const minutes = Math.max(Math.floor(milliseconds / MINUTE), 0);
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor((minutes % 1440) / 60);
    const rest = minutes % 60;
    if (days) return hours ? `${days} d ${hours} h` : `${days} d`;
    if (hours) return rest ? `${hours} h ${rest} min` : `${hours} h`;
    return `${rest} min`;
  }

  function due(element, now) {
    const day = today(now, element.dataset.rbZone);
    if (day === null) return;
    const late = (day - Date.parse(element.dataset.rbDue)) / DAY;
    const words = element.querySelector(".rb-late");
    words.textContent = `${late} d late`;
    words.hidden = late <= 0;
    const standing = late > 0 ? "overdue" : late >= -SOON ? "soon" : "later";
    element.dataset.rbStanding = standing;
    const row = element.closest("tr, li");
    if (row) row.dataset.rbStanding = standing;
  }

  function openSince(element, now) {
    element.textContent = `open for ${length(now - Date.parse(element.dataset.rbOpenSince))}`;
    element.hidden = false;
  }

  function deadline(element, now) {
    if (now <= Date.parse(element.dataset.rbDeadline)) return;
    element.textContent = "missed";
    element.className = "rb-verdict rb-verdict--missed";
  }

  /* The word before the end of a target: "until" while it runs, behind it "was due". */
  function wasDue(element, now) {
    element.textContent = now > Date.parse(element.dataset.rbWasDue) ? ", was due" : " until";
  }

  /* Shows the period that holds this moment. Behind the last one nobody is named: a wrong name costs more than none. */
  function onCall(list, now) {
    const periods = all(":scope > li[data-rb-from]", list);
    const current = periods.filter((one) => now < Date.parse(one.dataset.rbUntil))[0];
    for (const one of periods) one.hidden = one !== current;
    let over = list.querySelector(".rb-on-call__over");
    if (!current && !over) {
      over = document.createElement("li");
      over.className = "rb-on-call__over";
      over.textContent = "not known: this page was built too long ago";
      list.append(over);
    }
    if (over) over.hidden = Boolean(current);
  }

  function review(element, now) {
    if (!element.dataset.rbReviewDays) return;
    const ends = Date.parse(element.dataset.rbReviewed) + Number(element.dataset.rbReviewDays) * DAY;
    const day = today(now, element.dataset.rbZone);
    if (day === null) return;
    let words = element.querySelector(".rb-late");
    if (!words) {
      words = document.createElement("strong");
      words.className = "rb-late";
      words.textContent = "review overdue";
      element.append(" ", words);
    }
    words.hidden = ends >= day;
  }

  /* By how many days each of the due days is over in its zone, 0 when it is not; null for a zone that is not known. */
  function daysOver(dues, now) {
    const days = new Map();
    for (const [, zone] of dues) if (!days.has(zone)) days.set(zone, today(now, zone));
    if ([...days.values()].includes(null)) return null;
    return dues.map(([due, zone]) => Math.max((days.get(zone) - Date.parse(due)) / DAY, 0));
  }

  function say(element, words, isLate) {
    element.textContent = words;
    element.classList.toggle("rb-late", isLate);
  }

  function daysLate(element, now) {
    const late = daysOver([[element.dataset.rbDaysLate, element.dataset.rbZone]], now);
    if (late) say(element, late[0], late[0] > 0);
  }

  function lateState(element, now) {
    const late = daysOver([[element.dataset.rbLateState, element.dataset.rbZone]], now);
    const state = element.dataset.rbState;
    if (late) say(element, late[0] ? `late (${state})` : state, late[0] > 0);
  }

  function lateCount(element, now) {
    const dues = element.dataset.rbLateCount.split(" ").filter(Boolean);
    const late = daysOver(dues.map((due) => due.split("@")), now);
    if (!late) return;
    const count = Number(element.dataset.rbLateOver ?? 0) + late.filter((days) => days > 0).length;
    say(element, count, count > 0);
  }

  /* "(your time 10:00)" behind a time whose zone is not the reader's; with the day when that differs, too. */
  function yourTime(element) {
    const at = new Date(element.getAttribute("datetime"));
    const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
    const day = `${at.getDate()} ${MONTHS[at.getMonth()]}`;
    const said = element.textContent.trim();
    const sameDay = said.startsWith(`${day} ${at.getFullYear()} `) || !/^\d+ [A-Z]/.test(said);
    if (sameDay && said.includes(clock)) return;
    const hint = document.createElement("span");
    hint.className = "rb-your-time";
    hint.textContent = ` (your time ${sameDay ? clock : `${day} ${clock}`})`;
    const zone = element.nextElementSibling;
    (zone?.matches("[data-rb-zone-name]") ? zone : element).after(hint);
  }

  /* How many action items are overdue and how many due soon: `UTC@2024-02-01:0*3,7` for each zone says what is due when. */
  function countOwed(place, now) {
    let late = 0;
    let soon = 0;
    for (const [, zone, first, steps] of place.dataset.rbOwed.matchAll(/(\S+)@([\d-]+):(\S+)/g)) {
      const day = today(now, zone) ?? today(now, "UTC");
      let due = Date.parse(first);
      for (const step of steps.split(",")) {
        const [days, number = 1] = step.split("*").map(Number);
        due += days * DAY;
        if (due < day) late += number;
        else if (due <= day + SOON * DAY) soon += number;
      }
    }
    place.querySelector("[data-rb-owed-late]").textContent = String(late);
    place.querySelector("[data-rb-owed-soon]").textContent = String(soon);
  }

  /* The home page's list: what is overdue or due soon now, the first few of it. */
  function owed(list) {
    const rows = all(":scope > li", list);
    const standing = (row) => row.querySelector("[data-rb-due]").dataset.rbStanding;
    const owing = rows.filter((row) => ["overdue", "soon"].includes(standing(row)));
    const shown = new Set(owing.slice(0, Number(list.dataset.rbShow)));
    for (const row of rows) row.hidden = !shown.has(row);
  }

  function tell() {
    const now = Date.now();
    all("[data-rb-due]").forEach((element) => due(element, now));
    all("[data-rb-open-since]").forEach((element) => openSince(element, now));
    all("[data-rb-deadline]").forEach((element) => deadline(element, now));
    all("[data-rb-was-due]").forEach((element) => wasDue(element, now));
    all("[data-rb-on-call]").forEach((list) => onCall(list, now));
    all("[data-rb-reviewed]").forEach((element) => review(element, now));
    all("[data-rb-days-late]").forEach((element) => daysLate(element, now));
    all("[data-rb-late-state]").forEach((element) => lateState(element, now));
    all("[data-rb-late-count]").forEach((element) => lateCount(element, now));
    all("[data-rb-owed-list]").forEach(owed);
    all("[data-rb-owed]").forEach((place) => countOwed(place, now));
    document.dispatchEvent(new Event("rb:clock"));
  }

  all("[data-rb-local] time[datetime*=T], [data-rb-on-call] time[datetime*=T]").forEach(yourTime);
  tell();
  setInterval(tell, MINUTE);
  // A sleeping tablet has no minutes: what it shows when it wakes up must be true.
  document.addEventListener("visibilitychange", tell);
})();
