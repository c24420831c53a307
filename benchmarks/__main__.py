"""Runs the benchmarks named on the command line, or all of them: python -m benchmarks [NAME…]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from benchmarks import (
    engine,
    memory,
    opening,
    preview,
    recovery,
    saving,
    soak,
    spelling,
    start,
    typing,
)
from benchmarks.archive import everything
from benchmarks.figures import Figure

BENCHMARKS: tuple[tuple[str, Callable[[], Iterable[Figure]]], ...] = (
    ("start", start.run),
    ("engine", engine.run),
    ("preview", preview.run),
    ("typing", typing.run),
    ("opening", opening.run),
    ("saving", saving.run),
    ("spelling", spelling.run),
    ("memory", memory.run),
    ("recovery", recovery.run),
    *everything.BENCHMARKS,
    ("soak", soak.run),
)

_HELP = """usage: python -m benchmarks [NAME ...]

Measures speed and memory, a line a figure. Without a name everything is measured, which takes
about half an hour. A name with a hyphen may be cut off at it: `archive` is everything measured on
a library of 100,000 articles, which is made first and kept in the system's temporary folder.
"""


def main(names: list[str]) -> int:
    """Prints a row a figure; a name no benchmark has is an error."""
    known = [name for name, _ in BENCHMARKS]
    if {"-h", "--help"} & set(names):
        print(f"{_HELP}\nNames: {', '.join(known)}")
        return 0
    unknown = [asked for asked in names if not any(_is_meant(name, asked) for name in known)]
    if unknown:
        print(
            f"No benchmark is called {unknown[0]}; there are: {', '.join(known)}.", file=sys.stderr
        )
        return 2
    for name, run in BENCHMARKS:
        if not names or any(_is_meant(name, asked) for asked in names):
            for figure in run():
                print(figure.row(), flush=True)
    return 0


def _is_meant(name: str, asked: str) -> bool:
    return name == asked or name.startswith(f"{asked}-")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
