"""Controlled vocabularies read: JSON in the shape of IPTC's NewsCodes, and tables of terms."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Invalid
from db.tag_records import Term
from editor.exchange.vocabularies import read_vocabulary

SCHEME = "http://cv.iptc.org/newscodes/mediatopic/"


def concept(number: str, **fields: object) -> dict[str, object]:
    """A concept as IPTC writes it, its words invented."""
    return {
        "uri": f"{SCHEME}{number}",
        "qcode": f"medtop:{number}",
        "type": ["http://www.w3.org/2004/02/skos/core#Concept"],
        "inScheme": [SCHEME],
        "created": "2009-10-22T02:00:00+00:00",
        **fields,
    }


TOPICS = {
    "uri": SCHEME,
    "type": "http://www.w3.org/2004/02/skos/core#ConceptScheme",
    "title": {"en-GB": "Invented Topics", "de": "Erfundene Themen"},
    "dateReleased": "2026-01-20T12:00:00+00:00",
    "hasTopConcept": [f"{SCHEME}90000000"],
    "conceptSet": [
        concept(
            "90000000",
            prefLabel={"en-GB": "seafaring", "de": "Seefahrt", "ar": "ملاحة"},
            definition={"en-GB": "All that floats and is steered"},
            narrower=["medtop:90000001", "medtop:90000002"],
        ),
        concept(
            "90000001",
            prefLabel={"en-GB": "ferry service", "de": "Fährverkehr"},
            altLabel={"en-GB": ["ferries", "ferry lines"]},
            broader=[f"{SCHEME}90000000".replace("http:", "https:")],
        ),
        concept(
            "90000002",
            prefLabel={"en-GB": "rafting of logs"},
            retired="2020-08-05T12:00:00+00:00",
        ),
        concept("90000003"),
    ],
}


def test_news_codes_are_read_with_languages_tree_and_what_is_retired() -> None:
    read = read_vocabulary(json.dumps(TOPICS).encode(), "cptall-en-GB.json")
    assert (read.name, read.address, read.released[:10]) == (
        "Invented Topics", SCHEME, "2026-01-20",
    )  # fmt: skip
    top, ferries, rafts = read.terms
    assert top.labels == (("en-GB", "seafaring"), ("de", "Seefahrt"), ("ar", "ملاحة"))
    assert ferries == Term(
        "medtop:90000001",
        (("en-GB", "ferry service"), ("de", "Fährverkehr")),
        (("en-GB", "ferries"), ("en-GB", "ferry lines")),
        parent="medtop:90000000",
    )
    assert (rafts.parent, rafts.retired[:4]) == ("medtop:90000000", "2020")
    assert read.notes == ("Entries left out for want of an id or a label: 1.",)
    assert (top.label("de"), top.label("de-AT"), top.label("fr")) == (
        "Seefahrt", "Seefahrt", "seafaring",
    )  # fmt: skip


def test_an_edition_in_one_language_without_a_name_is_the_same_vocabulary() -> None:
    french = {
        "uri": SCHEME.replace("http:", "https:"),
        "prefSchemeAlias": "medtop",
        "prefLabel": {},
        "conceptSet": [
            concept("90000000", prefLabel={"fr": "navigation"}, definition={}, narrower=[]),
            concept("90000001", prefLabel={}, broader=f"{SCHEME}90000000"),
        ],
    }
    read = read_vocabulary(json.dumps(french).encode(), "cptall-fr.json")
    assert (read.name, read.address) == ("IPTC Media Topics", SCHEME)
    assert read.terms == (Term("medtop:90000000", (("fr", "navigation"),)),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"conceptSet": [\n{"uri": }]}', "line 2"),
        ('{"terms": []}', "conceptSet"),
        ('{"conceptSet": []}', "no terms"),
        ('{"conceptSet": [1, {"uri": 2}]}', "no terms"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_json_that_is_no_vocabulary_is_refused_in_plain_words(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_vocabulary(text.encode(), "topics.json")


def test_a_table_is_read_whatever_its_columns_are_called() -> None:
    table = (
        "\ufeffNotation;skos:prefLabel@en;prefLabel (de);Alt labels;Broader;Definition\r\n"
        "d:1;Seafaring;Seefahrt;;;\r\n"
        'd:2;Ferries;Fähren;"boats|ferry lines";d:1;"Boats; to and fro"\r\n'
        "d:3;Lights;;;seafaring;\r\n"
        ";;;;;\r\n"
    )
    read = read_vocabulary(table.encode(), "desk terms.csv")
    assert (read.name, read.notes) == ("desk terms", ())
    assert read.terms == (
        Term("d:1", (("en", "Seafaring"), ("de", "Seefahrt"))),
        Term(
            "d:2",
            (("en", "Ferries"), ("de", "Fähren")),
            (("", "boats"), ("", "ferry lines")),
            (("", "Boats; to and fro"),),
            parent="d:1",
        ),
        Term("d:3", (("en", "Lights"),), parent="d:1"),
    )


def test_a_line_for_each_language_makes_one_term() -> None:
    table = "id,label,language,parent,retired\n1,Sea,en,,no\n1,Meer,de,,\n2,Lake,en,9,2019\n"
    read = read_vocabulary(table.encode(), "water.csv")
    assert read.terms == (
        Term("1", (("en", "Sea"), ("de", "Meer"))),
        Term("2", (("en", "Lake"),), retired="2019"),
    )
    assert read.notes == ("Terms without a parent now, as theirs is not in the file: 1.",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_and_encoding_is_read(encoding: str, delimiter: str) -> None:
    table = f"id{delimiter}label\n1{delimiter}Fähren\n"
    read = read_vocabulary(table.encode(encoding), "terms.csv")
    assert [term.label() for term in read.terms] == ["Fähren"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "empty"),
        ("id,label\n", "no terms"),
        ("id,words\n1,Sea\n", "Line 1 names id, words"),
        ("id,label\n1,Sea\n2,\n", "Line 3 has no label"),
        ("id,label,language\n1,Sea,en\n1,Lake,en\n", "Line 3 gives the id 1 another label"),
        ('id,label\n1,Sea\n2,"La"ke\n', "line 3"),
        ("id,label\n" + "1\n" * 9, "And 4 more"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_the_line(table: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_vocabulary(table.encode(), "terms.csv")


@given(
    st.binary(max_size=300) | st.text(alphabet='id,label;"\n\t|{}[]:1', max_size=80).map(str.encode)
)
def test_any_file_is_read_or_refused(data: bytes) -> None:
    try:
        assert read_vocabulary(data, "some.file").terms
    except Invalid as error:
        assert str(error)
