/* Names for landmarks that the theme leaves without one, for people who hear the page. */
(() => {
  "use strict";

  // A section of the navigation whose title is a link of its own is named by an empty label.
  for (const part of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    const label = document.getElementById(part.getAttribute("aria-labelledby"));
    const title = part.querySelector(":scope > .md-nav__title")?.textContent.trim();
    if (title && !label?.textContent.trim()) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", title);
    }
  }

  // Each handbook has its runbooks: by itself the name of such a part would be there several times.
  for (const part of document.querySelectorAll(".md-nav--primary nav.md-nav nav.md-nav[aria-label]")) {
    const book = part.parentElement.closest("nav.md-nav").getAttribute("aria-label");
    if (book) part.setAttribute("aria-label", `${book}: ${part.getAttribute("aria-label")}`);
  }

  // Copy buttons and the tags of search results come later, each a landmark of its own: to be heard, they are words.
  const nameless = "nav.md-code__nav:not([role]), .md-search-result nav.md-tags:not([role])";
  const calm = () => document.querySelectorAll(nameless).forEach((part) => part.setAttribute("role", "presentation"));
  calm();
  for (const place of document.querySelectorAll("article, [data-md-component=search-result]")) {
    new MutationObserver(calm).observe(place, { childList: true, subtree: true });
  }
})();
