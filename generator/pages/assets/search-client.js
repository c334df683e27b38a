/* The way to the search for a page: `openSearch(base)` asks for nothing; its `open()` loads the engine and what to do.
   In a worker where there is one, else in the page: a page that was opened from a disk may not start workers. */
(() => {
  "use strict";

  const engine = new URL("search/engine.js", document.currentScript.src);

  const loaded = () =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.onload = done;
      script.onerror = () => failed(new Error("The search could not be loaded: engine.js cannot be read."));
      script.src = engine;
      document.head.append(script);
    });

  /* An engine in this page: {open, find}, as self.rbSearch.open makes it. */
  async function inPage(base) {
    if (!self.rbSearch) await loaded();
    const search = self.rbSearch.open(base);
    await search.open();
    return search;
  }

  /* The same in a worker. */
  async function inWorker(base) {
    const worker = new Worker(engine);
    const asked = new Map();
    let last = 0;
    const end = (message) => {
      for (const { failed } of asked.values()) failed(new Error(message));
      asked.clear();
    };
    worker.onmessage = ({ data: { id, answer, done, error } }) => {
      const question = asked.get(id);
      if (!question) return;
      if (answer) question.send(answer);
      if (done) question.done();
      if (error) question.failed(new Error(error));
      if (done || error) asked.delete(id);
    };
    const ask = (question, send) =>
      new Promise((done, failed) => {
        asked.set(++last, { send, done, failed });
        worker.postMessage({ id: last, ...question });
      });
    const started = new Promise((done, failed) => {
      worker.onerror = (event) => {
        event.preventDefault();
        failed(new Error("The search could not be started."));
        end("The search stopped. Reload the page.");
      };
      ask({ base }).then(done, failed);
    });
    await started;
    return { find: (text, options, send) => ask({ text, options }, send) };
  }

  /* `base` is the address of the site's root, whole or from this page. */
  self.openSearch = (base) => {
    const root = new URL(base || ".", document.baseURI).href.replace(/[^/]*$/, "");
    let opening = null;
    let newest = 0;

    function open() {
      opening ??= (/^https?:/.test(root) && self.Worker ? inWorker : inPage)(root);
      opening.catch(() => (opening = null));
      return opening;
    }

    /* Returns the answer, or null when a newer question came; `onMore` gets the answer with the incidents, if they come later. */
    async function find(text, options = {}, onMore = () => {}) {
      const id = ++newest;
      const search = await open();
      if (id !== newest) return null;
      return new Promise((done, failed) => {
        let isFirst = true;
        const send = (answer) => {
          if (id !== newest) return done(null);
          if (isFirst) done(answer);
          else onMore(answer);
          isFirst = false;
        };
        search.find(text, options, send, () => id === newest).then(() => done(null), failed);
      });
    }

    return { open: () => open().then(() => undefined), find };
  };
})();
