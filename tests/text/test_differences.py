from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.text.differences import differences, patched

items = st.lists(st.sampled_from("abc"), max_size=8)


@given(items, items)
def test_the_replacements_make_the_new_list_of_the_old(old, new):
    shown = list(old)
    patched(shown, differences(old, new))
    assert shown == new


@given(items, items, items, items, items)
def test_with_a_known_head_and_tail_too(head, middle, other, tail, changed):
    old, new = [*head, *middle, *tail], [*head, *other, *tail]
    for place, item in enumerate(changed[: len(head)]):
        new[place] = item
    shown = list(old)
    patched(shown, differences(old, new, len(head), len(tail)))
    assert shown == new


def test_items_that_changed_far_apart_are_two_replacements():
    patches = differences(list("abcdef"), list("xbcdey"), 6, 6)
    assert [(patch.first, patch.last, patch.items) for patch in patches] == [
        (5, 6, ("y",)),
        (0, 1, ("x",)),
    ]
