/* Text to terms, as generator/pages/search/words.py does it: both run the vectors of tests/search_vectors.json.
   docs/search-format.md says what a term is; what stands here beyond it, where each stands in the text, is for snippets. */
(() => {
  "use strict";

  // Scripts that put no space between words.
  const UNSPACED =
    "\\u0e01-\\u0e3a\\u0e40-\\u0eff\\u1000-\\u109f\\u1780-\\u17d3\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff" +
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LETTER = `[\\p{L}\\p{N}\\u0900-\\u0963\\u0966-\\u0df3${UNSPACED}]`;
  const SPACED = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\u0900-\\u0963\\u0966-\\u0df3])`;
  const RUN = new RegExp(`${LETTER}+(?:(?:_+|[.'\\u2019\\u02bc\\u2010\\u2011\\-])${LETTER}+)*`, "gu");
  const APOSTROPHES = new RegExp(`['\\u2019\\u02bc](?=${LETTER}{1,2}(?!${LETTER}))`, "gu");
  const PART = new RegExp(`[${UNSPACED}]+|[0-9]+(?:\\.[0-9]+)+(?!${SPACED})|${SPACED}+`, "gu");
  const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
  const CAMEL = /(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])/u;
  const MARKS =
    /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/gu;
  // What changes together when a text is brought into one form: a sign with its marks, the parts of a Korean one.
  const CLUSTER = /(?:[\u1100-\u11ff]+|\P{M})[\p{M}\uff9e\uff9f]*|\p{M}+/gu;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ" };
  const OTHER_LETTERS = /[ßæœøđðþłħıς]/gu;
  const HASH = /^(?=[a-f]*[0-9])[0-9a-f]{12,}$/;
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
  const MARGIN = 8;
  const MOST_PARTS = 8;
  const LONGEST = 64;
  const REMEMBERED = 2 ** 16;
  const ASCII = /^[\0-\x7f]*$/;

  const form = (text) => text.normalize("NFKD").replace(MARKS, "").normalize("NFC");
  const small = (text) => {
    const lower = text.toLowerCase();
    return ASCII.test(lower) ? lower : lower.replace(OTHER_LETTERS, (letter) => LETTERS[letter]);
  };
  const isWord = (term) => (term.length <= LONGEST || [...term].length <= LONGEST) && !HASH.test(term);

  /* A text without accents, and where each of its signs stood. */
  function withoutMarks(text) {
    if (ASCII.test(text)) return { plain: text, from: (at) => at };
    const places = [];
    let plain = "";
    for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
      const formed = cluster.length === 1 && cluster < "\x80" ? cluster : form(cluster);
      for (let at = 0; at < formed.length; at++) {
        places.push(formed.length === cluster.length ? index + at : index);
      }
      plain += formed;
    }
    places.push(text.length);
    return { plain, from: (at) => places[at] };
  }

  const known = new Map(); // the same words come again and again

  /* The parts of a run: [term, where it begins in the run, where it ends]. */
  function partsOf(run) {
    let parts = known.get(run);
    if (!parts) {
      if (known.size >= REMEMBERED) known.clear();
      known.set(run, (parts = split(run)));
    }
    return parts;
  }

  function split(run) {
    const apostrophes = [...run.matchAll(APOSTROPHES)].map((found) => found.index);
    const cleaned = apostrophes.length ? run.replace(APOSTROPHES, "") : run;
    const back = (at) => apostrophes.reduce((place, gone) => (gone <= place ? place + 1 : place), at);
    const parts = [];
    for (const { 0: piece, index } of cleaned.matchAll(PART)) {
      if (HAS_UNSPACED.test(piece)) {
        const signs = [...small(piece)];
        let at = index;
        for (let number = 0; number < Math.max(signs.length - 1, 1); number++) {
          const pair = signs[number] + (signs[number + 1] ?? "");
          parts.push([pair, back(at), back(at + pair.length - 1) + 1]);
          at += signs[number].length;
        }
      } else {
        let at = index;
        for (const hump of piece.split(CAMEL)) {
          parts.push([small(hump), back(at), back(at + hump.length - 1) + 1]);
          at += hump.length;
        }
      }
    }
    return parts;
  }

  /* The terms of a text: {term, place, begin, end, parts}; parts is how many a joined name has, 0 for one of its parts. */
  function read(text) {
    const found = [];
    const { plain, from } = withoutMarks(text);
    let place = 0;
    let before = 0;
    for (const { 0: run, index } of plain.matchAll(RUN)) {
      for (; before < index; before++) if (plain[before] === "\n") place += MARGIN;
      before = index + run.length;
      if (UUID.test(run)) continue;
      const parts = partsOf(run);
      const put = (term, at, begin, end, many) => {
        if (isWord(term)) found.push({ term, place: at, begin: from(index + begin), end: from(index + end), parts: many });
      };
      parts.forEach(([term, begin, end], number) => put(term, place + number, begin, end, 0));
      if (parts.length > 1 && parts.length <= MOST_PARTS) {
        const whole = parts.map((part) => part[0]).join("");
        if (!HAS_UNSPACED.test(whole)) put(whole, place, 0, run.length, parts.length);
      }
      place += parts.length;
    }
    for (; before < plain.length; before++) if (plain[before] === "\n") place += MARGIN;
    return { found, places: place + MARGIN };
  }

  const UNDOUBLED = /([^aeiou])\1$/;
  const long = (rest) => rest.length >= 3 && /[aeiouy]/.test(rest);

  /* What English words have in common when their ending changes: fail, fails, failed, failing. */
  function stem(word) {
    if (!/^[a-z]{3,}$/.test(word)) return word;
    let rest = word;
    for (const ending of [/(?<!s)s$/, /(?:ing|(?<!e)ed|e)$/]) {
      const shorter = rest.replace(ending, "");
      if (long(shorter)) rest = shorter;
    }
    if (rest.length > 3) rest = rest.replace(UNDOUBLED, "$1");
    return rest.replace(/y$/, "i");
  }

  /* Every word that has the same stem as this one, itself first. */
  function inflections(word) {
    const root = stem(word);
    if (!/^[a-z]{3,}$/.test(word)) return [word];
    const bases = [root, root + root.at(-1), root.replace(/i$/, "y")];
    const words = bases.flatMap((base) => ["", "s", "e", "es", "ed", "ing", "ings"].map((ending) => base + ending));
    return [...new Set([word, ...words.filter((one) => stem(one) === root)])];
  }

  /* How many letters differ: one too many, one missing, another one, two swapped. More than `most` is `most + 1`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let row = 1; row <= one.length; row++) {
      const now = [row];
      let least = row;
      for (let at = 1; at <= other.length; at++) {
        const same = one[row - 1] === other[at - 1];
        let best = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
        if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
          best = Math.min(best, before[at - 2] + 1);
        }
        now.push(best);
        least = Math.min(least, best);
      }
      if (least > most) return most + 1;
      [before, last] = [last, now];
    }
    return last[other.length];
  }

  (self.rbSearch ??= {}).tokens = { read, stem, inflections, distance };
})();
