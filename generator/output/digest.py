"""The digest as Markdown: a mail, a chat post or the text of a scheduled issue."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from generator.authoring.github import line as prose_line
from generator.authoring.markdown import link, plain
from generator.library.library import Library
from generator.library.post_mortem_duty import Duty
from generator.library.reports.digest import Digest
from generator.library.reports.ledger import LedgerRow
from generator.library.titles import title_of
from generator.output.reports import EXAMPLES
from generator.pages.addresses import ACTION_ITEMS, REPORTS_HOME, Addresses, seat_of
from generator.records.incident import Incident
from generator.records.record import Record
from generator.records.refs import PersonRef
from generator.records.rotation import OnCall

_MOST = 10
"""A mail is read on a phone."""
_MOST_CHARACTERS = 60_000
"""GitHub takes no comment of more than 65,536, and would show nothing of it."""
_REST = "… and more, for which there is no room here: `runbook-site report action-items` prints all of them."
_NOT_PUBLIC = "not public"
T = TypeVar("T")


class DigestPage:
    """The Markdown of a digest; with `site`, the site's own address, records are links."""

    def __init__(self, library: Library, digest: Digest, site: str) -> None:
        """Write nothing yet."""
        self.library = library
        self.digest = digest
        # Of a variable in mkdocs.yml nobody knows what it will be.
        self.addresses = Addresses(site=f"{site.rstrip('/')}/" if site.startswith(("https://", "http://")) else "")

    def lines(self) -> Iterator[str]:
        """Yield the lines. A list shows its first entries and says how many more there are; so do lists of lists."""
        size = 0
        for line in self._lines():
            size += len(line) + 1
            if size > _MOST_CHARACTERS:
                yield from ("", _REST)
                return
            yield line

    def _lines(self) -> Iterator[str]:
        digest = self.digest
        yield f"## What waits on {digest.today}"
        if digest.of_examples:
            yield from ("", EXAMPLES)
        sections = [
            self._section("Open incidents", digest.burning, self._incident),
            self._overdue(),
            self._section("Due within seven days", digest.soon, self._item),
            self._section("Post-mortems to write", digest.owed, self._duty),
            self._section("Reviews overdue", digest.reviews, lambda review: self._review(*review)),
        ]
        found = [line for section in sections for line in section]
        yield from found or ("", "Nothing is open, overdue or owed.")
        yield from self._on_call()
        if self.addresses.site:
            pages = (("Action items", ACTION_ITEMS), ("Reports", REPORTS_HOME))
            yield from ("", " · ".join(link(words, self.addresses.whole(uri)) for words, uri in pages))

    def _section(self, heading: str, entries: Sequence[T], line: Callable[[T], str]) -> Iterator[str]:
        if entries:
            yield from ("", f"### {heading} ({len(entries)})", "")
            yield from _cut([f"- {line(entry)}" for entry in entries])

    def _overdue(self) -> Iterator[str]:
        count = sum(len(rows) for _, rows in self.digest.overdue)
        if count:
            yield from ("", f"### Overdue action items ({count})", "")
        for owner, rows in self.digest.overdue[:_MOST]:
            yield f"- **{plain(owner) if owner else 'Nobody'}** ({len(rows)})"
            yield from _cut([f"  - {self._item(row, with_owner=False)}" for row in rows], "  ")
        left = self.digest.overdue[_MOST:]
        if left:
            others = "another owner" if len(left) == 1 else f"{len(left)} other owners"
            yield f"- … and {sum(len(rows) for _, rows in left)} more of {others}"

    def _incident(self, incident: Incident) -> str:
        since = f", since {incident.started}" if incident.started else ""
        level = f"{plain(str(incident.severity.key.id))}, " if incident.severity else ""
        return f"{self._named(incident)}: {level}{incident.status}{since}"

    def _item(self, row: LedgerRow, *, with_owner: bool = True) -> str:
        late = row.days_late(self.digest.today)
        owner = plain(row.owner.title) if row.owner else "nobody"
        due = f"due {row.item.due}" + (f", {late} day{'' if late == 1 else 's'} late" if late else "")
        who = f"{owner}, " if with_owner else ""
        return f"{prose_line(row.item.action)} ({who}{due}; {self._named(row.incident)})"

    def _duty(self, duty: Duty) -> str:
        due, state = duty.publication.due, duty.standing
        when = f"was due {due}" if duty.is_late(self.digest.today) else f"due {due}" if due else duty.publication.no_due
        return f"{self._named(duty.incident)}: {state}, {when}"

    def _review(self, record: Record, due: date) -> str:
        return f"{self._named(record)}: was due {due}"

    def _on_call(self) -> Iterator[str]:
        if self.digest.on_call:
            yield from ("", "### On call", "")
        for handbook, shifts in self.digest.on_call:
            now, *later = shifts
            said = [f"{self._shift(now)} until {_moment(now)}"]
            said += [f"then {self._shift(shift)} until {_moment(shift)}" for shift in later]
            yield f"- {plain(handbook.title)}: {', '.join(said)}"

    def _shift(self, on_call: OnCall) -> str:
        second = on_call.shift.secondary
        more = f" (second: {self._person(second)})" if second else ""
        return f"**{self._person(on_call.shift.primary)}**{more}"

    def _person(self, ref: PersonRef) -> str:
        found = None if ref.is_handle or ref.hidden else self.library.find(ref)
        return plain(title_of(found) if found else _NOT_PUBLIC if ref.hidden else str(ref))

    def _named(self, record: Record) -> str:
        uri, anchor = seat_of(record)
        title = title_of(record)
        return link(title, self.addresses.whole(uri, anchor)) if self.addresses.site else plain(title)


def _moment(on_call: OnCall) -> str:
    return f"{on_call.end:%a %Y-%m-%d %H:%M %Z}"


def _cut(lines: list[str], indent: str = "") -> list[str]:
    more = len(lines) - _MOST
    return lines if more <= 0 else [*lines[:_MOST], f"{indent}- … and {more} more"]
