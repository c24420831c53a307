"""A folder of backups of one library: made, listed, thinned by age; how one is copied and looked
over is left to `backups`, when to ask to the application."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.errors import LibraryError
from db.faults import in_plain_words
from db.files import beside, make_private_folder
from db.library import Library
from db.recognition import open_raw, recognise

INTERVAL = timedelta(hours=1)
"""While a library changes it is backed up so often."""

# Of so many hours, days and weeks that have any backup, the newest of each is kept.
_KEPT = ((timedelta(hours=1), 12), (timedelta(days=1), 7), (timedelta(weeks=1), 26))

_NAME = re.compile(r"(?P<key>.+-[0-9a-f]{8})-(?P<time>\d{8}T\d{6}Z)\.standfirst")
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on the shelf; `time` is when it was made, in UTC, and `size` is in bytes."""

    path: Path
    time: datetime
    size: int


def due(last: datetime | None, now: datetime, changed: bool) -> bool:
    """Whether to make a backup: `last` is when the newest was made, `changed` whether the
    library has been since. A last one that is still to come was made by a wrong clock."""
    if last is None:
        return True
    return changed and not timedelta(0) <= now - last < INTERVAL


def surplus(times: Iterable[datetime]) -> frozenset[datetime]:
    """Of backups made at these times, those to throw away; never the newest."""
    ordered = sorted(times, reverse=True)
    kept: set[datetime] = set()
    for length, most in _KEPT:
        newest: dict[int, datetime] = {}
        for time in ordered:
            newest.setdefault(int(time.timestamp() // length.total_seconds()), time)
        kept.update(list(newest.values())[:most])
    return frozenset(ordered) - kept


class BackupShelf:
    """The backups of the library at one path, in one folder; several libraries may share it."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder = folder
        self._library = library.absolute()
        place = hashlib.blake2b(str(self._library).encode(errors="replace"), digest_size=4)
        self._key = f"{library.stem}-{place.hexdigest()}"

    def all(self) -> tuple[Backup, ...]:
        """The backups there are, newest first. Raises Unavailable where the folder can't be
        read; one that isn't there yet is empty."""
        if not self.folder.is_dir():
            return ()
        with in_plain_words(self._library):
            found = [backup for path in self.folder.iterdir() if (backup := self._backup(path))]
        return tuple(sorted(found, key=lambda backup: backup.time, reverse=True))

    def is_due(self, now: datetime) -> bool:
        """Whether to make a backup now, going by the files' own times."""
        backups = self.all()
        if not backups:
            return due(None, now, changed=True)
        return due(backups[0].time, now, self._changed_since(backups[0].time))

    def make(self, library: Library, now: datetime) -> Backup:
        """Back the library up, verified, then throw away what is surplus.

        Raises Unavailable where the folder can't be used, Damaged where the library is damaged:
        then no older backup is thrown away.
        """
        with in_plain_words(self.folder):
            make_private_folder(self.folder)
            self._clear_leftovers(now)
        target = self.folder / f"{self._key}-{now.astimezone(UTC).strftime(_TIME)}.standfirst"
        library.backup(target)
        self._rotate()
        return Backup(target, now.astimezone(UTC).replace(microsecond=0), target.stat().st_size)

    def holding(self, article_ids: Sequence[str]) -> tuple[Backup, ...]:
        """The backups that have any of these articles, newest first; those that can't be read
        count, because nobody can say what is in them."""
        return tuple(backup for backup in self.all() if _holds(backup.path, article_ids))

    def remove(self, backups: Iterable[Backup]) -> None:
        """Throw these backups away. Raises Unavailable."""
        for backup in backups:
            with in_plain_words(backup.path):
                backup.path.unlink(missing_ok=True)

    def _backup(self, path: Path) -> Backup | None:
        name = _NAME.fullmatch(path.name)
        if name is None or name["key"] != self._key or not path.is_file():
            return None
        time = datetime.strptime(name["time"], _TIME).replace(tzinfo=UTC)
        return Backup(path, time, path.stat().st_size)

    def _changed_since(self, time: datetime) -> bool:
        files = [file for file in (self._library, beside(self._library)[0]) if file.exists()]
        return any(file.stat().st_mtime > time.timestamp() for file in files)

    def _clear_leftovers(self, now: datetime) -> None:
        """Remove what a backup left half done, by a crash long ago."""
        for path in self.folder.glob(f".{glob.escape(self._key)}-*.part*"):
            if now.timestamp() - path.stat().st_mtime > INTERVAL.total_seconds():
                path.unlink(missing_ok=True)

    def _rotate(self) -> None:
        backups = self.all()
        thrown = surplus(backup.time for backup in backups)
        self.remove(backup for backup in backups if backup.time in thrown)


def _holds(path: Path, article_ids: Sequence[str]) -> bool:
    marks = ", ".join("?" * len(article_ids))
    try:
        with in_plain_words(path):
            recognise(path)
            with closing(open_raw(path, "ro&immutable=1")) as sqlite:
                found = sqlite.execute(
                    f"SELECT 1 FROM articles WHERE id IN ({marks}) LIMIT 1", tuple(article_ids)
                ).fetchone()
    except LibraryError:
        return True
    return found is not None
