"""export: files linked to one another, nothing overwritten in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editor.exchange.format_types import Exporter
from editor.exchange.formats import EXPORTERS
from tests.commands.conftest import STORIES, Standfirst

FERRY = "port-calder-keeps-its-night-ferry"
KEEPER = "the-last-keeper-of-gannet-stack"


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.id)
def test_every_exporter_writes_every_article(
    standfirst: Standfirst, library: Path, tmp_path: Path, exporter: Exporter
) -> None:
    out = tmp_path / "out"
    ran = standfirst("export", library, "--to", exporter.id, "--out", out)
    assert ran.code == 0, ran.err
    names = {path.name for path in out.iterdir() if path.is_file()}
    assert names == {f"{story.stem}{exporter.suffix}" for story in STORIES}
    assert all(str(out / name) in ran.out for name in names)


def test_only_the_named_articles_are_exported(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    standfirst("export", library, FERRY, KEEPER, FERRY, "--to", "html", "--out", tmp_path / "out")
    assert {path.stem for path in (tmp_path / "out").glob("*.html")} == {FERRY, KEEPER}


def test_exported_pages_link_to_one_another(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    standfirst("export", library, "--to", "html", "--out", out)
    page = (out / f"{FERRY}.html").read_text("utf-8")
    (address,) = re.findall(r'<a class="crosslink" href="([^"]*)"', page)
    assert (out / address).is_file()
    explainer = (out / "why-the-tarn-ridge-matters.html").read_text("utf-8")
    assert 'href="ridge-talks' not in explainer


@pytest.mark.parametrize("format_id", ["fragment", "markdown"])
def test_other_formats_link_to_the_files_beside_them(
    standfirst: Standfirst, library: Path, tmp_path: Path, format_id: str
) -> None:
    out = tmp_path / "out"
    standfirst("export", library, FERRY, KEEPER, "--to", format_id, "--out", out)
    (ferry,) = out.glob(f"{FERRY}.*")
    (keeper,) = out.glob(f"{KEEPER}.*")
    assert keeper.name in ferry.read_text("utf-8")


def test_a_clash_is_refused_and_nothing_is_written(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{KEEPER}.html").write_text("Somebody else's work")
    refusal = standfirst("export", library, "--to", "html", "--out", out).refusal
    assert f"{KEEPER}.html" in refusal
    assert "--overwrite" in refusal
    assert [path.name for path in out.iterdir()] == [f"{KEEPER}.html"]
    assert (out / f"{KEEPER}.html").read_text() == "Somebody else's work"


def test_a_clash_is_overwritten_when_asked(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{KEEPER}.html").write_text("Last week's page")
    ran = standfirst("export", library, "--to", "html", "--out", out, "--overwrite")
    assert ran.code == 0
    assert "Gannet Stack" in (out / f"{KEEPER}.html").read_text("utf-8")


def test_a_clash_is_renamed_when_asked_and_links_follow(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{KEEPER}.html").write_text("Somebody else's work")
    standfirst("export", library, "--to", "html", "--out", out, "--rename")
    assert (out / f"{KEEPER}.html").read_text() == "Somebody else's work"
    assert (out / f"{KEEPER}-2.html").is_file()
    assert f'href="{KEEPER}-2.html"' in (out / f"{FERRY}.html").read_text("utf-8")


def test_the_folder_is_made_but_not_the_one_above_it(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    assert standfirst("export", library, "--to", "html", "--out", tmp_path / "new").code == 0
    far = tmp_path / "no" / "such"
    assert "no folder" in standfirst("export", library, "--to", "html", "--out", far).refusal
    assert not far.parent.exists()


def test_a_file_in_the_place_of_the_folder_is_left_alone(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("A file")
    refusal = standfirst("export", library, "--to", "html", "--out", tmp_path / "out").refusal
    assert "can't be used as a folder" in refusal
    assert (tmp_path / "out").read_text() == "A file"


def test_an_unknown_slug_stops_the_export_before_it_begins(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    ran = standfirst("export", library, FERRY, "nowhere", "--to", "html", "--out", tmp_path / "out")
    assert "“nowhere”" in ran.refusal
    assert not (tmp_path / "out").exists()


def test_an_embargo_is_told(standfirst: Standfirst, library: Path, tmp_path: Path) -> None:
    story = b"---\nheadline: Held\nslug: held\nembargo: indefinite\n---\n\nNot yet.\n"
    standfirst("import", library, "-", "--as", "markdown", stdin=story)
    ran = standfirst("export", library, "held", "--to", "html", "--out", tmp_path / "out")
    assert "under embargo" in ran.out


def test_an_empty_library_exports_nothing_and_says_so(
    standfirst: Standfirst, tmp_path: Path
) -> None:
    standfirst("import", tmp_path / "new.standfirst", "-", "--as", "markdown", stdin=b"x")
    library = tmp_path / "empty.standfirst"
    standfirst("import", library, tmp_path / "missing.md")
    ran = standfirst("export", library, "--to", "html", "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (0, "The library is empty: there was nothing to export.\n")


def test_what_is_exported_as_markdown_imports_as_the_same_stories(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    standfirst("export", library, "--to", "markdown", "--out", out)
    again = tmp_path / "again.standfirst"
    standfirst("import", again, *sorted(out.iterdir()))
    for story in STORIES:
        before, after = (
            standfirst("show", one, story.stem, "--json").json for one in (library, again)
        )
        for name in ("headline", "standfirst", "body", "tags", "byline", "language", "section"):
            assert after[name] == before[name], name
        assert [one["title"] for one in after["related"]] == [
            one["title"] for one in before["related"]
        ]


def test_hostile_copy_leaves_harmless_within_seconds(
    standfirst: Standfirst, tmp_path: Path
) -> None:
    library, out = tmp_path / "desk.standfirst", tmp_path / "out"
    hostile = (
        '# Hostile <script>alert("headline")</script>\n\n<script>alert(1)</script>\n\n'
        '<img src=x onerror=alert(1)> <b onclick="alert(1)">bold</b>\n\n'
        "[a link](javascript:alert(1)) <javascript:alert(1)> [b](data:text/html,x)\n\n"
        "A paragraph.{onclick=alert(1)}\n\n" + "[" * 20_000 + "\n\n" + "- " * 5_000
    )
    ran = standfirst("import", library, "-", "--as", "markdown", stdin=hostile.encode())
    assert ran.code == 0
    assert standfirst("export", library, "--to", "fragment", "--out", out).code == 0
    (page,) = (path.read_text("utf-8") for path in out.iterdir())
    assert "<script" not in page
    tags = "".join(re.findall(r"<[^>]*>", page)).casefold()
    for trap in ("onerror", "onclick", "javascript:", "data:"):
        assert trap not in tags
    assert "[" * 1_000 in page


def test_pages_say_where_they_will_be_when_told_the_site(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    site = ("--site-name", "Example Desk", "--base-url", "https://example.org/news")
    standfirst("export", library, FERRY, "--to", "html", "--out", tmp_path / "out", *site)
    page = (tmp_path / "out" / f"{FERRY}.html").read_text("utf-8")
    assert f'<link rel="canonical" href="https://example.org/news/{FERRY}.html">' in page
    assert "Example Desk" in page


def test_an_address_that_is_none_is_wrong_usage(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ran = standfirst("export", library, "--to", "html", "--out", out, "--base-url", "javascript:x")
    assert ran.code == 2
    assert "web address" in ran.err
    assert not out.exists()
