"""The replace command: what it would do, what it did, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.records import Status
from tests.app.desks import operations_in, package
from tests.commands.conftest import Standfirst


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Two articles with a find, one without."""
    with operations_in(tmp_path) as operations:
        operations.add_package(package("Talks in Esteria", "Esteria waits. See [[esteria|there]]."))
        operations.add_package(package("Rain", "In ESTERIA it rains, “Esteria” was told."))
        operations.add_package(package("Alone"))
        return operations.library.path


def body(standfirst: Standfirst, desk: Path, slug: str) -> str:
    return standfirst("show", desk, slug, "--json").json["body"]


def test_a_dry_run_tells_every_find_and_changes_nothing(standfirst: Standfirst, desk: Path) -> None:
    ran = standfirst("replace", desk, "esteria", "Northland", "--dry-run", "--keep-case")
    assert ran.out.splitlines() == [
        "rain: 2 finds",
        "  In [ESTERIA → NORTHLAND] it rains, “Esteria” was told.",
        "  In ESTERIA it rains, “[Esteria → Northland]” was told.",
        "talks-in-esteria: 2 finds",
        "  headline: Talks in [Esteria → Northland]",
        "  [Esteria → Northland] waits.",
        "4 finds in 2 articles. Nothing was changed.",
    ]
    assert body(standfirst, desk, "rain") == "In ESTERIA it rains, “Esteria” was told."


def test_all_finds_but_those_in_links_are_replaced(standfirst: Standfirst, desk: Path) -> None:
    ran = standfirst("replace", desk, "esteria", "Northland")
    assert ran.out.splitlines()[-1] == "4 finds replaced in 2 articles."
    assert body(standfirst, desk, "talks-in-northland") == (
        "Northland waits. See [[esteria|there]]."
    )
    standfirst("replace", desk, "esteria", "estland", "--links")
    assert "[[estland|there]]" in body(standfirst, desk, "talks-in-northland")


def test_a_query_and_fields_say_where(standfirst: Standfirst, desk: Path) -> None:
    standfirst("replace", desk, "Esteria", "Northland", "--query", "rains", "--spare-quotations")
    assert body(standfirst, desk, "rain") == "In Northland it rains, “Esteria” was told."
    ran = standfirst("replace", desk, "Esteria", "x", "--field", "kicker", "--field", "byline")
    assert ran.out == "Nothing was found.\n"


def test_finds_go_out_as_json(standfirst: Standfirst, desk: Path) -> None:
    ran = standfirst("replace", desk, r"(E)steria\b", "$1a", "--regex", "--case", "--word",
                     "--field", "headline", "--dry-run", "--json")  # fmt: skip
    (article,) = ran.json
    assert article["slug"] == "talks-in-esteria"
    assert article["finds"] == [
        {"field": "headline", "line": 1, "before": "Talks in ", "find": "Esteria", "after": "",
         "replacement": "Ea"}
    ]  # fmt: skip


def test_published_articles_are_told_apart(standfirst: Standfirst, desk: Path) -> None:
    with operations_in(desk.parent) as operations:
        article = operations.by_slug("rain")
        for status in (Status.IN_PROGRESS, Status.SUBMITTED, Status.COPY_EDIT, Status.READY,
                       Status.PUBLISHED):  # fmt: skip
            operations.set_status(article.id, status)
    ran = standfirst("replace", desk, "Esteria", "Northland")
    assert "1 of them published" in ran.out


def test_a_bad_expression_is_refused_in_one_line(standfirst: Standfirst, desk: Path) -> None:
    assert "Not a valid expression" in standfirst("replace", desk, "(", "x", "--regex").refusal
    refusal = standfirst("replace", desk, "E", "$3", "--regex").refusal
    assert "group" in refusal
