/* "What do you see?": what is typed there goes on into the site's search box, which opens. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-rb-see]");
  const search = document.querySelector("[data-md-component=search-query]");
  if (!form || !search) return;

  const field = form.querySelector("input");
  // Focus alone opens nothing: who walks through the page with the Tab key must be able to walk on.
  const pass = () => {
    search.value = field.value;
    field.value = "";
    search.focus();
    search.dispatchEvent(new Event("keyup"));
  };
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
})();
