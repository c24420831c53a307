"""What typing makes of marks, by language and place; pairs; markers; notes; sentences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text import markers, note_edits, pairs, sentences
from editor.text.typography import change, is_straight, quotes_of
from tests.text.marked import run


def typed(keys: str, language: str = "en") -> str:
    """What stands there after typing, key by key, in prose."""
    text = ""
    for key in keys:
        text += key
        made = None if is_straight(text[:-1]) else change(text, language)
        if made is not None:
            text = text[: len(text) - made.count] + made.text
    return text


@pytest.mark.parametrize(
    ("language", "keys", "set_as"),
    [
        ("en", '"It\'s late," she said.', "“It’s late,” she said."),
        ("en-GB", "She said 'no' to 'it'.", "She said ‘no’ to ‘it’."),
        ("en", "('quiet') -- \"loud\"", "(‘quiet’) – “loud”"),
        ("en", "The '90s and rock 'n' roll", "The ’90s and rock ‘n’ roll"),
        ("en", "6' 2\" tall", "6' 2\" tall"),
        ("en", '"Born in 1999"', "“Born in 1999”"),
        ("en", "**\"bold\"** and *'so'*", "**“bold”** and *‘so’*"),
        ("fr", '"Bonjour"', "«\u202fBonjour\u202f»"),
        ("fr", "Vraiment ? Oui : l'eau", "Vraiment\u202f? Oui\u00a0: l’eau"),
        ("de", "\"Wie geht's, 'Alter'?\"", "„Wie geht’s, ‚Alter‘?“"),
        ("de-CH", '"Grüezi"', "«Grüezi»"),
        ("es", '"Hola"', "«Hola»"),
        ("sv", '"Hej"', "”Hej”"),
        ("pl", '"Tak"', "„Tak”"),
        ("he", 'צה"ל', 'צה"ל'),
        ("en", "late--very late", "late–very late"),
        ("en", "late---very", "late—very"),
        ("en", "Well...", "Well…"),
        ("en", "1.. 2", "1.. 2"),
    ],
)
def test_marks_are_set_as_the_language_sets_them(language, keys, set_as):
    assert typed(keys, language) == set_as


@pytest.mark.parametrize(
    "keys",
    [
        "`it's \"so\"`", "    it's", "<a title=\"it's\">", '[a](http://x.example "it\'s")',
        "http://x.example/a--b", "[[a--b", "[1]: /it's", "{: title=\"x\"}", "---", "| --- | --- |",
        "<!-- a", "- - -", "\\\"", "www.x.example/--",
    ],
)  # fmt: skip
def test_code_addresses_html_and_rules_stay_as_typed(keys):
    assert typed(keys) == keys


@given(st.text(alphabet="ab 1\"'-.`()[]<>*é😀", max_size=40), st.sampled_from(["en", "fr", "de"]))
def test_typography_changes_no_letter_and_no_figure(keys, language):
    assert re.sub(r"[\W_]", "", typed(keys, language)) == re.sub(r"[\W_]", "", keys)


def test_a_mark_typed_over_a_selection_goes_around_it():
    def around(text, start, end, key, language="en"):
        return pairs.around(text, start, end, key, quotes_of(language))

    assert run(around, "a «b» c", "(") == "a («b») c"
    assert run(around, "a «b» c", '"') == "a “«b»” c"
    assert run(around, "a «b» c", "*") == "a *«b»* c"
    assert pairs.around("a b", 0, 0, "(", None) is None
    assert pairs.around("a b", 0, 1, "x", None) is None
    inside = pairs.around("<a href=x>", 8, 9, '"', quotes_of("en"))
    assert inside is not None and inside.text == '"x"'


def test_a_bracket_is_closed_typed_over_and_taken_away_in_one():
    assert pairs.closer("a ", "", "(") == ")"
    assert pairs.closer("a ", "word", "(") == ""
    assert pairs.closer("a \\", "", "[") == ""
    assert pairs.is_typed_over("(a", ")", ")")
    assert not pairs.is_typed_over("a", ")", ")")
    assert pairs.empty_pair("a (", ") b", None) == (1, 1)
    french = quotes_of("fr")
    assert pairs.empty_pair("«\u202f", "\u202f»", french) == (2, 2)
    assert pairs.closing_quote_ahead("«\u202fa", "\u202f» b", '"', french) == 2
    assert pairs.closing_quote_ahead("“a”", "” b", '"', quotes_of("en")) == 0


def test_markers_come_with_their_sentence_and_none_from_code():
    body = "Boats sail. The fare is TK crowns. So TKTK.\n\n```\nTK\n```\n`TK` and ATK\n- the TK"
    found = markers.markers(body)
    assert [body[one.start : one.end] for one in found] == ["TK", "TKTK", "TK"]
    assert [one.sentence for one in found] == ["The fare is TK crowns.", "So TKTK.", "the TK"]


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("One. Two! “Three?” Four", ["One.", "Two!", "“Three?”", "Four"]),
        ("Mr. Renn met J. Okwara. Then left.", ["Mr. Renn met J. Okwara.", "Then left."]),
        ("一。二。", ["一。", "二。"]),
        ("Սա է։ Այո։", ["Սա է։", "Այո։"]),
        ("", [""]),
    ],
)
def test_sentences_are_told_apart(paragraph, parts):
    assert [paragraph[a:b] for a, b in sentences.sentences(paragraph)] == parts


@given(st.text(alphabet="ab .!?”。\n", max_size=60), st.integers(0, 60))
def test_a_sentence_holds_the_position_asked_for(paragraph, position):
    start, end = sentences.sentence_at(paragraph, min(position, len(paragraph)))
    assert 0 <= start <= end <= len(paragraph)


def note(text, at):
    made = note_edits.insert_note(text, at, at)
    for edit in reversed(made):
        text = edit.apply(text)
    return text, made[-1].select_start


def test_a_note_is_numbered_on_and_its_line_stands_below_the_body():
    new, cursor = note("Boats sail.\n", 4)
    assert new == "Boats[^1] sail.\n\n[^1]: "
    assert cursor == len(new)
    new, cursor = note(new.rstrip() + " First.", 12)
    assert new == "Boats[^1] sa[^2]il.\n\n[^1]: First.\n[^2]: ".replace("sa[^2]il", "sail[^2]")
    assert cursor == len(new)


@pytest.mark.parametrize("text", ["A fact", "A fact\n", "One.\n\nA fact"])
def test_a_note_at_the_end_of_the_copy_leaves_its_number_there(text):
    at = text.index("fact") + 4
    new, cursor = note(text, at)
    assert new == f"{text[:at]}[^1]\n\n[^1]: "
    assert cursor == len(new)


def test_from_a_note_one_goes_to_its_words_and_back():
    text = "Boats[^1] sail[^b].\n\n[^1]: First.\n[^b]: Second."
    there = note_edits.other_end(text, 7)
    assert there == text.index("First.") + len("First.")
    assert note_edits.other_end(text, there) == text.index("[^1]") + 4
    assert note_edits.other_end(text, 2) is None


@given(st.text(alphabet="ab 1[]^:\n", max_size=40), st.data())
def test_a_note_loses_no_word(text, data):
    at = data.draw(st.integers(0, len(text)))
    new, cursor = note(text, at)
    assert 0 <= cursor <= len(new)
    assert sorted(re.sub(r"[^ab]", "", new)) == sorted(re.sub(r"[^ab]", "", text))
