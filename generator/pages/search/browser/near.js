/* The tier of what to do: every entry is in memory, and its terms are found out when the search opens. */
(() => {
  "use strict";
  const { read } = self.rbSearch.tokens;

  const TITLE = 12;
  const LEADING = 4;
  const IN_TITLE = 0.8; // what a word says at least that stands there
  const IN_LEADING = 0.3;
  const HEADING = 2;
  const SATURATION = 1.2 * 3; // as generator/pages/search/postings.py
  const LENGTH = 0.5;
  const USUAL_LENGTH = 256;

  /* The texts of an entry with how often their words count, in the order in which places are counted. */
  function* texts(entry) {
    yield [entry.title, TITLE];
    for (const [, heading, text, weight] of entry.parts) {
      if (heading) yield [heading, HEADING];
      yield [text, weight];
    }
    yield [entry.hidden ?? "", HEADING];
  }

  function near(entries) {
    const terms = new Map(); // term -> Map(number of an entry -> {says, places})
    entries.forEach((entry, number) => {
      const said = new Map();
      let start = 0;
      const ahead = new Map();
      for (const [text, weight] of texts(entry)) {
        const { found, places } = read(text);
        const share = weight >= TITLE ? IN_TITLE : weight >= LEADING ? IN_LEADING : 0;
        for (const { term, place } of found) {
          if (share > (ahead.get(term) ?? 0)) ahead.set(term, share);
          if (!said.has(term)) said.set(term, { says: 0, places: [] });
          const held = said.get(term);
          held.says += weight;
          held.places.push(start + place);
        }
        start += places;
      }
      const norm = SATURATION * (1 - LENGTH + (LENGTH * start) / USUAL_LENGTH);
      for (const [term, held] of said) {
        const share = ahead.get(term) ?? 0;
        held.says = share + ((1 - share) * held.says) / (held.says + norm);
        if (!terms.has(term)) terms.set(term, new Map());
        terms.get(term).set(number, held);
      }
    });
    const sorted = [...terms.keys()].sort();

    /* The terms that begin so. */
    function beginning(start) {
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < start) low = middle + 1;
        else high = middle;
      }
      const found = [];
      while (low < sorted.length && sorted[low].startsWith(start)) found.push(sorted[low++]);
      return found;
    }

    const called = ({ term, begins }) => (begins ? beginning(term) : [term]);

    /* How much a word says in each entry, from 0 to 1, by the best of its alternatives. */
    function hits(alternatives) {
      const best = new Float32Array(entries.length);
      for (const alternative of alternatives) {
        for (const term of called(alternative)) {
          const weight = alternative.weight * (term === alternative.term ? 1 : alternative.rest);
          for (const [number, { says }] of terms.get(term) ?? []) best[number] = Math.max(best[number], says * weight);
        }
      }
      return best;
    }

    /* Where a term stands: Map(number of an entry -> its places, ascending). */
    const places = (term) => new Map([...(terms.get(term) ?? [])].map(([number, held]) => [number, held.places]));

    /* Its terms, the most frequent first. */
    const vocabulary = () => [...terms.keys()].sort((one, other) => terms.get(other).size - terms.get(one).size);
    const within = (handbook) => Uint8Array.from(entries, (entry) => (entry.handbook === handbook ? 1 : 0));

    /* How much two words say that stand side by side, in each entry. */
    function beside(one, other) {
      const found = new Float32Array(entries.length);
      for (const [number, first] of terms.get(one) ?? []) {
        const second = terms.get(other)?.get(number);
        const places = new Set(second?.places);
        if (first.places.some((place) => places.has(place + 1))) found[number] = Math.min(first.says, second.says);
      }
      return found;
    }

    const entry = (number) => entries[number];
    const kind = (number) => entries[number].kind;
    const boost = (number) => entries[number].boost ?? 1;
    return { count: entries.length, knowsAll: true, hits, places, beside, entry, kind, boost, vocabulary, within };
  }

  self.rbSearch.near = near;
})();
