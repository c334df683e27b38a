/* What a result shows: the best place of a page, and the words around what was found there. */
(() => {
  "use strict";
  const { read } = self.rbSearch.tokens;

  const BEFORE = 60;
  const LENGTH = 200;

  /* The words of a query that a term is: their numbers. */
  function meant(words, term) {
    return words.flatMap((word, number) =>
      word.alternatives.some((one) => one.term === term || (one.begins && term.startsWith(one.term))) ? [number] : [],
    );
  }

  /* A piece of a text around the words that were found: [[text, whether it was found], …]. */
  function cut(text, marks) {
    const first = marks[0]?.begin ?? 0;
    let begin = first <= BEFORE ? 0 : text.lastIndexOf(" ", first - BEFORE / 2) + 1;
    const line = text.lastIndexOf("\n", first) + 1;
    if (first - line <= BEFORE) begin = line;
    const end = text.length - begin <= LENGTH * 1.2 ? text.length : Math.max(text.lastIndexOf(" ", begin + LENGTH), begin + LENGTH / 2);
    const pieces = [];
    let at = begin;
    const put = (piece, found) => piece && pieces.push([piece.replace(/\s*\n\s*/g, " · "), found]);
    for (const mark of marks) {
      if (mark.begin < at || mark.end > end) continue;
      put(text.slice(at, mark.begin), false);
      put(text.slice(mark.begin, mark.end), true);
      at = mark.end;
    }
    put(text.slice(at, end), false);
    if (begin > 0 && line !== begin) pieces.unshift(["… ", false]);
    if (end < text.length) pieces.push([" …", false]);
    return pieces;
  }

  /* The window of a text in which most of the words stand, as marks. */
  function window(found, worth) {
    let best = [0, 0];
    found.forEach(({ begin }, at) => {
      const inside = found.slice(at).filter((mark) => mark.end <= begin + LENGTH - BEFORE);
      const sum = [...new Set(inside.flatMap((mark) => mark.numbers))].reduce((all, number) => all + worth[number], 0);
      if (sum > best[0]) best = [sum, at];
    });
    return found.slice(best[1]);
  }

  /* Returns {anchor, section, snippet} of an entry; `worth` says how much each word of the query counts. */
  function shown(entry, words, worth) {
    const sum = (numbers) => [...numbers].reduce((all, number) => all + worth[number], 0);
    const own = new Set(read(entry.title).found.flatMap(({ term }) => meant(words, term)));
    const parts = entry.parts.map(([anchor, heading, text]) => {
      const found = read(text).found.map((token) => ({ ...token, numbers: meant(words, token.term) }));
      const marks = found.filter((token) => token.numbers.length);
      const inText = new Set(marks.flatMap((token) => token.numbers));
      const said = new Set([...inText, ...read(heading).found.flatMap(({ term }) => meant(words, term))]);
      if (!anchor) said.forEach((number) => own.add(number));
      return { anchor, heading, text, marks, all: sum(said), inText: sum(inText) };
    });
    const section = parts.filter((part) => part.anchor).reduce((best, part) => (part.all > (best?.all ?? 0) ? part : best), null);
    const isBetter = section && section.all > sum(own) * 1.05;
    const places = isBetter ? [section] : parts.filter((part) => part.text);
    const best = places.reduce((one, other) => (other.inText > (one?.inText ?? -1) ? other : one), null);
    const marks = best ? window(best.marks, worth) : [];
    const kept = marks.filter((mark, at) => !marks.some((other, seat) => seat !== at && other.begin <= mark.begin && other.end >= mark.end && other.end - other.begin > mark.end - mark.begin));
    return {
      anchor: isBetter ? section.anchor : "",
      section: isBetter ? section.heading : "",
      snippet: best ? cut(best.text, kept) : [],
    };
  }

  self.rbSearch.shown = shown;
})();
