"""Replacing across a library: as one operation, only what was chosen, and back byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import CalledOff, Invalid, Stale
from db.records import Status
from editor.app.operations import Operations
from editor.app.replace_operations import (
    ALREADY_SO,
    CHANGED_SINCE,
    GONE,
    ON_THE_SPIKE,
    Chosen,
    FoundIn,
    Replacing,
)
from editor.text.replacing import Replacer
from editor.text.search import Query
from tests.app.desks import operations_in

ESTERIA = Replacing(Query("Esteria", keep_case=True), "Northland")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


def add(desk: Operations, body: str, **fields: object) -> str:
    article = desk.new_article().value
    desk.save(article.id, {"body": body, **fields})
    return article.id


def found(desk: Operations, replacing: Replacing = ESTERIA) -> dict[str, FoundIn]:
    batch = desk.find_across(replacing, desk.search())
    assert batch.trouble == ""
    return {one.article: one for one in batch.found}


def everything(one: FoundIn) -> Chosen:
    fields = {field for field, _ in one.finds}
    return Chosen(
        one.article,
        one.number,
        one.version,
        {name: frozenset(find.number for f, find in one.finds if f == name) for name in fields},
    )


def all_of(desk: Operations, replacing: Replacing = ESTERIA) -> list[Chosen]:
    return [everything(one) for one in found(desk, replacing).values()]


def stored(desk: Operations) -> dict[str, object]:
    return {one: desk.stored(one) for one in desk.library.articles.all_ids()}


def test_finds_are_told_by_article_and_field(desk: Operations) -> None:
    one = add(desk, "Esteria waits.\n\nIn esteria.", headline="Esteria talks")
    add(desk, "Nothing here.")
    (finds,) = found(desk).values()
    assert finds.article == one
    assert [(field, find.words, find.instead) for field, find in finds.finds] == [
        ("headline", "Esteria", "Northland"),
        ("body", "Esteria", "Northland"),
        ("body", "esteria", "Northland"),
    ]


def test_what_stands_in_an_address_is_found_too(desk: Operations) -> None:
    add(desk, "See [the report](https://esteria.example/a).")
    assert len(found(desk)) == 1


def test_only_the_fields_asked_for_are_looked_through(desk: Operations) -> None:
    add(desk, "Esteria", headline="Esteria", standfirst="Esteria", kicker="Esteria")
    only = Replacing(ESTERIA.query, "x", ("standfirst", "kicker"))
    (finds,) = found(desk, only).values()
    assert [field for field, _ in finds.finds] == ["standfirst", "kicker"]


def test_a_search_goes_on_where_it_stopped_when_time_was_up(desk: Operations) -> None:
    ids = [add(desk, f"Esteria {number}") for number in range(120)]
    numbers, seen = desk.search(), []
    while numbers:
        batch = desk.find_across(ESTERIA, numbers, seconds=0)
        seen += [one.article for one in batch.found]
        numbers = numbers[batch.looked :]
    assert sorted(seen) == sorted(ids)


def test_spiked_articles_are_neither_found_nor_changed(desk: Operations) -> None:
    one = add(desk, "Esteria")
    (chosen,) = all_of(desk)
    desk.spike(one)
    assert not desk.find_across(ESTERIA, [desk.summary(one).number]).found
    outcome = desk.replace_across(ESTERIA, [chosen])
    assert [line.why for line in outcome.value.left] == [ON_THE_SPIKE]
    assert desk.stored(one).body == "Esteria"


def test_a_replacement_is_one_version_with_the_text_before_kept(desk: Operations) -> None:
    one = add(desk, "In Esteria, ESTERIA and [[port-calder]].", headline="Esteria waits")
    outcome = desk.replace_across(ESTERIA, all_of(desk))
    article = desk.stored(one)
    assert article.body == "In Northland, NORTHLAND and [[port-calder]]."
    assert (article.headline, article.slug) == ("Northland waits", "northland-waits")
    assert outcome.name == "Replace “Esteria” with “Northland”"
    assert outcome.value.count == 3
    assert "Before replacing “Esteria” with “Northland”" in [
        version.name for version in desk.versions(one)
    ]
    assert len(desk.search("northland")) == 1
    assert len(desk.search("esteria")) == 0
    assert not desk.library.check()


def test_only_the_ticked_finds_are_replaced(desk: Operations) -> None:
    one = add(desk, "Esteria and Esteria and Esteria")
    version = desk.stored(one).version
    desk.replace_across(ESTERIA, [Chosen(one, 1, version, {"body": frozenset({1})})])
    assert desk.stored(one).body == "Esteria and Northland and Esteria"


def test_a_ready_article_goes_back_to_copy_edit_and_comes_back_ready(desk: Operations) -> None:
    one = add(desk, "Esteria")
    for status in (Status.IN_PROGRESS, Status.SUBMITTED, Status.COPY_EDIT, Status.READY):
        desk.set_status(one, status)
    outcome = desk.replace_across(ESTERIA, all_of(desk))
    assert desk.stored(one).status is Status.COPY_EDIT
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert (desk.stored(one).status, desk.stored(one).body) == (Status.READY, "Esteria")


def test_published_articles_are_told_apart(desk: Operations) -> None:
    one, _two = add(desk, "Esteria"), add(desk, "Esteria")
    for status in (Status.IN_PROGRESS, Status.SUBMITTED, Status.COPY_EDIT, Status.READY,
                   Status.PUBLISHED):  # fmt: skip
        desk.set_status(one, status)
    outcome = desk.replace_across(ESTERIA, all_of(desk))
    assert (len(outcome.value.changed), outcome.value.published) == (2, 1)
    assert desk.stored(one).status is Status.PUBLISHED


def test_what_changed_since_is_left_out_and_told(desk: Operations) -> None:
    one, two, three = add(desk, "Esteria"), add(desk, "Esteria"), add(desk, "Esteria")
    chosen = all_of(desk)
    desk.save(one, {"body": "Esteria, and more"})
    desk.spike(two)
    desk.library.articles.get(two)
    with desk.library.operation("delete"):
        desk.library.articles.delete_for_ever(two)
    outcome = desk.replace_across(ESTERIA, chosen)
    assert [line.article for line in outcome.value.changed] == [three]
    assert {line.article: line.why for line in outcome.value.left} == {
        one: CHANGED_SINCE, two: GONE,
    }  # fmt: skip
    assert desk.stored(one).body == "Esteria, and more"


def test_an_article_that_is_held_is_left_out_with_its_reason(desk: Operations) -> None:
    one = add(desk, "Esteria")
    outcome = desk.replace_across(ESTERIA, all_of(desk), held={one: "not saved"})
    assert [line.why for line in outcome.value.left] == ["not saved"]
    assert outcome.undo is None and not outcome.changes


def test_finds_that_say_so_already_change_nothing(desk: Operations) -> None:
    add(desk, "Esteria")
    same = Replacing(Query("Esteria"), "Esteria")
    outcome = desk.replace_across(same, all_of(desk, same))
    assert [line.why for line in outcome.value.left] == [ALREADY_SO]


def test_a_headline_stays_one_line(desk: Operations) -> None:
    one = add(desk, "", headline="Esteria: talks")
    broken = Replacing(Query(": ", expression=True), r"\n")
    desk.replace_across(broken, all_of(desk, broken))
    assert desk.stored(one).headline == "Esteria talks"


def test_a_bad_expression_explains_itself(desk: Operations) -> None:
    add(desk, "Esteria")
    assert (
        "Not a valid expression"
        in desk.find_across(Replacing(Query("(", expression=True), ""), desk.search()).trouble
    )
    missing = Replacing(Query("E", expression=True), "$2")
    assert "group" in desk.find_across(missing, desk.search()).trouble
    (chosen,) = all_of(desk)
    with pytest.raises(Invalid, match="group"):
        desk.replace_across(missing, [chosen])


def test_calling_it_off_changes_nothing(desk: Operations) -> None:
    for number in range(5):
        add(desk, f"Esteria {number}")
    before = stored(desk)

    def call_off(done: int, _total: int) -> None:
        if done == 3:
            raise CalledOff("Nothing was changed.")

    with pytest.raises(CalledOff):
        desk.replace_across(ESTERIA, all_of(desk), progress=call_off)
    assert stored(desk) == before


def test_an_editor_that_has_the_article_is_told_by_stale(desk: Operations) -> None:
    one = add(desk, "Esteria")
    desk.replace_across(ESTERIA, all_of(desk))
    with pytest.raises(Stale):
        desk.save(one, {"body": "Esteria and what was typed meanwhile"})


def test_undo_leaves_what_changed_since_and_says_so(desk: Operations) -> None:
    one, two = add(desk, "Esteria", headline="One"), add(desk, "Esteria", headline="Two")
    outcome = desk.replace_across(ESTERIA, all_of(desk))
    desk.article(one)
    desk.save(one, {"body": "Northland, and more"})
    assert outcome.undo is not None
    undone = desk.undo(outcome.undo)
    assert desk.stored(one).body == "Northland, and more"
    assert desk.stored(two).body == "Esteria"
    assert undone.notes == ("“One” has been changed since and keeps its present text.",)


def test_undo_and_redo_go_to_and_fro_without_piling_up_versions(desk: Operations) -> None:
    one = add(desk, "Esteria", headline="Esteria waits")
    outcome = desk.replace_across(ESTERIA, all_of(desk))
    step, counts = outcome.undo, []
    for _ in range(3):
        assert step is not None
        step = desk.undo(step).undo
        article = desk.stored(one)
        assert (article.body, article.headline, article.slug) == (
            "Esteria", "Esteria waits", "esteria-waits",
        )  # fmt: skip
        assert step is not None
        step = desk.undo(step).undo
        article = desk.stored(one)
        assert (article.body, article.headline, article.slug) == (
            "Northland", "Northland waits", "northland-waits",
        )  # fmt: skip
        counts.append(len(desk.versions(one)))
    assert counts[1] == counts[2]


def test_the_same_replacement_twice_is_undone_to_its_own_text(desk: Operations) -> None:
    one = add(desk, "Body", headline="Esteria A")
    desk.replace_across(ESTERIA, all_of(desk))
    desk.article(one)
    desk.save(one, {"headline": "Esteria B"})
    outcome = desk.replace_across(ESTERIA, all_of(desk))
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert desk.stored(one).headline == "Esteria B"


BODIES = st.lists(
    st.text(alphabet="aAb “”\n#[]()>é", min_size=0, max_size=60), min_size=1, max_size=5
)
QUERIES = st.sampled_from(
    [Query("a"), Query("a", case=True, keep_case=True), Query(r"(a)(b?)", expression=True)]
)


@settings(max_examples=25)
@given(BODIES, QUERIES, st.sampled_from(["", "x", "aa", "## b"]), st.booleans(), st.data())
def test_any_ticked_finds_are_replaced_as_in_each_text_alone_and_undone_exactly(
    bodies: list[str], query: Query, template: str, spare: bool, data: st.DataObject
) -> None:
    replacing = Replacing(query, template, ("body",), spare)
    with TemporaryDirectory() as folder, operations_in(Path(folder)) as desk:
        ids = [add(desk, body) for body in bodies]
        chosen = []
        for one in found(desk, replacing).values():
            ticked = data.draw(st.sets(st.sampled_from([find.number for _, find in one.finds])))
            chosen.append(Chosen(one.article, one.number, one.version, {"body": frozenset(ticked)}))
        outcome = desk.replace_across(replacing, chosen)
        replacer = Replacer(query, template, spare=spare)
        ticks = {one.article: one.finds["body"] for one in chosen}
        after = [
            replacer.replaced(body, ticks.get(one, frozenset()))
            for one, body in zip(ids, bodies, strict=True)
        ]
        assert [desk.stored(one).body for one in ids] == after
        if outcome.undo is not None:
            redo = desk.undo(outcome.undo).undo
            assert [desk.stored(one).body for one in ids] == bodies
            assert redo is not None
            desk.undo(redo)
            assert [desk.stored(one).body for one in ids] == after
        assert not desk.library.check()


def test_undo_tells_of_articles_that_were_deleted_meanwhile(desk: Operations) -> None:
    stays, goes = add(desk, "Esteria."), add(desk, "Esteria waits.")
    step = desk.replace_across(ESTERIA, all_of(desk)).undo
    assert step is not None
    desk.spike(goes)
    desk.delete_for_ever([goes])
    assert desk.undo(step).notes == ("One article has been deleted since.",)
    assert desk.stored(stays).body == "Esteria."
