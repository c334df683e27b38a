/* The files of the index. Each hands its data to `runbookSiteSearch`; on the web they are fetched and read as JSON, from a
   disk, where nothing can be fetched, they are run as scripts. */
(() => {
  "use strict";

  const waiting = new Map();
  self.runbookSiteSearch = (data) => waiting.get(data.name)?.(data);

  async function fetched(address, cache) {
    const answer = await fetch(address, { cache });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
  }

  function run(address, name) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      waiting.set(name, done);
      script.onerror = () => failed(new Error("the file cannot be read"));
      script.onload = () => {
        waiting.delete(name);
        failed(new Error("the file says something else")); // nothing, when its data has come
      };
      script.src = address;
      document.head.append(script);
      script.remove();
    });
  }

  /* Reads files of the index below the address `base`, which ends with a slash; each only once. */
  function files(base) {
    const known = new Map();
    const fromDisk = !/^https?:/.test(base);

    function get(name, hash) {
      const path = hash ? `${name}.${hash}.js` : `${name}.js`;
      const address = `${base}search/${path}`;
      if (!known.has(path)) {
        const data = fromDisk ? run(address, name) : fetched(address, hash ? "default" : "no-cache");
        known.set(
          path,
          data.catch((error) => {
            known.delete(path);
            throw new Error(`The search index could not be loaded: search/${path} (${error.message}).`);
          }),
        );
      }
      return known.get(path);
    }
    return { get, root: () => (known.delete("root.js"), get("root")) };
  }

  (self.rbSearch ??= {}).files = files;
})();
