"""History: versions are compared and restored, a vanishing text is kept, two writers are merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Stale
from db.records import Article, Reason, Status
from editor.app.history_operations import BEFORE_RESTORING
from editor.app.operations import Operations
from editor.app.shrinking import BEFORE_IT_WENT, most_goes
from editor.app.writing_fields import texts_of
from editor.text.diff import Change
from tests.app.desks import operations_in

LONG = "\n\n".join(f"Paragraph {n} says that the ferry is late again." for n in range(20))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


@pytest.fixture
def elsewhere(desk: Operations, tmp_path: Path) -> Iterator[Operations]:
    """The same library, open in another program."""
    with operations_in(tmp_path) as operations:
        yield operations


@pytest.fixture
def article(desk: Operations) -> Article:
    article = desk.new_article().value
    return desk.save(article.id, {"headline": "Ferry", "body": LONG}).value


def kept(desk: Operations, article: Article) -> dict[str | None, str]:
    return {one.name: one.article.body for one in desk.revisions(article.id)}


@pytest.mark.parametrize("after", ["", "Something else altogether. " * 40, LONG[:300]])
def test_a_save_that_drops_most_of_a_text_keeps_it_and_says_so(
    desk: Operations, article: Article, after: str
) -> None:
    outcome = desk.save(article.id, {"body": after})
    assert BEFORE_IT_WENT in outcome.notes[0]
    assert outcome.value.body == after
    assert kept(desk, article)[BEFORE_IT_WENT] == LONG


def test_the_kept_text_is_kept_once_however_often_it_goes(
    desk: Operations, article: Article
) -> None:
    for _ in range(3):
        desk.save(article.id, {"body": ""})
        desk.save(article.id, {"body": LONG})
    names = [version.name for version in desk.versions(article.id)]
    assert names.count(BEFORE_IT_WENT) == 1


@pytest.mark.parametrize(
    "after", [LONG + " More.", LONG[: len(LONG) * 2 // 3], "\n\n".join(LONG.split("\n\n")[::-1])]
)
def test_ordinary_work_is_not_told_off(desk: Operations, article: Article, after: str) -> None:
    assert desk.save(article.id, {"body": after}).notes == ()
    assert not most_goes("short " * 20, "")


def test_restoring_a_version_keeps_the_present_one(desk: Operations, article: Article) -> None:
    first = desk.save(article.id, {}, name="First").value
    desk.save(article.id, {"headline": "Boat", "body": LONG + " Now."})
    number = next(one.number for one in desk.versions(article.id) if one.name == "First")
    outcome = desk.restore_version(article.id, number)
    assert (outcome.value.headline, outcome.value.body) == (first.headline, first.body)
    assert kept(desk, article)[BEFORE_RESTORING] == LONG + " Now."
    assert outcome.notes
    assert desk.versions(article.id)[0].reason is Reason.RESTORE
    assert desk.save(article.id, {"body": LONG + " Again."}).value.body == LONG + " Again."


def test_restoring_what_is_there_changes_nothing(desk: Operations, article: Article) -> None:
    desk.save(article.id, {}, name="Now")
    number = desk.versions(article.id)[0].number
    outcome = desk.restore_version(article.id, number)
    assert outcome.value.version == desk.article(article.id).version
    assert outcome.notes == ()


def test_versions_are_compared_by_field_list_and_paragraph(
    desk: Operations, article: Article
) -> None:
    desk.save(article.id, {}, name="First")
    number = desk.versions(article.id)[0].number
    desk.add_tag(article.id, "Ferries")
    desk.set_status(article.id, Status.IN_PROGRESS)
    desk.save(article.id, {"headline": "Ferry sails", "body": LONG.replace("0 says", "0 tells", 1)})
    found = desk.compare_versions(article.id, number, None)
    assert {field.name for field in found.fields} == {"headline", "slug", "status"}
    assert [(one.name, one.added, one.removed) for one in found.lists] == [
        ("tags", ("Ferries",), ())
    ]
    assert [row.change for row in found.paragraphs].count(Change.CHANGED) == 1
    assert desk.compare_versions(article.id, number, number).is_empty
    assert not found.is_empty


def test_two_writers_are_merged_and_both_texts_kept(
    desk: Operations, elsewhere: Operations, article: Article
) -> None:
    base = texts_of(article)
    elsewhere.article(article.id)
    elsewhere.save(article.id, {"body": LONG.replace("Paragraph 3", "Paragraph three")})
    mine = {"body": LONG.replace("Paragraph 9", "Paragraph nine"), "headline": "Ferry talks"}
    with pytest.raises(Stale):
        desk.save(article.id, mine)
    merging = desk.merging(article.id, base, mine)
    assert not merging.has_conflicts
    assert set(merging.fields) == {"body", "headline"}
    texts = {name: merged.text() for name, merged in merging.fields.items()}
    saved = desk.save_merged(merging, mine, texts).value
    assert (saved.headline, saved.slug) == ("Ferry talks", "ferry-talks")
    assert "Paragraph three" in saved.body
    assert "Paragraph nine" in saved.body
    conflicts = [one for one in desk.revisions(article.id) if one.reason is Reason.CONFLICT]
    assert {one.article.body for one in conflicts} == {mine["body"], merging.theirs.body}


def test_a_merge_of_an_article_stored_again_meanwhile_is_stale(
    desk: Operations, elsewhere: Operations, article: Article
) -> None:
    merging = desk.merging(article.id, texts_of(article), {"body": "mine"})
    elsewhere.article(article.id)
    elsewhere.save(article.id, {"body": LONG + " Later."})
    with pytest.raises(Stale):
        desk.save_merged(merging, {"body": "mine"}, {"body": "mine"})
    assert desk.library.articles.get(article.id).body == LONG + " Later."
