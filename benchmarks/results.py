"""What the rounds measured, in words and tables: `benchmarks/results.md`."""

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from textwrap import shorten

from benchmarks.peers import HUGO, OURS, STOCK
from benchmarks.rounds import CHANGED, CHECK, COLD, RELOAD, Size

_MEMORY, _WAIT, _GROWTH = 700, 6, 11
"""At 10,000 incidents: megabytes of a cold build, seconds of a reload, times the cost of 1,000."""
_REASON = 120
"""Characters of what a failed tool said last."""
_WORKS = (COLD, CHANGED, CHECK, RELOAD)
_ABOUT = """\
Medians of wall-clock seconds, in brackets the fastest and the slowest. The tools took turns in one run: compare the
ratios, not the seconds of two runs. "3.0x" says that the tool took three times as long as ours. Memory is the peak of
the command with its children. Every tool builds the same content: ours from the records, the others from the Markdown
that `runbook-site export --plain` makes of them.
"""


def results(sizes: Sequence[Size], versions: Mapping[str, str], on: date) -> str:
    """Return the whole page: what it ran on, a table of each size, targets met and missed."""
    lines = ["# Results", "", _ABOUT, *_where(versions, on)]
    fixed = next((size for size in sizes if size.incidents == 0), None)
    for size in sizes:
        lines += ["", *_table(size)]
    lines += ["", "## Targets", "", *_targets({size.incidents: size for size in sizes}, fixed)]
    return "\n".join(lines) + "\n"


def _where(versions: Mapping[str, str], on: date) -> Iterator[str]:
    """Yield the day, the machine and the versions."""
    cores = f"{os.cpu_count()} processor cores ({_processor()})"
    yield f"Measured on {on.isoformat()}, {cores}, Python {platform.python_version()}."
    yield f"Versions: {', '.join(f'{name} {number}' for name, number in versions.items())}."


def _processor() -> str:
    """Return the processor's name, where the system tells it."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in told if line.startswith("model name")), platform.machine())


def _table(size: Size) -> Iterator[str]:
    """Yield a size's heading and its two tables."""
    tools = list(dict.fromkeys(tool for _, tool in [*size.costs, *size.failures]))
    rounds = "1 round" if size.rounds == 1 else f"{size.rounds} rounds"
    yield f"## {size.incidents:,} incidents ({size.bytes_each:,.0f} bytes each, {rounds})"
    yield ""
    yield f"| Work | {' | '.join(tools)} |"
    yield f"| --- |{' --: |' * len(tools)}"
    for work in _WORKS:
        cells = [_cell(size, work, tool) for tool in tools]
        if any(cells):
            yield f"| {work} | {' | '.join(cells)} |"
    for work in (COLD, CHECK):
        cells = [_amounts(size, work, tool) for tool in tools]
        if any(cells):
            yield f"| {work}: processor, memory | {' | '.join(cells)} |"
    yield f"| site | {' | '.join(_weight(size, tool) for tool in tools)} |"


def _cell(size: Size, work: str, tool: str) -> str:
    """Return a median with its spread and how it compares with ours, or why there is none."""
    if failure := size.failures.get((work, tool)):
        return f"failed ({shorten(failure.replace('|', '/'), _REASON, placeholder=' …')})"
    taken = [one.wall for one in size.costs.get((work, tool), ())]
    if not taken:
        return ""
    spread = f" ({min(taken):.2f} to {max(taken):.2f})" if len(taken) > 1 else ""
    ours = _median(size, work, OURS.name)
    beside = f", {median(taken) / ours:.1f}x" if ours and tool != OURS.name else ""
    return f"{median(taken):.2f} s{spread}{beside}"


def _amounts(size: Size, work: str, tool: str) -> str:
    """Return the median of processor seconds and the greatest peak of memory."""
    taken = size.costs.get((work, tool), ())
    if not taken:
        return ""
    return f"{median(one.processor for one in taken):.1f} s, {max(one.memory for one in taken):,.0f} MB"


def _weight(size: Size, tool: str) -> str:
    """Return what the site and one page weigh."""
    weight = size.weights.get(tool)
    if weight is None:
        return ""
    site = f"{weight.site / 1e6:.1f} MB in {weight.files:,} files"
    page = f"{weight.page / 1000:.0f} kB, {weight.compressed / 1000:.0f} kB compressed"
    return f"{site}; an incident {page}" if weight.page else site


def _median(size: Size | None, work: str, tool: str) -> float | None:
    """Return a median of wall-clock seconds, None when nothing was measured."""
    taken = [one.wall for one in size.costs.get((work, tool), ())] if size else []
    return median(taken) if taken else None


def _targets(sizes: Mapping[int, Size], fixed: Size | None) -> Iterator[str]:
    """Yield a row a target: what was asked, what was measured, and whether it is met."""
    yield "| Work | Target | Measured | |"
    yield "| --- | --- | --- | --- |"
    small, large = sizes.get(1_000), sizes.get(10_000)
    for words, asked, measured, is_met in [*_faster(small, large), *_absolute(large), *_growth(small, large, fixed)]:
        yield f"| {words} | {asked} | {measured} | {'met' if is_met else 'missed'} |"


def _faster(small: Size | None, large: Size | None) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the targets that are ratios of a peer's median to ours."""
    asked: Iterable[tuple[Size | None, str, str, float]] = (
        (small, COLD, STOCK.name, 6), (large, COLD, STOCK.name, 10), (large, COLD, HUGO.name, 1),
        (small, CHANGED, STOCK.name, 6), (large, CHANGED, STOCK.name, 15), (small, RELOAD, STOCK.name, 10),
    )  # fmt: skip
    for size, work, peer, times in asked:
        ours, theirs = _median(size, work, OURS.name), _median(size, work, peer)
        if size and ours and theirs:
            what, factor = f"{work}, {size.incidents:,}", theirs / ours
            yield what, f"{times:g}x as fast as {peer}", f"{factor:.1f}x", factor >= times


def _absolute(large: Size | None) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the targets at 10,000 that need no peer."""
    if large is None:
        return
    cold, check, reload = (_median(large, work, OURS.name) for work in (COLD, CHECK, RELOAD))
    memory = max((one.memory for one in large.costs.get((COLD, OURS.name), ())), default=0)
    if memory:
        yield "memory of a cold build, 10,000", f"under {_MEMORY} MB", f"{memory:,.0f} MB", memory < _MEMORY
    if reload:
        yield f"{RELOAD}, 10,000", f"under {_WAIT} s", f"{reload:.1f} s", reload < _WAIT
    if check and cold:
        yield "check, 10,000", "half of our cold build", f"{check / cold:.2f} of it", check <= cold / 2


def _growth(small: Size | None, large: Size | None, fixed: Size | None) -> Iterator[tuple[str, str, str, bool]]:
    """Yield how the cost grows from 1,000 to 10,000 incidents, the cost without any taken off both."""
    none, some, many = (_median(size, COLD, OURS.name) for size in (fixed, small, large))
    if none and some and many:
        times = (many - none) / (some - none)
        yield "growth of the cold build", f"{_GROWTH}x from 1,000 to 10,000", f"{times:.1f}x", times <= _GROWTH
