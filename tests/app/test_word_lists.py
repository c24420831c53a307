"""Word lists: what a listed word makes right, and the writer's own file."""

from __future__ import annotations

import pytest

from editor.app.word_lists import PersonalWords, WordList
from editor.exchange.files import FileError


def test_a_listed_word_is_right_in_every_form_a_sentence_gives_it():
    words = WordList(("ferryman", "Vennick"))
    right = ("ferryman", "Ferryman", "FERRYMAN", "ferryman's", "Vennick", "VENNICK", "d'Vennick")
    assert all(words.accepts(word) for word in right)
    assert not words.accepts("vennick")
    assert not words.accepts("Vennicks")


def test_a_word_typed_with_its_accent_apart_is_the_same_word():
    assert WordList(("cafe\u0301",)).accepts("café")


def test_words_added_are_in_the_file_once_and_one_a_line(tmp_path):
    own = PersonalWords(tmp_path / "home" / "words.txt")
    for word in ("Vennick", "Orran", "Vennick"):
        own.add(word)
    assert own.path.read_text("utf-8") == "Vennick\nOrran\n"
    assert own.words == ("Vennick", "Orran")


def test_what_the_writer_wrote_in_the_file_stays_and_is_read_again(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes("\ufeffTarn Ridge\r\nOrran".encode())
    own = PersonalWords(path)
    assert own.refresh()
    assert own.words == ("Tarn", "Ridge", "Orran")
    assert not own.refresh()
    own.add("Vennick")
    assert path.read_text("utf-8").endswith("Orran\nVennick\n")


def test_a_file_that_is_no_utf_8_is_told_and_left_as_it_is(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes(b"caf\xe9\n")
    own = PersonalWords(path)
    with pytest.raises(FileError, match="not UTF-8"):
        own.refresh()
    with pytest.raises(FileError, match="not UTF-8"):
        own.add("Vennick")
    assert path.read_bytes() == b"caf\xe9\n"
