"""list and show."""

from __future__ import annotations

from pathlib import Path

from editor.exchange import markdown_file
from tests.commands.conftest import STORIES, Standfirst

FERRY = "port-calder-keeps-its-night-ferry"


def test_a_list_has_a_line_for_every_article(standfirst: Standfirst, library: Path) -> None:
    ran = standfirst("list", library)
    assert ran.code == 0
    assert len(ran.out.splitlines()) == len(STORIES)
    (ferry,) = [line for line in ran.out.splitlines() if line.startswith(FERRY)]
    assert "copy edit" in ferry
    assert ferry.endswith("Port Calder keeps its night ferry, at a price")


def test_a_list_as_json_has_the_promised_keys(standfirst: Standfirst, library: Path) -> None:
    rows = standfirst("list", library, "--json").json
    assert len(rows) == len(STORIES)
    assert set(rows[0]) == {"id", "slug", "headline", "status", "tags", "words", "updated"}
    (ferry,) = [row for row in rows if row["slug"] == FERRY]
    assert ferry["status"] == "copy edit"
    assert ferry["tags"] == ["Home", "Port Calder", "Orran Islands", "Ferries"]
    assert ferry["words"] > 300


def test_a_query_narrows_the_list(standfirst: Standfirst, library: Path) -> None:
    rows = standfirst("list", library, "barometer", "--json").json
    assert [row["slug"] for row in rows] == ["the-last-keeper-of-gannet-stack"]
    rows = standfirst("list", library, "night", "ferr", "--json").json
    assert FERRY in [row["slug"] for row in rows]


def test_a_query_that_nothing_matches_is_no_error(standfirst: Standfirst, library: Path) -> None:
    ran = standfirst("list", library, "xylophone")
    assert (ran.code, ran.out) == (0, "No article matches.\n")
    assert standfirst("list", library, "xylophone", "--json").json == []


def test_any_query_is_safe(standfirst: Standfirst, library: Path) -> None:
    for query in ('"', "a AND", "NEAR(", "*", "headline:x", "'; DROP TABLE articles", "(((", "\\"):
        assert standfirst("list", library, query).code == 0


def test_show_prints_the_story_for_people(standfirst: Standfirst, library: Path) -> None:
    ran = standfirst("show", library, FERRY)
    assert ran.out.startswith("Transport\nPort Calder keeps its night ferry, at a price\n")
    assert "By Tobias Wrenfield\nPORT CALDER, 11 November\n" in ran.out
    assert "## The winter rota" in ran.out
    assert (
        "- Seafarers’ union rejects a winter crew of seven (earlier: not in the library)" in ran.out
    )


def test_show_as_json_has_the_whole_article(standfirst: Standfirst, library: Path) -> None:
    story = standfirst("show", library, FERRY, "--json").json
    assert story["dateline"] == {"place": "PORT CALDER", "date": "11 November", "source": ""}
    assert story["tags"][1] == {"label": "Port Calder", "kind": "place", "aliases": []}
    assert [one["resolved"] for one in story["related"]] == [True, False, True]
    assert story["cross_links"] == ["the-last-keeper-of-gannet-stack"]
    assert "notes" not in story


def test_show_as_markdown_is_what_an_export_writes(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    shown = standfirst("show", library, FERRY, "--markdown").out
    standfirst("export", library, FERRY, "--to", "markdown", "--out", tmp_path / "out")
    assert shown == (tmp_path / "out" / f"{FERRY}.md").read_text("utf-8")
    assert markdown_file.parse(shown).article.headline.startswith("Port Calder")


def test_right_to_left_copy_is_printed_as_it_is(standfirst: Standfirst, library: Path) -> None:
    ran = standfirst("show", library, "wadi-al-sanawbar-water")
    assert "وادي الصنوبر يشرب من البحر لأول مرة" in ran.out


def test_copy_cannot_command_the_terminal(standfirst: Standfirst, library: Path) -> None:
    hostile = b'---\nheadline: "Red \\e[31m alert \\x07"\n---\n\nBody \x1b]0;owned\x07 \x9b31m.\n'
    ran = standfirst("import", library, "-", "--as", "markdown", stdin=hostile)
    for shown in (ran.out, standfirst("list", library).out):
        assert "Red" in shown
        assert not set("\x1b\x07\x9b") & set(shown)
    slug = standfirst("list", library, "alert", "--json").json[0]["slug"]
    assert not set("\x1b\x07\x9b") & set(standfirst("show", library, slug).out)


def test_reading_commands_leave_the_file_as_it_was(standfirst: Standfirst, library: Path) -> None:
    before = library.read_bytes()
    standfirst("list", library)
    standfirst("show", library, FERRY)
    standfirst("check", library)
    assert library.read_bytes() == before
