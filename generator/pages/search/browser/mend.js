/* Words that were mistyped: which word of the index is nearest to one that was found nowhere. */
(() => {
  "use strict";
  const { distance } = self.rbSearch.tokens;

  const BEGUN = 0.5; // a word that is still being typed is rather a whole word with a mistake than a beginning with one

  const most = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

  /* Returns the nearest of the words, which come most frequent first, or nothing. */
  function nearest(word, begins, vocabulary) {
    if (!/^\p{L}+$/u.test(word) || !most(word.length)) return null;
    let [best, least] = [null, most(word.length) + 1];
    for (const term of vocabulary) {
      if (!/^\p{L}{3,}$/u.test(term)) continue;
      let away = distance(word, term, most(word.length));
      if (begins && word.length > 4 && term.length > word.length && away > 1) {
        // A distance that is too great is not told exactly.
        const begun = distance(word, term.slice(0, word.length), 1);
        if (begun <= 1) away = begun + BEGUN;
      }
      if (away < least) [best, least] = [term, away];
    }
    return best;
  }

  self.rbSearch.nearest = nearest;
})();
