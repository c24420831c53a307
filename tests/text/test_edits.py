from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.text import edits, list_edits
from tests.text.marked import run

TOGGLES = [
    edits.toggle_bold,
    edits.toggle_italic,
    edits.toggle_code,
    edits.toggle_strikethrough,
    edits.toggle_quote,
    list_edits.toggle_bullets,
    list_edits.toggle_numbers,
    list_edits.toggle_tasks,
    list_edits.tick,
    list_edits.set_in,
    list_edits.set_out,
    list_edits.renumber,
    list_edits.continue_line,
    lambda text, start, end: edits.set_heading(text, start, end, 2),
    lambda text, start, end: edits.move_paragraph(text, start, end, "up"),
    lambda text, start, end: edits.move_paragraph(text, start, end, "down"),
    lambda text, start, end: edits.link(text, start, end, "http://x.example"),
]


@pytest.mark.parametrize(
    ("how", "before", "after"),
    [
        (edits.toggle_bold, "a «b» c", "a **«b»** c"),
        (edits.toggle_bold, "a **«b»** c", "a «b» c"),
        (edits.toggle_bold, "a «**b**» c", "a «b» c"),
        (edits.toggle_bold, "a «b »c", "a **«b»** c"),
        (edits.toggle_bold, "a wo«»rd", "a **wo«»rd**"),
        (edits.toggle_bold, "a **wo«»rd**", "a wo«»rd"),
        (edits.toggle_bold, "a *«b»*", "a ***«b»***"),
        (edits.toggle_italic, "a **«b»**", "a ***«b»***"),
        (edits.toggle_italic, "a ***«b»***", "a **«b»**"),
        (edits.toggle_bold, "a ***«b»***", "a *«b»*"),
        (edits.toggle_bold, "a «» b", "a **«»** b"),
        (edits.toggle_code, "«x»", "`«x»`"),
        (edits.toggle_quote, "a\n«»b", "a\n> «»b"),
        (edits.toggle_quote, "«> a\n> b»", "«a\nb»"),
        (list_edits.toggle_bullets, "«a\n\nb»\n", "«- a\n\n- b»\n"),
        (list_edits.toggle_bullets, "«- a\n- b»", "«a\nb»"),
        (list_edits.toggle_bullets, "«1. a\n2. b»", "«- a\n- b»"),
        (list_edits.toggle_numbers, "«a\n- b»", "«1. a\n2. b»"),
        (list_edits.continue_line, "- a«»", "- a\n- «»"),
        (list_edits.continue_line, "- a\n- «»", "- a\n«»"),
        (list_edits.continue_line, "  9. a«»", "  9. a\n  10. «»"),
        (list_edits.continue_line, "- [x] a«»", "- [x] a\n- [ ] «»"),
        (list_edits.continue_line, "> a«»", "> a\n> «»"),
        (list_edits.continue_line, "> «»", "«»"),
        (list_edits.continue_line, "a«»b", "a\n«»b"),
        (list_edits.toggle_tasks, "«a\n- b»", "«- [ ] a\n- [ ] b»"),
        (list_edits.toggle_tasks, "«- [ ] a\n- [x] b»", "«- a\n- b»"),
        (list_edits.tick, "a«»", "- [ ] a«»"),
        (list_edits.tick, "- [ ] a«»", "- [x] a«»"),
        (list_edits.tick, "«- [x] a\n- [ ] b»", "«- [x] a\n- [x] b»"),
        (list_edits.tick, "- [x] a«»", "- [ ] a«»"),
        (list_edits.set_in, "- a\n- b«»", "- a\n  - b«»"),
        (list_edits.set_in, "1. a\n2. b«»\n3. c", "1. a\n   1. b«»\n2. c"),
        (list_edits.set_in, "1. a\n   1. b\n2. c«»", "1. a\n   1. b\n   2. c«»"),
        (list_edits.set_in, "1. a\n- b«»", "1. a\n   - b«»"),
        (list_edits.set_in, "- a\n  1. b\n- c«»", "- a\n  1. b\n  2. c«»"),
        (list_edits.set_in, "1. a\n«2. b\n   - c\n3. d»", "1. a\n«   1. b\n      - c\n   2. d»"),
        (list_edits.set_out, "- a\n  - b«»", "- a\n- b«»"),
        (list_edits.set_out, "1. a\n   1. «»b\n2. c", "1. a\n2. «»b\n3. c"),
        (list_edits.set_out, "1. a\n   - b«»", "1. a\n2. b«»"),
        (list_edits.continue_list, "1. a\n   1. «»\n2. c", "1. a\n2. «»\n3. c"),
        (list_edits.continue_list, "- a\n  - [ ] «»", "- a\n- [ ] «»"),
        (list_edits.renumber, "3. a«»\n7. b\n   9. c\n   1. d\n1. e",
         "3. a«»\n4. b\n   9. c\n   10. d\n5. e"),
    ],
)  # fmt: skip
def test_an_edit_does_what_its_name_says(how, before, after):
    assert run(how, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. a\n2. b«»\n3. c", "1. a\n2. b\n3. «»\n4. c"),
        ("1. a«»b\n   9. x\n2. c\n\n3. d", "1. a\n2. «»b\n   9. x\n3. c\n\n3. d"),
        ("- a«»\n- b", "- a\n- «»\n- b"),
        ("1. a\n2. «»", "1. a\n«»"),
    ],
)
def test_an_item_put_in_renumbers_those_below_it(before, after):
    assert run(list_edits.continue_list, before) == after


@pytest.mark.parametrize(
    ("before", "level", "after"),
    [
        ("a«»", 2, "## a«»"),
        ("## a«»", 2, "a«»"),
        ("## a«»", 3, "### a«»"),
        ("## a«»", 0, "a«»"),
    ],
)
def test_a_heading_is_set_changed_and_taken_away(before, level, after):
    assert run(edits.set_heading, before, level) == after


def test_a_link_selects_what_is_still_to_be_typed():
    assert run(edits.link, "a «b»") == "a [b](«»)"
    assert run(edits.link, "a «»", "http://x") == "a [«»](http://x)"
    assert run(edits.link, "a «b»", "http://x") == "a [b](http://x)«»"
    assert run(edits.cross_link, "a «b»", "port") == "a [[port|b]]«»"
    assert run(edits.cross_link, "a «»", "port") == "a [[port]]«»"


def test_a_paragraph_changes_places_with_its_neighbour():
    assert run(edits.move_paragraph, "a\nb\n\n\nc«»d\n", "up") == "c«»d\n\n\na\nb\n"
    assert run(edits.move_paragraph, "a«»\nb\n\n\nc\n", "down") == "c\n\n\na«»\nb\n"
    assert edits.move_paragraph("a\n\nb", 0, 0, "up") is None
    assert edits.move_paragraph("a\n\nb\n", 3, 3, "down") is None


copy = st.lists(
    st.sampled_from(["harbour", "said", "é", "😀", " ", " ", "\n", "\n\n", "**", "*", "- ", "1. ",
                     "> ", "## ", "`", "  "]),
    max_size=20,
).map("".join)  # fmt: skip
selected = copy.flatmap(
    lambda text: st.tuples(st.just(text), st.integers(0, len(text)), st.integers(0, len(text)))
)


@given(selected, st.sampled_from(TOGGLES))
def test_no_edit_loses_a_word(selection, how):
    text, start, end = selection
    # Enter over a selection replaces it, as any typing does.
    edit = how(text, start, start if how is list_edits.continue_line else end)
    if edit is None:
        return
    new = edit.apply(text)
    assert 0 <= edit.select_start <= edit.select_end <= len(new)
    letters = re.compile(r"[^\W\d_]|😀")
    assert sorted(letters.findall(new.replace("http://x.example", ""))) == sorted(
        letters.findall(text)
    )


@example(("harbour\n\n\nsaid", 0, 9), "down")
@given(selected, st.sampled_from(["up", "down"]))
def test_moving_a_paragraph_there_and_back_restores_the_copy(selection, way):
    text, start, end = selection
    there = edits.move_paragraph(text, start, end, way)
    if there is None:
        return
    new = there.apply(text)
    back = edits.move_paragraph(
        new, there.select_start, there.select_end, "down" if way == "up" else "up"
    )
    assert back is not None
    assert back.apply(new) == text


@given(
    st.lists(st.sampled_from(["harbour", "said", "é", "😀"]), min_size=3, max_size=6),
    st.sampled_from(TOGGLES[:7]),
    st.data(),
)
def test_a_toggle_twice_restores_the_copy(words, how, data):
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:first])) + (first > 0)
    once = how(text, start, start + len(words[first]))
    new = once.apply(text)
    assert how(new, once.select_start, once.select_end).apply(new) == text


def test_a_link_is_found_changed_and_taken_away():
    assert run(edits.relink, "a [b«»](http://x) c", "http://y") == "a [b](http://y)«» c"
    assert run(edits.relink, 'a [b«»](<http://x (1)> "t") c', "") == "a «b» c"
    assert edits.link_at("a ![b](x) c", 4, 4) is None
    assert edits.link_at("a [b](x(1)) c", 4, 4) == edits.Link(2, 11, "b", "x(1)")
    assert run(edits.link, "«b»", "http://x/(1") == "[b](<http://x/(1>)«»"


def test_an_address_on_the_clipboard_is_told_from_words():
    assert edits.address_in(" https://x.example/a ") == "https://x.example/a"
    assert edits.address_in("www.x.example") == "https://www.x.example"
    assert edits.address_in("see https://x.example") == ""
    assert edits.address_in("") == ""
