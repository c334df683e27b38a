/* The search: a query to groups of results, first what to do, then what happened before. Runs in a worker or in a page. */
(() => {
  "use strict";
  const { files: readFiles, near: openNear, far: openFar, query, rank, nearest, shown } = self.rbSearch;

  const FORMAT = 1;
  const LIMIT = 8;
  const SHARE = 0.4; // of the words' weight, in a result that does not have all of them
  const OF_BEST = 0.6; // of the best result's share, where none has all of them
  const FAINT = 0.25; // of the best result's score, in one that does not have all words
  const CLEARLY = 0.5; // so much of the share of an incident, and a runbook stands behind it
  const HAPPENED = "incident";
  const TO_DO = new Set(["runbook", "procedure", "template"]);

  const some = (hits) => hits.some((says) => says > 0);

  /* Opens the index below the address of the site's root, which ends with a slash. */
  function open(base) {
    const files = readFiles(base);
    let opening = null;

    async function load() {
      const root = await files.root();
      if (root.format !== FORMAT) throw new Error("This page is older than the search index. Reload it, then search again.");
      const blocks = await Promise.all(root.pages.map((hash, at) => files.get(`pages/${at}`, hash)));
      return { root, near: openNear(blocks.flatMap((block) => block.entries)), far: openFar(files, root.incidents) };
    }

    function tiers() {
      opening ??= load();
      opening.catch(() => (opening = null));
      return opening;
    }

    /* Replaces words that are nowhere by the nearest that there are; returns what was replaced. */
    async function mend(asked, hits, { near, far }) {
      const mended = [];
      for (const [at, word] of asked.words.entries()) {
        if (!word.needed || hits.some((tier) => some(tier[at]))) continue;
        const begins = word.alternatives.some((one) => one.begins);
        const better = nearest(word.word, begins, near.vocabulary()) ?? nearest(word.word, begins, await far.vocabulary());
        if (!better) continue;
        mended.push([word.word, better]);
        asked.words[at] = query.mended(word, better);
        [near, far].forEach((tier, seat) => (hits[seat][at] = tier.hits(asked.words[at].alternatives)));
        [hits[0][at], hits[1][at]] = await Promise.all([hits[0][at], hits[1][at]]);
      }
      return mended;
    }

    /* The hits of the words, and in the near tier of those that stand side by side, too. */
    const beside = (near, asked, hits) => {
      const pairs = asked.pairs.map(([one, other]) => near.beside(one, other));
      const words = asked.pairs.map(([one, other]) => ({ word: `${one} ${other}`, alternatives: [], needed: false, weight: 1 }));
      return [{ ...asked, words: [...asked.words, ...words], beside: pairs.length }, [...hits, ...pairs]];
    };

    /* A result as the dialog shows it. */
    async function result(tier, root, asked, ranking, one) {
      const entry = await tier.entry(one.number);
      const { anchor, section, snippet } = shown(entry, asked.words, ranking.worth);
      const [level = "", levelName = "", place = -1] = entry.level ?? [];
      return {
        address: anchor ? `${entry.address ?? ""}#${encodeURIComponent(anchor)}` : entry.address ?? "",
        title: entry.title,
        section,
        handbook: root.handbooks[entry.handbook] ?? "",
        level,
        levelName,
        rank: Math.min(place, 4),
        date: entry.date ?? "",
        reviewed: entry.reviewed ?? "",
        reviewDue: entry.due ?? "",
        snippet,
        missing: one.lacks ? ranking.missing(one.number) : [],
        score: one.score,
      };
    }

    /* Returns a tier's groups: its entries by kind, of each the best. */
    async function groups(tier, root, asked, ranking, least, limit) {
      const kinds = new Map();
      const faint = FAINT * ranking.found.reduce((most, one) => Math.max(most, one.score), 0);
      for (const one of ranking.found) {
        if (one.lacks && (one.cover < least || one.score < faint)) continue;
        const kind = tier.kind(one.number);
        if (!kinds.has(kind)) kinds.set(kind, []);
        kinds.get(kind).push(one);
      }
      const made = [...kinds].map(async ([kind, every]) => {
        const full = every.filter((one) => !one.lacks);
        // Ten thousand incidents have some of the words; where one has all of them, the others only hide it.
        const listed = kind === HAPPENED && full.length ? full : every;
        const results = await Promise.all(listed.slice(0, limit).map((one) => result(tier, root, asked, ranking, one)));
        const partial = !full.length;
        const best = (name) => Math.max(...every.map((one) => one[name]));
        const total = (partial ? every : full).length;
        return { kind, title: root.kinds[kind], total, pending: false, partial, results, best: { cover: best("cover"), quality: best("quality"), score: best("score") } };
      });
      return Promise.all(made);
    }

    /* Orders groups by their best results. What happened stands behind what to do, unless that has clearly fewer of the words. */
    function ordered(all) {
      const near = all.filter((group) => group.kind !== HAPPENED).sort((one, other) => other.best.score - one.best.score);
      for (const far of all.filter((group) => group.kind === HAPPENED)) {
        const { cover, quality } = far.best;
        const isBelow = ({ kind, best }) => (TO_DO.has(kind) ? best.cover < cover * CLEARLY : best.cover <= cover && best.quality < quality);
        const last = near.findLastIndex((group) => far.pending || !isBelow(group));
        near.splice(last + 1, 0, far);
      }
      return near;
    }

    function answer(text, asked, mended, all, pending) {
      const found = ordered(all).map(({ best, ...group }) => group);
      const words = asked.words.filter((word) => word.needed).map((word) => word.word);
      return { text, words, mended, groups: found, total: found.reduce((sum, group) => sum + group.total, 0), pending };
    }

    /* Looks a query up. Calls `send` with the answer: at once with what to do where all its words are known there, then with
       everything. Stops when `isWanted` says no. */
    async function find(text, { limit = LIMIT, handbook = null } = {}, send, isWanted = () => true) {
      const held = await tiers();
      const { root, near, far } = held;
      const asked = query.understood(text);
      if (!asked.words.length) return send(answer(text, asked, [], [], false));
      const within = (tier) => (handbook ? tier.within(handbook) : null);
      const hits = [asked.words.map((word) => near.hits(word.alternatives)), []];
      const nearGroups = async (least) => {
        const ranking = await rank(near, ...beside(near, asked, hits[0]), within(near));
        return groups(near, root, asked, ranking, least ?? threshold([ranking]), limit);
      };
      const looking = Promise.all(asked.words.map((word) => far.hits(word.alternatives)));
      looking.catch(() => {}); // said below, when its time has come
      const isKnown = asked.words.every((word, at) => !word.needed || some(hits[0][at]));
      if (isKnown && far.count) {
        const first = await nearGroups();
        const waiting = { kind: HAPPENED, title: root.kinds[HAPPENED], total: 0, pending: true, partial: false, results: [], best: {} };
        if (!isWanted()) return;
        send(answer(text, asked, [], [...first, waiting], true));
      }
      try {
        hits[1] = await looking;
      } catch (error) {
        hits[1] = asked.words.map(() => new Float32Array(far.count));
        far.error = error;
      }
      if (!isWanted()) return;
      const mended = await mend(asked, hits, held);
      if (!isWanted()) return;
      const rankings = [await rank(near, ...beside(near, asked, hits[0]), within(near)), await rank(far, asked, hits[1], within(far))];
      const least = threshold(rankings);
      const all = await Promise.all([near, far].map((tier, at) => groups(tier, root, asked, rankings[at], least, limit)));
      if (isWanted()) send(answer(text, asked, mended, all.flat(), false));
    }

    return { open: tiers, find };
  }

  /* Returns the share of the words that a result must have which does not have all. */
  function threshold(rankings) {
    const every = rankings.flatMap(({ found }) => found);
    if (every.some((one) => !one.lacks)) return SHARE;
    return Math.min(SHARE, OF_BEST * every.reduce((most, one) => Math.max(most, one.cover), 0));
  }

  self.rbSearch.open = open;
})();
