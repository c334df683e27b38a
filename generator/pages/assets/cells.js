/* What lists make rows of that are not on the page: lists without names, in scripts of their own, which are loaded when
   somebody asks for them. Text becomes text only, never markup. */
(() => {
  "use strict";

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const SHAPES = ["■", "◆", "▲", "●", "○"];

  /* An element with its class, if any, and what stands in it: elements or text. */
  function made(tag, look, ...inside) {
    const element = document.createElement(tag);
    if (look) element.className = look;
    element.append(...inside);
    return element;
  }

  /* A link to the address, or the bare words without one. No other scheme than those of the records leads anywhere. */
  function link(words, address, look = "") {
    if (!address || !/^(?:https?:|mailto:|\.{0,2}\/)/i.test(address)) return made("span", look, words);
    const element = made("a", look, words);
    element.href = address;
    return element;
  }

  function day(written) {
    const element = made("time", "", dayWords(written));
    element.dateTime = written;
    return element;
  }

  function dayWords(written) {
    const [year, month, number] = written.split("-").map(Number);
    return `${number} ${MONTHS[month - 1]} ${year}`;
  }

  const unknown = (reason) => {
    const element = made("span", "rb-unknown", "—", made("span", "rb-only-read", ` ${reason}`));
    element.title = reason;
    return element;
  };

  function chip(level, name, rank, address) {
    const place = Math.min(rank, SHAPES.length - 1);
    const shape = made("span", "", SHAPES[place]);
    shape.setAttribute("aria-hidden", "true");
    const element = link("", address, `rb-chip rb-chip--${place}`);
    element.append(shape, ` ${level} ${name}`);
    return element;
  }

  function cell(label, ...inside) {
    const element = made("td", "", ...inside);
    element.dataset.label = label;
    return element;
  }

  function head(...inside) {
    const element = made("th", "", ...inside);
    element.scope = "row";
    return element;
  }

  /* Adds the script, gives its rows to `take`, or calls `fail`. */
  function load(address, take, fail) {
    const script = document.createElement("script");
    script.addEventListener("load", () => {
      const data = self.runbookSiteRows;
      delete self.runbookSiteRows;
      script.remove();
      // A server that answers with something else for a file that is gone.
      if (Array.isArray(data)) take(data);
      else fail();
    });
    script.addEventListener("error", fail);
    script.src = address;
    document.head.append(script);
  }

  window.rbCells = Object.freeze({ made, link, day, dayWords, unknown, chip, cell, head, load });
})();
