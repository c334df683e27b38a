/* A message: what is typed into the form stands in the message at once, and "Copy" takes the message to the letter.
   Nothing is stored, nothing leaves the browser. */
(() => {
  "use strict";

  const form = document.querySelector("[data-rb-message-form]");
  const message = document.querySelector("[data-rb-message]");
  if (!message) return;

  const all = (selector, inside = message) => [...inside.querySelectorAll(selector)];
  const fields = form ? window.rbField.within(form) : [];
  const slots = all("[data-rb-slot]");
  const unfilled = new Map(slots.map((slot) => [slot, slot.textContent]));
  const slotsOf = (field) => slots.filter((slot) => slot.dataset.rbSlot === field.dataset.rbName);

  function begin() {
    for (const field of fields) {
      const said = window.rbField.given(field);
      if (said) window.rbField.put(field, said);
      else if (field.dataset.rbPrefill === "now" && !field.value) field.value = window.rbField.now(field.dataset.rbKind);
    }
  }

  function fill(field) {
    const text = window.rbField.value(field);
    for (const slot of slotsOf(field)) {
      slot.textContent = text || unfilled.get(slot);
      slot.classList.toggle("rb-slot--filled", Boolean(text));
    }
    if (field.getAttribute("aria-invalid")) window.rbField.tell(field, window.rbField.fault(field));
  }

  /* Counts what is left; says it only when it changed, so that a screen reader does not repeat it at every key. */
  function count() {
    const left = fields.filter((field) => !window.rbField.value(field));
    const required = left.filter((field) => field.getAttribute("aria-required")).length;
    const place = message.querySelector("[data-rb-left]");
    const words = left.length
      ? `${left.length} field${left.length === 1 ? "" : "s"} left${required ? `, ${required} required` : ""}`
      : "all filled in";
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle("rb-message__left", left.length > 0);
    if ("rbCountCharacters" in message.dataset) {
      message.querySelector("[data-rb-characters]").textContent = size(document.getElementById("message-body").textContent);
    }
  }

  // The alphabet of GSM 03.38: one character outside of it, and the whole text takes more than twice the room.
  const SHORT = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΔΦΓΛΩΠΨΣΘΞ^{}\\[~\]|€]*$/;
  const DOUBLE = /[\^{}\\[~\]|€]/g;

  function size(text) {
    const short = SHORT.test(text);
    const length = short ? text.length + (text.match(DOUBLE) ?? []).length : text.length;
    const [one, more] = short ? [160, 153] : [70, 67];
    const parts = length <= one ? 1 : Math.ceil(length / more);
    return `${length} characters, ${parts} SMS`;
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.rbCopy);
    const what = button.dataset.rbCopy === "message-subject" ? "Subject" : "Message";
    const done = await toClipboard(source.textContent, button);
    if (!done) select(source);
    const empty = all("[data-rb-slot]:not(.rb-slot--filled)", source).map((slot) => slot.textContent);
    const still = empty.length ? `, still with ${[...new Set(empty)].join(", ")}` : "";
    say(done ? `${what} copied${still}.` : `${what} selected${still}: copy it with Ctrl+C, or ⌘C on a Mac.`);
  }

  async function toClipboard(text, button) {
    if (window.isSecureContext && navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (error) {
        // Refused by the reader's settings: the older way may still be allowed.
        if (!(error instanceof DOMException)) throw error;
      }
    }
    const paper = document.createElement("textarea");
    paper.value = text;
    paper.className = "rb-only-read";
    paper.readOnly = true;
    message.append(paper);
    paper.select();
    const done = document.execCommand("copy");
    paper.remove();
    button.focus();
    return done;
  }

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function say(words) {
    const place = message.querySelector("[data-rb-said]");
    // Emptied first: saying the same thing twice is news to a screen reader only when it was gone in between.
    place.textContent = "";
    requestAnimationFrame(() => {
      place.textContent = words;
    });
  }

  for (const field of fields) {
    field.addEventListener("input", () => {
      fill(field);
      count();
    });
    field.addEventListener("change", () => window.rbField.tell(field, window.rbField.fault(field)));
    for (const event of ["focus", "blur"]) {
      field.addEventListener(event, () => {
        for (const slot of slotsOf(field)) slot.classList.toggle("rb-slot--current", event === "focus");
      });
    }
    for (const slot of slotsOf(field)) slot.addEventListener("click", () => field.focus());
  }
  for (const button of all("[data-rb-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  if (form) {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    document.querySelector("[data-rb-message-fields]").hidden = true;
  }
  message.querySelector("[data-rb-message-bar]").hidden = false;
  begin();
  fields.forEach(fill);
  count();
})();
