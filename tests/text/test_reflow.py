from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.text.reflow import LONGEST, reflowed
from editor.text.render import render
from tests.text.copy import SCRAPS, WORDS

SENTENCE = "The ferries of Port Calder sail again on Monday, the harbour master said. "
LONG = SENTENCE * (LONGEST // len(SENTENCE) + 2)


def shown(body):
    return " ".join(render(body).html.split())


def test_a_long_paragraph_is_broken_between_sentences():
    new = reflowed(LONG.strip())
    lines = new.split("\n")
    assert all(400 <= len(line) < 600 for line in lines[:-1])
    assert all(line.endswith("said.") for line in lines)
    assert shown(new) == shown(LONG)


def test_what_is_short_or_is_no_prose_stays_as_it_is():
    for body in (SENTENCE, f"    {LONG}", f"```\n{LONG}\n```", f"## {LONG}", f"| {LONG} | b |"):
        assert reflowed(body) == body


def test_other_paragraphs_stay_as_they_are():
    new = reflowed(f"{SENTENCE * 5}\n\n{LONG}\n\n- {SENTENCE}")
    assert new.startswith(f"{SENTENCE * 5}\n\n")
    assert new.endswith(f"\n\n- {SENTENCE}")
    assert max(map(len, new.split("\n"))) < 600


def test_text_without_blanks_between_sentences_is_not_broken():
    body = "談話が続いた。" * 4000
    assert reflowed(body) == body


@settings(max_examples=30)
@given(st.lists(st.one_of(WORDS, SCRAPS), min_size=3, max_size=30), st.integers(0, 40))
def test_a_page_shows_the_same_words_and_marks(scraps, every):
    words = [*scraps, *SENTENCE.split()]
    unit = " ".join([*words[:every], "end. The", *words[every:]]) + " end. "
    body = unit * (LONGEST // len(unit) + 2)
    assert shown(reflowed(body)) == shown(body)
