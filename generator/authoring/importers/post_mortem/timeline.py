"""A timeline's entries as events, each on its day and in its zone; what has no time stays as prose."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from generator.authoring.importers.blocks import Lines, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.incident_keys import MILESTONES, is_about_times, key_of
from generator.authoring.importers.moments import UNCLEAR, ZONES, When, with_year, zone_in
from generator.authoring.importers.post_mortem.case import Case
from generator.authoring.importers.post_mortem.entries import Entry, entries_of
from generator.authoring.importers.post_mortem.zones import Placed, are_several
from generator.records.reader import Data

_ALL_TIMES = re.compile(
    r"\b(?:times?|timestamps?|timezone|zone|hor\u00e1rios?|orari)\b|^\W*[A-Z]{2,5}\W*$", re.IGNORECASE
)
_HALF_A_DAY = 12 * 60


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")[:2]
    return int(hour) * 60 + int(minute)


def read_timeline(section: Section, case: Case) -> None:
    """Write a timeline's events; a line without a time of day goes to `x-timeline`, and all of it without a day."""
    zone = zone_in(section.heading)
    if zone:
        case.zones.append((zone, section.heading_lines))
    entries = list(entries_of(section))
    if not case.day and not any(entry.when and entry.when.day for entry in entries):
        case.own("timeline", case.work.text(section.below), section.lines)
        words = "no day is written, so the times of the timeline stay words; write them with their day"
        case.work.outcome.note(section.below, "guessed", case.draft.path, words)
        return
    write_entries(case, entries, zone)
    if "timeline" in case.draft.data:
        case.draft.put("timeline", case.draft.data["timeline"], section.heading_lines)


def write_entries(case: Case, entries: Iterable[Entry], zone: str = "") -> None:
    """Write entries as events in their order; what was read as a fact is none. `zone` is that of all of them."""
    entries = list(entries)
    written = [zone, *(name for name, _ in case.zones), *(entry.when.zone for entry in entries if entry.when)]
    writer = _Writer(case, zone, is_mixed=are_several(written))
    for entry in entries:
        if not set(range(entry.lines.first, entry.lines.last + 1)) <= case.read:
            writer.write(entry)
    writer.finish()


class _Writer:
    """Writes entries one after the other, each on its day."""

    def __init__(self, case: Case, zone: str, *, is_mixed: bool) -> None:
        self.case = case
        self.is_mixed = is_mixed
        """Whether the times are in several zones, so that one of an unclear zone has no place among them."""
        self.day = ""
        """The day of the entry above, once it is written."""
        self.clock = ""
        self.said = ""
        """The day of a heading that an entry stands under already."""
        self.heading = ""
        """The day that a heading or a line of its own says."""
        self.is_lost = False
        """Whether such a line says a day that can be two: no time below has one then."""
        self.zone = zone
        """The zone that a heading, a table's head or a sentence says."""
        self.above = ""
        """The zone of the entry above, where that says one."""
        self.left: list[Entry] = []
        """What has no time."""

    def write(self, entry: Entry) -> None:
        """Write one entry: an event, a day for those below, or a line of prose."""
        case = self.case
        when = with_year(entry.when, self.day or self._start) if entry.when else None
        if when is None and not entry.whole:
            case.work.outcome.leave_out(entry.lines, "tags of HTML around what is imported")
        elif self._is_above(entry, when):
            self.heading = (when.day if when else "") or self.heading
            self.is_lost = self.is_lost and not (when and when.day)
            self._all_in((when.zone if when else "") or zone_in(entry.whole), entry)
            case.work.outcome.note(entry.lines, "became", case.draft.path, "timeline")
        elif when is None or not self._is_placed(when) or not entry.whole:
            self._leave(entry)
        else:
            self._add(entry, when)

    def _is_above(self, entry: Entry, when: When | None) -> bool:
        """Say whether an entry is nothing but the day, or the zone, of those below it."""
        if when and (when.clock or when.unclear or (when.yearless and not when.day)):
            return False
        # `All times in UTC` is what the record's zone says; one that can be several stays words.
        zone = zone_in(entry.whole)
        return (when is not None and not entry.whole) or (zone in ZONES and is_about_times(entry.whole))

    def _is_placed(self, when: When) -> bool:
        is_clear = (
            not when.unclear
            and bool(when.day or not when.yearless)
            and not (self.is_mixed and self._zone_of(when) in UNCLEAR)
        )
        return bool(when.clock and is_clear and (when.day or (not self.is_lost and (self.day or self._start))))

    def _zone_of(self, when: When) -> str:
        """Return the zone of a time: its own, else that of all, else that of the entry above."""
        return when.zone or self.zone or self.above

    def _all_in(self, zone: str, entry: Entry) -> None:
        """Note the zone of all that stands below."""
        if zone:
            self.zone = zone
            self.case.zones.append((zone, entry.lines))

    @property
    def _start(self) -> str:
        return self.heading or self.case.day

    def _next(self, when: When) -> str:
        """Return the day of a time that says none: that of the one above, or the next one behind midnight."""
        if not self.day:
            return self.case.day
        behind = bool(self.clock) and _minutes(self.clock) - _minutes(when.clock) >= _HALF_A_DAY
        return (date.fromisoformat(self.day) + timedelta(days=behind)).isoformat()

    def _is_back(self, day: str, when: When) -> bool:
        """Say whether a time is earlier than the one above it, so that only its day places it."""
        return day == self.day and bool(self.clock) and when.clock < self.clock

    def _leave(self, entry: Entry) -> None:
        when, case = entry.when, self.case
        if when and when.unclear:
            self.is_lost = self.is_lost or not when.clock
            why = f"timeline: {when.unclear} can be two days; write the time that it means"
            case.work.outcome.note(entry.lines, "guessed", case.draft.path, why)
        elif when and when.clock and self.is_mixed and (zone := self._zone_of(when)) in UNCLEAR:
            why = f"timeline: {zone} can be {UNCLEAR[zone]}; write the time with its offset"
            case.work.outcome.note(entry.lines, "guessed", case.draft.path, why)
        if _ALL_TIMES.search(entry.text):
            self._all_in(zone_in(entry.text), entry)
        self.left.append(entry)

    def finish(self) -> None:
        """Write what has no time; rows of a table below their head, entries of a list together."""
        runs: list[list[Entry]] = []
        for entry in self.left:
            above = runs[-1][-1] if runs else None
            joins = above and self._is_listed(entry) and self._is_listed(above) and entry.head == above.head
            if above and joins and entry.lines.first == above.lines.last + 1:
                runs[-1].append(entry)
            else:
                runs.append([entry])
        for run in runs:
            lines = Lines(run[0].lines.first, run[-1].lines.last)
            self.case.own("timeline", self._source(run, lines), lines)

    def _source(self, run: list[Entry], lines: Lines) -> str:
        source, head = self.case.work.text(lines), run[0].head
        return f"{self.case.work.text(head)}\n{source}" if head else source

    def _is_listed(self, entry: Entry) -> bool:
        return bool(re.match(r"\s*(?:[-*+|]|\d+[.)])", self.case.work.document.rows[entry.lines.first - 1]))

    def _add(self, entry: Entry, when: When) -> None:
        case, draft = self.case, self.case.draft
        self.is_lost = False
        day = when.day or (self.heading if self.heading != self.said else "") or self._next(when)
        at = " ".join(part for part in (day if day != self.day or self._is_back(day, when) else "", when.clock) if part)
        at = f"{at} {when.offset}" if when.offset else at
        until = f" (until {when.until})" if when.until else ""
        self.day, self.clock, self.said = day, when.clock, self.heading or self.said
        events = draft.data.setdefault("timeline", [])
        index = len(events)
        event = _event(at, f"{entry.whole}{until}", entry.by)
        if isinstance(events, list):
            events.append(event)
        case.work.outcome.note(entry.lines, "became", draft.path, "timeline")
        if when.is_about:
            draft.guessed(("timeline", index, "at"), "it is written as about that time", entry.lines)
        elif when.yearless and at.startswith(day):
            draft.guessed(("timeline", index, "at"), "its year is not written", entry.lines)
        placed = self._placed(when, entry)
        case.place(event, "at", placed)
        self._milestone(entry, when, placed)

    def _placed(self, when: When, entry: Entry) -> Placed:
        """Return where a time stands."""
        if when.zone:
            self.case.zones.append((when.zone, entry.lines))
            self.above = when.zone
        return Placed(self.day, when.clock, when.offset, self._zone_of(when), entry.lines)

    def _milestone(self, entry: Entry, when: When, placed: Placed) -> None:
        """Write the milestone that an entry says; the first of a kind counts."""
        draft = self.case.draft
        milestone = key_of(re.split(r"[.;:,]\s|\s[(\u2013\u2014-]", words(entry.text))[0], MILESTONES)
        if milestone and milestone not in draft.data:
            # Its own day makes it readable by itself.
            clock = " ".join(part for part in (self.day, when.clock, when.offset) if part)
            draft.guess(milestone, clock, entry.lines, f'the timeline says "{entry.whole}"')
            self.case.place(draft.data, milestone, placed)


def _event(at: str, text: str, by: str) -> dict[str, Data]:
    return {"at": at, "event": text, **({"by": by} if by else {})}
