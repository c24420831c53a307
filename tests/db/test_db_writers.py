"""Who wrote what: each version says who stored it, for as long as it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import Damaged
from db.library import Library
from db.records import Article, Facts, Reason, Related, RelatedKind, Status
from db.revisions import Kept, surplus
from db.salvage import salvage

from .conftest import Clock


class Desk:
    """One library that several people write in, one after another."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.at_work = "Ines Varga"
        self.library = Library.open(path, create=True, clock=clock, writer=lambda: self.at_work)
        self.article = Article()

    def add(self, body: str) -> None:
        with self.library.operation("Add"):
            self.article = self.library.articles.add(Article(body=body), Facts(body))

    def save(self, body: str) -> None:
        with self.library.operation("Save"):
            self.article = self.library.articles.save(
                self.article.id, self.article.version, {"body": body}, Facts(body)
            )

    def told(self) -> list[tuple[str, str]]:
        return [
            (one.article.body, one.article.writer)
            for one in self.library.revisions.of(self.article.id)
        ]


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = Desk(tmp_path / "desk.standfirst", clock)
    yield made
    made.library.close()


def test_each_version_says_who_stored_it(desk: Desk, clock: Clock) -> None:
    desk.add("as Ines began it")
    desk.at_work = "Bo Lindgard"
    clock.forward(minutes=2)
    desk.save("as Bo went on")
    assert desk.told() == [("as Bo went on", "Bo Lindgard"), ("as Ines began it", "Ines Varga")]
    assert desk.library.revisions.timeline(desk.article.id)[0].writer == "Bo Lindgard"
    assert desk.library.articles.get(desk.article.id).writer == "Bo Lindgard"


def test_what_somebody_else_wrote_a_moment_ago_is_kept_under_their_name(
    desk: Desk, clock: Clock
) -> None:
    desk.add("first")
    clock.forward(seconds=5)
    desk.save("the last word of Ines")
    desk.at_work = "Bo Lindgard"
    clock.forward(seconds=5)
    desk.save("the first word of Bo")
    assert desk.told() == [
        ("the first word of Bo", "Bo Lindgard"),
        ("the last word of Ines", "Ines Varga"),
        ("first", "Ines Varga"),
    ]


def test_who_published_is_known(desk: Desk) -> None:
    desk.add("text")
    with desk.library.operation("Publish"):
        for status in (Status.IN_PROGRESS, Status.SUBMITTED, Status.COPY_EDIT, Status.READY):
            desk.library.articles.set_status(desk.article.id, status)
        desk.at_work = "Bo Lindgard"
        desk.library.articles.set_status(desk.article.id, Status.PUBLISHED)
    published = desk.library.revisions.timeline(desk.article.id)[0]
    assert (published.reason, published.writer) == (Reason.PUBLISHED, "Bo Lindgard")


def test_thinning_leaves_the_newest_of_each_writer(clock: Clock) -> None:
    names = ("Ines", "Bo", "Ines", "Bo", "Ines")
    kept = []
    for number, name in enumerate(names, 1):
        clock.forward(seconds=1)
        kept.append(Kept(number, clock(), False, name))
    clock.forward(days=2)
    assert surplus(kept, clock()) == {2, 3}


def test_a_writer_changed_in_the_file_is_found_out(desk: Desk) -> None:
    desk.add("text")
    desk.library._connection.sqlite.execute("UPDATE revisions SET writer = 'Somebody Else'")
    with pytest.raises(Damaged):
        desk.library.revisions.get(desk.article.id, 1)


def test_a_salvage_keeps_who_wrote_what(desk: Desk, tmp_path: Path) -> None:
    desk.add("text")
    desk.library.close()
    with closing(sqlite3.connect(tmp_path / "desk.standfirst")) as sqlite:
        sqlite.execute("DROP TABLE words")
        sqlite.commit()
    salvaged = salvage(
        tmp_path / "desk.standfirst", tmp_path / "new.standfirst", lambda body: Facts(body)
    )
    with closing(Library.open(salvaged.path)) as library:
        assert library.articles.get(desk.article.id).writer == "Ines Varga"
        assert library.revisions.get(desk.article.id, 1).article.writer == "Ines Varga"
        assert library.check() == ()


def test_a_version_remembers_all_of_a_related_story(desk: Desk) -> None:
    desk.add("the target")
    target = desk.article
    desk.add("text")
    stories = [
        Related("", RelatedKind.BACKGROUND, article=target.id),
        Related("Tides", RelatedKind.SOURCE, url="https://tides.example"),
    ]
    with desk.library.operation("Relate"):
        desk.library.links.set_related(desk.article.id, stories)
    desk.save("text, again")
    with desk.library.operation("Name"):
        desk.library.revisions.keep_named(desk.article, "With its stories")
    found = desk.library.revisions.of(desk.article.id)[0].related
    assert [(one.kind, one.article, one.slug, one.url) for one in found] == [
        (RelatedKind.BACKGROUND, target.id, target.slug, None),
        (RelatedKind.SOURCE, None, None, "https://tides.example"),
    ]
