"""Several texts put together as one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.text.outline import outline
from editor.text.uniting import Part, united

WORDS = st.text("ab#[]^:1 \n`-=", max_size=60)


def test_each_text_but_the_first_stands_under_its_headline():
    text = united([
        Part("Ferry talks", "Set out.", "The ferry sails.\n\n## Fares\n\nThey rise.\n"),
        Part("Quay closed", "Until May.", "\nNo ferry.\n\n## Why\n\nIt leaks."),
    ])  # fmt: skip
    assert text == (
        "The ferry sails.\n\n## Fares\n\nThey rise.\n\n"
        "## Quay closed\n\nUntil May.\n\nNo ferry.\n\n### Why\n\nIt leaks."
    )


def test_a_footnote_stays_with_the_text_that_cites_it():
    one = "One.[^1]\n\n[^1]: First note."
    other = "Two.[^1]\n\n```\n[^1]\n```\n\n[^1]: Second note."
    text = united([Part("", "", one), Part("Two", "", other)])
    assert "Two.[^1-2]" in text and "[^1-2]: Second note." in text
    assert "One.[^1]" in text and "```\n[^1]\n```" in text


def test_a_heading_that_looks_closed_keeps_its_number_sign():
    text = united([Part("", "", "One."), Part("What is C #", "", "Two.")])
    assert outline(text)[0].text == "What is C #"


@given(st.lists(st.builds(Part, WORDS, WORDS, WORDS), min_size=1, max_size=3))
def test_no_word_is_lost(parts):
    text = united(parts)
    for part in parts[1:]:
        assert all(letter in text for letter in part.standfirst.strip())
    letters = sum(part.body.count("a") for part in parts)
    assert text.count("a") >= letters
