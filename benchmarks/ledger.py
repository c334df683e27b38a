"""Times the ledger of 5,000 open action items in Chromium: `python -m benchmarks.ledger`.

Two figures: from the event of a keystroke or a choice until the frame that shows the result has been drawn, which on a
busy machine is mostly waiting; and how long the page kept a processor busy for it. The page is the one that
`runbook-site build` makes of a made-up project, styles, theme and all. What it has no room for is loaded at the first
change, which is timed by itself; all others are made with everything there.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import cast

from playwright.sync_api import Page, sync_playwright

from tests.find_browser import HOW_TO_GET_ONE, find

INCIDENTS = 250
ITEMS = 20
"""For each incident; 5,000 in all."""
ROUNDS = 7
TEAMS = ("payments", "platform", "search", "identity", "mobile", "data", "support", "network")
LEVELS = ("P0", "P1", "P2", "P3")
PURPOSES = ("prevent", "detect", "mitigate", "process", "investigate")
STATES = ("open", "in-progress", "blocked")
THINGS = ("connection pool", "certificate", "load balancer", "job queue", "rate limit", "cache", "shard", "webhook")
CONFIG = """\
site_name: Ledger
docs_dir: content
theme: {name: material, font: false}
plugins: [search, runbook-site]
"""
FIRST = date(2022, 1, 3)

# Two frames: the first one is being made when the event is handled, the second begins after it was drawn.
MEASURE = """async ([selector, value]) => {
  const field = document.querySelector(selector);
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await drawn();
  const begun = performance.now();
  if (field.matches("input, select")) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else field.click();
  await drawn();
  return performance.now() - begun;
}"""
LOADED = "(said) => !document.querySelector(said).textContent.includes('being loaded')"
Steps = tuple[tuple[str, str, str], ...]
"""What is done: its name, the field or button, and the value that the field gets."""
STEPS: Steps = (
    ("a letter typed that every row has", "input[name=find]", "c"),
    ("a letter more: half of the rows", "input[name=find]", "ca"),
    ("another word begun: a few rows", "input[name=find]", "ca 12"),
    ("the words taken back: every row again", "input[name=find]", ""),
    ("an owner chosen", "select[name=owner]", "shop/search"),
    ("the owner taken back: every row again", "select[name=owner]", ""),
    ("overdue chosen", "select[name=status]", "overdue"),
    ("open chosen: every row again", "select[name=status]", "open"),
    ("sorted by owner", "th[data-rb-sort=owner] button", ""),
    ("sorted the other way round", "th[data-rb-sort=owner] button", ""),
    ("the order of the build again", "th[data-rb-sort=owner] button", ""),
)


def main() -> None:
    """Print the median time of each step in milliseconds, and how long the page takes to be there."""
    time_list(write, f"{INCIDENTS * ITEMS:,} action items", "action-items", "[data-rb-shown]", STEPS)


def time_list(write: Callable[[Path], None], what: str, page: str, said: str, changes: Steps) -> None:
    """Build the project that `write` puts into a folder, and print what `measure` says of one page of its site."""
    browser = find()
    if browser is None:
        sys.exit(HOW_TO_GET_ONE)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root)
        site = root / "site"
        subprocess.run([sys.executable, "-m", "generator", "build", str(root), "--site", str(site)], check=True)
        address = (site / page / "index.html").as_uri()
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
            measure(opened, what, address, said, changes)


def measure(page: Page, what: str, address: str, said: str, changes: Steps) -> None:
    """Print how long a list takes to be there, to load all its rows, and to follow each change; `said` tells of it."""
    load = [opened(page, address) for _ in range(3)]
    print(f"{what}, ready after {median(load):.0f} ms")
    _, selector, value = changes[0]
    begun = cast("float", page.evaluate("performance.now()"))
    page.evaluate(MEASURE, [selector, value])
    page.wait_for_function(LOADED, arg=said)
    print(f"all of them loaded {page.evaluate('performance.now()') - begun:.0f} ms after the first change")
    times = [list(steps(page, changes)) for _ in range(ROUNDS)]
    print(f"{'':40} {'drawn after':>12} {'fastest':>8} {'busy':>8}")
    for number, (name, *_) in enumerate(changes):
        drawn, busy = ([one[number][part] for one in times] for part in (0, 1))
        print(f"{name:40} {median(drawn):9.0f} ms {min(drawn):5.0f} ms {median(busy):5.0f} ms")


def opened(page: Page, address: str) -> float:
    """Open the page and return how many milliseconds after the request all of its scripts had run."""
    page.goto(address)
    return cast("float", page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))


def steps(page: Page, changes: Steps) -> Iterator[tuple[float, float]]:
    """Yield for each step the milliseconds until its result was drawn, and those of the processor that it took."""
    session = page.context.new_cdp_session(page)
    # The time of the page's thread, not of the clock on the wall: other programs do not count.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(cast("float", one["value"]) * 1000 for one in metrics if one["name"] == "TaskDuration")

    for _, selector, value in changes:
        begun = busy()
        drawn = cast("float", page.evaluate(MEASURE, [selector, value]))
        yield drawn, busy() - begun


def write(root: Path) -> None:
    """Write the project: one handbook, its levels and teams, and the incidents with their action items, all open."""
    shop = root / "content" / "shop"
    incidents = root / "incidents" / "shop"
    shop.mkdir(parents=True)
    incidents.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (shop / "handbook.yaml").write_text("format: 1\ntitle: Shop\ntimezone: Europe/Berlin\n", encoding="utf-8")
    _write(shop / "severities.yaml", [{"id": level, "name": f"Level {level}"} for level in LEVELS])
    _write(shop / "contacts.yaml", [{"id": team, "role": f"{team.capitalize()} team"} for team in TEAMS])
    for number in range(INCIDENTS):
        day = FIRST + timedelta(days=number * 5)
        record = {
            "title": f"The {THINGS[number % len(THINGS)]} failed for the {number}th time",
            "severity": LEVELS[number % len(LEVELS)],
            "status": "resolved",
            "started": f"{day} 10:00",
            "resolved": f"{day} 11:30",
            "action_items": [item(number * ITEMS + place, day) for place in range(ITEMS)],
        }
        _write(incidents / f"{day}-failure-{number}.yaml", record)


def item(number: int, day: date) -> dict[str, str]:
    """Return an open action item; every eleventh has no owner, every seventh no due day."""
    thing = THINGS[number % len(THINGS)]
    facts = {
        "action": f"Alert when the {thing} of node {number} has been above 80 % for a quarter of an hour",
        "status": STATES[number % len(STATES)],
        "purpose": PURPOSES[number % len(PURPOSES)],
        "ticket": f"https://tracker.example.com/SHOP-{number}",
    }
    owner = {"owner": TEAMS[number % len(TEAMS)]} if number % 11 else {}
    due = {"due": f"{day + timedelta(days=30 + number % 400)}"} if number % 7 else {}
    return {**facts, **owner, **due}


def _write(path: Path, data: object) -> None:
    # JSON is YAML.
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
