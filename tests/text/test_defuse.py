from __future__ import annotations

from hypothesis import given

from editor.text.defuse import INDENT_LIMIT, defuse
from tests.text.copy import bodies

ORDINARY = """Port Calder (NNA) - The minister said [[the-talks|talks]] had *failed*.

- one
    - two
        - three
> > quoted twice

1. a
   - b
"""


def test_ordinary_copy_is_not_touched():
    assert defuse(ORDINARY.split("\n")) == ORDINARY.split("\n")


def test_marks_beyond_the_limit_are_words():
    (line,) = defuse(["> " * 50 + "words"])
    assert line.replace("\\", "") == "> " * 50 + "words"
    assert line.startswith("> " * 10 + "\\>")
    (line,) = defuse(["1. " * 50 + "words"])
    assert line.startswith("1. " * 10 + "1\\.")


def test_an_endless_indent_is_shortened():
    assert defuse([" " * 900 + "- words"]) == [" " * INDENT_LIMIT + "- words"]


@given(bodies())
def test_every_mark_and_word_stays(body):
    for before, after in zip(body.split("\n"), defuse(body.split("\n")), strict=True):
        assert after.replace("\\", "").split() == before.replace("\\", "").split()
