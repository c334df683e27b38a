/* The ticks of a runbook's steps: they survive a reload in this tab, and a line says how far one is. Of several ways of
   which one is followed, each is counted by itself. */
(() => {
  "use strict";

  const boxes = [...document.querySelectorAll("[data-rb-tick]")];
  if (!boxes.length) return;

  const KEY = `rb-ticks:${location.pathname}`;
  const lists = [...document.querySelectorAll(".rb-steps")];
  const groupOf = (list) => list.dataset.rbGroup ?? "";

  /* The steps ticked before in this tab; none when the browser keeps nothing for this page. */
  function kept() {
    try {
      const ids = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
      return new Set(Array.isArray(ids) ? ids : []);
    } catch (error) {
      if (error instanceof DOMException || error instanceof SyntaxError) return new Set();
      throw error;
    }
  }

  function keep() {
    const ids = boxes.filter((box) => box.checked).map((box) => box.dataset.rbTick);
    try {
      if (ids.length) sessionStorage.setItem(KEY, JSON.stringify(ids));
      else sessionStorage.removeItem(KEY);
    } catch (error) {
      // Without storage the ticks last as long as the page.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /* A line under the last list of a group: how many of its steps are done, and the way back to none. */
  function counted(name) {
    const own = lists.filter((list) => groupOf(list) === name);
    const steps = own.flatMap((list) => [...list.children].filter((one) => one.matches(".rb-step")));
    const line = document.createElement("p");
    line.className = "rb-progress";
    line.hidden = true;
    const words = document.createElement("span");
    words.setAttribute("role", "status");
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "rb-button";
    clear.textContent = "Clear ticks";
    clear.addEventListener("click", () => empty(steps));
    line.append(words, " ", clear);
    own.at(-1).after(line);
    return { name, steps, line, words };
  }

  /* "Railway 2/4"; a small screen shows the numbers alone. */
  function inShort(name, numbers) {
    const words = document.createElement("span");
    words.className = "rb-count__name";
    words.textContent = name && `${name} `;
    const part = document.createElement("span");
    part.className = "rb-count__part";
    part.append(words, numbers);
    return part;
  }

  function empty(steps) {
    const ticks = steps.flatMap((step) => [...step.querySelectorAll("[data-rb-tick]")]);
    for (const box of ticks) box.checked = false;
    keep();
    show();
    ticks[0].focus();
  }

  /* "One of these" is one step: one of its boxes is enough. */
  function show() {
    const begun = [];
    for (const { name, steps, line, words } of groups) {
      for (const step of steps) step.classList.toggle("rb-step--done", Boolean(step.querySelector("[data-rb-tick]:checked")));
      const done = steps.filter((step) => step.classList.contains("rb-step--done")).length;
      const said = `${done} of ${steps.length} steps done`;
      if (words.textContent !== said) words.textContent = said;
      line.hidden = done === 0;
      if (done) begun.push(inShort(name, `${done}/${steps.length}`));
    }
    count.replaceChildren(...begun);
    count.hidden = begun.length === 0;
  }

  // For the eyes only: it repeats what the lines say.
  const count = document.createElement("span");
  count.className = "rb-count";
  count.setAttribute("aria-hidden", "true");
  document.querySelector(".md-header__title").after(count);
  const groups = [...new Set(lists.map(groupOf))].map(counted);

  for (const box of boxes) {
    box.addEventListener("change", () => {
      keep();
      show();
    });
  }
  const before = kept();
  for (const box of boxes) box.checked = before.has(box.dataset.rbTick);
  show();
})();
