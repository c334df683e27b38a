/* The page for addresses that nobody has: says what was asked for, knows an alert in whatever case it is written, and shows
   what is nearest. Nothing of the address leaves the browser. */
(() => {
  "use strict";

  const script = document.currentScript;
  const root = new URL("../../../", script.src);
  const place = document.querySelector("[data-rb-lost]");
  const MOST = 5;
  const LONGEST = 200;

  /* The address that was asked for, from the site's root, as people write it. */
  function asked() {
    const { pathname } = location;
    const path = pathname.startsWith(root.pathname) ? pathname.slice(root.pathname.length) : pathname.replace(/^\//, "");
    const bare = path.replace(/(?:^|\/)index\.html$|\.(?:html|md|ya?ml)$|\/$/i, "");
    try {
      return decodeURIComponent(bare);
    } catch (error) {
      if (error instanceof URIError) return bare;
      throw error;
    }
  }

  const address = asked();
  const alert = /^a\/(.+)$/i.exec(address)?.[1] ?? "";
  // A name as `alerts:` has it: what cannot stand in an address is a hyphen.
  const name = alert.replace(/[^A-Za-z0-9_.-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  const words = (alert || address.split("/").pop()).replace(/[^\p{L}\p{N}]+/gu, " ").trim().slice(0, LONGEST);

  function load(file) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(file, root);
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => reject(new Error(`${file} could not be loaded. Is the network there?`)));
      document.head.append(element);
    });
  }

  function show() {
    const shown = address.length > LONGEST ? `${address.slice(0, LONGEST)}…` : address;
    if (name) document.getElementById("no-such-page").firstChild.textContent = "No runbook is for this alert";
    const said = document.createElement("code");
    said.textContent = name ? alert : shown;
    const line = document.querySelector("[data-rb-lost-asked]");
    line.append(said);
    line.hidden = !shown;
  }

  async function found() {
    const search = window.openSearch(root.href);
    await search.open();
    const answer = await search.find(words, { limit: MOST });
    return (answer?.groups ?? []).flatMap((group) => group.results ?? []).slice(0, MOST);
  }

  function listed(results, make) {
    const rows = results.map(({ title, section, handbook, address: way }) => {
      const link = make("a", { href: new URL(way, root).href }, section ? `${title} › ${section}` : title);
      return make("li", {}, link, handbook ? ` · ${handbook}` : "");
    });
    return [make("p", {}, make("strong", {}, "Nearest to it")), make("ul", {}, ...rows)];
  }

  async function help() {
    const { make } = window.rbSearchBox;
    await Promise.all(["search/ways.js", "assets/runbook-site/search/answers.js"].map(load));
    const answers = window.rbSearchAnswers(window.rbSearchBox);
    const results = words ? await found() : [];
    const nearest = document.querySelector("[data-rb-lost-nearest]");
    if (results.length) nearest.replaceChildren(...listed(results, make));
    nearest.hidden = !results.length;
    place.replaceChildren(...answers.waysOn(words, name));
    place.hidden = false;
  }

  /* Where the page cannot be helped on, it still says what it says without scripts. */
  function fail(error) {
    const line = document.createElement("p");
    line.textContent = error.message;
    place.replaceChildren(line);
    place.hidden = false;
  }

  async function begin() {
    if (name) {
      await load("assets/runbook-site/lost/alerts.js");
      const known = window.runbookSiteAlerts;
      const way = Object.hasOwn(known, name.toLowerCase()) ? known[name.toLowerCase()] : "";
      if (way) {
        const target = new URL(way, root);
        target.search = location.search;
        target.hash = location.hash;
        location.replace(target);
        return;
      }
    }
    show();
    if (place.dataset.rbLost === "search" && window.openSearch && window.rbSearchBox) await help();
  }

  begin().catch(fail);
})();
