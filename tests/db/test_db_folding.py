"""What a search takes for the same: case, accents, other letters, scripts without spaces."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.folding import indexed, sought, spelt_otherwise, with_places
from db.library import Library
from db.records import Article, Facts

from .conftest import Add


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Møller", "moller"), ("Møller", "Moeller"), ("Moeller", "Møller"), ("Müller", "mueller"),
        ("Müller", "MULLER"), ("Əliyev", "Aliyev"), ("Əliyev", "eliyev"), ("Aliyev", "Əliyev"),
        ("Straße", "strasse"), ("STRASSE", "Straße"), ("Łódź", "lodz"), ("Đoković", "djokovic"),
        ("Đoković", "dokovic"), ("İstanbul", "istanbul"), ("ışık", "isik"), ("Æsir", "aesir"),
        ("œuvre", "oeuvre"), ("Þór", "thor"), ("ΟΔΥΣΣΕΎΣ", "οδυσσευς"), ("Αθήνα", "αθηνα"),
        ("Ёлка", "елка"), ("مُحَمَّد", "محمد"), ("أحمد", "احمد"), ("الـــسلام", "السلام"),
        ("مدرسة", "مدرسه"), ("۱۴۰۳", "1403"), ("שָׁלוֹם", "שלום"), ("東京都の天気", "東京"),
        ("東京都の天気", "天気"), ("ภาษาไทย", "ไทย"), ("서울에서", "서울"), ("ｶﾀｶﾅ", "カタカナ"),
        ("ＡＢＣ", "abc"), ("ﬁre", "fire"), ("co\u00adoperate", "cooperate"), ("हिन्दी", "हिन्दी"),
        ("Việt", "viet"), ("cafe\u0301", "café"), ("می\u200cخواهم", "میخواهم"),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_written(
    library: Library, add: Add, written: str, typed: str
) -> None:
    article = add("Story", f"Then {written} it was")
    add("Another", "Nothing of the kind")
    numbers = library.search.numbers(f'"{typed}"')
    assert [row.id for row in library.articles.summaries(numbers)] == [article.id]
    hit = library.search.hits(f'"{typed}"', numbers)[numbers[0]]
    assert hit.match in written and hit.match


@pytest.mark.parametrize(
    ("written", "typed"),
    [("йод", "иод"), ("東京", "京東"), ("ที่", "ที"), ("Muller", "Mueller"), ("ferry", "ferries")],
)
def test_what_differs_is_not_found(library: Library, add: Add, written: str, typed: str) -> None:
    add("Story", f"Then {written} it was")
    expected = 1 if typed == "ที" else 0  # A beginning of a syllable stands in it.
    assert len(library.search.numbers(f'"{typed}"')) == expected


LETTERS = "aeoöüøłđßəıİæéñžςσάёйאבָّحأةی東京のกี่한국ﬁＡ９ -'’"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=30))
def test_every_text_is_found_by_itself_in_any_case_and_form(library: Library, text: str) -> None:
    with library.operation("Add") as operation:
        library.articles.add(Article(headline="x"), Facts(text))
    forms = (text, text.lower(), unicodedata.normalize("NFD", text))
    found = [len(library.search.numbers(f'"{form}"')) for form in forms]
    assert operation.undo is not None
    library.undo(operation.undo)
    assert found == [1, 1, 1]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_places_lead_back_into_the_text(text: str) -> None:
    alike, places = with_places(text)
    assert len(places or alike) == len(alike)
    assert places is not None or len(alike) == len(text)
    assert all(0 <= place < len(text) for place in places or ())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_folding_never_raises_and_begins_as_what_is_looked_for(text: str) -> None:
    assert indexed(text).startswith(sought(text))
    assert all(way != text for way in spelt_otherwise(text))
