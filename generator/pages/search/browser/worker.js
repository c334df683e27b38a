/* The search in a process of its own; in a page it does nothing. Asked with {id, base} to open, with {id, text, options}
   to find; a newer question ends an older one. Answers {id, answer} once or twice, then {id, done}, or {id, error}. */
(() => {
  "use strict";
  if (self.document) return;

  let search = null;
  let newest = 0;

  self.onmessage = async ({ data: { id, base, text, options } }) => {
    try {
      if (base) {
        search ??= self.rbSearch.open(base);
        await search.open();
      } else {
        newest = id;
        await search.find(text, options, (answer) => self.postMessage({ id, answer }), () => newest === id);
      }
      self.postMessage({ id, done: true });
    } catch (error) {
      self.postMessage({ id, error: error.message });
    }
  };
})();
