/* The theme makes parts that are landmarks without a name: copy buttons. To be heard, they are words. All
   other names stand in the page itself. */
(() => {
  "use strict";

  const nameless = "nav.md-code__nav:not([role])";
  const calm = () => document.querySelectorAll(nameless).forEach((part) => part.setAttribute("role", "presentation"));
  calm();
  for (const place of document.querySelectorAll("article")) {
    new MutationObserver(calm).observe(place, { childList: true, subtree: true });
  }
})();
