"""Who changed what: each difference is owed to the writer who gave it the form it has."""

from __future__ import annotations

from db.records import Article
from editor.app.attribution import Hands, hands, listed
from editor.app.comparing import Side, compare
from editor.text.diff import Change

INES, BO = "Ines Varga", "Bo Lindgard"


def side(writer: str, body: str, *, headline: str = "", tags: tuple[str, ...] = ()) -> Side:
    return Side(Article(headline=headline, body=body, writer=writer), tags)


def found(*sides: Side) -> tuple[Hands, dict[str, str]]:
    """The hands, and the writers by the words of the rows that differ."""
    comparison = compare(sides[0], sides[-1])
    told = hands(comparison, sides)
    rows = {
        "".join(run.text for run in row.runs): told.rows.get(at, "")
        for at, row in enumerate(comparison.paragraphs)
        if row.change is not Change.SAME
    }
    return told, rows


def test_each_paragraph_is_by_whoever_gave_it_its_words() -> None:
    told, rows = found(
        side("", "One.\n\nTwo.\n\nThree."),
        side(INES, "One.\n\nTwo.\n\nThree.\n\nIt rained on the quay."),
        side(BO, "One.\n\nThree.\n\nIt rained on the quay.\n\nThe mayor spoke."),
    )
    assert told.writers == (INES, BO)
    assert rows == {"Two.": BO, "It rained on the quay.": INES, "The mayor spoke.": BO}


def test_what_was_taken_out_and_put_back_is_by_whoever_put_it_back() -> None:
    _, rows = found(
        side("", "One."),
        side(INES, "One.\n\nIt rained on the quay."),
        side(BO, "One."),
        side(BO, "One.\n\nIt rained on the quay."),
    )
    assert rows == {"It rained on the quay.": BO}


def test_a_field_and_a_list_are_by_whoever_made_them_what_they_are() -> None:
    told, _ = found(
        side("", "Text."),
        side(INES, "Text.", headline="Ferry", tags=("Trade",)),
        side(BO, "Text.", headline="Ferry stops", tags=("Trade",)),
        side(INES, "Text.", headline="Ferry stops", tags=("Trade",)),
    )
    assert told.fields == {"headline": BO, "tags": INES}


def test_where_one_writer_wrote_all_of_it_no_row_is_signed() -> None:
    told, rows = found(side(BO, "One."), side(INES, "One.\n\nTwo."), side(INES, "Two.\n\nThree."))
    assert told.writers == (INES,)
    assert set(rows.values()) == {""}


def test_versions_nobody_signed_are_by_nobody() -> None:
    told, rows = found(
        side("", "The mayor spoke."),
        side("", "The mayor spoke.\n\nIt rained on the quay."),
        side(INES, "The mayor spoke.\n\nIt rained on the quay.\n\nNobody clapped."),
    )
    assert told.writers == (INES,)
    assert rows == {"It rained on the quay.": "", "Nobody clapped.": INES}


def test_names_are_listed_as_in_a_sentence() -> None:
    assert listed([]) == "" and listed([INES]) == INES
    assert listed([INES, BO, "Ada Moss"]) == "Ines Varga, Bo Lindgard and Ada Moss"
