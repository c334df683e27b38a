/* What leads into the search: "What do you see?" on the home page, and buttons. search.js opens it. */
(() => {
  "use strict";

  if (!window.rbSearchBox) return;
  const { open } = window.rbSearchBox;

  /* On the page that says "not found" the words are those of the address that was asked for. */
  function asked() {
    const path = location.pathname.replace(/(?:index)?\.html$/, "");
    const name = path.split("/").filter(Boolean).pop() ?? "";
    return name.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  for (const button of document.querySelectorAll("button[data-rb-search]")) {
    button.hidden = false;
    button.addEventListener("click", () => open(button.dataset.rbSearch === "address" ? asked() : ""));
  }

  for (const form of document.querySelectorAll("form[data-rb-see]")) {
    const field = form.querySelector("input");
    const pass = () => {
      const words = field.value;
      field.value = "";
      open(words);
    };
    // Focus alone opens nothing: who walks through the page with the Tab key must be able to walk on.
    field.addEventListener("click", pass);
    field.addEventListener("input", (event) => {
      if (!event.isComposing) pass();
    });
    field.addEventListener("compositionend", pass);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      pass();
    });
    form.hidden = false;
  }
})();
