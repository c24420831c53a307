"""Random damage to library files: opened as sound, salvaged or refused in words; never a crash,
and the damaged file never written to."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.faults.libraries import PAST, small_library
from benchmarks.faults.results import Result
from db.errors import LibraryError
from db.library import Library
from db.salvage import salvage
from editor.app.facts import facts_of
from editor.app.operations import Operations

Harm = Callable[[bytearray, random.Random], None]


def flip_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 5, 60))):
        data[chance.randrange(len(data))] = chance.randrange(256)


def flip_in_header(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(100)] ^= 1 << chance.randrange(8)


def blot_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data) // 4096) * 4096
        data[at : at + 4096] = bytes([chance.choice((0, 0x5A, 0xFF))]) * 4096


def swap_pages(data: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(1, len(data) // 4096) * 4096 for _ in range(2))
    page = data[one : one + 4096]
    data[one : one + 4096] = data[other : other + 4096]
    data[other : other + 4096] = page


def cut_short(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def lose_a_stretch(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randrange(1, 20_000)]


HARMS: tuple[Harm, ...] = (
    flip_bytes, flip_in_header, blot_pages, swap_pages, cut_short, lose_a_stretch,
)  # fmt: skip


def damage_libraries(times: int, seed: int = 0) -> Result:
    """Harms so many copies of a library, and of one of an older version, each its own way."""
    result = Result("random damage")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = small_library(folder / "sound" / "desk.standfirst", articles=12).read_bytes()
        older = (PAST / "version-7.standfirst").read_bytes()
        for number in range(times):
            chance = random.Random(f"damage {seed} {number}")
            data = bytearray(older if number % 5 == 4 else sound)
            HARMS[number % len(HARMS)](data, chance)
            damaged = folder / "damaged.standfirst"
            damaged.write_bytes(data)
            try:
                result.count(_meet(damaged, folder))
            except Exception as error:
                where = traceback.extract_tb(error.__traceback__)[-1]
                what = f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})"
                result.count("crashed", f"number {number}: {what}")
            if damaged.read_bytes() != data:
                result.count("written to", f"number {number}: the damaged file was changed")
            for file in folder.glob("*.standfirst*"):
                file.unlink()
    return result


def _meet(damaged: Path, folder: Path) -> str:
    """What becomes of a damaged file: opened as sound, salvaged or refused."""
    try:
        with closing(Library.open(damaged, read_only=True)) as library:
            if not library.check():
                _read_everything(library)
                return "read as sound"
            _read_everything(library)
    except LibraryError:
        pass
    _work_on_copy(damaged, folder / "copy.standfirst")
    target = folder / "new.standfirst"
    try:
        found = salvage(damaged, target, facts_of)
    except LibraryError:
        if target.exists():
            raise AssertionError("a refused salvage left a file") from None
        return "refused"
    with closing(Library.open(target)) as library:
        faults = library.check()
        if faults:
            raise AssertionError(f"the salvaged library is not sound: {faults[0]}")
        _read_everything(library)
    return "healed" if found.whole else "salvaged"


def _read_everything(library: Library) -> None:
    """Reads what the window would; damage is told as a LibraryError."""
    operations = Operations(library)
    operations.search("harbour")
    numbers = operations.search()
    operations.summaries(numbers)
    operations.all_tags()
    operations.journal_pending()
    for article_id in library.articles.all_ids() + library.articles.all_ids(spiked=True):
        operations.package(article_id)
        operations.backlinks(article_id)
        for version in operations.versions(article_id):
            operations.version(article_id, version.number)


def _work_on_copy(damaged: Path, copy: Path) -> None:
    """Opens a copy for writing, as a writer would who notices nothing."""
    copy.write_bytes(damaged.read_bytes())
    try:
        with closing(Library.open(copy)) as library:
            operations = Operations(library)
            for article_id in library.articles.all_ids():
                article = operations.article(article_id)
                operations.save(article_id, {"body": article.body + " More."}, name="kept")
                operations.add_tag(article_id, "Harbour")
                operations.spike(article_id)
            operations.empty_spike()
    except (LibraryError, sqlite3.IntegrityError):
        # A constraint that damage has broken is rolled back, and reported by the window.
        return
