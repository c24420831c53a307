"""What the spelling process answers, asked directly: with the real engine and dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.app import dictionaries
from editor.app.dictionaries import Dictionary
from editor.app.spell_worker import CheckRequest, SpellChecker, SuggestRequest
from tests.app.word_books import write_dictionary

hunspell = pytest.importorskip("hunspell", reason="there is no engine for this computer")


@pytest.fixture
def english() -> Dictionary:
    found = dictionaries.installed(dictionaries.folders(Path("none")))
    return next(one for one in found if one.code == "en_US")


@pytest.fixture
def talan(tmp_path: Path) -> Dictionary:
    write_dictionary(tmp_path, "tl", "tala/S", "orlandë", "o'mira")
    return Dictionary("tl", tmp_path)


def wrong(*words: str, among: tuple[Dictionary, ...]) -> set[str]:
    return set(SpellChecker().answer(CheckRequest(1, among, words)).wrong)


def test_words_no_dictionary_knows_are_wrong(english):
    words = ("government", "goverment", "Tuesday", "don't", "well-known", "wel-known")
    assert wrong(*words, among=(english,)) == {"goverment", "wel-known"}


def test_a_word_any_of_several_languages_knows_is_right(english, talan):
    words = ("government", "talain", "orlandë", "talum")
    assert wrong(*words, among=(english,)) == {"talain", "orlandë", "talum"}
    assert wrong(*words, among=(english, talan)) == {"talum"}


def test_an_elision_is_looked_through(talan):
    assert wrong("d'orlandë", "o'mira", "d'orland", among=(talan,)) == {"d'orland"}


def test_words_in_a_script_no_dictionary_is_written_in_are_left_alone(english, talan):
    assert wrong("հայերեն", "Россия", "بورت", among=(english, talan)) == set()


def test_a_letter_the_dictionarys_encoding_lacks_makes_a_word_wrong_and_no_error(english):
    assert wrong("góvernment", "gővernment", among=(english,)) == {"góvernment", "gővernment"}


def test_suggestions_come_from_every_language_in_turn(english, talan):
    checker = SpellChecker()
    reply = checker.answer(SuggestRequest(1, (english,), "goverment"))
    assert reply.suggestions[0] == "government"
    both = checker.answer(SuggestRequest(1, (talan, english), "talla")).suggestions
    assert "tala" in both[:2]
    assert len(both) <= 7


def test_a_dictionary_that_can_not_be_read_is_named_and_the_others_judge(english, tmp_path):
    absent = Dictionary("xx", tmp_path)
    reply = SpellChecker().answer(CheckRequest(1, (absent, english), ("goverment", "the")))
    assert (reply.unreadable, reply.wrong) == (("xx",), {"goverment"})


def test_any_text_can_be_asked_about(english):
    words = ("", "\0", "\ud800", "a" * 100_000, "-", "'")
    checker = SpellChecker()
    checker.answer(CheckRequest(1, (english,), words))
    for word in words[:3]:
        checker.answer(SuggestRequest(1, (english,), word))
