"""The links command: what is loose, for people and for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.desks import operations_in, package
from tests.commands.conftest import Standfirst


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A library with a broken link, a waiting title, an article on its own and a link."""
    with operations_in(tmp_path) as operations:
        operations.add_package(package("Ferry crews", related=("Talks open",)))
        operations.add_package(package("Rain", "So. See [[ferry-crews]] or [[gone|what went]]."))
        operations.add_package(package("Alone"))
        return operations.library.path


def test_all_that_is_loose_is_listed(standfirst: Standfirst, desk: Path) -> None:
    assert standfirst("links", desk).out.splitlines() == [
        "1 broken cross-link:",
        "- rain: gone",
        "1 related title waiting:",
        "- ferry-crews: Talks open",
        "1 article on its own:",
        "- alone: Alone",
    ]


def test_options_name_what_is_listed(standfirst: Standfirst, desk: Path) -> None:
    assert standfirst("links", desk, "--broken", "--json").json == {
        "broken": [{"slug": "rain", "headline": "Rain", "to": "gone", "words": "what went"}]
    }
    report = standfirst("links", desk, "--waiting", "--orphans", "--json").json
    assert report == {
        "waiting": [
            {"slug": "ferry-crews", "headline": "Ferry crews", "title": "Talks open",
             "kind": "see also"}
        ],
        "orphans": [{"slug": "alone", "headline": "Alone"}],
    }  # fmt: skip
    nothing = standfirst("links", desk, "--published")
    assert (nothing.code, nothing.out) == (0, "No article is on its own.\n")


def test_links_to_an_article_have_their_sentence(standfirst: Standfirst, desk: Path) -> None:
    assert standfirst("links", desk, "--to", "ferry-crews").out.splitlines() == [
        "1 link to it:",
        "- rain: See Ferry crews or what went.",
    ]
    assert standfirst("links", desk, "--to", "rain").out == "No article links there.\n"
    assert "no article with the slug" in standfirst("links", desk, "--to", "nobody").refusal
