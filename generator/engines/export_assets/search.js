/* The search box of an exported site: hands the theme's search what it can use, while the field shows what the person typed.
   The search reads - + * ^ ~ : and quotes as operators, so a pasted command or error message finds nothing by itself.
   Each word becomes `word^4` (itself) and `stem` (how it begins: the theme adds the wildcard), a few words `word~1`
   as well (one letter wrong). No word is required, so one line of a stack trace finds what knows most of it. */
(() => {
  "use strict";

  const field = document.querySelector("[data-md-component=search-query]");
  if (!field) return;

  const MOST_WORDS = 24; // of a long paste: the beginning says what is wrong
  const MOST_FORGIVEN = 6; // typos happen in what is typed, not in what is pasted
  // Lunr's own list: the index does not hold these words, and as beginnings they find others ("or": orders).
  const STOP_WORDS = new Set(
    ("a able about across after all almost also am among an and any are as at be because been but by can cannot could " +
      "dear did do does either else ever every for from get got had has have he her hers him his how however i if in " +
      "into is it its just least let like likely may me might most must my neither no nor not of off often on only or " +
      "other our own rather said say says she should since so some than that the their them then there these they " +
      "this tis to too twas us wants was we were what when where which while who whom why will with would yet you your").split(" "),
  );
  // What the system's short names for an error mean, in the words of its own messages.
  const MEANINGS = new Map(Object.entries({
    econnrefused: "connection refused",
    econnreset: "connection reset",
    econnaborted: "connection aborted",
    etimedout: "connection timed out timeout",
    esockettimedout: "connection timed out timeout",
    enotfound: "host not found",
    eai_again: "name resolution",
    ehostunreach: "host unreachable",
    enetunreach: "network unreachable",
    epipe: "broken pipe",
    enospc: "no space left disk full",
    enomem: "out of memory",
    oomkilled: "out of memory",
    emfile: "too many open files",
    eacces: "permission denied",
    crashloopbackoff: "crash restart",
  }));
  const NOISE = [
    /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, // when it was
    /\b\d\d:\d\d:\d\d(?:[.,]\d+)?/g,
    /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, // which request it was
    /\b0x[\da-f]+\b/gi,
    /\b(?=[\da-f]*\d)[\da-f]{12,}\b/gi,
    /(?:^|[\s[(])(?:FATAL|ERROR|ERR|WARN|WARNING|INFO|DEBUG|CRITICAL|PANIC|SEVERE)(?=[\]):\s])/g, // how loud it was
  ];

  const wordsIn = (text) => text.match(/\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) ?? [];

  function withoutNoise(text) {
    const rest = NOISE.reduce((left, noise) => left.replace(noise, " "), text);
    return wordsIn(rest).length ? rest : text;
  }

  function words(text) {
    const found = new Set();
    for (const run of withoutNoise(text).normalize("NFC").match(/[\p{L}\p{N}_.]+/gu) ?? []) {
      const meaning = MEANINGS.get(run.toLowerCase());
      for (const word of wordsIn(run)) {
        found.add(word.toLowerCase());
        const parts = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu}\p{Ll})/u);
        if (parts.length > 1) parts.forEach((part) => found.add(part.toLowerCase()));
        if (/^50[0-4]$/.test(word)) found.add("5xx");
      }
      if (meaning) wordsIn(meaning).forEach((word) => found.add(word));
    }
    const all = [...found];
    const telling = all.filter((word) => !STOP_WORDS.has(word));
    return (telling.length ? telling : all).slice(0, MOST_WORDS);
  }

  function stem(word) {
    const short = word.replace(/(?:ing|ed|es|(?<!s)s)$/, "");
    return short.length >= 4 ? short : word;
  }

  function query(text) {
    const all = words(text);
    return all
      .flatMap((word, at) => {
        const clauses = [`${word}^4`];
        const typing = at === all.length - 1 && !/\s$/.test(text);
        if (!/^[\d.]+$/.test(word) && (word.length > 2 || typing)) clauses.push(stem(word));
        if (all.length <= MOST_FORGIVEN && /^\p{L}{5,}$/u.test(stem(word))) clauses.push(`${word}~1`);
        return clauses;
      })
      .join(" ");
  }

  // The theme reads the field's `value`; the field itself keeps, shows and gives to the clipboard what was typed.
  const typed = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  Object.defineProperty(field, "value", {
    configurable: true,
    get: () => query(typed.get.call(field)),
    set: (text) => typed.set.call(field, text),
  });

  // The theme listens to keys only: what is pasted with the mouse or dictated on a phone would not be searched.
  field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));

  // The tags of its results are landmarks without a name: to be heard, they are words.
  const calm = () => {
    const nameless = document.querySelectorAll(".md-search-result nav.md-tags:not([role])");
    for (const part of nameless) part.setAttribute("role", "presentation");
  };
  for (const place of document.querySelectorAll("[data-md-component=search-result]")) {
    new MutationObserver(calm).observe(place, { childList: true, subtree: true });
  }

  // What leads into the search leads into the theme's box.
  window.rbSearchBox = Object.freeze({
    open(words) {
      if (words) typed.set.call(field, words);
      field.focus();
      field.dispatchEvent(new Event("keyup"));
    },
  });
})();
