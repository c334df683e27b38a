"""Times the list of 10,000 incidents in Chromium as `benchmarks.ledger` does the ledger.

`python -m benchmarks.incident_list` prints the figures.
"""

import json
from datetime import date, timedelta
from pathlib import Path

from benchmarks.ledger import CONFIG, LEVELS, THINGS, Steps, time_list

INCIDENTS = 10_000
SERVICES = ("checkout", "catalog", "login", "mailer", "gateway", "search")
FIRST = date(2016, 1, 4)
FIND = "#rb-find"
STEPS: Steps = (
    ("a letter typed that every row has", FIND, "e"),
    ("a word that an eighth of the rows has", FIND, "cache"),
    ("another word begun: a few rows", FIND, "cache 77"),
    ("one row of the first year", FIND, "cache 1234th"),
    ("the words taken back: every row again", FIND, ""),
)


def main() -> None:
    """Print the median time of each step in milliseconds, and how long the page takes to be there."""
    time_list(write, f"{INCIDENTS:,} incidents", "incidents", "[data-rb-found]", STEPS)


def write(root: Path) -> None:
    """Write the project: one handbook, its levels and services, and the incidents, three a day."""
    shop = root / "content" / "shop"
    incidents = root / "incidents" / "shop"
    shop.mkdir(parents=True)
    incidents.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (shop / "handbook.yaml").write_text("format: 1\ntitle: Shop\ntimezone: Europe/Berlin\n", encoding="utf-8")
    levels = [{"id": level, "name": f"Level {level}"} for level in LEVELS]
    services = [{"id": name, "name": name.capitalize()} for name in SERVICES]
    # JSON is YAML.
    (shop / "severities.yaml").write_text(json.dumps(levels, indent=1), encoding="utf-8")
    (shop / "services.yaml").write_text(json.dumps(services, indent=1), encoding="utf-8")
    for number in range(INCIDENTS):
        day = FIRST + timedelta(days=number // 3)
        record = {
            "title": f"The {THINGS[number % len(THINGS)]} failed for the {number}th time",
            "severity": LEVELS[number % len(LEVELS)],
            "status": "resolved",
            "started": f"{day} {number % 3 * 6 + 4:02}:00",
            "resolved": f"{day} {number % 3 * 6 + 5:02}:30",
            "services": [SERVICES[number % len(SERVICES)]],
        }
        (incidents / f"{day}-failure-{number}.yaml").write_text(json.dumps(record, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
