"""Merges lose nothing either side wrote, favour no side, and ask only where changes touch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.text.merge import Agreed, Choice, Conflict, Merge, merge
from tests.text.test_diff import a_text

BASE = tuple(f"Paragraph {number} says what it says about the ferry." for number in range(6))


@st.composite
def edited(draw: st.DrawFn, who: str) -> list[str]:
    """BASE with paragraphs taken out, reworded, and put in between, each by `who`."""
    text: list[str] = []
    for number, paragraph in enumerate(BASE):
        match draw(st.sampled_from(["keep", "keep", "keep", "drop", "word", "whole", "before"])):
            case "drop":
                continue
            case "word":
                at = draw(st.integers(0, 8))
                some = paragraph.split(" ")
                text.append(" ".join([*some[:at], f"{who}{number}w", *some[at:]]))
            case "whole":
                text.append(f"{who}{number}all of it anew.")
            case "before":
                text += [f"{who}{number}put in before.", paragraph]
            case _:
                text.append(paragraph)
    return text


def joined(paragraphs: list[str] | tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def everything(merged: Merge) -> str:
    return "".join(
        piece.text if isinstance(piece, Agreed) else f"{piece.mine}\n\n{piece.theirs}"
        for piece in merged.pieces
    )


@given(edited("mine"), edited("theirs"))
def test_nothing_that_either_side_wrote_is_lost(mine: list[str], theirs: list[str]) -> None:
    merged = merge(joined(BASE), joined(mine), joined(theirs))
    for found in (everything(merged), merged.text()):
        for word in {*joined([*mine, *theirs]).split()} - {*joined(BASE).split()}:
            assert word in found
        for paragraph in {*mine, *theirs} - set(BASE):
            if paragraph.endswith(("anew.", "before.")):
                assert paragraph in found


@given(edited("mine"), edited("theirs"))
def test_a_paragraph_that_both_keep_is_in_the_merge(mine: list[str], theirs: list[str]) -> None:
    found = everything(merge(joined(BASE), joined(mine), joined(theirs)))
    assert all(one in found for one in BASE if one in mine and one in theirs)


@given(a_text, a_text)
def test_the_only_side_that_changed_wins(base: str, changed: str) -> None:
    assert merge(base, base, changed) == merge(base, changed, base)
    assert merge(base, base, changed).text() == changed
    assert merge(base, changed, changed).text() == changed
    assert merge(base, base, changed).conflicts == ()


@given(a_text, a_text, a_text)
def test_sides_change_places_in_the_conflicts_alone(base: str, mine: str, theirs: str) -> None:
    there = merge(base, theirs, mine)
    turned = tuple(
        Conflict(piece.base, piece.theirs, piece.mine) if isinstance(piece, Conflict) else piece
        for piece in there.pieces
    )
    assert merge(base, mine, theirs).pieces == turned


@given(a_text, a_text, a_text)
def test_choosing_one_side_throughout_leaves_nothing_of_the_other_in_conflicts(
    base: str, mine: str, theirs: str
) -> None:
    merged = merge(base, mine, theirs)
    everywhere = [Choice.MINE] * len(merged.conflicts)
    assert merged.text(everywhere) == "".join(
        piece.text if isinstance(piece, Agreed) else piece.mine for piece in merged.pieces
    )


def test_neighbouring_paragraphs_changed_by_one_side_each_agree() -> None:
    merged = merge("One.\n\nTwo.\n\nThree.", "ONE!\n\nTwo.\n\nThree.", "One.\n\nTWO!\n\nThree.")
    assert merged.pieces == (Agreed("ONE!\n\nTWO!\n\nThree."),)


def test_different_words_of_one_paragraph_agree() -> None:
    base = "The ferry sails on Monday, the master said, with thirty cars aboard."
    mine = base.replace("Monday", "Friday")
    theirs = base.replace("thirty", "forty")
    assert merge(base, mine, theirs).text() == mine.replace("thirty", "forty")


def test_the_same_word_said_differently_is_a_conflict_of_its_paragraph() -> None:
    merged = merge("A.\n\nOn Monday.\n\nB.", "A.\n\nOn Friday.\n\nB.", "A.\n\nOn Sunday.\n\nB.")
    assert merged.conflicts == (Conflict("On Monday.\n\n", "On Friday.\n\n", "On Sunday.\n\n"),)
    assert merged.text([Choice.THEIRS]) == "A.\n\nOn Sunday.\n\nB."
    assert merged.text() == "A.\n\nOn Friday.\n\nOn Sunday.\n\nB."


def test_words_with_only_a_space_between_them_touch() -> None:
    assert merge("the red car", "the blue car", "the red bus").conflicts


def test_a_paragraph_taken_out_by_one_and_changed_by_the_other_is_asked_about() -> None:
    merged = merge("A.\n\nGone?\n\nB.", "A.\n\nB.", "A.\n\nGone? No.\n\nB.")
    assert merged.conflicts == (Conflict("Gone?\n\n", "", "Gone? No.\n\n"),)
