"""A library that is open twice in one process keeps its locks, whatever else opens the file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.descriptors import beginning
from db.errors import Unavailable
from db.library import Library
from db.records import Article, Facts

SHELL = (
    "import sqlite3, sys\n"
    "shell = sqlite3.connect(sys.argv[1])\n"
    "print(shell.execute('SELECT count(*) FROM articles').fetchone()[0])\n"
    "shell.close()\n"
)


def count_elsewhere(path: Path) -> int:
    """Another program opens the library, counts, and closes it."""
    ran = subprocess.run(
        [sys.executable, "-c", SHELL, str(path)], capture_output=True, text=True, check=True
    )
    return int(ran.stdout)


def add(library: Library, headline: str) -> None:
    with library.operation("Add"):
        library.articles.add(Article(headline=headline), Facts())


def test_what_is_written_after_another_program_was_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "desk.standfirst"
    writing = Library.open(path, create=True)
    reading = Library.open(path, read_only=True)
    add(writing, "Before")
    assert count_elsewhere(path) == 1
    add(writing, "After")
    assert count_elsewhere(path) == 2
    reading.close()
    writing.close()
    assert count_elsewhere(path) == 2


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux lists locks")
def test_opening_closing_and_refusing_beside_it_leave_the_locks_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.standfirst"
    writing = Library.open(path, create=True)
    add(writing, "Ferry")
    before = locks(path)
    assert before
    Library.open(path, read_only=True).close()
    Library.open(path).close()
    beginning(path, 100)
    assert locks(path) == before
    writing.close()
    assert locks(path) == []


def locks(path: Path) -> list[str]:
    inode = f":{path.stat().st_ino}"
    lines = Path("/proc/locks").read_text().splitlines()
    return [line.split(maxsplit=1)[1] for line in lines if line.split()[5].endswith(inode)]


def test_closing_twice_lets_go_once(tmp_path: Path) -> None:
    path = tmp_path / "desk.standfirst"
    first, second = Library.open(path, create=True), Library.open(path)
    second.close()
    second.close()
    add(first, "Ferry")
    assert count_elsewhere(path) == 1
    first.close()


def look_into(path: Path) -> None:
    """What a file dialog does: opens the file and closes it."""
    with path.open("rb") as file:
        file.read(16)


def test_locks_that_somebody_here_took_away_are_taken_again(tmp_path: Path) -> None:
    path = tmp_path / "desk.standfirst"
    library = Library.open(path, create=True)
    add(library, "Before")
    look_into(path)
    library.counts()
    assert count_elsewhere(path) == 1
    add(library, "After")
    library.close()
    assert count_elsewhere(path) == 2


def test_nothing_is_written_into_a_log_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "desk.standfirst"
    library = Library.open(path, create=True)
    add(library, "Before")
    look_into(path)
    assert count_elsewhere(path) == 1
    if not log_of(path).exists():
        with pytest.raises(Unavailable, match="start it again"):
            add(library, "After")
    library.close()
    again = Library.open(path)
    add(again, "After")
    again.close()
    assert count_elsewhere(path) == 2


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def test_the_file_alone_is_whole_once_the_writer_has_closed_it(tmp_path: Path) -> None:
    path, copy = tmp_path / "desk.standfirst", tmp_path / "copy.standfirst"
    writing = Library.open(path, create=True)
    reading = Library.open(path, read_only=True)
    add(writing, "Ferry")
    writing.close()
    shutil.copyfile(path, copy)
    reading.close()
    assert count_elsewhere(copy) == 1
