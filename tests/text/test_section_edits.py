"""Restructuring keeps every line, levels aside, and makes the outline it promised."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.text.outline import outline
from editor.text.section_edits import (
    Place,
    demote,
    heading_source,
    merge,
    move,
    move_down,
    move_up,
    piece,
    promote,
    rename,
    split_off,
)
from editor.text.section_text import SectionText

BODY = """Lede.

## Talks

One.

### At sea

Two.

## Ferries

Three.
"""

LINES = st.sampled_from(
    ("# Talks", "## Talks", "### At sea ###", "#### Deep", "##### Deeper", "###### Deepest",
     "Ferries\n---", "Port\n=====", "Words.", "More words here.", "", "", "- item", "```",
     "# in a fence?", "> # quoted", "    # code", "<div>", "</div>", "[a]: /b", "## Own {#own}",
     "C #\n---", "   ## Indented", "1. one", "[^1]: A note", "***", "<!--", "-->", "  ")
)  # fmt: skip


@st.composite
def bodies_with_sections(draw: st.DrawFn) -> str:
    opening = draw(st.sampled_from(("", "Lede.\n", "Lede.\n\n", "\n"))) + "## Opening\n"
    body = opening + "\n".join(draw(st.lists(LINES, max_size=24)))
    body += draw(st.sampled_from(("", "\n", "\n\n")))
    return body


def written(body: str) -> Counter[str]:
    """Every line that says something, headings without their marks."""
    read = SectionText(body)
    lines = list(read.lines)
    for heading in reversed(read.headings):
        words = lines[heading.line].strip() if heading.underlined else _bare(lines[heading.line])
        lines[heading.line : heading.text_line] = [words]
    return Counter(line.replace(r"\#", "#") for line in lines if line.strip())


def _bare(line: str) -> str:
    return re.sub(r"[ \t]+#+[ \t]*$", "", line.strip().lstrip("#").strip())


def blank_lines(body: str) -> int:
    return sum(not line.strip() for line in body.split("\n"))


def shape(body: str) -> list[tuple[int, str]]:
    return [(section.level, section.text) for section in outline(body)]


@settings(max_examples=300, deadline=None)
@given(st.data(), bodies_with_sections(), st.sampled_from(Place))
def test_a_moved_section_loses_no_line_and_stands_where_it_was_put(data, body, place):
    sections = outline(body)
    numbers = st.integers(0, len(sections) - 1)
    section, target = data.draw(numbers), data.draw(numbers)
    edit = move(body, section, target, place)
    if edit is None:
        return
    after = edit.apply(body)
    assert written(after) == written(body)
    assert blank_lines(after) >= blank_lines(body)
    assert shape(after) == expected(body, section, target, place)


def expected(body: str, section: int, target: int, place: Place) -> list[tuple[int, str]]:
    """The outline after a move, worked out on the outline alone."""
    whole = shape(body)

    def end(number: int) -> int:
        later = (one for one in range(number + 1, len(whole)) if whole[one][0] <= whole[number][0])
        return next(later, len(whole))

    subtree = whole[section : end(section)]
    at = target if place is Place.BEFORE else end(target)
    level = whole[target][0] + (place is Place.INTO)
    moved = [(min(deep + level - subtree[0][0], 6), words) for deep, words in subtree]
    if at <= section:
        return whole[:at] + moved + whole[at:section] + whole[end(section) :]
    return whole[:section] + whole[end(section) : at] + moved + whole[at:]


@settings(max_examples=200, deadline=None)
@given(st.data(), bodies_with_sections(), st.sampled_from((promote, demote)))
def test_levels_shift_with_all_below_between_one_and_six(data, body, change):
    section = data.draw(st.integers(0, len(outline(body)) - 1))
    edit = change(body, section)
    if edit is None:
        return
    after = edit.apply(body)
    assert written(after) == written(body)
    step = -1 if change is promote else 1
    below = SectionText(body).below(section)
    assert shape(after) == [
        (min(max(level + step, 1), 6) if number in below else level, words)
        for number, (level, words) in enumerate(shape(body))
    ]


@settings(max_examples=200, deadline=None)
@given(st.data(), bodies_with_sections())
def test_a_merged_section_keeps_its_heading_as_a_line(data, body):
    section = data.draw(st.integers(0, len(outline(body)) - 1))
    edit = merge(body, section)
    if edit is None:
        return
    after = edit.apply(body)
    assert written(after) == written(body)
    assert shape(after) == shape(body)[:section] + shape(body)[section + 1 :]


@settings(max_examples=200, deadline=None)
@given(st.data(), bodies_with_sections())
def test_a_section_split_off_loses_no_line_between_both_articles(data, body):
    section = data.draw(st.integers(0, len(outline(body)) - 1))
    edit, gone = split_off(body, section, "at-sea"), piece(body, section)
    if edit is None:
        return
    left = edit.apply(body)
    assert "[[at-sea]]" in left.split("\n")
    below = SectionText(body).below(section)
    assert shape(left) == [one for at, one in enumerate(shape(body)) if at not in below]
    inside = shape(gone.body)
    if len(inside) != len(below) - 1:
        return  # a part of a text may read otherwise alone
    lost = written(body) - written(left) - written(gone.body)
    assert sum(lost.values()) <= 1  # the heading itself, which is the headline now


@settings(max_examples=150, deadline=None)
@given(st.data(), bodies_with_sections(), st.text(alphabet="ab #*{}-=1. ", max_size=8))
def test_renaming_changes_one_heading_and_nothing_else(data, body, words):
    section = data.draw(st.integers(0, len(outline(body)) - 1))
    edit = rename(body, section, words)
    if edit is None:
        return
    after, before = shape(edit.apply(body)), shape(body)
    assert after[:section] + after[section + 1 :] == before[:section] + before[section + 1 :]
    assert after[section][0] == before[section][0]


def test_up_and_down_exchange_neighbours_and_come_back():
    down = move_down(BODY, 0)
    assert down is not None
    after = down.apply(BODY)
    assert after == ("Lede.\n\n## Ferries\n\nThree.\n\n## Talks\n\nOne.\n\n### At sea\n\nTwo.\n")
    up = move_up(after, 1)
    assert up is not None and up.apply(after) == BODY


def test_first_and_last_stay_and_no_section_goes_into_itself():
    assert move_up(BODY, 0) is None
    assert move_down(BODY, 2) is None
    assert move_down(BODY, 1) is None
    assert move(BODY, 0, 1, Place.INTO) is None
    assert move(BODY, 0, 0, Place.AFTER) is None


def test_into_a_section_is_last_below_it_and_one_level_deeper():
    edit = move(BODY, 2, 0, Place.INTO)
    assert edit is not None
    assert edit.apply(BODY).endswith("Two.\n\n### Ferries\n\nThree.\n")


def test_the_cursor_goes_along():
    edit = move_down(BODY, 0, cursor=len("## Talks\n\nOn"))
    assert edit is not None
    after = edit.apply(BODY)
    assert after[: edit.select_start].endswith("## Talks\n\nOn")


def test_a_text_without_a_last_line_end_keeps_its_shape():
    body = "## A\n\na\n\n## B\n\nb"
    edit = move_up(body, 1)
    assert edit is not None and edit.apply(body) == "## B\n\nb\n\n## A\n\na"


def test_an_underlined_heading_behind_running_text_gets_a_blank_line():
    body = "Talks\n---\none\n# Ferries\ntwo"
    edit = move(body, 1, 0, Place.BEFORE)
    assert edit is not None
    assert shape(edit.apply(body)) == [(2, "Ferries"), (2, "Talks")]


def test_underlines_turn_into_signs_when_there_is_none_for_the_level():
    once = demote("Port\n====\n\nText.\n", 0)
    assert once is not None and once.apply("Port\n====\n\nText.\n") == "Port\n----\n\nText.\n"
    twice = demote("Port\n----\n", 0)
    assert twice is not None and twice.apply("Port\n----\n") == "### Port\n"
    sign = demote("C #\n---", 0)
    assert sign is not None and shape(sign.apply("C #\n---")) == [(3, "C #")]


def test_what_a_fence_would_swallow_is_refused():
    body = "## B\n\n```\n\nb\n\n## A\n\n```js\n\na\n"
    assert shape(body) == [(2, "B"), (2, "A")]
    assert move_up(body, 1) is None


@pytest.mark.parametrize(
    ("body", "words", "after"),
    [
        ("## Talks", "Peace *talks*", "## Peace *talks*"),
        ("## Talks {#own}", "Peace", "## Peace {#own}"),
        ("Talks\n---", "Peace", "Peace\n---"),
        ("Talks\n---", "- item", "## - item"),
        ("## Talks ##", "C #", "## C \\#"),
        ("## Talks", "two\nlines", "## two lines"),
    ],
)
def test_a_heading_is_renamed_in_place(body, words, after):
    edit = rename(body, 0, words)
    assert edit is not None and edit.apply(body) == after
    assert heading_source(after, 0) == words.replace("\n", " ").replace("C #", "C \\#")


@pytest.mark.parametrize("words", ("", "  ", "Talks", "<!-- x -->"))
def test_no_name_or_the_same_is_no_renaming(words):
    assert rename("## Talks", 0, words) is None


def test_a_section_takes_the_definitions_it_cites_and_leaves_those_others_cite():
    body = (
        "See [one][1] and a note.[^a]\n\n## Talks\n\nSee [two][2].[^b]\n\n"
        "[1]: https://one.example/\n\n[^a]: First.\n[^b]: Second.\n\n"
        "## Last\n\n[2]: https://two.example/\n"
    )
    gone = piece(body, 0)
    assert gone.headline == "Talks"
    assert gone.body.endswith("[2]: https://two.example/")
    edit = split_off(body, 0, "talks")
    assert edit is not None
    assert edit.apply(body) == (
        "See [one][1] and a note.[^a]\n\n[[talks]]\n\n[1]: https://one.example/\n[^a]: First.\n\n"
        "## Last\n\n[2]: https://two.example/\n"
    )


def test_sections_below_one_split_off_begin_at_the_second_level():
    assert piece("### A\n\na\n\n#### B\n\nb\n\n##### C\n", 0).body == "a\n\n## B\n\nb\n\n### C"


def test_nothing_above_means_nothing_to_merge_with():
    assert merge("## A\n\na", 0) is None
    assert merge("\n\n## A\n\na", 0) is None
    edit = merge("Lede.\n## A\na", 0)
    assert edit is not None and edit.apply("Lede.\n## A\na") == "Lede.\n\nA\n\na"
