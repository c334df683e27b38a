"""The benchmark itself, at a size that takes seconds: every tool builds, rebuilds and serves; no time is asserted."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from benchmarks.measuring import CommandFailedError, Cost, cost
from benchmarks.peers import HUGO, OURS, PEERS, STOCK, ZENSICAL, versions
from benchmarks.results import results
from benchmarks.rounds import CHANGED, CHECK, COLD, RELOAD, Size, Weight, measured

EXPECTED = Path(__file__).parent / "benchmarks"


def test_each_tool_does_each_work_on_the_same_content(tmp_path: Path) -> None:
    """A changed record reaches the page in a second build and in the preview of all four; nothing fails."""
    size = measured(tmp_path, 6, 1, PEERS, 120)
    works = {(work, peer.name) for work in (COLD, CHANGED, RELOAD) for peer in PEERS} | {(CHECK, OURS.name)}
    assert size.failures == {}
    assert set(size.costs) == works
    assert all(one.wall > 0 for taken in size.costs.values() for one in taken)
    assert {tool for tool, weight in size.weights.items() if weight.page} == {peer.name for peer in PEERS}
    text = results([size], versions(PEERS), date(2026, 1, 2))
    assert "## 6 incidents" in text
    assert all(peer.name in text for peer in PEERS)


def test_a_command_that_fails_or_takes_too_long_is_told_in_a_line(tmp_path: Path) -> None:
    """The last line that it wrote, or the limit."""
    shell = shutil.which("sh") or "sh"
    with pytest.raises(CommandFailedError, match=r"^exit 3: no such page$"):
        cost((shell, "-c", "echo begun; echo no such page >&2; exit 3"), tmp_path, 20)
    with pytest.raises(CommandFailedError, match=r"^stopped after 1 s$"):
        cost((shell, "-c", "sleep 20"), tmp_path, 1)


def test_the_page_of_results_says_ratios_failures_and_targets() -> None:
    """From costs written by hand: 1,000 incidents with a tool that failed, 10,000 with targets met and missed."""
    sizes = [
        _size(0, 3, {(COLD, OURS.name): [2.0, 2.2, 1.8]}),
        _size(
            1_000, 3,
            {
                (COLD, OURS.name): [4.0, 3.0, 5.0], (COLD, STOCK.name): [24.0, 30.0, 23.0], (CHECK, OURS.name): [1.0],
                (CHANGED, OURS.name): [4.0], (CHANGED, STOCK.name): [20.0], (RELOAD, OURS.name): [1.0],
                (RELOAD, STOCK.name): [10.0],
            },
        ),
        _size(10_000, 1, {(COLD, OURS.name): [26.0], (COLD, STOCK.name): [250.0], (COLD, HUGO.name): [26.0],
                          (CHECK, OURS.name): [13.0], (RELOAD, OURS.name): [6.0]}),
    ]  # fmt: skip
    sizes[2].failures[COLD, ZENSICAL.name] = "exit 1: table | of rows refused"
    sizes[1].weights[OURS.name] = Weight(12_600_000, 1_319, 66_500, 9_100)
    text = results(sizes, {"mkdocs": "1.6.1"}, date(2026, 1, 2))
    machine = next(line for line in text.splitlines() if line.startswith("Measured on 2026-01-02, "))
    assert text.replace(machine, "Measured.") == (EXPECTED / "results.md").read_text(encoding="utf-8")


def _size(incidents: int, rounds: int, walls: dict[tuple[str, str], list[float]]) -> Size:
    """Return a size whose runs took these seconds, with as much processor time and 700 MB."""
    size = Size(incidents, rounds, bytes_each=6_210)
    for key, taken in walls.items():
        size.costs[key] = [Cost(wall, wall, 700) for wall in taken]
    return size
