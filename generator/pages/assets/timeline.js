/* The timeline as the reader wants it: in the incident's zone, in UTC or in their own, and with all events or the key ones.
   The zone is kept for all incidents; the events stand in the address, so that they can be sent to somebody. */
(() => {
  "use strict";

  const place = document.querySelector("[data-rb-timeline]");
  const form = document.querySelector("form[data-rb-timeline-choice]");
  if (!place || !form) return;

  const KEPT = "rb-zone";
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const article = place.closest("article");
  const key = form.elements.events;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const said = form.parentElement.querySelector("[data-rb-zone-said]");

  const two = (number) => String(number).padStart(2, "0");
  const chosen = () => form.querySelector("[name=zone]:checked").value;

  function texts(element) {
    const found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  /* What the clocks of a zone show at a moment, as numbers: year, month, day, hour, minute. */
  const shown = {
    utc: (at) => [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes()],
    viewer: (at) => [at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()],
  };

  function read(at, zone) {
    const [year, month, date, hours, minutes] = shown[zone](at);
    return {
      stamp: `${year}-${two(month + 1)}-${two(date)}`,
      day: `${date} ${MONTHS[month]} ${year}`,
      hour: `${two(hours)}:${two(minutes)}`,
    };
  }

  /* The lines of the timeline, each with the day under which it was built; a silence belongs to the entry behind it. */
  const lines = [...place.querySelectorAll(".rb-timeline > li")].map((element) => {
    const entry = element.classList.contains("rb-silence") ? element.nextElementSibling : element;
    const heading = element.parentElement.previousElementSibling.querySelector("time");
    return {
      element,
      at: new Date(entry.querySelector("time").getAttribute("datetime")),
      // As built: what the incident's own clocks show.
      record: {
        stamp: heading.getAttribute("datetime"),
        day: heading.textContent,
        hour: entry.querySelector("time").textContent,
      },
      isEntry: entry === element,
      stays: element.hasAttribute("data-rb-stays"),
    };
  });
  const entries = lines.filter((line) => line.isEntry);
  const clocks = [...article.querySelectorAll("time[data-rb-clock]")].map((element) => ({ element, built: element.textContent }));
  const names = [...article.querySelectorAll("[data-rb-zone-name]")].map((element) => ({ element, built: element.textContent }));
  const builtSaid = said.textContent;
  // A heading of the handbook's, "Timeline (all times UTC)", promises what holds as it was built.
  const promises = [...document.querySelectorAll("h2#timeline, a[href$='#timeline']")]
    .flatMap(texts)
    .filter((node) => node.data.includes("UTC"))
    .map((node) => ({ node, built: node.data }));
  const changes = new Set(entries.map((line) => line.at.getTimezoneOffset())).size > 1;

  const told = (line, zone) => (zone === "record" ? line.record : read(line.at, zone));

  /* Behind an hour that the reader's clocks show twice stands how far they are from UTC. */
  function offset(at) {
    const minutes = -at.getTimezoneOffset();
    const rest = Math.abs(minutes) % 60;
    return ` UTC${minutes < 0 ? "-" : "+"}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${two(rest)}` : ""}`;
  }

  function words(element, built, zone) {
    if (zone === "record") return built;
    const at = new Date(element.getAttribute("datetime"));
    const there = read(at, zone);
    const clock = `${there.hour}${zone === "viewer" && changes && place.contains(element) ? offset(at) : ""}`;
    const beside = element.dataset.rbClock;
    if (beside === "") return clock;
    const sameDay = beside !== "day" && read(new Date(beside), zone).stamp === there.stamp;
    return sameDay ? clock : `${there.day} ${clock}`;
  }

  function write(zone) {
    const name = { utc: "UTC", viewer: "your time" }[zone];
    for (const { element, built } of clocks) element.textContent = words(element, built, zone);
    for (const { element, built } of names) element.textContent = name ?? built;
    for (const element of article.querySelectorAll("[data-rb-zone-hint]")) element.hidden = zone !== "record";
    for (const element of article.querySelectorAll(".rb-event__utc")) element.hidden = true;
    for (const element of article.querySelectorAll(".rb-your-time")) element.hidden = zone === "viewer";
    for (const { node, built } of promises) node.data = zone === "viewer" ? built.replace(/\s*\([^()]*UTC[^()]*\)/, "") : built;
    said.textContent = { utc: "Times in UTC", viewer: `Times in your zone, ${own}` }[zone] ?? builtSaid;
  }

  function headed(found) {
    const heading = document.createElement("h3");
    heading.className = "rb-day";
    const time = document.createElement("time");
    time.setAttribute("datetime", found.stamp);
    time.textContent = found.day;
    heading.append(time);
    const list = document.createElement("ol");
    list.className = "rb-timeline";
    place.append(heading, list);
    return list;
  }

  /* Days begin elsewhere in another zone, so the lines are put under them anew. A silence is one of all entries only. */
  function arrange(zone, keyOnly) {
    place.replaceChildren();
    let [stamp, list] = ["", null];
    for (const line of lines.filter((one) => !keyOnly || one.stays)) {
      const found = told(line, zone);
      if (found.stamp !== stamp) [stamp, list] = [found.stamp, headed(found)];
      list.append(line.element);
    }
  }

  function show() {
    const keyOnly = Boolean(key?.checked);
    write(chosen());
    arrange(chosen(), keyOnly);
    const count = form.querySelector("[data-rb-shown]");
    const stay = entries.filter((line) => line.stays).length;
    if (count) count.textContent = keyOnly ? `with the milestones: ${stay} of ${entries.length}` : "";
  }

  /* The zone chosen before, on whichever incident; nothing when the browser keeps nothing. */
  function kept() {
    try {
      return localStorage.getItem(KEPT);
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  }

  function keep(zone) {
    try {
      localStorage.setItem(KEPT, zone);
    } catch (error) {
      // Without storage the choice lasts as long as the page.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /* A page from the disk may not change its own address. */
  function note() {
    if (location.protocol === "file:") return;
    const address = new URL(location.href);
    if (key.checked) address.searchParams.set("events", "key");
    else address.searchParams.delete("events");
    history.replaceState(history.state, "", address);
  }

  /* Where two zones show the same hours on the same days, there is nothing to choose between them. */
  const same = (one, other) =>
    entries.every((line) => ["stamp", "hour"].every((part) => told(line, one)[part] === told(line, other)[part]));

  const choices = [...form.querySelectorAll("[name=zone]")].map((field) => field.value);
  const like = choices.find((zone) => zone !== "viewer" && same(zone, "viewer"));
  form.querySelector("[data-rb-viewer]").textContent = own;
  if (like) form.querySelector("[value=viewer]").closest("label").remove();
  const offered = [...form.querySelectorAll("[name=zone]")];
  form.querySelector("[data-rb-zones]").hidden = offered.length < 2;

  const wanted = kept() === "viewer" && like ? like : kept();
  for (const field of offered) field.checked = field.value === wanted;
  if (!offered.some((field) => field.checked)) offered[0].checked = true;
  if (key) {
    key.checked = new URLSearchParams(location.search).get("events") === "key";
    key.addEventListener("change", () => {
      show();
      note();
    });
  }
  for (const field of offered) {
    field.addEventListener("change", () => {
      keep(field.value);
      show();
    });
  }
  form.hidden = offered.length < 2 && !key;
  show();
})();
