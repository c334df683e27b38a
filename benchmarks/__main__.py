"""Times our work beside stock MkDocs, Zensical and Hugo on the same content: `make bench`."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks.peers import PEERS, versions
from benchmarks.results import results
from benchmarks.rounds import measured

RESULTS = Path(__file__).parent / "results.md"
_ONE_ROUND_FROM = 10_000
"""Incidents from which one round must do: stock MkDocs takes minutes for each."""


@click.command()
@click.option("--incidents", "sizes", type=int, multiple=True, default=(0, 100, 1_000, 10_000), show_default=True)
@click.option("--rounds", default=3, show_default=True, help="For sizes below 10,000, which has one.")
@click.option("--tool", "names", multiple=True, type=click.Choice([peer.name for peer in PEERS]), help="Default: all.")
@click.option("--limit", default=1_800.0, show_default=True, help="Seconds after which a command has failed.")
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), default=RESULTS, show_default=False)
def main(sizes: tuple[int, ...], rounds: int, names: tuple[str, ...], limit: float, write: Path) -> None:
    """Measure every size and write the tables of the medians, their spread and their ratios."""
    peers = tuple(peer for peer in PEERS if not names or peer.name in names)
    with tempfile.TemporaryDirectory() as scratch:
        taken = [
            measured(Path(scratch), size, 1 if size >= _ONE_ROUND_FROM else rounds, peers, limit) for size in sizes
        ]
    text = results(taken, versions(peers), datetime.now(UTC).date())
    write.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
