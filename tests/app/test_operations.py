"""Operations on articles: saving, versions seen and unseen, slugs that follow, statuses, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import IllegalMove, NotFound, SlugTaken, Stale
from db.records import Article, Dateline, JournalEntry, Reason, Status
from editor.app.facts import facts_of
from editor.app.operations import Operations
from editor.text.slugs import slugify
from tests.app.desks import operations_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


@pytest.fixture
def elsewhere(desk: Operations, tmp_path: Path) -> Iterator[Operations]:
    """The same library, open in another window."""
    with operations_in(tmp_path) as operations:
        yield operations


@pytest.fixture
def article(desk: Operations) -> Article:
    return desk.new_article().value


def test_a_new_article_is_a_row_from_its_first_moment(desk: Operations) -> None:
    outcome = desk.new_article("fr")
    assert outcome.value.language == "fr"
    assert outcome.value.slug == "untitled"
    assert outcome.changes.lists
    assert len(desk.search()) == 1


def test_a_save_stores_the_text_and_what_is_derived_from_it(
    desk: Operations, article: Article
) -> None:
    other = desk.new_article().value
    desk.set_fields(other.id, {"slug": "the-ferry"})
    body = "Four *short* words, and [[the-ferry|a link]] to <https://calder.example/timetable>."
    saved = desk.save(article.id, {"body": body, "dateline": Dateline("ORRAN")}).value
    assert saved.body == body
    assert saved.dateline.place == "ORRAN"
    (number,) = desk.search("short")
    assert desk.summaries([number])[0].words == facts_of(body).words
    assert [link.source.id for link in desk.backlinks(other.id)] == [article.id]


def test_an_outcome_says_what_was_done_and_what_it_touched(
    desk: Operations, article: Article
) -> None:
    outcome = desk.set_fields(article.id, {"target_words": 400})
    assert outcome.name == "Change target words"
    assert outcome.changes.articles == {article.id}


def test_text_has_no_undo_step_but_a_story_field_has(desk: Operations, article: Article) -> None:
    assert desk.save(article.id, {"body": "Written."}).undo is None
    outcome = desk.set_fields(article.id, {"section": "Home"})
    assert outcome.undo is not None
    undone = desk.undo(outcome.undo)
    assert desk.article(article.id).section == ""
    assert undone.undo is not None
    desk.undo(undone.undo)
    assert desk.article(article.id).section == "Home"


def test_a_version_stored_elsewhere_makes_the_next_save_stale(
    desk: Operations, elsewhere: Operations, article: Article
) -> None:
    elsewhere.save(article.id, {"body": "Theirs."})
    with pytest.raises(Stale):
        desk.save(article.id, {"body": "Mine."})
    assert elsewhere.article(article.id).body == "Theirs."


def test_our_own_operations_never_make_our_text_stale(desk: Operations, article: Article) -> None:
    desk.save(article.id, {"body": "One."})
    desk.set_fields(article.id, {"section": "Home"})
    moved = desk.set_status(article.id, Status.IN_PROGRESS)
    desk.add_tag(article.id, "Ferries")
    assert moved.undo is not None
    desk.undo(moved.undo)
    desk.spike(article.id)
    desk.restore(article.id)
    assert desk.save(article.id, {"body": "Two."}).value.body == "Two."


@pytest.mark.parametrize("own", ["status", "undo"])
def test_our_own_operations_do_not_hide_what_was_stored_elsewhere(
    desk: Operations, elsewhere: Operations, article: Article, own: str
) -> None:
    step = desk.set_fields(article.id, {"section": "Home"}).undo
    assert step is not None
    elsewhere.save(article.id, {"body": "Theirs."})
    if own == "status":
        desk.set_status(article.id, Status.IN_PROGRESS)
    else:
        desk.undo(step)
    with pytest.raises(Stale):
        desk.save(article.id, {"body": "Mine."})


def test_reading_an_article_again_accepts_the_stored_version(
    desk: Operations, elsewhere: Operations, article: Article
) -> None:
    elsewhere.save(article.id, {"body": "Theirs."})
    assert desk.article(article.id).body == "Theirs."
    assert desk.save(article.id, {"body": "Ours."}).value.body == "Ours."


def test_reading_a_package_does_not_accept_the_stored_version(
    desk: Operations, elsewhere: Operations, article: Article
) -> None:
    elsewhere.save(article.id, {"body": "Theirs."})
    desk.package(article.id)
    desk.by_slug(article.slug)
    with pytest.raises(Stale):
        desk.save(article.id, {"body": "Mine."})


def test_reader_and_writer_share_what_was_seen(
    desk: Operations, elsewhere: Operations, article: Article
) -> None:
    versions: dict[str, int] = {}
    reader = Operations(desk.library, versions)
    writer = Operations(elsewhere.library, versions)
    reader.article(article.id)
    desk.save(article.id, {"body": "Theirs."})
    with pytest.raises(Stale):
        writer.save(article.id, {"body": "Mine."})


def test_overwriting_keeps_the_other_text_as_a_revision(
    desk: Operations, elsewhere: Operations, article: Article
) -> None:
    elsewhere.save(article.id, {"body": "Theirs."})
    assert desk.overwrite(article.id, {"body": "Mine."}).value.body == "Mine."
    kept = [one.article.body for one in desk.revisions(article.id) if one.reason is Reason.CONFLICT]
    assert "Theirs." in kept
    assert desk.save(article.id, {"body": "Mine again."}).value.body == "Mine again."


def test_keeping_both_stores_the_writers_text_beside_the_other(
    desk: Operations, elsewhere: Operations, article: Article
) -> None:
    desk.add_tag(article.id, "Ferries")
    elsewhere.save(article.id, {"headline": "The ferry", "body": "Theirs."})
    mine = desk.keep_both(article.id, {"headline": "The ferry", "body": "Mine."}).value
    assert mine.id != article.id
    assert mine.slug == "the-ferry-2"
    assert (mine.body, desk.article(article.id).body) == ("Mine.", "Theirs.")
    assert [tag.label for tag in desk.tags_of(mine.id)] == ["Ferries"]


def test_the_slug_follows_the_headline_and_leaves_no_trail(
    desk: Operations, article: Article
) -> None:
    for headline in ("P", "Port", "Port Calder", "Port Calder’s ferry"):
        desk.save(article.id, {"headline": headline})
    assert desk.article(article.id).slug == slugify("Port Calder’s ferry")
    assert desk.library.articles.slug_aliases(article.id) == ()


def test_a_slug_others_link_to_still_leads_here_after_it_followed(
    desk: Operations, article: Article
) -> None:
    desk.save(article.id, {"headline": "Early words"})
    citing = desk.new_article().value
    desk.save(citing.id, {"body": "See [[early-words]]."})
    desk.save(article.id, {"headline": "Later words"})
    assert desk.by_slug("early-words").slug == "later-words"
    assert [link.source.id for link in desk.backlinks(article.id)] == [citing.id]


def test_a_slug_set_by_hand_stays(desk: Operations, article: Article) -> None:
    desk.save(article.id, {"headline": "The ferry"})
    desk.set_fields(article.id, {"slug": "chosen"})
    assert desk.save(article.id, {"headline": "The night ferry"}).value.slug == "chosen"
    assert desk.by_slug("the-ferry").id == article.id


def test_a_published_slug_stays(desk: Operations, article: Article) -> None:
    desk.save(article.id, {"headline": "The ferry"})
    for status in (
        Status.IN_PROGRESS,
        Status.SUBMITTED,
        Status.COPY_EDIT,
        Status.READY,
        Status.PUBLISHED,
    ):
        desk.set_status(article.id, status)
    assert desk.save(article.id, {"headline": "The night ferry"}).value.slug == "the-ferry"


def test_two_stories_of_one_headline_get_two_slugs(desk: Operations) -> None:
    first, second = (desk.new_article().value for _ in range(2))
    desk.save(first.id, {"headline": "The ferry"})
    assert desk.save(second.id, {"headline": "The ferry"}).value.slug == "the-ferry-2"
    assert desk.save(second.id, {"headline": "The ferry!"}).value.slug == "the-ferry-2"


@settings(max_examples=30, deadline=None)
@given(headlines=st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_no_headline_makes_a_save_fail(
    tmp_path_factory: pytest.TempPathFactory, headlines: list[str]
) -> None:
    with operations_in(tmp_path_factory.mktemp("desk")) as desk:
        article = desk.new_article().value
        desk.new_article()
        for headline in headlines:
            saved = desk.save(article.id, {"headline": headline}).value
            assert saved.slug


def test_a_slug_of_another_article_is_refused(desk: Operations, article: Article) -> None:
    other = desk.new_article().value
    with pytest.raises(SlugTaken):
        desk.set_fields(article.id, {"slug": other.slug})


def test_an_illegal_move_changes_nothing(desk: Operations, article: Article) -> None:
    with pytest.raises(IllegalMove):
        desk.set_status(article.id, Status.PUBLISHED)
    assert desk.article(article.id).status is Status.DRAFT


def test_a_spiked_article_comes_back_to_where_it_was(desk: Operations, article: Article) -> None:
    desk.set_status(article.id, Status.IN_PROGRESS)
    desk.spike(article.id)
    assert len(desk.search()) == 0
    assert len(desk.search(spiked=True)) == 1
    assert desk.restore(article.id).value.status is Status.IN_PROGRESS


def test_undoing_a_new_article_takes_it_out_and_redoing_brings_it_back(desk: Operations) -> None:
    made = desk.new_article()
    assert made.undo is not None
    undone = desk.undo(made.undo)
    with pytest.raises(NotFound):
        desk.article(made.value.id)
    assert undone.undo is not None
    desk.undo(undone.undo)
    assert desk.article(made.value.id).slug == "untitled"


def test_link_targets_give_present_headlines_and_leave_out_broken_links(
    desk: Operations, article: Article
) -> None:
    desk.save(article.id, {"headline": "The ferry"})
    desk.set_fields(article.id, {"slug": "night-ferry"})
    targets = desk.link_targets(["the-ferry", "night-ferry", "nowhere"])
    assert {asked: target.slug for asked, target in targets.items()} == {
        "the-ferry": "night-ferry",
        "night-ferry": "night-ferry",
    }
    assert targets["the-ferry"].headline == "The ferry"


def test_the_journal_is_kept_and_cleared(desk: Operations, article: Article) -> None:
    entry = JournalEntry(article.id, article.version, {"body": "Typed."}, 6, "2026-11-02T09:00:00Z")
    desk.write_journal(entry)
    assert [kept.fields for kept in desk.journal_pending()] == [{"body": "Typed."}]
    desk.clear_journal(article.id)
    assert desk.journal_pending() == ()


def test_an_undo_says_what_has_been_deleted_since(desk: Operations) -> None:
    stays, goes = desk.new_article().value.id, desk.new_article().value.id
    step = desk.spike_all([stays, goes]).undo
    assert step is not None
    desk.delete_for_ever([goes])
    (note,) = desk.undo(step).notes
    assert "deleted since" in note
    assert desk.article(stays).status is Status.DRAFT


def test_what_another_window_stores_as_an_undo_begins_is_not_saved_over(
    desk: Operations, elsewhere: Operations, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = desk.set_status(article.id, Status.IN_PROGRESS).undo
    assert step is not None
    undo = desk.library.undo

    def later(*given: object) -> object:
        elsewhere.article(article.id)
        elsewhere.save(article.id, {"body": "Theirs."})
        return undo(*given)

    monkeypatch.setattr(desk.library, "undo", later)
    desk.undo(step)
    with pytest.raises(Stale):
        desk.save(article.id, {"body": "Ours."})
    assert desk.stored(article.id).body == "Theirs."
