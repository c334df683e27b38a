/* Which of a tier's entries are found, and in which order: those that have every word first, then those with most of them. */
(() => {
  "use strict";
  const { STOP_WORDS } = self.rbSearch.query;

  const LACKING = 0.45; // what an entry counts that has hardly any of the words, compared to one that lacks hardly any

  const LEAST = 0.2; // what a word counts that every entry has

  /* BM25's weight of a word that so many entries have. */
  function rarity(hits) {
    let found = 0;
    for (const says of hits) if (says) found++;
    return LEAST + Math.log(1 + (hits.length - found + 0.5) / (found + 0.5));
  }

  /* The entries that say a phrase: Set(numbers). Of incidents the common short words are not known: any word may stand there. */
  async function saying(tier, phrase) {
    const terms = tier.knowsAll ? phrase.terms : phrase.terms.filter(({ term }) => !STOP_WORDS.has(term));
    const stands = await Promise.all(terms.map(({ term }) => tier.places(term)));
    const found = new Set();
    for (const [number, places] of stands[0] ?? []) {
      const isSaid = (start) => terms.every(({ place }, at) => stands[at].get(number)?.includes(start + place - terms[0].place));
      if (places.some(isSaid)) found.add(number);
    }
    return found;
  }

  /* Scores a tier's entries. `hits` has for each word of the query how much it says in each entry. Returns
     {found, worth}: found are {number, score, cover, lacks}, best first; cover is the share of the words' weight that it has. */
  async function rank(tier, { words, phrases, beside = 0 }, hits, within) {
    const worth = hits.map((says, at) => words[at].weight * rarity(says));
    const [score, cover] = [new Float64Array(tier.count), new Float64Array(tier.count)];
    const lacks = new Uint8Array(tier.count);
    const sum = worth.reduce((all, one) => all + one, 0);
    // Half of all words begin with the same two letters: until there are more, they only make a result better.
    const isNeeded = words.map((word, at) => word.needed && !(word.isShort && !hits[at].some((says) => says > 0)));
    let whole = 0;
    words.forEach((_, at) => {
      if (isNeeded[at]) whole += worth[at];
      hits[at].forEach((says, number) => {
        if (says) score[number] += says * worth[at];
        if (says && at < words.length - beside) cover[number] += worth[at];
        if (isNeeded[at] && !says) lacks[number]++;
      });
    });
    const said = await Promise.all(phrases.map((phrase) => saying(tier, phrase)));
    const found = [];
    for (let number = 0; number < tier.count; number++) {
      if (!score[number] || (within && !within[number])) continue;
      for (const numbers of said) if (!numbers.has(number)) lacks[number]++;
      const share = Math.min(1, whole ? cover[number] / whole : 0);
      const counts = tier.boost(number) * (lacks[number] ? LACKING + (1 - LACKING) * share : 1);
      found.push({ number, score: score[number] * counts, quality: score[number] / sum, cover: share, lacks: lacks[number] });
    }
    const isLacking = ({ lacks }) => (lacks ? 1 : 0);
    found.sort((one, other) => isLacking(one) - isLacking(other) || other.score - one.score || one.number - other.number);
    const missing = (number) => [
      ...words.filter((_, at) => isNeeded[at] && !hits[at][number]).map(({ word }) => word),
      ...phrases.filter((_, at) => !said[at].has(number)).map(({ text }) => `"${text}"`),
    ];
    return { found, worth, missing };
  }

  self.rbSearch.rank = rank;
})();
