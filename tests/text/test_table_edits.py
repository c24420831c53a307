from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text import table_edits
from editor.text.render import RenderContext, render
from tests.text.marked import run

TABLE = "| Port | Boats |\n|:--|--:|\n| Calder | 14 |\n| Orran | 3 |"


@pytest.mark.parametrize(
    ("before", "back", "after"),
    [
        ("|a«»|b|\n|-|-|\n|c|d|", False, "| a   | «b»   |\n| --- | --- |\n| c   | d   |"),
        ("|a|b«»|\n|-|-|\n|c|d|", False, "| a   | b   |\n| --- | --- |\n| «c»   | d   |"),
        ("|a|b|\n|-|-|\n|c«»|d|", True, "| a   | «b»   |\n| --- | --- |\n| c   | d   |"),
        (
            "|a|b|\n|-|-|\n|c|d«»|",
            False,
            "| a   | b   |\n| --- | --- |\n| c   | d   |\n| «»    |     |",
        ),
        ("a | b\n:-: | -:\nc«» | d", False, "| a   | b   |\n| :-: | --: |\n| c   | «d»   |"),
    ],
)
def test_tab_goes_from_cell_to_cell_and_sets_the_columns_straight(before, back, after):
    assert run(table_edits.next_cell, before, back=back) == after


def test_tab_before_the_first_cell_and_outside_a_table_is_no_edit():
    assert table_edits.next_cell(TABLE, 3, 3, back=True) is None
    assert table_edits.next_cell("a | b, said the pilot", 3, 3) is None
    assert table_edits.next_cell("plain", 3, 3) is None


def test_enter_goes_down_adds_a_row_and_takes_an_empty_one_away_again():
    once = run(table_edits.next_row, "|a|b|\n|-|-|\n|c«»|d|")
    assert once == "| a   | b   |\n| --- | --- |\n| c   | d   |\n| «»    |     |"
    assert run(table_edits.next_row, once) == "| a   | b   |\n| --- | --- |\n| c   | d   |\n\n«»"


def test_bars_in_code_and_cross_links_and_behind_a_stroke_part_no_cells():
    row = "|`a|b`|[[port|the port]]|x\\|y«»|\n|-|-|-|"
    assert "| `a|b` | [[port|the port]] | x\\|y |" in run(table_edits.next_cell, row).replace(
        "«", ""
    ).replace("»", "")


def test_wide_signs_take_two_columns():
    assert table_edits.display_width("港口") == 4
    assert table_edits.display_width("cafe\u0301") == 4


def test_a_new_table_stands_below_the_paragraph_with_the_cursor_in_it():
    made = run(table_edits.new_table, "One «»two\n\nThree", 2, 1)
    assert made == (
        "One two\n\n| «»    |     |\n| --- | --- |\n|     |     |\n\nThree"
    )  # fmt: skip
    assert run(table_edits.new_table, "«»", 1, 1) == "| «»    |\n| --- |\n|     |"


def test_lines_with_tabs_become_a_table():
    made = run(table_edits.new_table, "«Port\tBoats\nCalder\t14»", 2, 2)
    assert made == "| «Port»   | Boats |\n| ------ | ----- |\n| Calder | 14    |"


cells = st.text(alphabet=st.sampled_from("ab é港😀*\\`["), max_size=6)
tables = st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4)


@given(tables, st.data())
def test_no_cell_loses_a_sign_and_the_page_keeps_its_words(rows, data):
    lines = ["|" + "|".join(row) + "|" for row in rows]
    text = "\n".join([lines[0], "|" + "-|" * len(rows[0]), *lines[1:]])
    at = data.draw(st.integers(0, len(text)))
    for how in (table_edits.next_cell, table_edits.next_row):
        edit = how(text, at, at)
        if edit is None:
            continue
        new = edit.apply(text)
        assert re.sub(r"[\s|-]", "", new) == re.sub(r"[\s|-]", "", text)
        assert 0 <= edit.select_start <= edit.select_end <= len(new)
        again = how(new, edit.select_start, edit.select_end)
        assert again is None or re.sub(r"[\s|-]", "", again.apply(new)) == re.sub(
            r"[\s|-]", "", text
        )


@given(st.lists(st.lists(st.sampled_from(["a", "b c", "", "**x**"]), min_size=2, max_size=2),
                min_size=2, max_size=4))  # fmt: skip
def test_setting_a_table_straight_does_not_change_its_page(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    text = "\n".join([lines[0], "|-|-|", *lines[1:]])
    edit = table_edits.next_cell(text, 2, 2)
    assert edit is not None
    assert render(edit.apply(text), RenderContext()).html == render(text, RenderContext()).html
