"""Opening a library: what is refused, in which words, and that refusing touches nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.errors import Damaged, LibraryError, Newer, NotALibrary, Unavailable
from db.library import Library
from db.migrations import LATEST, library_steps
from db.recognition import APPLICATION_ID
from db.records import Article, Facts


def made(path: Path, articles: int = 3) -> Path:
    library = Library.open(path, create=True)
    with library.operation("Fill"):
        for number in range(articles):
            body = f"Ferry number {number} left Port Calder. " * 200
            library.articles.add(Article(headline=f"Ferry {number}", body=body), Facts(body, 1400))
    library.close()
    return path


def picture(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else None,
        )
        for path in sorted(folder.rglob("*"))
    }


def from_the_future(path: Path) -> None:
    with closing(sqlite3.connect(made(path))) as database:
        database.execute(f"PRAGMA user_version = {LATEST + 1}")
        database.execute("PRAGMA journal_mode = DELETE")


def with_an_unknown_step(path: Path) -> None:
    with closing(sqlite3.connect(made(path))) as database, database:
        database.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('standfirst', 'pictures', 'some day')"
        )


def random_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def wire_copy(path: Path) -> None:
    path.write_text("PORT CALDER, March 2 (NNA) - The ferry has left.\n")


def nothing_at_all(path: Path) -> None:
    path.write_bytes(b"")


def half_a_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\0" * 20)


def cut_short(path: Path) -> None:
    whole = made(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def cut_to_a_page(path: Path) -> None:
    path.write_bytes(made(path).read_bytes()[:4096])


def scribbled_over(path: Path) -> None:
    whole = bytearray(made(path).read_bytes())
    whole[8192 : len(whole) - 4096] = b"\x5a" * (len(whole) - 12288)
    path.write_bytes(whole)


def emptied(path: Path) -> None:
    with closing(sqlite3.connect(made(path))) as database, database:
        database.execute("DROP TABLE articles")


def another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE songs (name TEXT)")


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "inside.txt").write_text("kept")


def absent(path: Path) -> None:
    pass


def without_its_folder(path: Path) -> None:
    path.parent.rmdir()


REFUSED: tuple[tuple[Callable[[Path], None], type[LibraryError], str], ...] = (
    (from_the_future, Newer, "Update Standfirst"),
    (with_an_unknown_step, Newer, "Update Standfirst"),
    (random_bytes, NotALibrary, "Choose another file"),
    (wire_copy, NotALibrary, "import it"),
    (nothing_at_all, NotALibrary, "Choose another file"),
    (half_a_header, Damaged, "backup"),
    (cut_short, Damaged, "backup"),
    (cut_to_a_page, Damaged, "backup"),
    (scribbled_over, Damaged, "backup"),
    (emptied, Damaged, "backup"),
    (another_program, NotALibrary, "another program"),
    (a_folder, NotALibrary, "folder"),
    (absent, Unavailable, "Check the name"),
    (without_its_folder, Unavailable, "Check the name"),
)


@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
@pytest.mark.parametrize(
    ("prepare", "refusal", "words"), REFUSED, ids=[row[0].__name__ for row in REFUSED]
)
def test_a_refused_file_is_left_exactly_as_it_was(
    tmp_path: Path,
    prepare: Callable[[Path], None],
    refusal: type[LibraryError],
    words: str,
    read_only: bool,
) -> None:
    path = tmp_path / "desk" / "desk.standfirst"
    path.parent.mkdir()
    prepare(path)
    before = picture(tmp_path)
    with pytest.raises(refusal, match=words) as refused:
        Library.open(path, read_only=read_only)
    assert type(refused.value) is refusal
    assert picture(tmp_path) == before


@pytest.mark.parametrize(
    "prepare", [random_bytes, nothing_at_all, another_program, cut_short, from_the_future, a_folder]
)
def test_making_a_library_never_replaces_what_is_there(
    tmp_path: Path, prepare: Callable[[Path], None]
) -> None:
    path = tmp_path / "desk.standfirst"
    prepare(path)
    before = picture(tmp_path)
    with pytest.raises(LibraryError):
        Library.open(path, create=True)
    assert picture(tmp_path) == before


def test_a_file_standing_where_the_folder_should_be_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("not a folder")
    before = picture(tmp_path)
    with pytest.raises(Unavailable, match="Choose another folder"):
        Library.open(tmp_path / "notes" / "deep" / "desk.standfirst", create=True)
    assert picture(tmp_path) == before


@contextmanager
def powerless() -> Iterator[Path]:
    """A folder as somebody else than root, for whom permissions count."""
    folder = Path(tempfile.mkdtemp())
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_a_read_only_folder_is_refused_for_writing_and_opened_for_reading() -> None:
    with powerless() as folder:
        path = made(folder / "desk.standfirst")
        folder.chmod(0o500)
        before = picture(folder)
        with pytest.raises(Unavailable, match="read-only"):
            Library.open(path)
        with pytest.raises(Unavailable, match="Choose a folder you may write to"):
            Library.open(folder / "new.standfirst", create=True)
        library = Library.open(path, read_only=True)
        assert len(library.articles.all_ids()) == 3
        library.close()
        assert picture(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_a_file_without_permission_is_refused_in_plain_words() -> None:
    with powerless() as folder:
        path = made(folder / "desk.standfirst")
        path.chmod(0o400)
        with pytest.raises(Unavailable, match="no permission"):
            Library.open(path)
        path.chmod(0o000)
        with pytest.raises(Unavailable, match="no permission"):
            Library.open(path, read_only=True)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_a_backup_into_a_closed_folder_says_which(tmp_path: Path) -> None:
    library = Library.open(made(tmp_path / "desk.standfirst"))
    with closing(library), powerless() as folder:
        folder.chmod(0o500)
        with pytest.raises(Unavailable, match=f"You may not write in {folder}"):
            library.backup(folder / "copy.standfirst")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_a_new_library_and_its_folders_are_for_its_owner_alone(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "a" / "b" / "desk.standfirst", create=True)
    with library.operation("Add"):
        library.articles.add(Article(), Facts())
    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert kept == {
        "a": 0o700, "b": 0o700, "desk.standfirst": 0o600,
        "desk.standfirst-wal": 0o600, "desk.standfirst-shm": 0o600,
    }  # fmt: skip
    library.close()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["desk.standfirst"]


def test_a_name_with_question_marks_and_percent_signs_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "who? 50% #1 é.standfirst"
    made(path)
    library = Library.open(path, read_only=True)
    assert library.counts()["articles"] == 3
    library.close()
    assert path.exists()


def test_a_library_is_durable_and_checks_its_references(library: Library) -> None:
    def pragma(name: str) -> object:
        row = library._connection.row(f"PRAGMA {name}")
        assert row is not None
        return row[0]

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    assert pragma("busy_timeout") == 5000
    assert pragma("user_version") == LATEST


def test_the_number_of_steps_is_what_a_library_says_it_has_had(library: Library) -> None:
    rows = library._connection.rows("SELECT name FROM _sqlite_migrations")
    assert len(rows) == LATEST
    assert rows[0]["name"] == "articles"


def test_reading_only_refuses_to_write(tmp_path: Path) -> None:
    library = Library.open(made(tmp_path / "desk.standfirst"), read_only=True)
    with pytest.raises(Unavailable, match="reading only"), library.operation("Add"):
        raise AssertionError
    library.close()


def test_stores_write_inside_an_operation_only(library: Library) -> None:
    with pytest.raises(RuntimeError, match="inside an operation"):
        library.articles.add(Article(), Facts())
    assert library.counts()["articles"] == 0


def test_a_library_somebody_else_keeps_writing_is_said_to_be_in_use(library: Library) -> None:
    other = Library.open(library.path)
    other._connection.sqlite.execute("PRAGMA busy_timeout = 20")
    with (
        library.operation("Long work"),
        pytest.raises(Unavailable, match="in use by another program"),
        other.operation("Add"),
    ):
        raise AssertionError
    other.close()


def test_a_full_disk_is_said_to_be_full_and_nothing_is_half_stored(library: Library) -> None:
    sqlite = library._connection.sqlite
    pages = sqlite.execute("PRAGMA page_count").fetchone()[0]
    sqlite.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable, match="no room left"), library.operation("Add"):
        library.articles.add(Article(headline="Small"), Facts())
        library.articles.add(Article(body="word " * 100_000), Facts("word " * 100_000, 100_000))
    assert library.counts()["articles"] == 0
    assert library.check() == ()


def test_a_newer_library_still_open_elsewhere_is_told_by_its_log(tmp_path: Path) -> None:
    path = made(tmp_path / "desk.standfirst")
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute(f"PRAGMA user_version = {LATEST + 1}")
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('standfirst', 'pictures', 'some day')"
        )
        files = (path, path.with_name("desk.standfirst-wal"))
        before = [file.read_bytes() for file in files]
        with pytest.raises(Newer):
            Library.open(path)
        assert [file.read_bytes() for file in files] == before


def test_an_older_library_is_brought_up_to_date_when_opened_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "desk.standfirst"
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        library_steps.apply(Database(older, execute_plugins=False), stop_before="search")
        older.execute(f"PRAGMA user_version = {LATEST - 1}")
    before = picture(tmp_path)
    with pytest.raises(Unavailable, match="Open it once for writing"):
        Library.open(path, read_only=True)
    assert picture(tmp_path) == before
    library = Library.open(path)
    with library.operation("Add"):
        library.articles.add(Article(headline="Ferry"), Facts())
    assert len(library.search.numbers("ferry")) == 1
    assert library.check() == ()
    library.close()


def test_a_library_left_by_a_crash_is_opened_with_its_log(tmp_path: Path) -> None:
    path = made(tmp_path / "desk.standfirst")
    library = Library.open(path)
    with library.operation("Add"):
        added = library.articles.add(Article(headline="In the log alone"), Facts())
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("desk.standfirst", "desk.standfirst-wal"):
        shutil.copy(tmp_path / name, copy)
    library.close()
    recovered = Library.open(copy / "desk.standfirst")
    assert recovered.articles.get(added.id).headline == "In the log alone"
    recovered.close()
