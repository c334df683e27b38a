"""Links that begin something on GitHub with what a page knows: an issue about the page, a file for a new record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from generator.library.repository import Repository
from generator.library.titles import title_of
from generator.pages.addresses import Addresses, seat_of
from generator.records.record import Record

PROBLEM_FORM = "runbook-wrong.yml"
"""The issue form about a page, in .github/ISSUE_TEMPLATE/; `page` is the id of its field for where that stands."""
INCIDENT_FORM = "incident.yml"
MOST_BYTES = 8000
"""GitHub answers an address of more than 8,192 bytes with an error; browsers add a little."""
_LONGEST_TITLE = 256
"""GitHub takes no issue with a longer title, and says so only when somebody has filled in the form."""
_NO_FORM = "Page: {page}\n\nWhat does it say now?\n\n\nWhat should it say?\n\n\nHow do you know?\n\n"


class NewFile(NamedTuple):
    """A file to be begun on GitHub: where, and what a person must copy there because no address is that long."""

    address: str
    text: str = ""


@dataclass(frozen=True)
class GitHubLinks:
    """What leads to the project's repository on GitHub; nothing does when there is none."""

    repository: Repository | None = None
    forms: Collection[str] = ()
    """The issue forms that the repository has, by their files' names."""
    incidents: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """An incident's record with nothing said in it, `(path, text)` by handbook."""

    def problem(self, record: Record, addresses: Addresses) -> str:
        """Return where to report what is wrong with a record's page; empty without a repository."""
        if self.repository is None:
            return ""
        page = f"{addresses.whole(*seat_of(record))} ({record.path})" if addresses.site else record.path
        title = f"Correct: {title_of(record)}"
        said = {"title": title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"}
        if PROBLEM_FORM in self.forms:
            said = {"template": PROBLEM_FORM, **said, "page": page}
        else:
            said["body"] = _NO_FORM.format(page=page)
        return f"{self.repository.new_issue}?{urlencode(said)}"

    @property
    def incident_report(self) -> str:
        """Where somebody who writes no records reports an incident; empty without a form for it."""
        if self.repository is None or INCIDENT_FORM not in self.forms:
            return ""
        return f"{self.repository.new_issue}?{urlencode({'template': INCIDENT_FORM})}"

    def new_incident(self, handbook: str) -> NewFile | None:
        """Return where to begin an incident's record with its post-mortem; None without a repository."""
        path, text = self.incidents.get(handbook, ("", ""))
        return self.new_file(path, text) if path else None

    def new_file(self, path: str, text: str) -> NewFile | None:
        """Return where to begin a file, `path` from the project's root; None without a repository."""
        if self.repository is None:
            return None
        folder, _, name = path.rpartition("/")
        start = self.repository.new(folder)
        whole = f"{start}?{urlencode({'filename': name, 'value': text})}"
        if len(whole) <= MOST_BYTES:
            return NewFile(whole)
        return NewFile(f"{start}?{urlencode({'filename': name})}", text)

    def words(self, addresses: Addresses) -> dict[str, object]:
        """Return what templates know of it: functions, and where to report an incident."""
        return {
            "incident_report": self.incident_report,
            "problem_link": lambda record: self.problem(record, addresses),
            "new_incident": self.new_incident,
        }
