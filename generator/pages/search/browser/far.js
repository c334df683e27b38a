/* The tier of what happened before: only the files are read in which the words of a query stand, and the results. */
(() => {
  "use strict";

  const MOST_FILES = 12; // of a word that is being typed
  const list = (text) => (text ? text.split(" ") : []);

  function bytes(base64) {
    const text = atob(base64);
    const found = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at++) found[at] = text.charCodeAt(at);
    return found;
  }

  /* Reads the number at `at`, seven bits to a byte: [the number, where the next one begins]. */
  function number(data, at) {
    let [value, times] = [0, 1];
    for (; data[at] & 128; times *= 128) value += (data[at++] & 127) * times;
    return [value + data[at] * times, at + 1];
  }

  /* A file of terms or of places: what it says, and where in its bytes each term's begin. */
  function opened({ terms, sizes, entries, places }) {
    const starts = [0];
    for (const size of sizes) starts.push(starts.at(-1) + size);
    const listed = list(terms);
    return { terms: listed, seats: new Map(listed.map((term, seat) => [term, seat])), data: bytes(entries ?? places), starts };
  }

  function far(files, root) {
    const [blocks, first, lists, places] = [root.blocks, root.first, root.terms, root.places].map(list);
    const shards = new Map();

    /* The number of the file in which a term stands, if anywhere: the last one that begins before it. */
    function shardOf(term) {
      let [low, high] = [0, first.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (first[middle] <= term) low = middle + 1;
        else high = middle;
      }
      return Math.max(low - 1, 0);
    }

    function shard(kind, hashes, seat) {
      const name = `${kind}/${seat}`;
      if (!shards.has(name)) {
        const data = files.get(name, hashes[seat]).then(opened);
        data.catch(() => shards.delete(name));
        shards.set(name, data);
      }
      return shards.get(name);
    }

    /* The terms that an alternative of a word means, as far as they are there: {term, number of its file, file, seat}. */
    async function called({ term, begins }) {
      const from = shardOf(term);
      // Half of all words begin with the same two letters: such a beginning finds pages, of incidents only the word.
      const isBeginning = begins && !/^[\0-\x7f]{1,2}$/.test(term);
      const last = isBeginning ? Math.min(shardOf(`${term}\uffff`), from + MOST_FILES - 1) : from;
      const numbers = Array.from({ length: last - from + 1 }, (_, at) => from + at);
      const found = await Promise.all(numbers.map((one) => shard("terms", lists, one)));
      return found.flatMap((file, at) => {
        const same = isBeginning ? file.terms.filter((one) => one.startsWith(term)) : file.seats.has(term) ? [term] : [];
        return same.map((one) => ({ term: one, number: numbers[at], file, seat: file.seats.get(one) }));
      });
    }

    /* Calls `each` with the entries that have a term, ascending, and how much it says there, from 1 to 255. */
    function listed({ data, starts }, seat, each) {
      let [at, entry, gap] = [starts[seat], -1, 0];
      while (at < starts[seat + 1]) {
        [gap, at] = data[at] < 128 ? [data[at], at + 1] : number(data, at);
        each((entry += gap), data[at++]);
      }
    }

    /* How much a word says in each entry, from 0 to 1, by the best of its alternatives. */
    async function hits(alternatives) {
      const best = new Float32Array(root.count);
      if (!first.length) return best;
      const found = await Promise.all(alternatives.map(called));
      alternatives.forEach((alternative, at) => {
        for (const { term, file, seat } of found[at]) {
          const weight = (alternative.weight * (term === alternative.term ? 1 : alternative.rest)) / 255;
          listed(file, seat, (entry, says) => {
            if (says * weight > best[entry]) best[entry] = says * weight;
          });
        }
      });
      return best;
    }

    /* Where a term stands: Map(number of an entry -> its places, ascending). */
    async function placesOf(term) {
      const all = new Map();
      if (!first.length) return all;
      const [found] = await called({ term });
      if (!found) return all;
      const { data, starts } = await shard("places", places, found.number);
      let [at, many, gap] = [starts[found.seat], 0, 0];
      listed(found.file, found.seat, (entry) => {
        const stands = [];
        let place = 0;
        for ([many, at] = number(data, at); many > 0; many--) {
          [gap, at] = number(data, at);
          stands.push((place += gap));
        }
        all.set(entry, stands);
      });
      return all;
    }

    /* An entry as a result shows it. */
    async function entry(seat) {
      const file = Math.floor(seat / root.block);
      return (await files.get(`incidents/${file}`, blocks[file])).entries[seat % root.block];
    }

    /* Its words, the most frequent first. */
    const vocabulary = async () => (root.words.length ? list((await files.get("words", root.words[0])).words) : []);

    /* Whether each entry belongs to a handbook. */
    function within(handbook) {
      const found = new Uint8Array(root.count);
      let from = 0;
      for (const [name, many] of root.handbooks) found.fill(name === handbook ? 1 : 0, from, (from += many));
      return found;
    }

    return {
      count: root.count,
      knowsAll: false,
      hits,
      places: placesOf,
      entry,
      kind: () => "incident",
      boost: () => 1,
      vocabulary,
      within,
    };
  }

  self.rbSearch.far = far;
})();
