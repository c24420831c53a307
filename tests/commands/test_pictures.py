"""The command line carries pictures out and in again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from db.library import Library
from tests.commands.conftest import Standfirst

FERRY = "port-calder-keeps-its-night-ferry"


@pytest.mark.parametrize("format_id", ["html", "fragment", "markdown"])
def test_a_story_goes_out_with_its_picture(
    standfirst: Standfirst, library: Path, tmp_path: Path, format_id: str
) -> None:
    out = tmp_path / "out"
    ran = standfirst("export", library, FERRY, "--to", format_id, "--out", out)
    assert ran.code == 0, ran.err
    (page,) = (path for path in out.iterdir() if path.is_file())
    (address,) = set(re.findall(rf"{FERRY}-pictures/\w+\.jpg", page.read_text("utf-8")))
    assert (out / address).read_bytes().startswith(b"\xff\xd8\xff")


def test_a_library_made_of_exported_files_has_the_same_pictures(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    standfirst("export", library, FERRY, "--to", "markdown", "--out", tmp_path / "out")
    other = tmp_path / "other.standfirst"
    ran = standfirst("import", other, tmp_path / "out" / f"{FERRY}.md")
    assert ran.code == 0, ran.err
    assert shown(library) == shown(other)


def shown(path: Path) -> tuple[object, ...]:
    """What a library has of the ferry's story: the text, the picture, and its bytes."""
    library = Library.open(path)
    try:
        article = library.articles.by_slug(FERRY)
        (picture,) = library.pictures.of(article.id)
        said = (picture.hash, picture.caption, picture.credit, picture.alt, picture.width)
        return article.body, said, library.pictures.content(picture.hash)
    finally:
        library.close()


def test_copy_from_standard_input_says_what_did_not_come_along(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    standfirst("export", library, FERRY, "--to", "markdown", "--out", tmp_path / "out")
    data = (tmp_path / "out" / f"{FERRY}.md").read_bytes()
    ran = standfirst("import", tmp_path / "other.standfirst", "-", stdin=data)
    assert ran.code == 0, ran.err
    assert "picture" in ran.out
