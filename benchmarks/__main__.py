"""Times `check` and `build` of our own records beside stock mkdocs building as much plain Markdown: `make bench`.

The runs take turns, because one machine's speed wanders: compare numbers of one run only.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
ROUNDS = 3
STOCK = "site_name: Stock\ndocs_dir: docs\ntheme:\n  name: material\n  font: false\nplugins: [search]\n"


def main() -> None:
    """Print the median and every time of each command, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        records = sorted(file for top in ("content", "incidents") for file in (ROOT / top).rglob("*.yaml"))
        print(f"{len(records)} records, {write_stock(scratch, records):,} bytes, {ROUNDS} rounds")
        commands = {
            "runbook-site check": (["-m", "generator", "check"], ROOT),
            "runbook-site build": (["-m", "generator", "build", "--site", str(scratch / "ours")], ROOT),
            "stock mkdocs build": (["-m", "mkdocs", "build", "--quiet"], scratch),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, (arguments, where) in commands.items():
                times[name].append(seconds(arguments, where))
        for name, taken in times.items():
            print(f"{name:20} {median(taken):6.2f} s  ({', '.join(f'{one:.2f}' for one in taken)})")


def write_stock(folder: Path, records: Iterable[Path]) -> int:
    """Write each record's text as a Markdown page of the same size; return the size of all in bytes."""
    size = 0
    for record in records:
        text = record.read_text(encoding="utf-8")
        page = folder / "docs" / record.relative_to(ROOT).with_suffix(".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# {record.stem}\n\n{text}", encoding="utf-8")
        size += len(text.encode())
    (folder / "docs" / "index.md").write_text("# Stock\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    return size


def seconds(arguments: list[str], where: Path) -> float:
    """Run this Python with the arguments and return how long it took; a run that fails ends the benchmark."""
    begun = perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=where, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
