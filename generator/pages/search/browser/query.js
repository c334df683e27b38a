/* What somebody means who types or pastes this: words, each with what counts for it, and phrases in quotes. */
(() => {
  "use strict";
  const { read, inflections } = self.rbSearch.tokens;

  const MOST_WORDS = 24; // of a long paste: the beginning says what is wrong
  const TYPED = 6; // so many words are typed; more are pasted
  const STOP_WORDS = new Set(
    ("a about after all also am an and any are as at be because been but by can could did do does either else ever every for " +
      "from get got had has have he her him his how however i if in into is it its just may me might must my neither nor not of " +
      "often on only or other our own she should since so some than that the their them then there these they this those to too " +
      "us was we were what when where which while who whom whose why will with would yet you your").split(" "),
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
    /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g, // when it was
    /\b\d\d:\d\d:\d\d(?:[.,]\d+)?/g,
    /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, // which request it was
    /\b0x[\da-f]+\b/gi,
    /\b(?=[\da-f]*\d)[\da-f]{12,}\b/gi,
    /\[(?:FIRING|RESOLVED)(?::\d+)?\]/g, // that it is an alert
    /(?:^|[\s[(])(?:FATAL|ERROR|ERR|WARN|WARNING|INFO|DEBUG|CRITICAL|PANIC|SEVERE)(?=[\]):\s])/g, // how loud it was
  ];
  const QUOTED = /"([^"\n]{2,300})"|\u201c([^\u201d\n]{2,300})\u201d/gu;
  const ALTERNATIVE = { exact: 1, inflected: 0.8, joined: 1, meant: 0.6, mended: 0.7 };
  const SMALL = 0.5; // what a small number counts: of those there are many
  const REST = 0.7; // what a longer word counts of the beginning that was typed

  /* A text without what says nothing of the trouble; of the same length, so that places stay. */
  function withoutNoise(text) {
    const rest = NOISE.reduce((left, noise) => left.replace(noise, (found) => " ".repeat(found.length)), text);
    return read(rest).found.length ? rest : text;
  }

  const exact = (term, weight = ALTERNATIVE.exact) => ({ term, weight, begins: false, rest: 0 });

  /* What counts for a word: itself, its inflections, what it is the beginning of. */
  function alternatives(word, begins) {
    const same = inflections(word).map((term) => exact(term, term === word ? ALTERNATIVE.exact : ALTERNATIVE.inflected));
    if (/^50[0-4]$/.test(word)) same.push(exact("5xx", ALTERNATIVE.meant));
    const isSign = [...word].length === 1 && /[^\p{Script=Latin}\d]/u.test(word);
    return begins || isSign ? [...same, { term: word, weight: 1, begins: true, rest: REST }] : same;
  }

  /* The words of a text: {word, alternatives, needed, weight}. What is not needed only makes a result better. */
  function wordsOf(said, typing) {
    const words = new Map();
    const parts = said.filter((token) => !token.parts);
    const isTelling = parts.some((token) => !STOP_WORDS.has(token.term));
    const add = (term, more) => {
      const known = words.get(term) ?? { word: term, alternatives: [], needed: false, weight: 0 };
      known.alternatives.push(...more.alternatives);
      words.set(term, { ...known, needed: known.needed || more.needed, weight: Math.max(known.weight, more.weight) });
    };
    for (const token of parts) {
      if (isTelling && STOP_WORDS.has(token.term)) continue;
      if (words.size >= MOST_WORDS) break;
      add(token.term, { alternatives: alternatives(token.term, token.end === typing), needed: true, weight: /^\d{1,2}$/.test(token.term) ? SMALL : 1 });
      if (token.end === typing && parts.length > 1 && /^[\0-\x7f]{1,2}$/.test(token.term)) words.get(token.term).isShort = true;
    }
    const join = (term, places, begins, weight) => {
      const whole = { term, weight: ALTERNATIVE.joined, begins, rest: REST };
      for (const token of parts) {
        if (places.includes(token.place) && words.has(token.term)) words.get(token.term).alternatives.push(whole);
      }
      add(` ${term}`, { alternatives: [whole], needed: false, weight });
    };
    for (const token of said.filter((one) => one.parts)) {
      const places = Array.from({ length: token.parts }, (_, at) => token.place + at);
      join(token.term, places, token.end === typing, 1.5);
    }
    if (parts.length <= TYPED) {
      // As people say it: "on call" is written "on-call", too.
      parts.slice(1).forEach((token, at) => join(parts[at].term + token.term, [parts[at].place, token.place], false, 1.5));
    }
    for (const { term } of said) {
      for (const meaning of read(MEANINGS.get(term) ?? "").found) {
        if (!words.has(meaning.term) && !STOP_WORDS.has(meaning.term)) {
          add(` ${meaning.term}`, { alternatives: alternatives(meaning.term, false), needed: false, weight: ALTERNATIVE.meant });
        }
      }
    }
    return [...words.values()];
  }

  /* Reads a query: {words, phrases, pairs}. A phrase is a list of [term, place]; a pair are two words side by side. */
  function understood(text) {
    const plain = withoutNoise(text.slice(0, 20_000));
    const said = read(plain).found;
    const typing = /[\s"\u201d]$/.test(plain) ? -1 : Math.max(0, ...said.map((token) => token.end));
    const phrases = [...text.matchAll(QUOTED)]
      .map((found) => ({ text: found[1] ?? found[2] }))
      .map((phrase) => ({ ...phrase, terms: read(phrase.text).found.filter((token) => !token.parts) }))
      .filter((phrase) => phrase.terms.length > 1);
    const parts = said.filter((token) => !token.parts).slice(0, MOST_WORDS);
    const pairs = parts.slice(1).map((token, at) => [parts[at].term, token.term]);
    return { words: wordsOf(said, typing), phrases, pairs: parts.length <= TYPED ? pairs.concat(pairs.map(([a, b]) => [b, a])) : pairs };
  }

  /* A word that was found nowhere, taken for another one. */
  const mended = (word, better) => ({
    ...word,
    alternatives: inflections(better).map((term) => exact(term, ALTERNATIVE.mended)),
  });

  self.rbSearch.query = { understood, mended, STOP_WORDS };
})();
