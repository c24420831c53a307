"""The import command with ten thousand Markdown files, into the whole archive and into a new
library."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.apart import ROOT
from benchmarks.archive.building import ARTICLES, archive_copy
from benchmarks.archive.files import write_files
from benchmarks.figures import Figure

_FILES = 10_000
_LIMIT = 60.0


def run() -> Iterator[Figure]:
    """Seconds, the start of the program among them; the files are the archive's next articles."""
    numbers = range(ARTICLES, ARTICLES + _FILES)
    with tempfile.TemporaryDirectory() as folder:
        paths = write_files(Path(folder), numbers, numbers.stop)
        with archive_copy() as archive:
            took = _imported(archive, paths)
        name = f"import of {_FILES:,} Markdown files"
        yield Figure(f"archive: {name} into it", [took], "s", _LIMIT)
        took = _imported(Path(folder) / "new.standfirst", paths)
        yield Figure(f"{name} into a new library", [took], "s", _LIMIT)


def _imported(library: Path, paths: list[Path]) -> float:
    """Seconds. Raises RuntimeError where not all of them come in."""
    # The program's own processes load compiled modules, as an installed program's do.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, str(ROOT / "main.py"), "import", str(library), *map(str, paths)]
    before = perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=kept)
    took = perf_counter() - before
    if len(ran.stdout.splitlines()) != len(paths):
        raise RuntimeError(ran.stderr)
    return took
