"""Text the library does not take gets into a file, wherever there is room, and back in from it."""

from __future__ import annotations

import stat
from datetime import datetime
from pathlib import Path

import pytest

from db.records import Article, Dateline
from editor.app.rescue import rescue
from editor.exchange.files import FileError
from editor.exchange.markdown_file import parse

NOW = datetime(2026, 3, 2, 14, 2)
TEXTS = {
    "kicker": "Transport",
    "headline": "Ferry: late again?",
    "standfirst": "Nobody knows why.",
    "byline": "Ines Varga",
    "dateline_place": "PORT CALDER",
    "dateline_date": "March 2",
    "dateline_source": "NNA",
    "body": "It is *late*.\n\nSee [[timetable]]. \ud800\n",
}
ARTICLE = Article(id="a" * 32, slug="ferry", headline="Ferry", body="as stored", section="World")


def test_the_file_reads_back_as_the_text_that_was_written(tmp_path: Path) -> None:
    path = rescue(ARTICLE, TEXTS, [tmp_path / "Rescued"], NOW)
    article = parse(path.read_text("utf-8")).article
    assert article.headline == "Ferry: late again?"
    assert article.dateline == Dateline("PORT CALDER", "March 2", "NNA")
    assert article.body == TEXTS["body"].replace("\ud800", "\ufffd")
    assert article.section == "World"


def test_only_the_writer_may_read_it(tmp_path: Path) -> None:
    path = rescue(ARTICLE, TEXTS, [tmp_path / "Rescued"], NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_takes_nothing_makes_way_for_the_next(tmp_path: Path) -> None:
    (tmp_path / "closed").write_text("no folder")
    path = rescue(ARTICLE, TEXTS, [tmp_path / "closed" / "in", tmp_path / "open"], NOW)
    assert path.parent == tmp_path / "open"


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    first = rescue(ARTICLE, TEXTS, [tmp_path], NOW)
    second = rescue(ARTICLE, {**TEXTS, "body": "Other."}, [tmp_path], NOW)
    assert first != second and parse(second.read_text("utf-8")).article.body == "Other."


def test_where_no_folder_takes_it_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed").write_text("no folder")
    with pytest.raises(FileError, match="made"):
        rescue(ARTICLE, TEXTS, [tmp_path / "closed" / "in"], NOW)
