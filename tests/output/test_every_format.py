"""One incident with ten mistakes: ten problems at their places, in one run, in each format."""

import json
import re
from pathlib import Path

from tests.test_check import check

PATH = "incidents/shop/2025-02-11-down.yaml"
TEN = {
    PATH: """\
titel: Checkout is down
severity: sev1
status: closed
started: 2025-02-11 2 pm
resolved: 2025-02-11 15:00
resolved: 2025-02-11 15:30
runbooks: [checkout-eror]
root_cause: Human error
action_items:
  - {action: Alert earlier, owner: "@ann", due: next week}
timeline:
  - {at: 14:20, event: The queue was full, kind: guess}
post_mortem: {status: publishd}
""",
}
PLACES = [
    ("unknown-key", 1, 1),
    ("unknown-reference", 2, 11),
    ("unknown-choice", 3, 9),
    ("not-a-time", 4, 10),
    ("duplicate-key", 6, 1),
    ("unknown-reference", 7, 12),
    ("blaming-words", 8, 13),
    ("not-a-day", 10, 49),
    ("unknown-choice", 12, 50),
    ("unknown-choice", 13, 23),
]
ADVICE = [place for place in PLACES if place[0] == "blaming-words"]
ERRORS = [place for place in PLACES if place[0] != "blaming-words"]


def test_ten_mistakes_in_each_format(tmp_path: Path) -> None:
    """The same problems, each at its place."""
    found = json.loads(check(tmp_path, TEN, "--format", "json")[1])["problems"]
    places = [(one["code"], one["line"], one["column"]) for one in found]
    assert places == PLACES
    text = re.findall(rf"^{PATH}:(\d+):(\d+): .*\[(.*)\]$", check(tmp_path, TEN)[2], re.MULTILINE)
    assert [(code, int(line), int(column)) for line, column, code in text] == PLACES
    commands = check(tmp_path, TEN, "--format", "github")[1]
    told = re.findall(rf"^::\w+ file={PATH},line=(\d+),col=(\d+),title=([a-z-]+)::", commands, re.MULTILINE)
    # Errors first, for no more than ten of a level are shown.
    assert [(code, int(line), int(column)) for line, column, code in told] == [*ERRORS, *ADVICE]
    (run,) = json.loads(check(tmp_path, TEN, "--format", "sarif")[1])["runs"]
    regions = [(one["ruleId"], one["locations"][0]["physicalLocation"]["region"]) for one in run["results"]]
    assert [(code, region["startLine"], region["startColumn"]) for code, region in regions] == PLACES
