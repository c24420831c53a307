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
    ("soak", soak.run),
)


def main(names: list[str]) -> int:
    """Prints a row a figure; a name no benchmark has is an error."""
    known = [name for name, _ in BENCHMARKS]
    unknown = [name for name in names if name not in known]
    if unknown:
        print(
            f"No benchmark is called {unknown[0]}; there are: {', '.join(known)}.", file=sys.stderr
        )
        return 2
    for name, run in BENCHMARKS:
        if not names or name in names:
            for figure in run():
                print(figure.row(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
