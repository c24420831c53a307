"""find."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.names import unaccented
from tests.commands.conftest import STORIES, Standfirst


def test_find_shows_the_sentence_around_a_hit(standfirst: Standfirst, library: Path) -> None:
    ran = standfirst("find", library, "barometer")
    first, sentence = ran.out.splitlines()
    assert first.startswith("the-last-keeper-of-gannet-stack  ")
    assert "barometer" in sentence.lower() and len(sentence) < 140


def test_find_as_json_has_the_rows_of_list_and_the_hit(
    standfirst: Standfirst, library: Path
) -> None:
    (row,) = standfirst("find", library, "barometer", "--json").json
    assert row["hit"]["match"].lower() == "barometer"
    del row["hit"]
    assert [row] == standfirst("list", library, "barometer", "--json").json


def test_what_begins_with_a_hyphen_is_not_wanted(standfirst: Standfirst, library: Path) -> None:
    rows = standfirst("find", library, "-barometer", "--json").json
    assert len(rows) == len(STORIES) - 1
    without_night = standfirst("find", library, "ferr", "-night", "--json").json
    assert 0 < len(without_night) < len(standfirst("find", library, "ferr", "--json").json)


def test_a_value_with_spaces_needs_no_quotes_inside_quotes(
    standfirst: Standfirst, library: Path
) -> None:
    one = standfirst("find", library, "tag:Port Calder", "--json").json
    other = standfirst("find", library, 'tag:"Port Calder"', "--json").json
    assert one == other != []
    assert all("Port Calder" in row["tags"] for row in one)


def test_the_order_and_the_number_may_be_chosen(standfirst: Standfirst, library: Path) -> None:
    rows = standfirst("find", library, "words:>0", "--sort", "headline", "--json").json
    names = [unaccented(row["headline"]) for row in rows]
    assert names == sorted(names)
    longest = standfirst("find", library, "words:>0", "--sort", "length", "--limit", 1, "--json")
    assert longest.json[0]["words"] == max(row["words"] for row in rows)
    shortest = standfirst(
        "find", library, "words:>0", "--sort", "length", "--reverse", "--limit", 1, "--json"
    )
    assert shortest.json[0]["words"] == min(row["words"] for row in rows)


def test_what_can_not_be_read_is_told_and_looked_for(standfirst: Standfirst, library: Path) -> None:
    ran = standfirst("find", library, "before:soon")
    assert (ran.code, ran.out) == (0, "No article matches.\n")
    assert ran.err.startswith("standfirst: “before:” wants a date")


@pytest.mark.parametrize("query", ['"', "a AND", "NEAR(", "*", "(((", "OR", "tag:", "-(", "\\"])
def test_any_query_is_safe(standfirst: Standfirst, library: Path, query: str) -> None:
    assert standfirst("find", library, query).code == 0
