"""Damaged libraries: what reads is saved into a new one, what did not is told, and the damaged
file is never written to."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import Damaged, LibraryError, NotALibrary, Unavailable
from db.library import Library
from db.records import Article, Facts, JournalEntry, Related
from db.salvage import Salvaged, salvage
from db.tag_records import Term, VocabularyFile

from .test_db_past_libraries import SAVED

ARTICLES = 60


def facts(body: str) -> Facts:
    return Facts(body, len(body.split()))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of some size with everything in it."""
    path = tmp_path_factory.mktemp("sound") / "desk.standfirst"
    library = Library.open(path, create=True)
    with library.operation("Fill"):
        for number in range(ARTICLES):
            body = f"Ferry number {number} left Port Calder. " * (10 + number * 5)
            article = library.articles.add(
                Article(id=f"{number:032x}", headline=f"Ferry {number}", body=body), facts(body),
                source=b"as it came",
            )  # fmt: skip
            tag = library.tags.ensure(f"Ship {number % 5}")
            library.tags.set_for(article.id, [tag.id])
            library.links.set_related(article.id, [Related(f"Story {number}")])
            body += "More."
            library.articles.save(article.id, 1, {"body": body}, facts(body), name="kept")
        library.tag_hygiene.keep_apart(*(one.id for one in library.tags.all()[:2]))
        library.vocabularies.load(
            VocabularyFile("Sea", "file:sea", (Term("sea:1", (("en", "ferries"),)),))
        )
    with library.operation("Keep"):
        library.saved_searches.add("Ferries", "ferry -quay")
        library.pins.add([f"{4:032x}"])
    library.journal.write(JournalEntry(f"{3:032x}", 2, {"body": "typed"}, 5, "2026-03-02"))
    library.close()
    return path


def salvaged(damaged: Path, folder: Path) -> tuple[Salvaged, Library]:
    before = damaged.read_bytes()
    found = salvage(damaged, folder / "new.standfirst", facts)
    assert damaged.read_bytes() == before
    library = Library.open(found.path)
    assert library.check() == ()
    return found, library


def pages_of(path: Path, name: str) -> list[int]:
    """The pages a table or an index is made of, its root first."""
    with closing(sqlite3.connect(path)) as sqlite:
        root = sqlite.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,))
        (number,) = root.fetchone()
    data = path.read_bytes()
    size = int.from_bytes(data[16:18], "big")
    page = data[(number - 1) * size : number * size]
    count = int.from_bytes(page[3:5], "big") if page[0] in (2, 5) else 0
    cells = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n], "big") for n in range(count)]
    return [number, *(int.from_bytes(page[at : at + 4], "big") for at in cells)]


def overwrite(path: Path, page: int, length: int = 4096) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\x5a" * length)


def test_a_library_with_only_an_index_wrong_is_saved_whole(sound: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copy(sound, tmp_path / "damaged.standfirst"))
    with closing(sqlite3.connect(damaged)) as sqlite, sqlite:
        sqlite.execute("DELETE FROM search_data WHERE id > 10")
    overwrite(damaged, pages_of(damaged, "articles_by_headline")[-1])
    found, library = salvaged(damaged, tmp_path)
    assert (found.whole, found.articles, found.lost) == (True, ARTICLES, ())
    assert len(library.search.numbers("ferry")) == ARTICLES
    assert len(library.tag_hygiene.apart()) == 1
    (sea,) = library.vocabularies.all()
    assert [term.label() for term in library.vocabularies.terms(sea.id)] == ["ferries"]
    library.close()


@pytest.mark.parametrize("table", ["articles", "revisions", "tags", "related", "plain_texts"])
def test_a_library_with_its_way_to_a_table_gone_loses_no_article(
    sound: Path, tmp_path: Path, table: str
) -> None:
    damaged = Path(shutil.copy(sound, tmp_path / "damaged.standfirst"))
    overwrite(damaged, pages_of(damaged, table)[0])
    found, library = salvaged(damaged, tmp_path)
    assert found.articles == ARTICLES
    for number in range(ARTICLES):
        body = library.articles.get(f"{number:032x}").body
        assert body == f"Ferry number {number} left Port Calder. " * (10 + number * 5) + "More."
        assert library.revisions.timeline(f"{number:032x}")[-1].number == 1
    assert library.journal.pending()[0].fields == {"body": "typed"}
    assert [saved.query for saved in library.saved_searches.all()] == ["ferry -quay"]
    assert library.pins.all() == {f"{4:032x}"}
    assert found.lost
    library.close()


def test_articles_on_a_lost_page_come_back_from_their_versions_and_are_told(
    sound: Path, tmp_path: Path
) -> None:
    damaged = Path(shutil.copy(sound, tmp_path / "damaged.standfirst"))
    overwrite(damaged, pages_of(damaged, "articles")[2])
    found, library = salvaged(damaged, tmp_path)
    assert found.articles == ARTICLES
    assert any("put together from its version" in line for line in found.lost)
    assert len(library.search.numbers("ferry")) == ARTICLES
    library.close()


def test_a_first_page_gone_leaves_the_articles(sound: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copy(sound, tmp_path / "damaged.standfirst"))
    overwrite(damaged, 1)
    found, library = salvaged(damaged, tmp_path)
    assert found.articles == ARTICLES
    assert {tag.label for tag in library.tags.all()} == {f"Ship {n}" for n in range(5)}
    assert [saved.name for saved in library.saved_searches.all()] == ["Ferries"]
    library.close()


def test_what_stands_in_the_log_alone_is_salvaged(sound: Path, tmp_path: Path) -> None:
    open_path = Path(shutil.copy(sound, tmp_path / "open.standfirst"))
    library = Library.open(open_path)
    with library.operation("Add"):
        library.articles.add(Article(headline="In the log alone"), facts(""))
    damaged = Path(shutil.copy(open_path, tmp_path / "damaged.standfirst"))
    shutil.copy(f"{open_path}-wal", f"{damaged}-wal")
    library.close()
    overwrite(damaged, pages_of(sound, "related")[0])
    _, new = salvaged(damaged, tmp_path)
    assert len(new.search.numbers("log alone")) == 1
    new.close()


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)
def test_a_damaged_library_of_an_older_version_is_salvaged(saved: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copy(saved, tmp_path / "damaged.standfirst"))
    overwrite(damaged, pages_of(damaged, "revisions")[0])
    found, library = salvaged(damaged, tmp_path)
    assert found.articles == 3
    assert len(library.revisions.timeline("a" * 32)) >= 5
    library.close()


def test_what_is_no_library_at_all_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    for name, data in (("empty", b""), ("noise", bytes(range(256)) * 99), ("text", b"copy")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(NotALibrary):
            salvage(tmp_path / name, tmp_path / "new.standfirst", facts)
    with pytest.raises(Unavailable):
        salvage(tmp_path / "absent", tmp_path / "new.standfirst", facts)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "noise", "text"]


def test_nothing_is_overwritten_by_a_salvage(sound: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.txt"
    target.write_text("kept")
    with pytest.raises(Unavailable, match="there already"):
        salvage(sound, target, facts)
    assert target.read_text() == "kept"


def flipped(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def blotted(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + chance.randrange(1, 9000)] = b""
    data += b"\0" * 8192


def truncated(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


@pytest.mark.parametrize("harm", [flipped, blotted, truncated])
def test_random_damage_is_never_more_than_words(
    sound: Path, tmp_path: Path, harm: Callable[[bytearray, random.Random], None]
) -> None:
    for seed in range(8):
        data = bytearray(sound.read_bytes())
        harm(data, random.Random(seed))
        damaged = tmp_path / f"{seed}.standfirst"
        damaged.write_bytes(data)
        try:
            _, library = salvaged(damaged, tmp_path)
        except LibraryError:
            continue
        library.close()
        (tmp_path / "new.standfirst").unlink()


@pytest.mark.parametrize(
    "harm",
    [
        "DROP INDEX articles_by_headline",
        "DROP TRIGGER article_takes_text_along",
        "DROP VIEW revision_texts",
        "ALTER TABLE revisions RENAME COLUMN headline TO headlime",
        "PRAGMA user_version = 3; DELETE FROM _sqlite_migrations WHERE name = 'tags'",
    ],
)
def test_a_damaged_schema_is_refused_at_once_and_salvaged(
    sound: Path, tmp_path: Path, harm: str
) -> None:
    damaged = Path(shutil.copy(sound, tmp_path / "damaged.standfirst"))
    with closing(sqlite3.connect(damaged)) as sqlite, sqlite:
        sqlite.executescript("DROP VIEW revision_texts;" * ("headlime" in harm) + harm)
    copy = Path(shutil.copy(damaged, tmp_path / "copy.standfirst"))
    with pytest.raises(Damaged):
        Library.open(copy)
    found, library = salvaged(damaged, tmp_path)
    assert found.articles == ARTICLES
    library.close()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE articles SET body = CAST(x'ff41' AS TEXT) WHERE number = 5", "number 5"),
        ("UPDATE articles SET status = 'lost' WHERE number = 5", "status"),
        ("UPDATE related SET kind = 'cousin'", "that nobody knows"),
        ("UPDATE tags SET note = CAST(x'ff' AS TEXT)", "table tags"),
    ],
)
def test_what_no_writer_ever_wrote_is_found_by_a_check(
    sound: Path, tmp_path: Path, harm: str, words: str
) -> None:
    damaged = Path(shutil.copy(sound, tmp_path / "damaged.standfirst"))
    with closing(sqlite3.connect(damaged)) as sqlite, sqlite:
        sqlite.execute(harm)
    with closing(Library.open(damaged)) as library:
        assert any(words in fault for fault in library.check())
    found, saved = salvaged(damaged, tmp_path)
    assert (found.articles, found.whole) == (ARTICLES, False)
    saved.close()
