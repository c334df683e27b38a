/* What was found, as the dialog shows it: groups of one kind each, in the order in which a person should read them. */
(() => {
  "use strict";
  const { shown } = self.rbSearch;

  const SHARE = 0.4; // of the words' weight, in a result that does not have all of them
  const OF_BEST = 0.6; // of the best result's share, where none has so much
  const FAINT = 0.25; // of the best result's score, in one that does not have all words
  const CLEARLY = 0.5; // so much of the share that an incident has, and a runbook stands behind it
  const HAPPENED = "incident";
  const TO_DO = new Set(["runbook", "procedure", "template"]);
  const WORST = 4; // the theme has five colours for levels

  /* The share of the words that a result must have which does not have all of them. */
  function threshold(rankings) {
    const best = rankings.flatMap(({ found }) => found.slice(0, 1));
    if (best.some((one) => !one.lacks)) return SHARE;
    return Math.min(SHARE, OF_BEST * Math.max(0, ...best.map((one) => one.cover)));
  }

  async function result(tier, root, words, ranking, one) {
    const entry = await tier.entry(one.number);
    const address = entry.address ?? ""; // the home page has none
    const { anchor, section, snippet } = shown(entry, words, ranking.worth);
    const [level = "", levelName = "", place = -1] = entry.level ?? [];
    return {
      address: anchor ? `${address}#${encodeURIComponent(anchor)}` : address,
      title: entry.title,
      section,
      handbook: root.handbooks[entry.handbook] ?? "",
      level,
      levelName,
      rank: Math.min(place, WORST),
      date: entry.date ?? "",
      reviewed: entry.reviewed ?? "",
      reviewDue: entry.due ?? "",
      isExample: entry.example ?? false,
      snippet,
      missing: one.lacks ? ranking.missing(one.number) : [],
      score: one.score,
    };
  }

  /* The group of one kind. `every` has at least one entry, the best first. */
  async function group(tier, root, words, ranking, limit, kind, every) {
    const full = every.filter((one) => !one.lacks);
    // Hundreds of incidents have some of the words; where one has all of them, the others only hide it.
    const listed = kind === HAPPENED && full.length ? full : every;
    const results = await Promise.all(listed.slice(0, limit).map((one) => result(tier, root, words, ranking, one)));
    const most = (name) => every.reduce((best, one) => Math.max(best, one[name]), 0);
    const best = { cover: most("cover"), quality: most("quality"), score: most("score") };
    const total = (full.length ? full : every).length;
    return { kind, title: root.kinds[kind], total, pending: false, partial: !full.length, results, best };
  }

  /* Returns a tier's groups. `least` is the share of the words that a result must have. */
  function groups(tier, root, words, ranking, least, limit) {
    const faint = FAINT * ranking.found.reduce((most, one) => Math.max(most, one.score), 0);
    const kinds = new Map();
    for (const one of ranking.found) {
      if (one.lacks && (one.cover < least || one.score < faint)) continue;
      const kind = tier.kind(one.number);
      if (!kinds.has(kind)) kinds.set(kind, []);
      kinds.get(kind).push(one);
    }
    return Promise.all([...kinds].map(([kind, every]) => group(tier, root, words, ranking, limit, kind, every)));
  }

  /* The group of the incidents where there are none to show: they are still looked up, or could not be read. */
  const happened = (root, more) => ({
    ...{ kind: HAPPENED, title: root.kinds[HAPPENED], total: 0, pending: false, partial: false, results: [] },
    ...{ best: { cover: 0, quality: 0, score: 0 }, ...more },
  });

  /* Orders groups by their best results. What happened stands behind what to do, unless that has clearly fewer of the words. */
  function ordered(all) {
    const near = all.filter((one) => one.kind !== HAPPENED).sort((one, other) => other.best.score - one.best.score);
    for (const far of all.filter((one) => one.kind === HAPPENED)) {
      const { cover, quality } = far.best;
      const isBelow = ({ kind, best }) =>
        TO_DO.has(kind) ? best.cover < cover * CLEARLY : best.cover <= cover && best.quality < quality;
      near.splice(near.findLastIndex((one) => !far.results.length || !isBelow(one)) + 1, 0, far);
    }
    return near;
  }

  /* The whole answer. */
  function answer(text, words, mended, all) {
    const found = ordered(all).map(({ best, ...one }) => one);
    return {
      text,
      words: words.filter((word) => word.needed).map((word) => word.word),
      mended,
      groups: found,
      total: found.reduce((sum, one) => sum + one.total, 0),
      pending: found.some((one) => one.pending),
    };
  }

  self.rbSearch.groups = { groups, happened, threshold, answer };
})();
