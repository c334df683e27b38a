/* A page that has moved: goes to its new address and takes along what stands behind ? and # in the old one. */
(() => {
  "use strict";

  const target = new URL(document.currentScript.dataset.target, location.href);
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target);
})();
