/* A page that has moved: goes to its new address and takes along what stands behind ? and # in the old one. Where there
   are several ways, the links take it along. */
(() => {
  "use strict";

  const carrying = (address) => {
    const target = new URL(address, location.href);
    target.search = location.search;
    target.hash = location.hash;
    return target;
  };
  const { target } = document.currentScript.dataset;
  if (target) location.replace(carrying(target));
  else for (const link of document.querySelectorAll("main a")) link.href = carrying(link.href).href;
})();
