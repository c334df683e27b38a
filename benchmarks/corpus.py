"""A made-up project of any size in our own formats, the same at each run: `python -m benchmarks.corpus 1000 DIR`.

The shape of an incident is fixed, so that figures of two days can be compared: 27 fields of prose, a third of them with
markup (code, links, lists, emphasis), 12 timeline events, 5 action items, 6 to 7 kB of YAML. Beside them stand one
handbook with 60 runbooks, 4 levels, 8 teams and 12 services. Nothing in it happened.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

RUNBOOKS = 60
EVENTS = 12
ACTIONS = 5
LEVELS = ("P0", "P1", "P2", "P3")
TEAMS = ("payments", "platform", "search", "identity", "mobile", "data", "support", "network")
SERVICES = (
    "checkout", "ledger", "catalog", "login", "mailer", "invoices",
    "gateway", "reports", "warehouse", "quotes", "uploads", "webhooks",
)  # fmt: skip
_THINGS = (
    "connection pool", "read replica", "certificate", "load balancer", "feature flag", "job queue", "rate limit",
    "cache", "migration", "deploy", "retry storm", "disk", "token", "shard", "index", "webhook", "session store",
    "health check", "message broker", "cron job", "DNS record", "memory limit", "time-out", "autoscaler",
)  # fmt: skip
_DOES = (
    "ran out of connections", "returned 503 for one request in four", "was restarted by hand", "lagged by 40 minutes",
    "expired at midnight", "dropped every second message", "filled up within the hour", "answered with stale data",
    "rejected valid tokens", "was rolled back", "stopped taking new work", "recovered by itself", "hit its limit",
)  # fmt: skip
_WHERE = (
    "in one region", "for new customers", "on the second node", "behind the proxy", "during the import", "in Köln",
    "in São Paulo", "for 東京 users", "after the deploy", "under full load", "on mobile", "in the nightly run",
)  # fmt: skip
_ERRORS = ("FATAL: too many connections", "ECONNREFUSED 10.0.4.17:5432", "context deadline exceeded", "HTTP 502",
           "x509: certificate has expired", "OOMKilled", "deadlock detected", "no space left on device")  # fmt: skip
_KINDS = ("note", "deploy", "decision", "action", "escalation", "communication", "observation")
_PURPOSES = ("prevent", "detect", "mitigate", "process", "investigate")
_FACTORS = ("monitoring", "deploy", "capacity", "dependency", "process", "code")
_FIRST = datetime(2016, 1, 4, 8, 0, tzinfo=UTC)

HANDBOOK = "format: 1\ntitle: Corpus\nsummary: A made-up handbook of any size.\ntimezone: UTC\n"
CONFIG = """\
site_name: Corpus
docs_dir: content
site_url: https://example.org/corpus/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.indexes]
plugins: [search, runbook-site]
"""


class Writer:
    """Writes sentences; what it writes follows from its seed alone."""

    def __init__(self, seed: int) -> None:
        """`seed` makes one record differ from the next."""
        self.random = random.Random(seed)  # noqa: S311 - made-up text, no secret
        self.count = 0

    def pick(self, words: tuple[str, ...]) -> str:
        """Return one of some words."""
        return self.random.choice(words)

    def sentence(self) -> str:
        """Return a sentence without markup."""
        return f"The {self.pick(_THINGS)} of {self.pick(SERVICES)} {self.pick(_DOES)} {self.pick(_WHERE)}"

    def line(self) -> str:
        """Return one line of prose; every third has markup."""
        self.count += 1
        if self.count % 3:
            return self.sentence()
        marked = (
            f"`{self.pick(SERVICES)}` logged `{self.pick(_ERRORS)}`, then the {self.pick(_THINGS)} {self.pick(_DOES)}",
            f"{self.sentence()}, see [the dashboard](https://example.org/d/{self.random.randrange(9999)})",
            f"**{self.pick(_THINGS).capitalize()}**: {self.sentence().lower()} and *nobody* was told",
        )
        return self.pick(marked)

    def paragraphs(self, indent: str) -> str:
        """Return a field of several paragraphs, in YAML's block style; every third has a list or a fence."""
        self.count += 1
        blocks = [". ".join(self.sentence() for _ in range(4)) + "." for _ in range(2)]
        if self.count % 3 == 0:
            blocks.append("\n".join(f"- {self.sentence()}" for _ in range(3)))
            blocks.append(f"```\n{self.pick(_ERRORS)}\n{self.pick(SERVICES)}: exit 1\n```")
        text = "\n\n".join(blocks)
        return "|\n" + "\n".join(f"{indent}{one}" if one else "" for one in text.split("\n"))


def write_corpus(folder: Path, incidents: int) -> int:
    """Write a whole project with that many incidents into `folder`; return the bytes of all incident records."""
    content = folder / "content" / "corpus"
    (content / "runbooks").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "content" / "index.md").write_text("# Corpus\n\nMade up, to measure.\n", encoding="utf-8")
    (content / "handbook.yaml").write_text(HANDBOOK, encoding="utf-8")
    (content / "severities.yaml").write_text("".join(map(severity, LEVELS)), encoding="utf-8")
    (content / "contacts.yaml").write_text("".join(f"- id: {team}\n  role: {team.title()}\n" for team in TEAMS))
    (content / "services.yaml").write_text("".join(f"- id: {name}\n  name: {name.title()}\n" for name in SERVICES))
    for number in range(RUNBOOKS):
        (content / "runbooks" / f"{runbook_id(number)}.yaml").write_text(runbook(number), encoding="utf-8")
    size = 0
    for number in range(incidents):
        name, text = incident(number)
        path = folder / "incidents" / "corpus" / name[:4] / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_text(text, encoding="utf-8")
    return size


def severity(level: str) -> str:
    """Return a level's row."""
    hours = LEVELS.index(level) + 1
    return (
        f"- id: {level}\n  name: Level {hours}\n  response_time: {15 * hours}m\n  resolution_target: {4 * hours}h\n"
        f"  post_mortem_policy:\n    required: {'always' if level in LEVELS[:2] else 'never'}\n    publish_within: 5d\n"
    )


def runbook_id(number: int) -> str:
    """Return the id of a runbook by its number."""
    return f"trouble-{number % RUNBOOKS:02}"


def runbook(number: int) -> str:
    """Return a runbook's record."""
    write = Writer(number)
    steps = "".join(
        f"  - do: {quoted(write.line())}\n    run: kubectl logs deploy/{write.pick(SERVICES)}\n" for _ in range(4)
    )
    return (
        f"title: {quoted(f'Trouble {number} with the {_THINGS[number % len(_THINGS)]}')}\n"
        f"severity: {LEVELS[number % len(LEVELS)]}\n"
        f"services: [{SERVICES[number % 12]}]\nowner: {TEAMS[number % 8]}\nalerts: [Alert{number:02}]\n"
        f"errors:\n  - {quoted(_ERRORS[number % len(_ERRORS)])}\nsymptoms:\n  - {quoted(write.line())}\n"
        f"investigation:\n{steps}resolution:\n{steps}"
    )


def incident(number: int) -> tuple[str, str]:
    """Return an incident's id and record."""
    write = Writer(10_000 + number)
    start = _FIRST + timedelta(minutes=number * 547 + write.random.randrange(300))
    times = [start + timedelta(minutes=minutes) for minutes in (0, 4, 9, 48, 95)]
    at = [f"{time:%Y-%m-%d %H:%M}" for time in times]
    events = "".join(
        f"  - at: {start + timedelta(minutes=3 + 7 * place):%Y-%m-%d %H:%M}\n    kind: {write.pick(_KINDS)}\n"
        f"    event: {quoted(write.line())}\n"
        for place in range(EVENTS)
    )
    actions = "".join(action(write, start, place) for place in range(ACTIONS))
    level, service, team = write.pick(LEVELS), write.pick(SERVICES), write.pick(TEAMS)
    thing = write.pick(_THINGS)
    text = f"""\
title: {quoted(f"{service.title()}: {thing} {write.pick(_DOES)}")}
severity: {level}
status: resolved
started: {at[0]}
detected: {at[1]}
acknowledged: {at[2]}
mitigated: {at[3]}
resolved: {at[4]}
detected_by: {write.pick(("alert", "customer", "staff"))}
commander: {team}
responders: [{team}, platform]
services: [{service}]
alerts: [Alert{write.random.randrange(RUNBOOKS):02}]
runbooks: [{runbook_id(write.random.randrange(RUNBOOKS))}]
tags: [{thing.split()[0].lower()}]
summary: {write.paragraphs("  ")}
impact:
  users_affected: {write.random.randrange(50_000)}
  summary: {quoted(write.line())}
timeline:
{events}root_cause: {write.paragraphs("  ")}
contributing_factors:
  - category: {write.pick(_FACTORS)}
    text: {quoted(write.line())}
  - category: {write.pick(_FACTORS)}
    text: {quoted(write.line())}
resolution: {write.paragraphs("  ")}
went_well:
  - {quoted(write.line())}
went_wrong:
  - {quoted(write.line())}
lucky:
  - {quoted(write.line())}
lessons: {write.paragraphs("  ")}
post_mortem:
  status: published
  author: {team}
  published: {times[-1] + timedelta(days=3):%Y-%m-%d}
action_items:
{actions}"""
    return f"{start:%Y-%m-%d}-{service}-{thing.replace(' ', '-').lower()}-{number}", text


def action(write: Writer, start: datetime, place: int) -> str:
    """Return an action item: the first three are done, the last is due in years, the one between is overdue."""
    is_done, is_last = place < ACTIONS - 2, place == ACTIONS - 1
    done = f"    done: {start + timedelta(days=9 + place):%Y-%m-%d}\n" if is_done else ""
    due = start + timedelta(days=6_000 if is_last else 14)
    return (
        f"  - id: action-{place}\n    action: {quoted(write.line())}\n    owner: {write.pick(TEAMS)}\n"
        f"    due: {due:%Y-%m-%d}\n    purpose: {write.pick(_PURPOSES)}\n{done}"
    )


def quoted(text: str) -> str:
    """Return a text as a YAML scalar in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def main() -> None:
    """Write a corpus of the size and into the folder that the command line names."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    size = write_corpus(folder, count)
    print(f"{count} incidents, {size / max(count, 1):,.0f} bytes each")


if __name__ == "__main__":
    main()
