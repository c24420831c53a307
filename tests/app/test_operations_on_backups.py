"""Articles taken back from backups come whole, and beside what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import NotFound
from db.records import Reason, TagKind
from editor.app.operations import Operations
from tests.app.desks import operations_in, package


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


@pytest.fixture
def backup(desk: Operations, tmp_path: Path) -> Path:
    """A library with a dressed story in it, backed up."""
    desk.add_package(package("Harbour talks"))
    ferry = desk.add_package(
        package("Ferry sails", "Copy of it.", related=("Harbour talks",))
    ).value
    desk.add_tag(ferry.id, "Port Calder", TagKind.PLACE)
    desk.save(ferry.id, {"body": "Copy of it. More."}, name="For the desk")
    desk.library.backup(tmp_path / "backup.standfirst")
    return tmp_path / "backup.standfirst"


def test_an_article_comes_back_with_tags_related_stories_and_versions(
    desk: Operations, backup: Path, tmp_path: Path
) -> None:
    ferry = desk.by_slug("ferry-sails")
    with operations_in(tmp_path / "new") as fresh:
        fresh.add_package(package("Harbour talks"))
        restored = fresh.restore_from_backup(backup, "ferry-sails").value
        assert (restored.id, restored.body, restored.slug) == (ferry.id, ferry.body, ferry.slug)
        assert [(tag.label, tag.kind) for tag in fresh.tags_of(restored.id)] == [
            ("Port Calder", TagKind.PLACE)
        ]
        assert [(one.title, one.unresolved) for one in fresh.related(restored.id)] == [
            ("Harbour talks", False)
        ]
        versions = fresh.revisions(restored.id)
        assert versions[0].reason is Reason.RESTORE
        before = desk.revisions(ferry.id)
        assert [one.article.body for one in versions[1:]] == [one.article.body for one in before]
        assert versions[1].name == "For the desk"
        assert fresh.library.check() == ()


def test_pictures_words_slugs_and_anchors_come_back_too(desk: Operations, tmp_path: Path) -> None:
    details = {"caption": "The quay", "rights": "once only"}
    bytes_of = (b"a picture of now", b"a picture of a version before")
    with desk.library.operation("Add pictures"):
        now, before = (
            desk.library.pictures.add(content, "image/png", 4, 3, details).hash
            for content in bytes_of
        )
    ferry = desk.add_package(
        package("Ferry", f"## Boats\n\n![](picture:{before})\n", slug="ferry")
    ).value
    desk.set_fields(ferry.id, {"slug": "ferry-sails"})
    desk.save(ferry.id, {"body": f"## Ferries\n\n![](picture:{now})\n"}, name="Second")
    anchors = {"boats": ("ferries", "2026-01-01T00:00:00Z"), "ferries": ("ferries", "")}
    with desk.library.operation("Rename a section"):
        desk.library.articles.bring_anchors(ferry.id, anchors)
    desk.pass_over_word(ferry.id, "tidesmith")
    desk.library.backup(tmp_path / "backup.standfirst")
    with operations_in(tmp_path / "new") as fresh:
        restored = fresh.restore_from_backup(tmp_path / "backup.standfirst", "ferry").value
        library = fresh.library
        assert [library.pictures.content(name) for name in (now, before)] == list(bytes_of)
        assert library.pictures.get(now).rights == "once only"
        assert library.words.passed_over_in(restored.id) == ("tidesmith",)
        assert fresh.by_slug("ferry").id == restored.id
        assert library.articles.anchor_aliases(restored.id) == {"boats": "ferries"}
        assert fresh.versions(restored.id)[0].name.startswith("Restored from the backup of ")
        assert library.check() == ()


def test_what_is_still_there_is_not_touched(desk: Operations, backup: Path) -> None:
    ferry = desk.by_slug("ferry-sails")
    desk.article(ferry.id)
    desk.save(ferry.id, {"body": "Written since."})
    outcome = desk.restore_from_backup(backup, "ferry-sails")
    assert desk.article(ferry.id).body == "Written since."
    assert (outcome.value.body, outcome.value.slug) == ("Copy of it. More.", "ferry-sails-2")
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    with pytest.raises(NotFound):
        desk.article(outcome.value.id)


def test_a_backup_without_the_article_says_so(desk: Operations, backup: Path) -> None:
    with pytest.raises(NotFound):
        desk.restore_from_backup(backup, "no-such-story")
