"""What is offered while a link is typed: names that begin so before others, kept up with saves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import name_book
from db.library import Library
from db.link_records import OfferedBy
from db.names import unaccented
from db.records import Article, Facts

from .conftest import Add, Clock


def offered(library: Library, text: str, **options: object) -> list[str]:
    return [offer.summary.headline for offer in library.link_offers.named(text, **options)]


def save(library: Library, article_id: str, **fields: object) -> None:
    version = library.articles.get(article_id).version
    with library.operation("Save"):
        library.articles.save(article_id, version, fields, None)


def test_names_that_begin_so_come_first_and_of_equals_the_most_recent(
    library: Library, add: Add
) -> None:
    for headline in ("Calder", "New Calder talks", "Calder talks open", "Scalder", "Calder rain"):
        add(headline, slug=headline.lower().replace(" ", "-"))
    assert offered(library, "calder") == [
        "Calder", "Calder rain", "Calder talks open", "New Calder talks", "Scalder",
    ]  # fmt: skip
    assert offered(library, "calder", limit=2) == ["Calder", "Calder rain"]


def test_case_accents_and_the_order_of_words_do_not_count(library: Library, add: Add) -> None:
    add("Møller in Çalderé", slug="one")
    assert offered(library, "CALDERE") == offered(library, "caldere møll") == ["Møller in Çalderé"]
    assert offered(library, "møller nobody") == []


def test_slugs_and_old_slugs_are_offered_too(library: Library, add: Add) -> None:
    article = add("Rain", slug="harbour-talks")
    assert _by(library, "harbour ta") == [OfferedBy.SLUG]
    save(library, article.id, slug="weather")
    assert _by(library, "harbour-talks") == _by(library, "our-ta") == [OfferedBy.ALIAS]
    assert _by(library, "rain") == [OfferedBy.HEADLINE]


def _by(library: Library, text: str) -> list[OfferedBy]:
    return [offer.by for offer in library.link_offers.named(text)]


def test_the_article_being_written_and_spiked_ones_are_left_out(library: Library, add: Add) -> None:
    here, there, spiked = add("Calder one"), add("Calder two"), add("Calder three")
    assert len(offered(library, "calder")) == 3
    with library.operation("Spike"):
        library.articles.spike(spiked.id)
    assert offered(library, "calder", beside=here.id) == ["Calder two"]
    assert offered(library, "", beside=there.id) == ["Calder one"]


def test_every_change_is_seen_by_another_connection(
    library: Library, add: Add, clock: Clock
) -> None:
    article, other = add("Calder"), add("Rain")
    reader = Library.open(library.path, read_only=True)
    assert offered(reader, "calder") == ["Calder"]
    clock.forward(seconds=1)
    save(library, article.id, headline="Orran")
    assert (offered(reader, "calder"), offered(reader, "orran")) == ([], ["Orran"])
    with library.operation("Spike") as operation:
        library.articles.spike(other.id)
    assert offered(reader, "rain") == []
    library.undo(operation.undo)
    assert offered(reader, "rain") == ["Rain"]
    with library.operation("Spike"):
        library.articles.spike(other.id)
    with library.operation("Delete"):
        library.articles.delete_for_ever(other.id)
    assert offered(reader, "rain") == []
    reader.close()


def test_the_names_are_written_anew_after_very_many_changes(
    library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_book, "_MOST_NEW", 2)
    add("Calder 0")
    for number in range(1, 5):
        assert len(offered(library, "calder")) == number
        for _ in range(number):
            add("Rain")
        add(f"Calder {number}")
    assert offered(library, "calder 4") == ["Calder 4"]


def test_very_many_that_have_it_leave_those_that_begin_so_first(
    library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.link_offers._MOST_RANKED", 3)
    add("Calder", slug="calder")
    add("Calder talks", slug="calder-talks")
    for number in range(9):
        add(f"Scalder {number}", slug=f"s{number}")
    assert offered(library, "calder", limit=3) == ["Calder", "Calder talks", "Scalder 8"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("ab -é", min_size=1, max_size=6), min_size=1, max_size=8),
       st.text("ab -é", max_size=4))  # fmt: skip
def test_all_that_have_the_words_are_offered_and_no_others(
    tmp_path_factory: pytest.TempPathFactory, headlines: list[str], typed: str
) -> None:
    library = Library.open(tmp_path_factory.mktemp("offers") / "desk.standfirst", create=True)
    with library.operation("Add"):
        for number, headline in enumerate(headlines):
            library.articles.add(Article(headline=headline, slug=f"x{number}"), Facts())
    words = unaccented(typed).split()
    expected = [one for one in headlines if all(word in unaccented(one) for word in words)]
    assert sorted(offered(library, typed, limit=50)) == sorted(expected)
    library.close()


def test_no_page_has_a_name_of_another() -> None:
    page = name_book.Page([(7, b"\nferry\tferry-1"), (9, b"\nrain\train"), (4, b"\nferry\tf")])
    assert [page.numbers[place] for place in page.having(b"ferry")] == [7, 4]
    assert list(page.having(b"\n")) == [0, 1, 2]
    assert [page.names(place) for place in range(3)][1] == b"\nrain\train"
