"""The sample desk: what it shows, and that it can be made twice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.library import Library
from db.records import RelatedKind, Status
from editor.app import sample_desk
from editor.app.operations import Operations
from editor.text.outline import outline
from resources import path as resource
from tests.commands.conftest import Ran, Standfirst

NOW = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):
    library = Library.open(tmp_path_factory.mktemp("sample") / "desk.standfirst", create=True)
    operations = Operations(library)
    sample_desk.fill(operations, now=NOW)
    yield operations
    library.close()


def test_the_command_makes_it_once(standfirst: Standfirst, tmp_path: Path) -> None:
    library = tmp_path / "folder" / "desk.standfirst"
    ran: Ran = standfirst("sample", library)
    assert (ran.code, ran.out) == (0, f"8 sample stories added to {library}.\n")
    assert "already" in standfirst("sample", library).out
    assert len(standfirst("list", library, "--json").json) == 8
    assert standfirst("check", library).code == 0


def test_stories_that_are_gone_come_back_and_no_others(
    standfirst: Standfirst, library: Path
) -> None:
    assert standfirst("sample", library).out.startswith("1 sample story added")


def test_every_sample_file_is_on_the_desk() -> None:
    files = {file.stem for file in resource("samples").glob("*.md")}
    assert files == set(sample_desk.STORIES)


def test_every_cross_link_leads_somewhere_and_most_stories_are_linked(desk: Operations) -> None:
    ids = desk.library.articles.all_ids()
    links = [link for one in ids for link in desk.library.links.cross_links(one)]
    assert all(link.target for link in links)
    assert sum(bool(desk.backlinks(one)) for one in ids) >= 5


def test_it_shows_what_the_editor_is_for(desk: Operations) -> None:
    articles = [desk.article(one) for one in desk.library.articles.all_ids()]
    assert len({article.status for article in articles}) >= 5
    assert Status.PUBLISHED in {article.status for article in articles}
    assert {article.language for article in articles} == {"en", "fr", "ar"}
    assert all(article.headline and article.standfirst and article.kicker for article in articles)
    assert all(outline(article.body) for article in articles)
    assert all(desk.tags_of(article.id) for article in articles)
    bodies = "\n".join(article.body for article in articles)
    for mark in ("\n| ", "\n> ", "[^", "\n- ", "\n1. ", "TK"):
        assert mark in bodies


def test_one_story_is_under_an_embargo_that_lifts_next_morning(desk: Operations) -> None:
    article = desk.by_slug("sea-grass-returns-to-the-sound-of-orran")
    assert article.embargo == "2026-11-25T06:00:00Z"


def test_the_wire_copy_has_its_sections_and_half_of_its_related_stories(desk: Operations) -> None:
    talks = desk.by_slug(sample_desk.WIRE_SLUG)
    assert [section.text for section in outline(talks.body)][:2] == [
        "Upcoming Talks",
        "A national humiliation",
    ]
    first, second = desk.related(talks.id)
    assert first.slug == "northland-premier-offers-to-stand-aside"
    assert second.unresolved
    assert desk.package(talks.id).source == resource(sample_desk.WIRE_COPY).read_bytes()


def test_related_stories_have_kinds_and_one_leads_to_the_web(desk: Operations) -> None:
    related = [story for one in desk.library.articles.all_ids() for story in desk.related(one)]
    assert len({story.kind for story in related}) >= 5
    assert RelatedKind.EXPLAINER in {story.kind for story in related}
    assert any(story.url for story in related)
