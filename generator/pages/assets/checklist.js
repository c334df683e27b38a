/* The ticks of a runbook's steps: they survive a reload in this tab, and one line says how far one is. */
(() => {
  "use strict";

  const boxes = [...document.querySelectorAll("[data-rb-tick]")];
  if (!boxes.length) return;

  const KEY = `rb-ticks:${location.pathname}`;
  const steps = [...document.querySelectorAll(".rb-steps > .rb-step")];

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

  const progress = document.createElement("p");
  progress.className = "rb-progress";
  progress.hidden = true;
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "rb-button";
  clear.textContent = "Clear ticks";
  progress.append(count, " ", clear);

  /* "One of these" is one step: one of its boxes is enough. */
  function show() {
    for (const step of steps) step.classList.toggle("rb-step--done", Boolean(step.querySelector("[data-rb-tick]:checked")));
    const done = steps.filter((step) => step.classList.contains("rb-step--done")).length;
    count.textContent = `${done} of ${steps.length} steps done`;
    progress.hidden = done === 0;
  }

  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    keep();
    show();
    boxes[0].focus();
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      keep();
      show();
    });
  }

  const before = kept();
  for (const box of boxes) box.checked = before.has(box.dataset.rbTick);
  document.querySelector("article").append(progress);
  show();
})();
