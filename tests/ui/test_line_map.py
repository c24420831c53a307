from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.differences import Patch
from editor.ui.line_map import LineMap, Place


def map_of(*counts: int) -> LineMap:
    lines = LineMap()
    lines.patch([Patch(0, 0, counts)])
    return lines


def test_a_line_is_shown_in_the_block_it_stands_in_as_far_down_as_it_is():
    lines = map_of(2, 4, 2)
    assert lines.place(0) == Place(0, 0.0)
    assert lines.place(3) == Place(1, 0.25)
    assert lines.place(4.5) == Place(1, 0.625)


def test_a_block_without_lines_is_passed_over():
    lines = map_of(2, 0, 0, 2)
    assert lines.place(2) == Place(3, 0.0)


def test_lines_that_are_not_shown_have_no_place():
    assert map_of(2).place(2) is None and map_of().place(0) is None


def test_a_place_behind_all_lines_is_the_last_of_them():
    assert map_of(2, 3).line(Place(2, 0.5)) == 4.0
    assert map_of().line(Place(0, 0.5)) == 0.0


def test_patches_move_what_comes_after_them():
    lines = map_of(2, 2, 2)
    lines.patch([Patch(0, 1, (5, 1))])
    assert lines.place(6) == Place(2, 0.0) and lines.first_line(3) == 8
    lines.reset()
    assert lines.place(0) is None


@given(st.lists(st.integers(0, 5), min_size=1), st.data())
def test_there_and_back_is_the_same_line(counts, data):
    lines = map_of(*counts)
    if total := sum(counts):
        line = data.draw(st.integers(0, total - 1))
        assert lines.line(lines.place(line)) == pytest.approx(line)
