/* What the fields of messages and the variables of runbooks have in common: what the address says about them, the
   time now, and what is wrong with a value. Nothing here stores or sends anything. */
(() => {
  "use strict";

  if (!document.querySelector("[data-rb-name]")) return;

  const two = (number) => String(number).padStart(2, "0");

  /* The fields of a form that have a name. */
  const within = (form) => [...form.querySelectorAll("[data-rb-name]")];

  const value = (field) => field.value.trim();

  /* What the address says about a field, `?region=eu`: names are case-blind, a secret is never taken from there. */
  function given(field) {
    if ("rbSecret" in field.dataset) return "";
    const wanted = field.dataset.rbName.toLowerCase();
    for (const [name, said] of new URLSearchParams(location.search)) {
      if (name.trim().toLowerCase() === wanted) return said.trim();
    }
    return "";
  }

  /* Puts a value into a field; a choice takes only what it offers, in its own spelling. Says whether it did. */
  function put(field, said) {
    if (field.tagName !== "SELECT") {
      field.value = said;
      return true;
    }
    const found = [...field.options].find((option) => option.value && option.value.toLowerCase() === said.toLowerCase());
    if (found) field.value = found.value;
    return Boolean(found);
  }

  /* The time or the day now, always in UTC. */
  function now(kind) {
    const at = new Date();
    const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
    const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`;
    return { time, date: day }[kind] ?? `${day} ${time}`;
  }

  function isDay(text) {
    const at = new Date(`${text}T00:00:00Z`);
    return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(text);
  }

  /* Words are always fine ("tomorrow at noon"); what looks like a number must say which one. */
  const KINDS = {
    time(text) {
      const clock = /^\d{1,2}[:.h]?\d{0,2}\b/.exec(text);
      if (!clock) return "";
      if (!/^([01]?\d|2[0-3]):[0-5]\d\b/.test(text)) return "write the time as 14:20 UTC";
      return /[A-Za-z]|[+-]\d\d/.test(text.slice(clock[0].length)) ? "" : "which time zone? Write it as 14:20 UTC";
    },
    date: (text) => (!/^\d/.test(text) || isDay(text) || /[A-Za-z]{3}/.test(text) ? "" : "write the day as 2025-02-20"),
    duration: (text) => (/\d\s*$/.test(text) ? "which unit? Write it as 15 minutes or 2 h" : ""),
    number: (text) => (/^[-+~<>≈]?\s*\d[\d., ]*\s*[%kM]?$/.test(text) ? "" : "write a number, such as 212"),
  };

  /* What is wrong with a field's value, or nothing. An empty field is not wrong, it is only not filled in. */
  function fault(field) {
    const text = value(field);
    if (!text) return "";
    const pattern = field.dataset.rbPattern;
    if (pattern && !fits(text, pattern)) {
      return field.placeholder ? `this should look like: ${field.placeholder}` : `this should fit the pattern ${pattern}`;
    }
    return KINDS[field.dataset.rbKind]?.(text) ?? "";
  }

  function fits(text, pattern) {
    try {
      return new RegExp(`^(?:${pattern})$`).test(text);
    } catch (error) {
      // Patterns are checked to be ones that every browser reads.
      if (error instanceof SyntaxError) return true;
      throw error;
    }
  }

  /* Shows what is wrong under the field, where a screen reader finds it, too. */
  function tell(field, words, isFault = Boolean(words)) {
    const place = document.getElementById(`${field.id}-fault`);
    if (place.textContent !== words) place.textContent = words;
    if (isFault) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  /* "now" and "today". */
  for (const button of document.querySelectorAll("[data-rb-now]")) {
    const field = document.getElementById(button.dataset.rbNow);
    button.setAttribute("aria-label", `${button.textContent}, in UTC: ${field.labels[0].firstChild.textContent.trim()}`);
    button.addEventListener("click", () => {
      field.value = now(field.dataset.rbKind);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  window.rbField = Object.freeze({ within, value, given, put, now, fault, tell });
})();
