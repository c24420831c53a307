"""What a start is given: a library to open, and files to bring in, here or where a window runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from editor.ui import start

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.md"
    path.write_text("# Ferry late\n\nIt is late again.\n", encoding="utf-8")
    return path


def test_a_library_is_known_by_its_name_or_its_first_bytes(tmp_path, story):
    unnamed = tmp_path / "desk"
    with closing(sqlite3.connect(unnamed)) as sqlite:
        sqlite.execute("CREATE TABLE one (column)")
    named = tmp_path / "new.standfirst"
    assert start.sorted_out([]) == (None, ())
    assert start.sorted_out([unnamed]) == (unnamed, ())
    assert start.sorted_out([story, named]) == (named, (story,))
    assert start.sorted_out([tmp_path / "not there"]) == (tmp_path / "not there", ())
    assert start.sorted_out([story]) == (None, (story,))


def test_files_handed_over_are_brought_in(qtbot, assembly, story):
    start._come_forward(assembly, (story,))
    qtbot.waitUntil(lambda: assembly.open_article.article is not None, timeout=10_000)
    assert assembly.open_article.field("headline") == "Ferry late"


def test_files_given_at_the_start_come_in_once_the_library_is_open(qtbot, make_assembly, story):
    assembly = make_assembly()
    start.begin_with(assembly, story.with_name("desk.standfirst"), (story,))
    qtbot.waitUntil(lambda: assembly.open_article.article is not None, timeout=10_000)
    assert assembly.open_article.field("headline") == "Ferry late"
