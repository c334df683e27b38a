"""The search's reading of text in the browser: the same terms as the index has, whatever the text."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.pages.card import Card
from generator.pages.search import Entry, Part, SearchIndex
from generator.pages.search.stop_words import STOP_WORDS
from generator.pages.search.words import terms

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "generator/pages/search/browser"
TOKENS = ENGINE / "tokens.js"
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests/search_vectors.json").read_text("utf-8"))
READ = "texts => texts.map(text => rbSearch.tokens.read(text).found.map(({ term, place }) => [term, place]))"
ALPHABETS = (
    "abcXYZ019 .,-_'/:\n",
    "aB1.-_'\u2019 \u02bc\u2010\u2011\u00a0\t",
    "éÉßẞİıſςΣÅŁøþﬁ²½①Ⅷ㎏ \u0301\u0308",
    "数据库連接々〆カガｶﾞーサ서울각ฐ้อ\U00020bb7a1 ",
    "हिन्दीسَّ\u05b8\u05e9ёйи\u0335\u034f\u200d\ufe0f🚨👩 ",
)


@pytest.fixture
def tokens(page: Page) -> Page:
    """Return an empty page that has the reading of text."""
    page.add_script_tag(path=TOKENS)
    return page


def test_the_browser_reads_the_vectors(tokens: Page) -> None:
    """The same file that tests/pages/search/test_words.py runs."""
    found = tokens.evaluate(READ, [vector["text"] for vector in VECTORS])
    assert found == [vector["terms"] for vector in VECTORS]


def test_the_browser_reads_any_text_as_the_index_does(tokens: Page) -> None:
    """Three thousand made-up texts of letters, marks, joiners and scripts that do not go together."""
    pick = random.Random(3)  # noqa: S311 - made-up texts
    texts = ["".join(pick.choices(pick.choice(ALPHABETS), k=pick.randrange(1, 24))) for _ in range(2_500)]
    texts += ["".join(pick.choices("".join(ALPHABETS), k=pick.randrange(1, 40))) for _ in range(500)]
    found = tokens.evaluate(READ, texts)
    wrong = [
        (text, there) for text, there in zip(texts, found, strict=True) if list(map(tuple, there)) != list(terms(text))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "term", "shown"),
    [
        pytest.param("the team\u2019s till", "teams", "team\u2019s", id="an apostrophe"),
        pytest.param("in Ko\u0308ln, too", "koln", "Ko\u0308ln", id="a mark of its own"),
        pytest.param("a CheckoutErrorRateHigh b", "rate", "Rate", id="a hump"),
        pytest.param("a CheckoutErrorRateHigh b", "checkouterrorratehigh", "CheckoutErrorRateHigh", id="a joined name"),
        pytest.param("¼ 東京駅で", "京駅", "京駅", id="two signs of several"),
        pytest.param("ﬁle ½ done", "done", "done", id="after signs that stand for others"),
    ],
)
def test_a_term_is_shown_where_it_stands(tokens: Page, text: str, term: str, shown: str) -> None:
    """What is marked in a result is what was written, not what was made of it."""
    found = tokens.evaluate(
        "([text, term]) => rbSearch.tokens.read(text).found.filter((one) => one.term === term)"
        ".map(({ begin, end }) => text.slice(begin, end))",
        [text, term],
    )
    assert found == [shown]


FAMILIES = (
    ("fail", "fails", "failed", "failing"),
    ("cache", "caches", "cached", "caching"),
    ("stop", "stops", "stopped", "stopping"),
    ("retry", "retries", "retried", "retrying"),
    ("process", "processes", "processed", "processing"),
    ("deploy", "deploys", "deployed", "deploying"),
    ("warning", "warnings", "warn", "warned"),
    ("exceed", "exceeds", "exceeded", "exceeding"),
    ("setting", "settings", "sets"),
    ("queue", "queues", "queued"),
)


def test_a_word_is_found_in_its_other_forms(tokens: Page) -> None:
    """English endings: each form of a word leads to each other one, and to no other word's."""
    words = [word for family in FAMILIES for word in family]
    found = tokens.evaluate("words => words.map(rbSearch.tokens.inflections)", words)
    led = {word: set(words) & set(forms) for word, forms in zip(words, found, strict=True)}
    assert led == {word: set(family) for family in FAMILIES for word in family}


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        pytest.param("replicaton", "replication", 1, id="one missing"),
        pytest.param("databbase", "database", 1, id="one too many"),
        pytest.param("databese", "database", 1, id="another one"),
        pytest.param("dtaabase", "database", 1, id="two swapped"),
        pytest.param("dtabse", "database", 2, id="two missing"),
        pytest.param("mail", "kafka", 3, id="too many to count"),
        pytest.param("a", "abcdef", 3, id="too long"),
    ],
)
def test_mistakes_are_counted(tokens: Page, one: str, other: str, away: int) -> None:
    """Up to two; three stands for more."""
    assert tokens.evaluate("([one, other]) => rbSearch.tokens.distance(one, other, 2)", [one, other]) == away


def test_both_sides_know_the_same_stop_words(tokens: Page) -> None:
    """What incidents are not indexed by is what no query asks them for."""
    tokens.add_script_tag(path=ENGINE / "query.js")
    assert set(tokens.evaluate("[...rbSearch.query.STOP_WORDS]")) == STOP_WORDS


def test_a_term_says_as_much_in_both_tiers(tokens: Page) -> None:
    """A title, what leads to a page, a heading, a text, hidden words, in a short entry and in a long one."""
    parts = (Part("", "", "till jammed", 4), Part("a", "Causes", "a loose plug\nthe till", 2))
    long = (*parts, Part("b", "Notes", "much was said of the plug " * 90, 1))
    entries = [Entry("a/", "Till down", "", Card("incident"), texts, "payments") for texts in (parts, long)]
    index = SearchIndex()
    for entry in entries:
        index.add(entry)
    told = [
        {"title": one.title, "hidden": one.hidden, "parts": [_listed(part) for part in one.parts]} for one in entries
    ]
    tokens.add_script_tag(path=ENGINE / "near.js")
    near = tokens.evaluate(
        "([entries, terms]) => terms.map((term) => [...rbSearch.near(entries).hits([{ term, weight: 1 }])])",
        [told, sorted(index.terms)],
    )
    far = []
    for term in sorted(index.terms):
        held, says = index.terms[term], [0, 0]
        says[held.first] = held.entries[0]
        says[held.last] = held.entries[-1]
        far.append(says)
    assert [[round(255 * one) for one in says] for says in near] == far
    assert {"till", "jammed", "causes", "plug", "payments", "notes"} <= set(index.terms)


def _listed(part: Part) -> list[str | int]:
    return [part.anchor, part.heading, part.text, part.weight]
