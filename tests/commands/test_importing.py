"""import: wire copy and Markdown into a library, dry runs, one bad file among many."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import Invalid
from db.library import Library
from db.records import Article
from editor.app import arrivals
from editor.cli.import_run import read_package
from editor.exchange.package import Package
from resources import path as resource
from tests.commands.conftest import Standfirst

WIRE = resource("samples/wire-copy.txt")
WIRE_KEYS = {
    "headline", "standfirst", "slugline", "byline", "dateline", "embargoes", "editor_notes",
    "signoffs", "sections", "paragraphs", "pull_quotes", "captions", "related", "inline_related",
    "tags", "body", "unaccounted_words", "guesses",
}  # fmt: skip
SECTIONS = ["Upcoming Talks", "A national humiliation", "Some 12,000 still in hostels"]
TAGS = ["World", "Northland", "Esteria", "Ridge Council (RC)", "Conflict"]


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new.standfirst"


def test_wire_copy_is_told_in_one_line(standfirst: Standfirst, new: Path) -> None:
    ran = standfirst("import", new, WIRE)
    assert (ran.code, ran.err) == (0, "")
    assert new.exists()
    (line,) = ran.out.splitlines()
    assert line.startswith(f"{WIRE} → ")
    assert "no headline (to work with: “" in line
    assert "3 sections, 5 tags, 2 related stories (2 not in the library)" in line


def test_wire_copy_keeps_its_headline_empty_and_gets_a_slug(
    standfirst: Standfirst, new: Path
) -> None:
    (report,) = standfirst("import", new, WIRE, "--json").json
    assert report["headline"] is None
    assert report["slug"].startswith("northland-and-esteria")
    assert report["sections"] == SECTIONS
    assert report["tags"] == TAGS
    assert [one["resolved"] for one in report["related"]] == [False, False]
    assert standfirst("list", new, "--json").json[0]["headline"] == ""


def test_the_kinds_of_the_tags_are_guessed(standfirst: Standfirst, new: Path) -> None:
    (report,) = standfirst("import", new, WIRE, "--json").json
    tags = standfirst("show", new, report["slug"], "--json").json["tags"]
    assert [tag["kind"] for tag in tags] == ["section", "place", "place", "organisation", "topic"]
    assert tags[3]["aliases"] == ["RC"]


def test_a_dry_run_prints_the_wire_contract_and_stores_nothing(
    standfirst: Standfirst, tmp_path: Path
) -> None:
    story = standfirst("import", "--dry-run", "--json", WIRE).json
    assert set(story) == WIRE_KEYS
    assert story["headline"] is None
    assert story["sections"] == SECTIONS
    assert story["tags"] == TAGS
    assert story["unaccounted_words"] == []
    assert set(story["guesses"][0]) == {"line", "kind", "confidence", "reason", "text"}
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_dry_run_of_markdown_has_the_same_keys(standfirst: Standfirst) -> None:
    ferry = resource("samples/port-calder-keeps-its-night-ferry.md")
    story = standfirst("import", "--dry-run", "--json", ferry).json
    assert set(story) == WIRE_KEYS
    assert story["headline"] == "Port Calder keeps its night ferry, at a price"
    assert story["dateline"] == {"place": "PORT CALDER", "date": "11 November", "source": None}
    assert story["sections"] == ["What it will cost", "“Bread does not swim”", "The winter rota"]
    assert story["paragraphs"][0].startswith("The night ferry from Port Calder")
    assert len(story["related"]) == 3


def test_a_dry_run_for_people_gives_every_guess_with_its_reason(standfirst: Standfirst) -> None:
    ran = standfirst("import", "--dry-run", WIRE)
    assert f"sections: {' · '.join(SECTIONS)}" in ran.out
    guesses = [line for line in ran.out.splitlines() if line.startswith("line ")]
    assert len(guesses) == len(standfirst("import", "--dry-run", "--json", WIRE).json["guesses"])


def test_copy_is_read_from_standard_input(standfirst: Standfirst, new: Path) -> None:
    copy = "ORRAN, 3 May — The ferry sailed on Monday, the harbour said.\n\nIt was late.\n"
    (report,) = standfirst("import", new, "-", "--json", stdin=copy.encode()).json
    story = standfirst("show", new, report["slug"], "--json").json
    assert story["dateline"]["place"] == "ORRAN"
    dry = standfirst("import", "--dry-run", "--json", "-", stdin=copy.encode()).json
    assert dry["dateline"]["place"] == "ORRAN"


def test_the_format_can_be_named(standfirst: Standfirst, new: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("# A headline\n\nCopy with *stress*.\n", "utf-8")
    (report,) = standfirst("import", new, notes, "--as", "markdown", "--json").json
    assert report["headline"] == "A headline"


def test_one_bad_file_stops_none_of_the_others(
    standfirst: Standfirst, new: Path, tmp_path: Path
) -> None:
    picture, broken = tmp_path / "picture.png", tmp_path / "broken.md"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    broken.write_text("---\nheadline: [\n---\n\nBody.\n", "utf-8")
    ran = standfirst("import", new, picture, WIRE, broken, tmp_path / "missing.txt", tmp_path)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    complaints = ran.err.splitlines()
    assert len(complaints) == 4
    for name, complaint in zip(
        ("picture.png", "broken.md", "missing.txt", tmp_path.name), complaints, strict=True
    ):
        assert complaint.startswith("standfirst: ")
        assert name in complaint
    assert len(standfirst("list", new, "--json").json) == 1


def test_bad_files_are_in_the_json_too(standfirst: Standfirst, new: Path, tmp_path: Path) -> None:
    ran = standfirst("import", new, tmp_path / "missing.txt", WIRE, "--json")
    assert ran.code == 1
    good, bad = ran.json
    assert (good["imported"], bad["imported"]) == (True, False)
    assert "missing.txt" in bad["error"]


def test_a_file_that_may_not_be_read_is_told(
    standfirst: Standfirst, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked.md"
    locked.write_text("Secret.", "utf-8")
    whole_open = Path.open

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        if path == locked:  # the tests may run as a user whom no permission stops
            raise PermissionError(13, "Permission denied", str(path))
        return whole_open(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert "may not read" in standfirst("import", new, locked).refusal


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes only here")
def test_a_file_name_that_is_no_text_is_no_obstacle(
    standfirst: Standfirst, new: Path, tmp_path: Path
) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9.md")
    try:
        odd.write_text("Copy.", "utf-8")
    except OSError:
        pytest.skip("this disk takes no such names")
    (report,) = standfirst("import", new, odd, "--json").json
    assert report["file"] == str(odd)
    assert standfirst("import", new, odd).code == 0
    assert "caf" in standfirst("import", new, tmp_path / os.fsdecode(b"no-caf\xe9.md")).refusal


def test_stories_of_one_import_are_related_whatever_their_order(
    standfirst: Standfirst, new: Path
) -> None:
    stories = sorted(resource("samples").glob("*.md"))
    reports = {
        Path(report["file"]).stem: report
        for report in standfirst("import", new, *reversed(stories), "--json").json
    }
    for report in reports.values():
        for related in report["related"]:
            if related["title"] in {one["headline"] for one in reports.values()}:
                assert related["resolved"], related


def stories(folder: Path, count: int) -> list[Path]:
    """Stories that each name the next one as related."""
    paths = [folder / f"story-{number}.md" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(
            f"---\nheadline: Story {number}\nslug: story-{number}\n"
            f"related:\n  - title: The next\n    slug: story-{number + 1}\n---\n\nCopy.\n",
            "utf-8",
        )
    return paths


def test_stories_of_several_transactions_are_related_too(
    standfirst: Standfirst, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.cli.import_run.AT_ONCE", 2)
    reports = standfirst("import", new, *stories(tmp_path, 5), "--json").json
    assert [report["headline"] for report in reports] == [f"Story {n}" for n in range(5)]
    resolved = [report["related"][0]["resolved"] for report in reports]
    assert resolved == [True, True, True, True, False]


def test_a_story_the_library_refuses_stops_none_stored_with_it(
    standfirst: Standfirst, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_store = arrivals.store

    def refuse(library: Library, package: Package) -> Article:
        if package.article.slug == "story-1":
            raise Invalid("Not this one.")
        return whole_store(library, package)

    monkeypatch.setattr(arrivals, "store", refuse)
    ran = standfirst("import", new, *stories(tmp_path, 4))
    assert ran.code == 1
    assert "story-1.md: Not this one." in ran.err
    assert [line.split("“")[1][:7] for line in ran.out.splitlines()] == [
        "Story 0", "Story 2", "Story 3",
    ]  # fmt: skip


def test_an_import_broken_off_leaves_whole_articles_and_says_which(
    standfirst: Standfirst, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.cli.import_run.AT_ONCE", 2)
    paths = stories(tmp_path, 6)

    def interrupted(path: Path, format_id: str | None) -> Package:
        if path == paths[5]:
            raise KeyboardInterrupt
        return read_package(path, format_id)

    monkeypatch.setattr("editor.cli.import_run.read_package", interrupted)
    ran = standfirst("import", new, *paths)
    assert (ran.code, len(ran.out.splitlines())) == (130, 4)
    assert "Stopped: 4 of 6 files are in the library." in ran.err
    with closing(Library.open(new, read_only=True)) as library:
        assert library.check() == ()
        assert len(library.articles.all_ids()) == 4
        assert library.counts()["unresolved"] == 1


def test_a_story_others_wait_for_is_announced(
    standfirst: Standfirst, new: Path, tmp_path: Path
) -> None:
    standfirst("import", new, WIRE)
    arrival = tmp_path / "premier.md"
    arrival.write_text("# Northland: premier offers to stand aside\n\nHe did.\n", "utf-8")
    ran = standfirst("import", new, arrival)
    assert "One story was waiting for this headline" in ran.out


def test_the_source_is_kept_byte_for_byte(standfirst: Standfirst, new: Path) -> None:
    copy = "\ufeffORRAN — The “ferry” sailed.\r\n\r\nIt was late.\r\n".encode("cp1252", "replace")
    standfirst("import", new, "-", "--as", "wire", stdin=copy)
    library = Library.open(new, read_only=True)
    (article_id,) = library.articles.all_ids()
    assert library.articles.source(article_id) == copy
    library.close()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("only-one",),
        ("--dry-run",),
        ("--dry-run", "library", "file"),
        ("library", "file", "--as", "telex"),
        ("library", "file", "--unheard-of"),
    ],
)
def test_wrong_usage_is_told_in_one_line(
    standfirst: Standfirst, arguments: tuple[str, ...]
) -> None:
    ran = standfirst("import", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "standfirst import --help" in ran.err
