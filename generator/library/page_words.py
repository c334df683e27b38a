"""Hand-written pages are read like records: what is left to fill in, what is not for everybody, who is blamed."""

from collections.abc import Iterable, Iterator

from generator.library.markdown_pages import MarkdownPage, uncommented
from generator.library.rules.blaming_words import blame_in
from generator.library.rules.personal_data import for_everybody, personal_in
from generator.library.rules.placeholders import placeholders_in, still_open
from generator.library.settings import Settings
from generator.library.withheld import Withheld
from generator.problems import Problem, quoted
from generator.records.lines import Lines


def page_words(pages: Iterable[MarkdownPage], settings: Settings, without: Withheld) -> Iterator[Problem]:
    """Yield advice about the words of pages; `without` is what the public edition leaves out, so that it may be there.

    Only a page beside an incident tells of people who were at work at night.
    """
    for page in pages:
        if page.problem:
            continue
        text, lines = uncommented(page), Lines(page.text, page.path)
        found = [(start, "placeholder-left", still_open(word, "sentence")) for start, word in placeholders_in(text)]
        if not without.holds(page.path):
            found += [(start, "personal-data", for_everybody(word)) for start, word in personal_in(text)]
        if page.path.startswith(f"{settings.incidents}/"):
            found += [(start, "blaming-words", f"{quoted(word)} {why}") for start, word, why in blame_in(text)]
        for start, code, sentence in found:
            yield Problem(lines.place(start), "advice", sentence, code)
