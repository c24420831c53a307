"""Operations on tags and vocabularies: suggestions, hygiene, matching, many at once, progress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db import progress, tag_links
from db.errors import Invalid, TagExists
from db.records import TagKind
from db.tag_records import MatchedBy, TagWanted
from editor.app.desk import Desk
from editor.app.operations import Operations
from tests.app.desks import operations_in

TERMS = (
    b"id,label,alt labels,parent,language\n"
    b"t:1,Seafaring,,,en\nt:1,Seefahrt,,,de\nt:2,Ferries,boats|ferry lines,t:1,en\n"
    b"t:3,European Union,EU,,en\n"
)


@pytest.fixture
def desk_operations(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


def article(operations: Operations, body: str = "", *labels: str) -> str:
    made = operations.new_article().value
    operations.save(made.id, {"body": body, "headline": "Harbour news"})
    if labels:
        operations.add_tags(made.id, labels)
    return made.id


def labels(operations: Operations, article_id: str) -> list[str]:
    return [tag.label for tag in operations.tags_of(article_id)]


def test_several_tags_are_added_at_once_and_undone_as_one(desk_operations: Operations) -> None:
    one = article(desk_operations, "", "World")
    outcome = desk_operations.add_tags(one, ["Ferries", "world", "Trade"])
    assert labels(desk_operations, one) == ["World", "Ferries", "Trade"]
    assert outcome.undo is not None
    desk_operations.undo(outcome.undo)
    assert labels(desk_operations, one) == ["World"]


def test_tags_are_found_or_made_as_they_are_wanted(desk_operations: Operations) -> None:
    one = article(desk_operations)
    desk_operations.new_tag("Ferries")
    calder, tides = TagWanted("Port Calder", TagKind.PLACE), TagWanted("tides", None, "t:9")
    outcome = desk_operations.add_tags(one, ("ferries", calder, tides))
    assert [(tag.label, tag.kind, tag.external_id) for tag in outcome.value] == [
        ("Ferries", TagKind.TOPIC, ""),
        ("Port Calder", TagKind.PLACE, ""),
        ("tides", TagKind.TOPIC, "t:9"),
    ]
    assert desk_operations.add_tags(one, ["World"]).name == "Add tag “World”"


def test_terms_are_offered_with_their_vocabulary(desk_operations: Operations) -> None:
    desk_operations.load_vocabulary(TERMS, "Sea.csv")
    found = desk_operations.term_offers("ferr")
    assert [(one.name, term.id) for one, term in found] == [("Sea", "t:2")]


def test_a_tag_is_found_by_its_names_and_stands_on_a_path(desk_operations: Operations) -> None:
    trade = desk_operations.new_tag("Trade").value
    ferries = desk_operations.new_tag("Ferries", None, trade.id).value
    desk_operations.add_tag_alias(ferries.id, "Steamers")
    found = desk_operations.tag_called("steamers")
    assert found is not None and found.id == ferries.id
    assert desk_operations.tag_called("Trams") is None
    assert [tag.label for tag in desk_operations.tag_path(ferries.id)] == ["Trade", "Ferries"]


def test_a_file_that_is_not_there_is_refused_in_words(
    desk_operations: Operations, tmp_path: Path
) -> None:
    with pytest.raises(Invalid, match=r"nowhere\.csv"):
        desk_operations.load_vocabulary_file(tmp_path / "nowhere.csv")


def test_many_articles_are_tagged_and_untagged(desk_operations: Operations) -> None:
    one, other = article(desk_operations, "", "Trade"), article(desk_operations)
    outcome = desk_operations.tag_articles([one, other, "gone"], ["trade", "Ferries"])
    assert (outcome.value, outcome.name) == (2, "Tag 3 articles")
    assert labels(desk_operations, one) == labels(desk_operations, other) == ["Trade", "Ferries"]
    trade = desk_operations.tags_of(one)[0]
    assert desk_operations.untag_articles([one, "gone"], [trade.id]).value == 1
    assert labels(desk_operations, one) == ["Ferries"]


def test_tags_are_suggested_from_the_text_and_never_those_present(
    desk_operations: Operations,
) -> None:
    one = article(
        desk_operations,
        "The **European Union** met at [Port Calder](https://port.example). The EU left. Ferries!",
        "Ferries",
    )
    union = desk_operations.new_tag("European Union (EU)", TagKind.ORGANISATION).value
    for alias in ("EU", "European Union"):
        desk_operations.add_tag_alias(union.id, alias)
    desk_operations.new_tag("Port Calder", TagKind.PLACE)
    desk_operations.new_tag("Harbour")
    suggested = desk_operations.suggest_tags(one)
    assert [(s.tag.label, s.found, s.count) for s in suggested] == [
        ("European Union (EU)", "European Union", 2),
        ("Harbour", "Harbour", 1),
        ("Port Calder", "Port Calder", 1),
    ]
    assert labels(desk_operations, one) == ["Ferries"]


def test_hygiene_tells_what_wants_looking_at_and_forgets_what_was_kept_apart(
    desk_operations: Operations,
) -> None:
    article(desk_operations, "", "Ferry", "Ferries")
    unused = desk_operations.new_tag("Conservation").value
    hygiene = desk_operations.tag_hygiene()
    assert [tag.label for tag in hygiene.never_used] == ["Conservation"]
    assert {tag.label for tag in hygiene.used_once} == {"Ferry", "Ferries"}
    (near,) = hygiene.near
    assert near.reason == "“Ferries” and “Ferry” are singular and plural of one."
    outcome = desk_operations.keep_tags_apart(near.one.id, near.other.id)
    assert desk_operations.tag_hygiene().near == ()
    assert desk_operations.tag_hygiene().apart == (near,)
    assert desk_operations.keep_tags_apart_no_more(near.other.id, near.one.id).undo is not None
    assert desk_operations.tag_hygiene().near == (near,)
    outcome = desk_operations.keep_tags_apart(near.one.id, near.other.id)
    assert outcome.undo is not None
    desk_operations.undo(outcome.undo)
    assert len(desk_operations.tag_hygiene().near) == 1
    assert unused.id in {tag.id for tag in desk_operations.all_tags()}


def test_impacts_are_told_before_and_come_true(desk_operations: Operations) -> None:
    article(desk_operations, "", "Sea trade", "Trade")
    article(desk_operations, "", "Sea trade")
    trade, sea = (
        next(tag for tag in desk_operations.all_tags() if tag.label == label)
        for label in ("Trade", "Sea trade")
    )
    impact = desk_operations.merge_impact(sea.id, trade.id)
    assert (impact.articles, impact.both) == (2, 1)
    assert desk_operations.rename_impact(sea.id, "trade").clash == trade
    assert desk_operations.merge_tags([sea.id], trade.id).value.uses == 2
    assert desk_operations.delete_impact([trade.id]).aliases == 1
    outcome = desk_operations.delete_tags([trade.id])
    assert (outcome.value, outcome.name) == (1, "Delete 1 tag")
    assert desk_operations.tag_uses() == {}


def test_tags_are_put_under_another_and_made_another_kind_together(
    desk_operations: Operations,
) -> None:
    top = desk_operations.new_tag("Sea").value
    low = [desk_operations.new_tag(label, parent=top.id).value for label in ("Boats", "Lights")]
    assert [tag.parent for tag in low] == [top.id, top.id]
    ids = [tag.id for tag in low]
    kinds = desk_operations.set_tags_kind(ids, TagKind.EVENT)
    assert [tag.kind for tag in kinds.value] == [TagKind.EVENT, TagKind.EVENT]
    free = desk_operations.set_tags_parent(ids, None)
    assert [tag.parent for tag in free.value] == [None, None]
    with pytest.raises(Invalid, match="under itself"):
        desk_operations.set_tags_parent([top.id], top.id)


def test_tags_are_matched_to_terms_and_take_their_ids(desk_operations: Operations) -> None:
    union = desk_operations.new_tag("European Union (EU)").value
    desk_operations.add_tag_alias(union.id, "EU")
    boats = desk_operations.new_tag("boats").value
    sea = desk_operations.new_tag("seefahrt").value
    desk_operations.new_tag("Trade")
    vocabulary = desk_operations.load_vocabulary(TERMS, "terms.csv").value
    assert (vocabulary.name, vocabulary.terms) == ("terms", 3)
    matches = desk_operations.vocabulary_matches(vocabulary.id)
    assert [(m.tag.label, m.term.id, m.how, m.words) for m in matches] == [
        ("boats", "t:2", MatchedBy.LABEL, "boats"),
        ("European Union (EU)", "t:3", MatchedBy.ALIAS, "EU"),
        ("seefahrt", "t:1", MatchedBy.LABEL, "Seefahrt"),
    ]
    outcome = desk_operations.adopt_terms(matches)
    assert (outcome.value, outcome.name) == (3, "Match 3 tags to terms")
    ids = {tag.id: tag.external_id for tag in desk_operations.all_tags()}
    assert (ids[union.id], ids[boats.id], ids[sea.id]) == ("t:3", "t:2", "t:1")
    again = desk_operations.vocabulary_matches(vocabulary.id)
    assert {match.how for match in again} == {MatchedBy.EXTERNAL_ID}
    assert desk_operations.adopt_terms(again).value == 0
    assert outcome.undo is not None
    desk_operations.undo(outcome.undo)
    assert {tag.external_id for tag in desk_operations.all_tags()} == {""}


def test_of_two_tags_that_seem_one_term_the_surer_is_given(desk_operations: Operations) -> None:
    by_alias = desk_operations.new_tag("Crossings").value
    desk_operations.add_tag_alias(by_alias.id, "boats")
    desk_operations.new_tag("Ferries")
    vocabulary = desk_operations.load_vocabulary(TERMS, "terms.csv").value
    (match,) = desk_operations.vocabulary_matches(vocabulary.id)
    assert match.tag.label == "Ferries"
    taken = desk_operations.adopt_terms([match])
    assert taken.value == 1
    with pytest.raises(TagExists):
        desk_operations.set_tag_details(by_alias.id, external_id="t:2")


def test_terms_are_offered_and_a_vocabulary_is_deleted(desk_operations: Operations) -> None:
    vocabulary = desk_operations.load_vocabulary(TERMS, "terms.csv").value
    (term,) = desk_operations.vocabulary_terms(vocabulary.id, "ferr")
    assert (term.label(), term.parent) == ("Ferries", "t:1")
    one = article(desk_operations)
    (tag,) = desk_operations.add_term(one, term).value
    assert (tag.label, tag.external_id) == ("Ferries", "t:2")
    desk_operations.rename_tag(tag.id, "Boats there and back")
    assert desk_operations.add_term(one, term).value[0].id == tag.id
    desk_operations.delete_vocabulary(vocabulary.id)
    assert desk_operations.vocabularies() == ()


def test_the_desk_tells_how_far_a_long_merge_and_its_undo_are(
    desk: Desk, run, qtbot: QtBot, monkeypatch
) -> None:
    monkeypatch.setattr(tag_links, "PORTION", 2)
    monkeypatch.setattr(progress, "PORTION", 2)
    ids = [run(lambda operations: operations.new_article()).id for _ in range(7)]
    run(lambda operations: operations.tag_articles(ids, ["Gone"]))
    stays = run(lambda operations: operations.new_tag("Stays"))
    gone = run(lambda operations: operations.new_tag("Gone"))
    told: list[tuple[str, int, int]] = []
    desk.progressed.connect(lambda *news: told.append(news))
    run(lambda operations: operations.merge_tags(gone.id, stays.id))
    qtbot.waitUntil(lambda: bool(told) and told[-1] == ("Merge 1 tag into “Stays”", 7, 7))
    told.clear()
    desk.undo()
    qtbot.waitUntil(lambda: bool(told) and told[-1][1] == told[-1][2])


def test_sections_are_the_tags_that_name_them(desk_operations: Operations) -> None:
    for label, kind in (("World", TagKind.SECTION), ("Arts", TagKind.SECTION), ("Sea", None)):
        desk_operations.new_tag(label, kind)
    assert desk_operations.sections() == ("Arts", "World")
