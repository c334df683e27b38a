/* What the alert said, on the page of its runbook: `/a/<Alert>/?instance=…` takes it along. It is shown as text and goes
   nowhere; fill.js puts into commands what a variable has the name of. */
(() => {
  "use strict";

  const MOST = 20;
  const LONGEST = 200;
  const line = document.querySelector("p.rb-line");
  if (!line || !document.querySelector("[data-rb-tick]")) return;

  const secrets = new Set([...document.querySelectorAll("[data-rb-secret]")].map((field) => field.dataset.rbName.toLowerCase()));

  /* A text on one line, without signs that nobody sees. */
  function plain(text) {
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    return short.trim().replace(/\s+/gu, " ").replace(/\p{C}/gu, "\ufffd");
  }

  /* What the address says, but for the words of the search and for what is to stay secret. */
  function given() {
    const all = [...new URLSearchParams(location.search)].map(([name, value]) => [plain(name), plain(value)]);
    return all.filter(([name, value]) => name && value && name !== "q" && !secrets.has(name.toLowerCase())).slice(0, MOST);
  }

  function label([name, value]) {
    const code = document.createElement("code");
    code.textContent = `${name}=${value}`;
    return [" ", code];
  }

  const labels = given();
  if (!labels.length) return;
  const caution = document.createElement("span");
  caution.className = "rb-small";
  caution.textContent = " Taken from the address of this page, which anybody can write: compare it with the alert before you run a command.";
  const said = document.createElement("p");
  said.className = "rb-labels";
  said.append("From the alert:", ...labels.flatMap(label), caution);
  line.after(said);
})();
