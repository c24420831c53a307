"""Packages into a library and out again: slugs, tags by label and alias, related stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.records import Article, RelatedKind, Status, TagKind
from editor.app.operations import Operations
from editor.exchange import markdown_file
from editor.exchange.package import Package, PackageRelated, PackageTag
from tests.app.desks import operations_in, organisation, package


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


def test_a_package_becomes_an_article_with_its_source(desk: Operations) -> None:
    arrived = replace(
        package("The ferry", language="fr", status=Status.COPY_EDIT), source=b"\xff raw"
    )
    article = desk.add_package(arrived).value
    assert (article.slug, article.language, article.status) == ("the-ferry", "fr", Status.COPY_EDIT)
    assert desk.package(article.id).source == b"\xff raw"


def test_a_package_never_takes_the_place_of_an_article(desk: Operations) -> None:
    first = desk.add_package(package("The ferry")).value
    second = desk.add_package(Package(first)).value
    assert second.id != first.id
    assert second.slug == "the-ferry-2"


def test_a_working_headline_makes_the_slug_and_is_not_stored(desk: Operations) -> None:
    article = desk.add_package(replace(package(""), suggested_headline="Talks to open")).value
    assert (article.headline, article.slug) == ("", "talks-to-open")


def test_a_package_with_nothing_in_it_can_be_stored(desk: Operations) -> None:
    assert desk.add_package(Package(Article())).value.slug == "untitled"


def test_tags_are_found_by_label_or_alias_and_keep_their_order(desk: Operations) -> None:
    first = desk.add_package(
        Package(Article(headline="One"), tags=(organisation("Ridge Council (RC)", "RC"),))
    ).value
    second = desk.add_package(package("Two", tags=("Orran", "rc", "Orran", " "))).value
    assert [tag.label for tag in desk.tags_of(second.id)] == ["Orran", "Ridge Council (RC)"]
    assert desk.tags_of(second.id)[1].id == desk.tags_of(first.id)[0].id
    assert desk.tags_of(first.id)[0].kind is TagKind.ORGANISATION


def test_a_related_title_resolves_on_the_exact_headline_only(desk: Operations) -> None:
    target = desk.add_package(package("Premier: offers to “go”")).value
    desk.add_package(package("Premier offers to go, again"))
    article = desk.add_package(
        package("Talks", related=("PREMIER offers to go", "Premier offers"))
    ).value
    assert [story.article for story in desk.related(article.id)] == [target.id, None]


def test_a_story_is_never_related_to_itself(desk: Operations) -> None:
    article = desk.add_package(package("Talks", related=("Talks",))).value
    assert [story.article for story in desk.related(article.id)] == [None]


def test_related_stories_without_a_name_are_left_out(desk: Operations) -> None:
    related = (PackageRelated(" "), PackageRelated("", url="https://calder.example/"))
    article = desk.add_package(Package(Article(headline="Talks"), related=related)).value
    assert [story.url for story in desk.related(article.id)] == ["https://calder.example/"]


def test_an_arriving_headline_that_stories_wait_for_is_told(desk: Operations) -> None:
    for headline in ("One", "Two"):
        desk.add_package(package(headline, related=("Premier offers to go",)))
    notes = desk.add_package(package("Premier: offers to go")).notes
    assert notes == ("2 stories were waiting for this headline among their related ones.",)
    assert desk.add_package(package("Nobody waits")).notes == ()


def test_an_import_is_undone_as_one(desk: Operations) -> None:
    outcome = desk.add_package(package("Talks", tags=("World",), related=("Earlier",)))
    assert outcome.name == "Import “Talks”"
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert len(desk.search()) == 0
    assert desk.all_tags() == ()


def test_stories_that_name_each_other_by_slug_are_related_whatever_their_order(
    desk: Operations,
) -> None:
    one = Package(
        Article(headline="One", slug="one"),
        related=(PackageRelated("Another name for two", RelatedKind.EARLIER, slug="two"),),
    )
    two = Package(Article(headline="Two", slug="two"), related=(PackageRelated("x", slug="one"),))
    outcome = desk.add_packages([one, two])
    first, second = outcome.value
    (related,) = desk.related(first.id)
    assert (related.article, related.title, related.kind) == (second.id, "Two", RelatedKind.EARLIER)
    assert desk.related(second.id)[0].article == first.id
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert len(desk.search()) == 0


def test_stories_imported_one_by_one_are_settled_afterwards(desk: Operations) -> None:
    one = Package(Article(headline="One"), related=(PackageRelated("Two", slug="two"),))
    other = Package(Article(headline="Other"), related=(PackageRelated("?", slug="nowhere"),))
    two = package("Two", slug="two")
    arrived = [(desk.add_package(each).value.id, each) for each in (one, other, two)]
    assert desk.settle_related(arrived).value == 1
    assert desk.related(arrived[0][0])[0].article == arrived[2][0]
    assert desk.related(arrived[1][0])[0].unresolved
    assert desk.settle_related(arrived).value == 0


def test_a_package_out_and_in_again_is_the_same_story(desk: Operations) -> None:
    desk.add_package(package("The ferry"))
    tags = (PackageTag("World", TagKind.SECTION), organisation("Ridge Council (RC)", "RC"))
    related = (PackageRelated("The ferry", RelatedKind.EARLIER, slug="the-ferry"),)
    body = "See [[the-ferry]] and [[nowhere|this]]."
    article = Article(headline="Talks", standfirst="In the snow.", body=body)
    stored = desk.add_package(Package(article, tags=tags, related=related)).value
    out = desk.package(stored.id)
    assert set(out.targets) == {"the-ferry"}
    again = desk.add_package(markdown_file.parse(markdown_file.export(out))).value
    assert (again.headline, again.standfirst, again.body) == ("Talks", "In the snow.", body)
    assert desk.tags_of(again.id) == desk.tags_of(stored.id)
    assert [(one.title, one.article, one.kind) for one in desk.related(again.id)] == [
        (one.title, one.article, one.kind) for one in desk.related(stored.id)
    ]
