"""Finding dictionaries: in which folders, which of them a language needs, and taking one in."""

from __future__ import annotations

import pytest

from editor.app import dictionaries
from editor.app.dictionaries import Dictionary, for_language, installed, take_in
from editor.exchange.files import FileError
from tests.app.word_books import write_dictionary


def codes(found):
    return [one.code for one in found]


def test_american_english_comes_with_the_engine(tmp_path):
    found = installed(dictionaries.folders(tmp_path / "none"))
    assert "en_US" in codes(found)


def test_the_systems_folders_are_looked_in(tmp_path, monkeypatch):
    monkeypatch.setattr(dictionaries.sys, "platform", "linux")
    monkeypatch.delenv("DICPATH", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "shared"))
    write_dictionary(tmp_path / "home" / "hunspell", "tl", "tala")
    write_dictionary(tmp_path / "shared" / "myspell" / "dicts", "or_NL", "orla")
    assert {"tl", "or_NL"} <= set(codes(installed(dictionaries.folders(tmp_path / "own"))))


def test_the_writers_own_dictionary_goes_before_the_systems(tmp_path):
    write_dictionary(tmp_path / "own", "tl", "tala")
    write_dictionary(tmp_path / "system", "tl", "tala")
    (found,) = installed((tmp_path / "own", tmp_path / "system"))
    assert found.folder == tmp_path / "own"


def test_half_a_dictionary_and_hyphenation_patterns_are_none(tmp_path):
    write_dictionary(tmp_path, "hyph_tl", "tala")
    (tmp_path / "xx.dic").write_text("1\nword\n")
    assert installed((tmp_path, tmp_path / "absent")) == ()


def test_a_dictionary_with_several_names_counts_once(tmp_path):
    dic = write_dictionary(tmp_path, "tl_NL", "tala")
    for name in ("tl", "tl_ES"):
        (tmp_path / f"{name}.dic").symlink_to(dic)
        (tmp_path / f"{name}.aff").symlink_to(dic.with_suffix(".aff"))
    (found,) = installed((tmp_path,))
    assert found.code == "tl_NL"
    for language in ("tl", "tl-NL", "tl-ES"):
        assert for_language(language, (found,)) == (found,)
    assert for_language("tl-XX", (found,)) == (found,)
    assert for_language("or", (found,)) == ()


def test_a_language_takes_all_its_variants_and_a_region_only_its_own(tmp_path):
    available = [Dictionary(code, tmp_path) for code in ("en_AU", "en_GB", "en_US", "en_ZA", "fr")]
    assert codes(for_language("en", available, "US")) == ["en_US", "en_AU", "en_GB"]
    assert codes(for_language("en-GB", available)) == ["en_GB"]
    assert codes(for_language("en-NZ", available)) == []
    assert codes(for_language("fr-CA", available)) == ["fr"]
    assert codes(for_language("hy", available)) == []


def test_a_dictionary_is_taken_in_by_either_of_its_files(tmp_path):
    dic = write_dictionary(tmp_path / "downloads", "tl", "tala")
    assert take_in(dic.with_suffix(".aff"), tmp_path / "own" / "dictionaries") == "tl"
    assert codes(installed((tmp_path / "own" / "dictionaries",))) == ["tl"]


def test_a_dictionary_without_its_other_file_is_refused_in_plain_words(tmp_path):
    dic = write_dictionary(tmp_path, "tl", "tala")
    dic.with_suffix(".aff").unlink()
    with pytest.raises(FileError, match=r"two files.*there is no tl\.aff"):
        take_in(dic, tmp_path / "own")
    assert not (tmp_path / "own").exists()
