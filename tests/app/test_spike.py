"""Deleting for ever leaves nothing in the file, tells which backups still have it, asks for the
spike first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.errors import IllegalMove, NotFound
from db.records import JournalEntry, Related
from db.shelf import BackupShelf
from editor.app.operations import Operations
from tests.app.desks import operations_in, package

MARKERS = (b"zyxsecret", b"zyxnotes", b"zyxsource", b"zyxjournal", b"zyxheadline", b"zyxpast")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


def spiked_story(desk: Operations) -> str:
    """An article with a marker in every place that keeps words."""
    story = package("Zyxheadline of it", "Zyxpast words. " * 300, notes="zyxnotes of mine")
    article = desk.add_package(story).value
    desk.save(article.id, {"body": "Zyxsecret words. " * 300}, name="kept")
    with desk.library.operation("Source"):
        desk.library._connection.insert("sources", {"article": article.id, "content": b"zyxsource"})
    desk.write_journal(JournalEntry(article.id, 2, {"body": "zyxjournal " * 900}, 0, "2026"))
    desk.spike(article.id)
    return article.id


def found_on_disk(folder: Path) -> set[bytes]:
    data = b"".join(
        path.read_bytes() for path in folder.iterdir() if path.is_file() and "shm" not in path.name
    ).lower()
    return {marker for marker in MARKERS if marker in data}


def test_nothing_deleted_for_ever_is_left_in_the_file(desk: Operations, tmp_path: Path) -> None:
    stays = desk.add_package(package("It stays", "Words that stay. " * 200)).value
    article_id = spiked_story(desk)
    assert found_on_disk(tmp_path) == set(MARKERS)
    outcome = desk.delete_for_ever([article_id])
    assert (outcome.value.articles, outcome.undo) == (1, None)
    assert outcome.changes.lists
    assert found_on_disk(tmp_path) == set()
    with pytest.raises(NotFound):
        desk.article(article_id)
    assert desk.article(stays.id).body == stays.body
    assert list(desk.search("words stay")) != []
    assert desk.library.check() == ()


def test_only_what_is_spiked_can_be_deleted(desk: Operations) -> None:
    article = desk.add_package(package("Ferry")).value
    with pytest.raises(IllegalMove, match="Spike it first"):
        desk.delete_for_ever([article.id])
    assert desk.article(article.id).headline == "Ferry"


def test_the_spike_is_emptied_and_links_to_it_are_told_before(desk: Operations) -> None:
    other = desk.add_package(package("Other", "See [[zyxheadline-of-it]].")).value
    article_id = spiked_story(desk)
    desk.add_related(other.id, Related("The old story", article=article_id))
    (spiked,) = desk.on_the_spike()
    assert spiked.article.id == article_id
    assert {link.where for link in spiked.backlinks} == {"body", "see also"}
    assert desk.empty_spike().value.articles == 1
    assert desk.on_the_spike() == ()
    assert [(one.title, one.unresolved) for one in desk.related(other.id)] == [
        ("The old story", True)
    ]
    assert desk.library.links.cross_links(other.id)[0].target is None
    assert desk.library.check() == ()


def test_backups_that_still_have_it_are_told(desk: Operations, tmp_path: Path) -> None:
    article_id = spiked_story(desk)
    shelf = BackupShelf(tmp_path / "backups", desk.library.path)
    made = shelf.make(desk.library, datetime(2026, 3, 2, tzinfo=UTC))
    outcome = desk.delete_for_ever([article_id], shelf)
    assert outcome.value.still_in == (made,)
    assert "One backup" in outcome.notes[0]
