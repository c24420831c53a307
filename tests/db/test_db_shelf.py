"""Backups: made when due, thinned by age, restored into new files, and searched."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Damaged, NotALibrary, Unavailable
from db.library import Library
from db.restoring import opened_copy, restore_library
from db.shelf import BackupShelf, due, surplus

from .conftest import Add, Clock
from .test_db_past_libraries import SAVED

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> BackupShelf:
    return BackupShelf(tmp_path / "backups", library.path)


@pytest.mark.parametrize(
    ("last", "changed", "answer"),
    [
        (None, False, True),
        (NOW - HOUR, True, True),
        (NOW - HOUR, False, False),
        (NOW - HOUR / 2, True, False),
        (NOW + 5 * HOUR, True, True),
    ],
)
def test_a_backup_is_due_at_first_and_hourly_while_changes_happen(
    last: datetime | None, changed: bool, answer: bool
) -> None:
    assert due(last, NOW, changed) is answer


@given(st.sets(st.integers(0, 24 * 400), max_size=200))
def test_hours_days_and_weeks_are_kept_and_the_newest_always(hours: set[int]) -> None:
    times = {NOW - hour * HOUR for hour in hours}
    left = sorted(times - surplus(times), reverse=True)
    assert len(left) <= 12 + 7 + 26
    assert left[:12] == sorted(times, reverse=True)[:12]
    assert surplus(left) == frozenset()
    for length, most in ((24, 7), (24 * 7, 26)):
        spans = {int(time.timestamp() // (length * 3600)) for time in times}
        kept = {int(time.timestamp() // (length * 3600)) for time in left}
        assert set(sorted(spans, reverse=True)[:most]) <= kept


def test_a_shelf_makes_lists_and_rotates_private_backups(
    library: Library, shelf: BackupShelf, add: Add, clock: Clock
) -> None:
    assert shelf.all() == ()
    assert shelf.is_due(clock.now)
    add("Ferry")
    for _ in range(40):
        clock.forward(hours=1)
        made = shelf.make(library, clock.now)
    assert shelf.all()[0] == made
    assert len(shelf.all()) == 13
    assert {stat.S_IMODE(backup.path.stat().st_mode) for backup in shelf.all()} == {0o600}
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    assert len(list(shelf.folder.iterdir())) == 13


def test_a_shelf_leaves_other_libraries_backups_and_other_files_alone(
    library: Library, shelf: BackupShelf, clock: Clock, tmp_path: Path
) -> None:
    other = Library.open(tmp_path / "other" / "desk.standfirst", create=True)
    theirs = BackupShelf(shelf.folder, other.path)
    theirs.make(other, clock.now)
    (shelf.folder / "notes.txt").write_text("kept")
    for _ in range(20):
        clock.forward(hours=1)
        shelf.make(library, clock.now)
    assert len(theirs.all()) == 1
    assert (shelf.folder / "notes.txt").exists()
    other.close()


def test_a_damaged_library_costs_no_older_backup(
    library: Library, shelf: BackupShelf, add: Add, clock: Clock
) -> None:
    add("Ferry")
    before = shelf.make(library, clock.now)
    shelf.folder.chmod(0o700)
    clock.forward(hours=1)
    with pytest.raises(Unavailable):
        BackupShelf(before.path / "no folder", library.path).make(library, clock.now)
    assert shelf.all() == (before,)


def test_backups_that_hold_an_article_are_told(
    library: Library, shelf: BackupShelf, add: Add, clock: Clock
) -> None:
    shelf.make(library, clock.now)
    article = add("Ferry")
    clock.forward(hours=1)
    holding = shelf.make(library, clock.now)
    assert shelf.holding([article.id]) == (holding,)
    holding.path.write_bytes(holding.path.read_bytes()[:5000])
    assert [backup.path for backup in shelf.holding([article.id])] == [holding.path]
    shelf.remove(shelf.holding([article.id]))
    assert len(shelf.all()) == 1


def test_a_backup_is_restored_into_a_new_file_and_only_read(
    library: Library, shelf: BackupShelf, add: Add, clock: Clock, tmp_path: Path
) -> None:
    article = add("Ferry", "text")
    backup = shelf.make(library, clock.now)
    before = backup.path.read_bytes()
    target = tmp_path / "new folder" / "again.standfirst"
    restore_library(backup.path, target)
    again = Library.open(target)
    assert again.articles.get(article.id) == article
    assert again.check() == ()
    again.close()
    assert backup.path.read_bytes() == before
    with pytest.raises(Unavailable, match="there already"):
        restore_library(backup.path, target)
    assert sorted(path.name for path in shelf.folder.iterdir()) == [backup.path.name]


def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "notes.txt"
    bad.write_text("no library")
    with pytest.raises(NotALibrary):
        restore_library(bad, tmp_path / "new.standfirst")
    cut = Path(shutil.copy(SAVED[0], tmp_path / "cut.standfirst"))
    cut.write_bytes(cut.read_bytes()[:30_000])
    with pytest.raises(Damaged):
        restore_library(cut, tmp_path / "new.standfirst")
    assert not (tmp_path / "new.standfirst").exists()
    assert not list(tmp_path.glob(".*"))


def test_a_backup_of_an_older_version_is_opened_in_a_copy() -> None:
    before = SAVED[0].read_bytes()
    with opened_copy(SAVED[0]) as library:
        assert library.counts()["articles"] == 2
        path = library.path
    assert SAVED[0].read_bytes() == before
    assert not path.exists()


def test_what_a_crash_left_half_done_is_cleared_away(
    library: Library, shelf: BackupShelf, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    made = shelf.make(library, now)
    old, young = (made.path.with_name(f".{made.path.name}.{n}.part") for n in "ab")
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    shelf.make(library, now + HOUR)
    assert (old.exists(), young.exists()) == (False, True)
