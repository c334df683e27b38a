/* The search: opens the index, and looks queries up, first in what to do, then in what happened before.
   Runs in a worker, or in a page that was opened from a disk. */
(() => {
  "use strict";
  const { files: readFiles, near: openNear, far: openFar, query, rank, nearest } = self.rbSearch;
  const { groups, happened, threshold, answer } = self.rbSearch.groups;

  const FORMAT = 1;
  const LIMIT = 8;
  const OLD = "This page is older than the search index. Reload it, then search again.";

  const some = (hits) => hits.some((says) => says > 0);
  const hitsOf = (tier, words) => Promise.all(words.map((word) => tier.hits(word.alternatives)));

  /* Ranks what to do: there, words that stand side by side as they were typed count, too. */
  function rankNear(near, asked, hits, within) {
    const pairs = asked.pairs.map(([one, other]) => ({ word: `${one} ${other}`, alternatives: [], needed: false, weight: 1 }));
    const beside = asked.pairs.map(([one, other]) => near.beside(one, other));
    return rank(near, { ...asked, words: [...asked.words, ...pairs], beside: pairs.length }, [...hits, ...beside], within);
  }

  /* Replaces words that are nowhere by the nearest that there are, in the query and in the hits of both tiers. Returns
     what was replaced, as [[word, better], …]. */
  async function mend(asked, hits, tiers) {
    const mended = [];
    for (const [at, { word, needed, alternatives }] of asked.words.entries()) {
      if (!needed || hits.some((tier) => some(tier[at]))) continue;
      const begins = alternatives.some((one) => one.begins);
      let better = null;
      for (const tier of tiers) better ??= nearest(word, begins, await tier.vocabulary());
      if (!better) continue;
      mended.push([word, better]);
      asked.words[at] = query.mended(asked.words[at], better);
      for (const [seat, tier] of tiers.entries()) hits[seat][at] = await tier.hits(asked.words[at].alternatives);
    }
    return mended;
  }

  /* Opens the index below the address of the site's root, which ends with a slash. */
  function open(base) {
    const files = readFiles(base);
    let opening = null;

    async function load() {
      const root = await files.root();
      if (root.format !== FORMAT) throw new Error(OLD);
      const blocks = await Promise.all(root.pages.map((hash, at) => files.get(`pages/${at}`, hash)));
      return { root, near: openNear(blocks.flatMap((block) => block.entries)), far: openFar(files, root.incidents) };
    }

    function opened() {
      opening ??= load();
      opening.catch(() => (opening = null));
      return opening;
    }

    /* Says whether the site was published anew since it was opened; then it is open anew. */
    async function isNew(held) {
      const root = await files.root().catch(() => held.root);
      if (JSON.stringify(root) === JSON.stringify(held.root)) return false;
      opening = null;
      return true;
    }

    /* Looks a query up. Calls `send` with the answer: at once with what to do where all its words are known there, then
       with everything. Stops when `isWanted` says no. Rejects when nothing can be read. */
    async function find(text, options = {}, send, isWanted = () => true) {
      const { limit = LIMIT, handbook = null } = options;
      const held = await opened();
      const { root, near, far } = held;
      const asked = query.understood(text);
      if (!asked.words.length) return send(answer(text, [], [], []));
      const within = (tier) => (handbook ? tier.within(handbook) : null);
      const looking = far.count ? hitsOf(far, asked.words) : Promise.resolve([]);
      looking.catch(() => {}); // said below, when its time has come
      const hits = [await hitsOf(near, asked.words), asked.words.map(() => new Float32Array(far.count))];
      const ranked = () => rankNear(near, asked, hits[0], within(near));
      const show = (tier, at, rankings) => groups(tier, root, asked.words, rankings[at], threshold(rankings), limit);
      const tell = (mended, found) => isWanted() && send(answer(text, asked.words, mended, found));

      const isKnown = asked.words.every((word, at) => !word.needed || some(hits[0][at]));
      if (isKnown && far.count) tell([], [...(await show(near, 0, [await ranked()])), happened(root, { pending: true })]);
      try {
        if (far.count) hits[1] = await looking;
        if (!isWanted()) return;
        const mended = await mend(asked, hits, [near, far]);
        const rankings = [await ranked(), await rank(far, asked, hits[1], within(far))];
        tell(mended, [...(await show(near, 0, rankings)), ...(await show(far, 1, rankings))]);
      } catch (error) {
        // Another site stands there now, with other files.
        if (await isNew(held)) return find(text, options, send, isWanted);
        const mended = await mend(asked, hits, [near]);
        tell(mended, [...(await show(near, 0, [await ranked()])), happened(root, { error: error.message })]);
      }
    }

    return { open: opened, find };
  }

  self.rbSearch.open = open;
})();
