/* The variables of a runbook: what is filled in stands in every command at once, so that the copy button of a command
   copies what is to be run. A secret is never kept, and never taken from the address. */
(() => {
  "use strict";

  const form = document.querySelector("[data-rb-fill]");
  if (!form) return;

  const KEY = `rb-fill:${location.pathname}`;
  // What no shell reads as anything but itself. A dash in front makes an option of a value.
  const PLAIN = /^(?!-)[A-Za-z0-9_.:/@%+=,-]*$/;
  const fields = window.rbField.within(form);
  const places = [...document.querySelectorAll(".rb-var[data-rb-var]")];
  const braces = new Map(places.map((place) => [place, place.textContent]));
  const isSecret = (field) => "rbSecret" in field.dataset;

  /* What was filled in before in this tab; nothing when the browser keeps nothing for this page. */
  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    } catch (error) {
      if (error instanceof DOMException || error instanceof SyntaxError) return {};
      throw error;
    }
  }

  function keep() {
    const open = fields.filter((field) => !isSecret(field) && field.value);
    try {
      sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(open.map((field) => [field.dataset.rbName, field.value]))));
    } catch (error) {
      // Without storage the values last as long as the page.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /* An address can come from anybody: what a shell would read as a command is not taken from it. */
  function begin(field, old) {
    const said = window.rbField.given(field);
    if (said && PLAIN.test(said) && window.rbField.put(field, said)) return;
    if (typeof old === "string" && !isSecret(field)) window.rbField.put(field, old);
    if (field.value) check(field);
    if (said) window.rbField.tell(field, "the address of this page has a value for this that does not fit: it was not taken");
  }

  function fill(field) {
    const text = window.rbField.value(field);
    for (const place of places.filter((one) => one.dataset.rbVar === field.dataset.rbName)) {
      place.textContent = text || braces.get(place);
      place.classList.toggle("rb-var--filled", Boolean(text));
      place.classList.toggle("rb-var--secret", isSecret(field) && Boolean(text));
    }
  }

  function check(field) {
    const text = window.rbField.value(field);
    if (PLAIN.test(text)) {
      window.rbField.tell(field, window.rbField.fault(field));
      return;
    }
    const signs = [...new Set(text.match(/[^A-Za-z0-9_.:/@%+=,-]/g) ?? ["-"])].map((sign) => (/\s/.test(sign) ? "a space" : sign));
    window.rbField.tell(field, `a shell may read ${signs.join(" ")} as more than text: look at the command before you run it`);
  }

  for (const field of fields) {
    field.addEventListener("input", () => {
      fill(field);
      check(field);
      keep();
    });
    for (const place of places.filter((one) => one.dataset.rbVar === field.dataset.rbName)) {
      place.addEventListener("click", () => {
        if (!place.classList.contains("rb-var--filled")) field.focus();
      });
    }
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  document.querySelector("[data-rb-fill-described]").hidden = true;
  const before = kept();
  for (const field of fields) {
    begin(field, before[field.dataset.rbName]);
    fill(field);
  }
})();
