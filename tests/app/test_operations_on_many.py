"""Many articles at once: statuses, the spike, tags they have; a copy of one, several merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Invalid
from db.records import INDEFINITE, Related, Status
from editor.app.operations import Operations
from tests.app.desks import operations_in, package


@pytest.fixture
def operations(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as opened:
        opened.add_package(
            package("Ferry talks", "The ferry sails.", tags=("Harbour", "Talks"), byline="A. Lund")
        )
        opened.add_package(
            package("Quay closed", "No ferry. See [[ferry-talks]].", tags=("Harbour",))
        )
        opened.add_package(
            package("Elsewhere", "See [[quay-closed]] and [[ferry-talks]].",
                    related=("Quay closed", "Ferry talks"))
        )  # fmt: skip
        yield opened


def id_of(operations: Operations, slug: str) -> str:
    return operations.by_slug(slug).id


def ids_of(operations: Operations, *slugs: str) -> list[str]:
    return [id_of(operations, slug) for slug in slugs]


def everything(operations: Operations) -> list[object]:
    """What an undo has to bring back."""
    articles = operations.library.articles
    ids = sorted((*articles.all_ids(), *articles.all_ids(spiked=True)))
    return [
        (
            one, articles.get(one).slug, articles.get(one).status, articles.slug_aliases(one),
            [tag.id for tag in operations.tags_of(one)], operations.related(one),
            operations.library.links.cross_links(one),
        )
        for one in ids
    ]  # fmt: skip


def test_those_that_may_not_move_are_told_and_the_others_move(operations: Operations) -> None:
    first, second = ids_of(operations, "ferry-talks", "quay-closed")
    operations.set_status(second, Status.IN_PROGRESS)
    operations.set_status(second, Status.SUBMITTED)
    outcome = operations.set_status_of([first, second, "gone"], Status.IN_PROGRESS)
    assert outcome.value.done == 2
    outcome = operations.set_status_of([first, second], Status.COPY_EDIT)
    assert outcome.value.done == 0
    assert [headline for headline, _ in outcome.value.refused] == ["Ferry talks", "Quay closed"]
    assert outcome.undo is None


def test_articles_are_restored_together_to_exactly_where_each_was(operations: Operations) -> None:
    ids = ids_of(operations, "ferry-talks", "quay-closed")
    operations.set_status(ids[1], Status.IN_PROGRESS)
    spiked = operations.spike_all(ids)
    assert spiked.value.done == 2 and len(operations.find().numbers) == 1
    assert operations.restore_all(ids).value.done == 2
    assert [operations.article(one).status for one in ids] == [Status.DRAFT, Status.IN_PROGRESS]
    assert operations.restore_all(ids).value.refused[0][0] == "Ferry talks"


def test_one_undo_takes_back_what_was_done_to_many(operations: Operations) -> None:
    before = everything(operations)
    outcome = operations.spike_all(ids_of(operations, "ferry-talks", "quay-closed"))
    assert outcome.name == "Spike 2 articles" and outcome.undo is not None
    back = operations.undo(outcome.undo)
    assert everything(operations) == before
    assert back.undo is not None
    operations.undo(back.undo)
    assert len(operations.find().numbers) == 1


def test_progress_is_told_of_thousands(tmp_path: Path) -> None:
    with operations_in(tmp_path) as opened:
        told: list[tuple[str, int, int]] = []
        counting = Operations(opened.library, progress=lambda *how: told.append(how))
        counting.spike_all(["gone"] * 2_500)
        assert [done for _, done, _ in told] == [1000, 2000, 2500]


def test_the_tags_on_any_of_several_articles(operations: Operations) -> None:
    ids = ids_of(operations, "quay-closed", "ferry-talks")
    assert [tag.label for tag in operations.tags_on(ids)] == ["Harbour", "Talks"]
    assert operations.tags_on([]) == ()


def test_a_duplicate_is_a_draft_of_its_own_with_all_that_was_around(operations: Operations) -> None:
    origin = id_of(operations, "elsewhere")
    operations.set_fields(origin, {"embargo": INDEFINITE})
    operations.set_status(origin, Status.IN_PROGRESS)
    outcome = operations.duplicate(origin)
    copy = outcome.value
    assert (copy.headline, copy.slug) == ("Elsewhere (copy)", "elsewhere-copy")
    assert copy.status is Status.DRAFT and copy.embargo == INDEFINITE
    assert copy.body == operations.article(origin).body
    assert [one.title for one in operations.related(copy.id)] == ["Quay closed", "Ferry talks"]
    assert outcome.undo is not None
    operations.undo(outcome.undo)
    assert len(operations.find().numbers) == 3


def test_merged_articles_leave_no_link_without_a_target(operations: Operations) -> None:
    ids = ids_of(operations, "ferry-talks", "quay-closed")
    beside = id_of(operations, "elsewhere")
    merged = operations.merge_articles(ids).value
    assert merged.headline == "Ferry talks"
    assert "## Quay closed\n\nNo ferry." in merged.body
    assert [tag.label for tag in operations.tags_of(merged.id)] == ["Harbour", "Talks"]
    assert merged.byline == "A. Lund"
    for slug in ("ferry-talks", "quay-closed"):
        assert operations.by_slug(slug).id == merged.id
    targets = [link.target for link in operations.library.links.cross_links(beside)]
    assert targets == [merged.id, merged.id]
    assert [one.article for one in operations.related(beside)] == [merged.id]
    assert not operations.broken_links()
    assert all(operations.article(one).status is Status.SPIKED for one in ids)


def test_old_slugs_of_what_is_merged_lead_to_the_new_article(operations: Operations) -> None:
    first, second, beside = ids_of(operations, "ferry-talks", "quay-closed", "elsewhere")
    operations.set_fields(second, {"slug": "quay-shut"})
    merged = operations.merge_articles([first, second]).value
    assert operations.by_slug("quay-closed").id == operations.by_slug("quay-shut").id == merged.id
    assert [link.target for link in operations.library.links.cross_links(beside)] == [merged.id] * 2


def test_a_merge_is_one_undo_and_one_redo(operations: Operations) -> None:
    before = everything(operations)
    outcome = operations.merge_articles(ids_of(operations, "ferry-talks", "quay-closed"))
    after = everything(operations)
    assert outcome.undo is not None
    back = operations.undo(outcome.undo)
    assert everything(operations) == before
    assert back.undo is not None
    operations.undo(back.undo)
    assert everything(operations) == after


def test_the_latest_embargo_holds_for_what_is_merged(operations: Operations) -> None:
    ids = ids_of(operations, "ferry-talks", "quay-closed")
    operations.set_fields(ids[0], {"embargo": "2026-05-01T10:00:00+00:00"})
    operations.set_fields(ids[1], {"embargo": "2026-05-01T11:30:00+02:00"})
    assert operations.merge_articles(ids).value.embargo == "2026-05-01T10:00:00+00:00"


def test_related_stories_are_united_once_and_never_the_merged_ones(operations: Operations) -> None:
    first, second, third = ids_of(operations, "ferry-talks", "quay-closed", "elsewhere")
    operations.add_related(first, Related("", article=third))
    operations.add_related(first, Related("", article=second))
    operations.add_related(second, Related("", article=third))
    operations.add_related(second, Related("Still to come"))
    merged = operations.merge_articles([first, second]).value
    assert [one.title for one in operations.related(merged.id)] == ["Elsewhere", "Still to come"]


def test_what_can_not_be_merged_is_refused(operations: Operations) -> None:
    first, second = ids_of(operations, "ferry-talks", "quay-closed")
    with pytest.raises(Invalid):
        operations.merge_articles([first, first])
    operations.spike(second)
    with pytest.raises(Invalid, match="Quay closed"):
        operations.merge_articles([first, second])


def test_a_merge_is_not_undone_where_a_text_is_only_in_the_merged_article(
    operations: Operations,
) -> None:
    ids = [operations.add_package(package(one, f"{one}.")).value.id for one in ("Ferry", "Quay")]
    merged = operations.merge_articles(ids)
    assert merged.undo is not None
    operations.delete_for_ever(ids[1:])
    with pytest.raises(Invalid, match="because of later changes"):
        operations.undo(merged.undo)
    assert "Quay." in operations.stored(merged.value.id).body


def test_what_is_merged_of_a_pinned_article_is_pinned(operations: Operations) -> None:
    ids = [operations.add_package(package(one)).value.id for one in ("Ferry", "Quay")]
    operations.pin(ids[:1])
    assert operations.merge_articles(ids).value.id in operations.pinned()


def test_an_article_whose_old_slug_says_merged_can_be_merged(operations: Operations) -> None:
    ids = [operations.add_package(package(one)).value.id for one in ("Ferry", "Quay")]
    operations.set_fields(ids[0], {"slug": "ferry-merged"})
    operations.set_fields(ids[0], {"slug": "ferry"})
    merged = operations.merge_articles(ids).value
    for slug in ("ferry", "ferry-merged", "quay"):
        assert operations.by_slug(slug).id == merged.id
