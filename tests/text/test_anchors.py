"""Which sections were renamed between two bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.anchors import headings, renamed


def changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    return renamed(headings(before), headings(after))


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("# A\n# B", "# A\n# C", (("b", "c"),)),
        ("# A\n# B", "# B\n# A", ()),
        ("# A\n# B", "# A", ()),
        ("# A", "# A\n# B", ()),
        ("# A\n# B", "# B\n# C", ()),
        ("# A\n# B", "# X\n# Y\n", (("a", "x"), ("b", "y"))),
        ("# Talks\n# Talks", "# Peace\n# Talks", (("talks-2", "talks"),)),
        ("# A\n# B\n# C", "# A\n# D\n# C\n# E", (("b", "d"),)),
        ("# A {#own}", "# B {#own}", ()),
    ],
)
def test_a_heading_in_its_old_place_under_a_new_name_was_renamed(before, after, pairs):
    assert changes(before, after) == pairs


TITLES = st.lists(st.sampled_from("ABCDE"), max_size=6)


@given(TITLES, TITLES)
def test_no_old_anchor_is_a_present_one_and_every_new_one_is(before, after):
    text = ["\n".join(f"# {title}" for title in titles) for titles in (before, after)]
    present = {heading.name for heading in headings(text[1])}
    for old, new in changes(*text):
        assert old not in present
        assert new in present
