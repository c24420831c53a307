"""One paragraph put back from an earlier text: the rest stays, and all of them make the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.text.diff import Change, diff
from editor.text.pieces import paragraphs
from editor.text.putting_back import put_back

NOUNS = ("ferry", "tide", "harbour", "mayor", "gull", "bell", "rope", "late", "again", "never")
WORDS = st.lists(st.sampled_from(NOUNS), min_size=1, max_size=8).map(" ".join)
TEXTS = st.lists(WORDS, max_size=8).map("\n\n".join)


def told(before: str, after: str):
    return [row for row in diff(before, after) if row.change is not Change.SAME]


def stripped(text: str) -> list[str]:
    return [piece.rstrip() for piece in paragraphs(text)]


@given(TEXTS, TEXTS)
def test_putting_everything_back_row_by_row_gives_the_earlier_text(before: str, after: str):
    for _ in range(60):
        rows = told(before, after)
        if not rows:
            break
        after = put_back(before, after, diff(before, after), rows[0])
    assert stripped(after) == stripped(before)


@given(TEXTS, TEXTS, st.data())
def test_putting_one_row_back_leaves_every_other_paragraph_as_it_is(before, after, data):
    rows = told(before, after)
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    now = stripped(after)
    others = [words for at, words in enumerate(now) if at != row.after_at]
    back = stripped(put_back(before, after, diff(before, after), row))
    if row.before_at is not None:
        back.remove(stripped(before)[row.before_at])
    assert back == others or sorted(back) == sorted(others)


def test_a_removed_paragraph_comes_back_to_its_place():
    before, after = "One.\n\nTwo is here.\n\nThree.\n", "One.\n\nThree.\n"
    (row,) = told(before, after)
    assert put_back(before, after, diff(before, after), row) == before


def test_a_moved_paragraph_returns():
    before = "Alpha one.\n\nBeta two.\n\nGamma three.\n\nDelta four."
    after = "Beta two.\n\nGamma three.\n\nAlpha one.\n\nDelta four."
    for row in told(before, after):
        assert put_back(before, after, diff(before, after), row) == before
