"""The archive that speed is measured on is what the program itself would have stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.archive.building import archive_path, build
from benchmarks.archive.stories import HUB, REPLACED, story
from db.library import Library
from editor.app.operations import Operations

_ARTICLES = 120

_DERIVED = (
    "SELECT id, words, opening, sought FROM articles ORDER BY number",
    "SELECT * FROM cross_links ORDER BY article, position",
    "SELECT * FROM web_links ORDER BY article, position",
    "SELECT * FROM search ORDER BY rowid",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    assert list(build(_ARTICLES, folder)) == [_ARTICLES]
    return archive_path(_ARTICLES, folder)


@pytest.fixture
def library(archive: Path) -> Iterator[Library]:
    with closing(Library.open(archive)) as opened:
        yield opened


def test_an_archive_is_healthy(library: Library) -> None:
    assert library.check() == ()


def test_an_archive_has_what_is_measured_on_it(library: Library) -> None:
    hub = library.articles.by_slug(HUB)
    linking = {link.source.id for link in library.links.backlinks(hub.id) if link.where == "body"}
    assert {story(number, _ARTICLES).article.id for number in range(7, _ARTICLES, 20)} <= linking
    assert len(library.search.numbers(REPLACED)) == _ARTICLES // 10
    most_used = sorted((tag.uses for tag in library.tags.all()), reverse=True)[:2]
    assert most_used == [_ARTICLES // 5, _ARTICLES // 5]
    counts = library.counts()
    assert counts["spiked"] == 1
    assert counts["unresolved"] > 0
    assert counts["broken_links"] > 0


def test_saving_the_archive_anew_changes_nothing_derived(library: Library) -> None:
    operations = Operations(library)
    before = _derived(library.path)
    for article_id in library.articles.all_ids():
        body = operations.article(article_id).body
        operations.save(article_id, {"body": "Another body."})
        operations.save(article_id, {"body": body})
    assert _derived(library.path) == before


def test_an_archive_broken_off_goes_on_to_the_same(archive: Path, tmp_path: Path) -> None:
    begun = build(_ARTICLES, tmp_path, at_once=50)
    assert next(begun) == 50
    begun.close()
    assert not archive_path(_ARTICLES, tmp_path).exists()
    assert list(build(_ARTICLES, tmp_path)) == [_ARTICLES]
    assert _derived(archive_path(_ARTICLES, tmp_path)) == _derived(archive)


def _derived(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(sql).fetchall() for sql in _DERIVED]
