"""A section as named parts, whether bold lines or lower headings name them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from generator.authoring.importers.blocks import (
    Block,
    Items,
    Lines,
    Pair,
    Paragraph,
    bold_pair,
    pairs,
    plain_pair,
    words,
)
from generator.authoring.importers.document import Section
from generator.authoring.importers.response.part_names import field_called
from generator.authoring.importers.response.titles import plain_title

CAUTION = re.compile(r"^(?:caution|warning|danger|attention)\b\s*[:!\u2013-]*\s*", re.IGNORECASE)
PairOf: TypeAlias = Callable[[str, Lines], Pair | None]
"""What reads a line as a name with what stands behind it; None for any other line."""
_SLANTED = re.compile(r"([*_])(?P<key>[^*_:]+)(?::\1|\1:?)\s*(?P<value>.*)")
_MOST_WORDS = 8
_FEWEST = 2


@dataclass
class Part:
    """What stands under one name; the first one, without a name, is what stands above all others."""

    name: str
    lines: Lines
    """Those of the name itself."""
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def whole(self) -> Lines:
        """Its lines, name and all."""
        lasts = [
            self.lines.last,
            *(block.lines.last for block in self.blocks),
            *(one.lines.last for one in self.sections),
        ]
        return Lines(self.lines.first, max(lasts))

    @property
    def below(self) -> Lines:
        """The lines of what stands under the name."""
        firsts = [*(block.lines.first for block in self.blocks), *(one.lines.first for one in self.sections)]
        return Lines(min(firsts), self.whole.last) if firsts else self.lines

    @cached_property
    def plain(self) -> str:
        """The name as tables of names have it: lower case, no number, no brackets."""
        bare = re.sub(r"\([^()]*\)", "", plain_title(self.name)).lower()
        return " ".join(re.findall(r"[\w&'-]+", bare.replace("\u2019", "'"))).strip()


def parts_of(section: Section) -> list[Part]:
    """Return the parts of a section: what stands above, then by bold lines, then by the headings inside it.

    Where neither names anything, lines such as `Symptoms:` and `*Symptoms*` do, if they name two parts of a runbook.
    """
    parts = labelled(section.blocks, section.heading_lines)
    if len(parts) == 1 and not section.sections:
        called = labelled(section.blocks, section.heading_lines, weak_pair)
        parts = called if len({field_called(part.plain) for part in called[1:]}) >= _FEWEST else parts
    parts += [Part(one.title, one.heading_lines, one.blocks, one.sections) for one in section.sections]
    return parts


def labelled(blocks: list[Block], lines: Lines, pair_of: PairOf = bold_pair) -> list[Part]:
    """Return blocks by the lines above them that are a pair, bold ones unless said.

    `lines` are those of what stands above all.
    """
    parts = [Part("", lines)]
    for block in blocks:
        if isinstance(block, Paragraph):
            _split(block, parts, pair_of)
        elif isinstance(block, Items) and (found := pairs(block)) and all(_is_pair(pair, pair_of) for pair in found):
            parts += [_part(pair) for pair in found]
        else:
            parts[-1].blocks.append(block)
    return parts


def is_label(pair: Pair) -> bool:
    """Say whether a bold line names what follows, and is no sentence or warning of its own."""
    return not CAUTION.match(words(pair.key)) and len(pair.key.split()) <= _MOST_WORDS


def weak_pair(text: str, lines: Lines) -> Pair | None:
    """Return `Symptoms: …` or `*Symptoms*` as a pair, where it is what a part of a runbook is called; else None."""
    slanted = _SLANTED.fullmatch(text)
    pair = plain_pair(f"{slanted['key']}: {slanted['value']}" if slanted else text, lines)
    return pair if pair and field_called(_part(pair).plain) else None


def _is_pair(pair: Pair, pair_of: PairOf) -> bool:
    return pair.is_bold or bool(pair_of(f"{pair.key}: {pair.value}", pair.lines))


def _split(paragraph: Paragraph, parts: list[Part], pair_of: PairOf) -> None:
    for number, row in paragraph.rows:
        pair = pair_of(row.strip(), Lines(number, number))
        if pair and is_label(pair):
            parts.append(_part(pair))
        elif parts[-1].blocks and isinstance(last := parts[-1].blocks[-1], Paragraph) and last.lines.last == number - 1:
            parts[-1].blocks[-1] = Paragraph(Lines(last.lines.first, number), f"{last.text}\n{row}")
        else:
            parts[-1].blocks.append(Paragraph(Lines(number, number), row))


def _part(pair: Pair) -> Part:
    blocks: list[Block] = [Paragraph(pair.lines, pair.value)] if pair.value else []
    return Part(words(pair.key), pair.lines, blocks)


def lines_of_text(blocks: list[Block]) -> Iterator[tuple[Lines, str]]:
    """Yield the texts of paragraphs and of list entries, nested ones after their own, each with its lines."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.lines, block.text
        elif isinstance(block, Items):
            for item in block.items:
                yield item.own_lines, item.text
                yield from lines_of_text(list(item.blocks))
