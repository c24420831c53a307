"""From a key in the search line to the list that it finds, and how long the window is deaf
meanwhile; the same words looked for by SQLite without an index and by ripgrep, in the same run."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

from benchmarks import apart
from benchmarks.archive.building import archive_copy, present_archive
from benchmarks.archive.tongues import tongues
from benchmarks.figures import Figure

_LISTED, _DEAF = 60.0, 50.0
_SOUGHT = ("harbour", "ferry storm", "Veskarra asked", "the hospital vote")
"""Besides a word of each language."""
_WORDS = ("Veskarra", "harbour", "Queacher")
_PAUSE = 0.15


def run() -> Iterator[Figure]:
    """Keys from the second letter on; then whole words beside two rivals."""
    archive = present_archive()
    yield from apart.figures(__name__)
    yield from _beside_rivals(archive)


def measure() -> Iterator[Figure]:
    """The keys, in this process."""
    from PySide6.QtWidgets import QLineEdit

    from benchmarks.archive.lists import Listed
    from benchmarks.window import Stalls, rest, wait, window

    with archive_copy() as path, window(preview=False, library=path) as assembly:
        listed = Listed(assembly)
        model = assembly.parts.models.articles
        line = assembly.library.findChild(QLineEdit, "librarySearch")
        counted: list[int] = []
        model.counted.connect(counted.append)
        # What is listed already may need no painting, but is measured by one.
        model.counted.connect(lambda _count: assembly.library.list.viewport().update())
        wait(lambda: bool(counted))
        rest(2)
        times, stalls = [], []
        for sought in (*_SOUGHT, *(tongue.words[20] for tongue in tongues())):
            for end, letter in enumerate(sought, 1):
                counted.clear()
                with Stalls() as stall:
                    took = listed.after(
                        lambda: line.insert(letter),  # noqa: B023
                        lambda: bool(counted),
                    )
                    rest(_PAUSE)
                if end >= 2:
                    times.append(took)
                    stalls.append(stall.longest)
            line.clear()
            rest(4 * _PAUSE)
        yield Figure("archive: search, key to list, 2 letters or more", times, "ms", _LISTED)
        yield Figure("archive: search, window deaf at most", stalls, "ms", _DEAF)


def _beside_rivals(archive: Path) -> Iterator[Figure]:
    """Milliseconds to know which articles have a word, once warm."""
    from db.library import Library
    from editor.app.operations import Operations

    with closing(Library.open(archive, read_only=True)) as library:
        operations = Operations(library)
        ours = [_milliseconds(lambda: operations.search(word)) for word in _thrice()]  # noqa: B023
    with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as plain:
        like = [_milliseconds(lambda: _by_like(plain, word)) for word in _thrice()]  # noqa: B023
    yield Figure("archive: a word looked for", ours, "ms", floor=like, floor_name="LIKE in SQLite")
    if shutil.which("rg") is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        _write_texts(archive, Path(folder))
        rival = [_milliseconds(lambda: _by_ripgrep(folder, word)) for word in _thrice()]  # noqa: B023
    yield Figure("archive: a word looked for", ours, "ms", floor=rival, floor_name="ripgrep")


def _thrice() -> Iterator[str]:
    for _ in range(3):
        yield from _WORDS


def _by_like(plain: sqlite3.Connection, word: str) -> int:
    sql = "SELECT number FROM articles WHERE body LIKE ? OR headline LIKE ?"
    return len(plain.execute(sql, (f"%{word}%", f"%{word}%")).fetchall())


def _by_ripgrep(folder: str, word: str) -> int:
    command = ["rg", "--files-with-matches", "--ignore-case", "--fixed-strings", word, folder]
    return subprocess.run(command, capture_output=True, check=False).stdout.count(b"\n")


def _write_texts(archive: Path, folder: Path) -> None:
    """Every headline and body as a file, a thousand to a folder."""
    with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as plain:
        for number, headline, body in plain.execute("SELECT number, headline, body FROM articles"):
            path = folder / str(number // 1_000) / f"{number}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"# {headline}\n\n{body}\n", "utf-8")


def _milliseconds(look: object) -> float:
    before = perf_counter()
    look()
    return (perf_counter() - before) * 1000
