"""Makes the archive, or finds it made: python -m benchmarks.archive [--articles N] [--out DIR]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.archive.building import ARTICLES, archive_folder, archive_path, build


def main(words: list[str]) -> int:
    """Says how far it is, and at the end where the library lies and how large it is."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.archive",
        description="Make a library the size of a newspaper's archive, of invented articles. "
        "One that is there already is left as it is; one broken off goes on.",
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many")
    parser.add_argument(
        "--out", type=Path, default=archive_folder(), help="the folder it is kept in"
    )
    asked = parser.parse_args(words)
    for done in build(asked.articles, asked.out):
        print(f"\r{done:,} of {asked.articles:,} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    path = archive_path(asked.articles, asked.out)
    print(f"{path}: {path.stat().st_size / 1e6:,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
