/* The search: opened by "/" and Ctrl-K from anywhere, by the header's button, by a link with "?q=". Here is the box alone,
   which takes words at once; what finds something is loaded when the box opens for the first time, nothing before. */
(() => {
  "use strict";

  const here = document.currentScript.src;
  const root = new URL("../../", here).href;
  const LATER = [new URL("search/ways.js", root), new URL("search/answers.js", here), new URL("search/dialog.js", here)];
  const KEPT = "rb-search";
  const KEYS = "↑ ↓ choose · Enter open · Ctrl-Enter new tab · Esc close";
  const INSTEAD = "All runbooks and procedures on one page";
  const button = document.querySelector("a[data-rb-search]");
  let box = null;
  let search = null;
  let loading = null;

  /* An element with attributes and what stands in it; texts are never markup. */
  function make(tag, attributes = {}, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...inside.filter((one) => one !== null));
    return element;
  }

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = make("script", { src: address.href });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => {
        script.remove();
        reject(new Error("The search could not be loaded. Is the network there?"));
      });
      document.head.append(script);
    });
  }

  /* The words of before: who comes back from a wrong page goes on where they were. Nothing of it leaves the tab. */
  function kept() {
    try {
      return sessionStorage.getItem(KEPT) ?? "";
    } catch (error) {
      if (error instanceof DOMException) return "";
      throw error;
    }
  }

  function keep(words) {
    try {
      if (words) sessionStorage.setItem(KEPT, words);
      else sessionStorage.removeItem(KEPT);
    } catch (error) {
      // A browser that keeps nothing, or has no room left.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  function built() {
    const field = make("input", {
      id: "rb-search-field",
      class: "rb-search__field",
      type: "text",
      role: "combobox",
      "aria-label": "What do you see?",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "rb-search-list",
      "aria-describedby": "rb-search-keys",
      placeholder: "error text, alert name, symptom …",
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      enterkeyhint: "go",
    });
    const close = make("button", { class: "rb-search__close", type: "button", "aria-label": "Close the search" }, "Close");
    const form = make("form", { class: "rb-search__bar", role: "search", "aria-label": "This site" }, field, close);
    const list = make("div", { id: "rb-search-list", role: "listbox", "aria-label": "Results", hidden: true });
    const note = make("p", { class: "rb-search__note", hidden: true });
    const rest = make("div", { class: "rb-search__rest" });
    const body = make("div", { class: "rb-search__body", tabindex: "-1" }, note, list, rest);
    const count = make("p", { class: "rb-search__count", role: "status" });
    const keys = make("p", { id: "rb-search-keys", class: "rb-search__keys" }, KEYS);
    const foot = make("div", { class: "rb-search__foot" }, count, keys);
    const dialog = make("dialog", { class: "rb-search md-typeset", "aria-label": "Search" }, form, body, foot);
    close.addEventListener("click", () => dialog.close());
    form.addEventListener("submit", (event) => event.preventDefault());
    // What lies around the box is the page: a click there goes back to it.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    // Keys of the theme ("n": next page) mean letters here.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    return { dialog, form, field, close, note, list, rest, body, count };
  }

  function started() {
    search ??= window.openSearch(root);
    search.open().catch(() => {}); // begun while the box's own scripts come; the box asks again, and says why it failed
    loading ??= Promise.all(LATER.map(load)).then(() => window.rbSearchDialog(box, window.rbSearchBox, search));
    return loading;
  }

  /* Opens the box, with words if there are some; without any it shows those of before. */
  async function open(words = "") {
    box ??= built();
    const { dialog, field, count } = box;
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.value = words || field.value || kept();
    if (words) field.setSelectionRange(words.length, words.length);
    else field.select();
    try {
      await started();
      field.dispatchEvent(new Event("rb:look"));
    } catch (error) {
      loading = null;
      count.textContent = error.message;
      if (button) box.rest.replaceChildren(make("p", {}, make("a", { href: button.href }, INSTEAD)));
    }
  }

  function takesLetters(element) {
    return element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  document.addEventListener("keydown", (event) => {
    // A browser that fills in a form says so by a key that has no name.
    const { key = "", ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
    const isK = key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey && !shiftKey;
    const isSlash = key === "/" && !ctrlKey && !metaKey && !altKey && !takesLetters(document.activeElement ?? document.body);
    if (isComposing || event.defaultPrevented || !(isK || isSlash)) return;
    event.preventDefault();
    open();
  });

  if (button) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
    button.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
    button.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      open();
    });
  }

  window.rbSearchBox = Object.freeze({ open, make, keep, root });

  const query = new URLSearchParams(location.search).get("q")?.trim();
  if (query) open(query);
})();
