"""The search itself, in a browser: its answers are those of somebody who reads every record, no more and no less."""

import random
import re
from collections.abc import Iterator
from functools import cache, partial
from http.server import ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from benchmarks.corpus import write_corpus
from generator.library.library import Library
from generator.library.project import open_project
from generator.pages.addresses import Addresses
from generator.pages.book import book
from generator.pages.render import Renderer
from generator.pages.search import entries
from generator.pages.search.stop_words import STOP_WORDS
from generator.pages.search.words import terms
from generator.pages.spoken import spoken
from generator.records.incident import Incident
from generator.today import today
from tests.browser.conftest import HOST, SiteHandler
from tests.conftest import Build

INCIDENTS = 200
TABLE = Path(__file__).parent / "search_corpus.tsv"
FIND = """async ([base, queries, options]) => {
  const search = (self.searching ??= openSearch(base));
  const found = [];
  for (const query of queries) {
    found.push(await new Promise((done, failed) => {
      const last = (answer) => answer.pending || done(answer);
      search.find(query, options, last).then(last, failed);
    }));
  }
  return found;
}"""
Said = dict[str, frozenset[str]]
"""What can be found, by address, with its terms."""


class Corpus(NamedTuple):
    """A made-up project, its site on this machine, and everything that it says."""

    address: str
    site: Path
    said: Said
    texts: dict[str, tuple[str, ...]]
    """The same as texts, of incidents only."""


@pytest.fixture(scope="session")
def corpus(build_once: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Return the site of some hundred incidents, served under /runbooks/."""
    project = tmp_path_factory.mktemp("corpus")
    write_corpus(project, INCIDENTS)
    site = build_once("corpus-site", ["-m", "generator", "build", str(project), "--site"])
    top = tmp_path_factory.mktemp("served-corpus")
    (top / "runbooks").symlink_to(site, target_is_directory=True)
    library = open_project(project, today(), "internal").library
    texts = {f"corpus/incidents/{incident.id}/": texts_of(incident, library) for incident in library.incidents}
    said = {address: frozenset(term for text in found for term, _ in terms(text)) for address, found in texts.items()}
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(top))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Corpus(f"http://{HOST}:{server.server_port}/runbooks/", site, said | pages(library), texts)
        server.shutdown()


@pytest.fixture(scope="session")
def corpus_tab(browser: Browser, corpus: Corpus) -> Iterator[Tab]:
    """Return a page of that site in the browser."""
    tab = browser.new_page()
    tab.goto(corpus.address)
    yield tab
    tab.close()


def texts_of(incident: Incident, library: Library) -> tuple[str, ...]:
    """Return what an incident is found by, straight from its record; people and services by what they are called."""
    responders = (one.who for one in incident.responders)
    people = [incident.commander, *responders, *(item.owner for item in incident.action_items)]
    named = [library.find(ref) for ref in (*people, *incident.services, incident.severity) if ref]
    called = [str(getattr(one, "name", None) or getattr(one, "title", None) or one.key.id) for one in named if one]
    parts = {
        "Summary": incident.summary,
        "Impact": incident.impact,
        "Root cause": incident.root_cause,
        "Contributing factors": incident.contributing_factors,
        "Lessons": incident.lessons,
    }
    own = (incident.title, incident.id, "Incident", "Corpus", str(incident.severity))
    facts = spoken((incident.services, incident.alerts, incident.tags))
    return (*own, *called, *facts, *(text for name, part in parts.items() if part for text in (name, *spoken(part))))


def pages(library: Library) -> Said:
    """Return everything else that can be found."""
    found = {}
    for page in book(Renderer(library, today())).pages:
        for entry in entries(page, Addresses(), {"corpus": "Corpus"}):
            texts = (entry.title, entry.hidden, *(text for part in entry.parts for text in (part.heading, part.text)))
            found[entry.address] = frozenset(term for text in texts for term, _ in terms(text))
    return {address: said for address, said in found.items() if "/incidents/2" not in address}


@cache
def stem(word: str) -> str:
    """Return what the forms of an English word have in common, as docs/search-format.md says."""
    if not re.fullmatch("[a-z]{3,}", word):
        return word
    for ending in (r"(?<!s)s$", r"(?:ing|(?<!e)ed|e)$"):
        rest = re.sub(ending, "", word)
        word = rest if len(rest) > 2 and re.search("[aeiouy]", rest) else word
    word = re.sub(r"([^aeiou])\1$", r"\1", word) if len(word) > 3 else word
    return re.sub("y$", "i", word)


@cache
def stems(own: frozenset[str]) -> frozenset[str]:
    """Return the same of all words of a page or incident."""
    return frozenset(map(stem, own))


@cache
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of one line in their order, without the joined names that they make."""
    return tuple({place: term for term, place in reversed(list(terms(text)))}.values())[::-1]


def scan(said: Said, query: str) -> set[str]:
    """Return everything that has each word of a query: the word, another form of it, or joined with its neighbour."""
    words = words_of(query)
    telling = [word for word in words if word not in STOP_WORDS]
    beginning = "" if query.endswith(" ") else words[-1]
    joined = {word: {one + two for one, two in pairwise(words) if word in (one, two)} for word in words}

    def has(own: frozenset[str], word: str) -> bool:
        begun = any(term.startswith(word) for term in own) if word == beginning else False
        return bool(joined[word] & own) or begun or stem(word) in stems(own)

    return {address for address, own in said.items() if all(has(own, word) for word in telling)}


def scan_phrase(corpus: Corpus, phrase: str) -> set[str]:
    """Return the incidents that say a phrase on one line; any word may stand where it has one that says nothing."""
    said = [word if word not in STOP_WORDS else None for word in words_of(phrase)]
    edges = [at for at, word in enumerate(said) if word]
    wanted = said[edges[0] : edges[-1] + 1]

    def says(line: str) -> bool:
        words = words_of(line)
        rows = (words[at : at + len(wanted)] for at in range(len(words) - len(wanted) + 1))
        return any(all(one in (None, two) for one, two in zip(wanted, row, strict=True)) for row in rows)

    return {address for address, texts in corpus.texts.items() if any(map(says, "\n".join(texts).split("\n")))}


def complete(said: Said, answer: dict[str, Any]) -> set[str]:
    """Return the addresses of the results that have every word, without the section to which a page's result leads."""
    found = [one["address"] for group in answer["groups"] for one in group["results"] if not one["missing"]]
    addresses = [address if address in said else address.partition("#")[0] for address in found]
    assert len(set(addresses)) == len(addresses)
    return set(addresses)


def made_up(said: Said) -> list[str]:
    """Return queries of all kinds, from what there is: words alone and together, other forms of them, beginnings."""
    pick = random.Random(11)  # noqa: S311 - queries, no secret
    vocabulary = sorted({term for own in said.values() for term in own if len(term) > 2 and term not in STOP_WORDS})
    # A word of two letters that is being typed finds beginnings among pages only.
    owns = [sorted(own & set(vocabulary)) for _, own in sorted(said.items())]
    return [
        *pick.sample(vocabulary, 60),
        *(f"{word} " for word in pick.sample(vocabulary, 20)),
        *(word[: pick.randrange(3, len(word) + 1)] for word in pick.sample(vocabulary, 60)),
        *(f"{stem(word)}ing" for word in pick.sample(vocabulary, 20)),
        *(" ".join(pick.choices(vocabulary, k=2)) for _ in range(40)),
        *(" ".join(pick.sample(own, min(len(own), pick.randrange(2, 5)))) for own in pick.choices(owns, k=80)),
        "on-call",
        "oncall payments",
        "time-out retry",
        "timeout",
        "roll-back",
        "CheckoutToken",
        "東京",
        "são paulo KÖLN",
        "the rate limit of the ledger",
    ]


def test_the_search_finds_what_a_scan_of_all_records_finds(corpus: Corpus, corpus_tab: Tab) -> None:
    """Some three hundred queries: every page and incident that has all words, none that has not."""
    queries = made_up(corpus.said)
    answers = corpus_tab.evaluate(FIND, ["", queries, {"limit": 10_000}])
    kept = [(query, answer) for query, answer in zip(queries, answers, strict=True) if not answer["mended"]]
    scanned = {query: scan(corpus.said, query) for query in queries}
    wrong = [(query, sorted(complete(corpus.said, answer) ^ scanned[query])) for query, answer in kept]
    assert [(query, other) for query, other in wrong if other] == []
    assert len(kept) > 250
    assert sum(map(bool, scanned.values())) > 180


def test_a_phrase_finds_where_it_is_said(corpus: Corpus, corpus_tab: Tab) -> None:
    """Two to five words in quotes, of incidents: exactly those that say them side by side on one line."""
    pick = random.Random(5)  # noqa: S311 - queries, no secret
    lines = sorted({line for texts in corpus.texts.values() for text in texts for line in text.split("\n")})
    phrases = ["certificate expired", "expired certificate", "connection pool of checkout", "ran out of connections"]
    while len(phrases) < 60:
        words = pick.choice(lines).split()
        at = pick.randrange(len(words))
        phrase = " ".join(words[at : at + pick.randrange(2, 6)]).replace('"', "")
        if len(words_of(phrase)) > 1 and set(words_of(phrase)) - STOP_WORDS:
            phrases.append(phrase)
    answers = corpus_tab.evaluate(FIND, ["", [f'"{phrase}"' for phrase in phrases], {"limit": 10_000}])
    incidents = {address: corpus.said[address] for address in corpus.texts}
    found = [complete(corpus.said, answer) & set(incidents) for answer in answers]
    assert dict(zip(phrases, found, strict=True)) == {phrase: scan_phrase(corpus, phrase) for phrase in phrases}
    assert sum(map(len, found)) > 500


def test_what_people_look_for_comes_first_of_its_kind(corpus: Corpus, corpus_tab: Tab) -> None:
    """Every row of search_corpus.tsv."""
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(rows) >= 30
    assert {address for _, address in rows} - set(corpus.said) == set()
    answers = corpus_tab.evaluate(FIND, ["", [query for query, _ in rows], {}])
    wrong = []
    for (query, address), answer in zip(rows, answers, strict=True):
        firsts = [group["results"][0]["address"] for group in answer["groups"] if group["results"]]
        places = [first if "#" in address else first.partition("#")[0] for first in firsts]
        if address not in places:
            wrong.append(f"{query!r} finds {places} and not {address}")
    assert wrong == []
