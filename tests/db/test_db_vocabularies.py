"""Controlled vocabularies in a library: loaded, found, replaced, deleted, undone."""

from __future__ import annotations

import time

import pytest

from db.errors import NotFound
from db.library import Library
from db.tag_records import Term, VocabularyFile

from .test_db_undo import dump

SEA = VocabularyFile(
    "Sea topics",
    "http://terms.example/sea/",
    (
        Term("sea:1", (("en", "seafaring"), ("de", "Seefahrt"))),
        Term(
            "sea:2",
            (("en", "ferry service"),),
            (("en", "ferries"),),
            (("en", "Boats that come back."),),
            parent="sea:1",
        ),
        Term("sea:3", (("en", "Ferries of old"),), retired="2019-01-01"),
        Term("sea:4", (("en", "fast ferries"), ("ar", "عبّارات"))),
    ),
    released="2026-01-20",
)


def load(library: Library, file: VocabularyFile) -> str:
    with library.operation("Load"):
        return library.vocabularies.load(file).id


def test_a_vocabulary_is_kept_with_its_terms_and_languages(library: Library) -> None:
    sea = load(library, SEA)
    (kept,) = library.vocabularies.all()
    assert (kept.name, kept.released, kept.terms, kept.retired) == (
        "Sea topics", "2026-01-20", 4, 1,
    )  # fmt: skip
    assert kept.languages == ("en", "ar", "de")
    assert library.vocabularies.terms(sea) == SEA.terms
    assert library.vocabularies.terms(sea, ["sea:4", "no", "sea:1"]) == (SEA.terms[3], SEA.terms[0])


def test_terms_in_use_are_found_in_any_language_the_likeliest_first(library: Library) -> None:
    sea = load(library, SEA)

    def found(text: str) -> list[str]:
        return [term.id for term in library.vocabularies.search(sea, text)]

    assert found("FERRIES") == ["sea:2", "sea:4"]
    assert found("see") == ["sea:1"]
    assert found("عبّارات") == ["sea:4"]
    assert found("nothing") == []


def test_terms_are_named_by_label_before_other_labels(library: Library) -> None:
    sea = load(library, SEA)
    named = library.vocabularies.named(sea, ["Ferries", "SEEFAHRT", "boats", "Ferries of old"])
    assert named == {"ferries": ("sea:2", "ferries"), "seefahrt": ("sea:1", "Seefahrt")}


def test_a_newer_edition_takes_the_place_of_the_older_and_undo_brings_it_back(
    library: Library,
) -> None:
    empty = dump(library)
    with library.operation("Load") as first:
        sea = library.vocabularies.load(SEA).id
    before = dump(library)
    newer = VocabularyFile("Sea topics", SEA.address, SEA.terms[:1], released="2026-04-01")
    with library.operation("Load") as second:
        assert library.vocabularies.load(newer).id == sea
    after = dump(library)
    assert second.changes.vocabularies
    assert [one.terms for one in library.vocabularies.all()] == [1]
    assert second.undo is not None
    undone = library.undo(second.undo)
    assert dump(library) == before
    assert undone.undo is not None
    redone = library.undo(undone.undo)
    assert dump(library) == after
    assert redone.undo is not None
    library.undo(redone.undo)
    assert first.undo is not None
    library.undo(first.undo)
    assert dump(library) == empty


def test_another_language_of_a_vocabulary_is_put_beside_the_first(library: Library) -> None:
    sea = load(library, SEA)
    danish = VocabularyFile(
        SEA.name,
        SEA.address,
        (Term("sea:2", (("da", "færgefart"),)), Term("sea:9", (("da", "fyr"),))),
    )
    assert load(library, danish) == sea
    assert [term.id for term in library.vocabularies.terms(sea)] == [
        "sea:2", "sea:9", "sea:1", "sea:3", "sea:4",
    ]  # fmt: skip
    (ferries,) = library.vocabularies.terms(sea, ["sea:2"])
    assert ferries.labels == (("da", "færgefart"), ("en", "ferry service"))
    assert (ferries.parent, ferries.definitions) == ("sea:1", SEA.terms[1].definitions)
    newer = VocabularyFile(SEA.name, SEA.address, (Term("sea:2", (("en", "ferries"),)),))
    load(library, newer)
    assert library.vocabularies.terms(sea) == (
        Term("sea:2", (("en", "ferries"), ("da", "færgefart")), parent="sea:1"),
    )


def test_a_vocabulary_deleted_comes_back_whole(library: Library) -> None:
    sea = load(library, SEA)
    before = dump(library)
    with library.operation("Delete") as operation:
        library.vocabularies.delete(sea)
    assert library.vocabularies.all() == ()
    assert library.vocabularies.search(sea, "ferries") == ()
    assert operation.undo is not None
    library.undo(operation.undo)
    assert dump(library) == before
    with pytest.raises(NotFound), library.operation("Delete"):
        library.vocabularies.delete("no such")


def test_thousands_of_terms_in_a_dozen_languages_are_loaded_in_seconds(library: Library) -> None:
    languages = ("en", "de", "fr", "es", "pt", "ar", "zh", "da", "sv", "nb", "fi", "el")
    terms = tuple(
        Term(
            f"t:{n}",
            tuple((one, f"term {n} {one}") for one in languages),
            definitions=tuple((one, f"What term {n} means.") for one in languages),
        )
        for n in range(2_000)
    )
    begun = time.process_time()
    many = load(library, VocabularyFile("Many", "file:many", terms))
    assert time.process_time() - begun < 4
    assert library.vocabularies.search(many, "term 1999")[0].id == "t:1999"
