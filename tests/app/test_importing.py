from __future__ import annotations

import pytest

from editor.app.importing import Importing
from editor.exchange.markdown_file import export as to_markdown

WIRE = """FERRY DELAYED BY FOG

PORT CALDER, Northland, March 3 (NNA) - The night ferry was late on Tuesday.

Passengers slept in the hall.
"""


@pytest.fixture
def importing(desk):
    importing = Importing(desk)
    yield importing
    importing.close()


def test_wire_copy_arrives_with_its_reading_and_is_not_stored_yet(qtbot, importing, ask):
    with qtbot.waitSignal(importing.arrived) as told:
        importing.read_text(WIRE)
    incoming = told.args[0]
    assert incoming.reading is not None and incoming.reading.pieces
    assert "slept in the hall" in incoming.package.article.body
    assert len(ask(lambda operations: operations.search(""))) == 0


def test_what_is_added_is_stored_and_told(qtbot, importing, ask):
    with qtbot.waitSignal(importing.arrived) as told:
        importing.read_text(WIRE)
    with qtbot.waitSignal(importing.added) as added:
        importing.add(told.args[0])
    article = ask(lambda operations: operations.by_slug(added.args[0].slug))
    assert "slept in the hall" in article.body
    assert ask(lambda operations: operations.library.articles.source(article.id))


def test_files_are_read_each_in_its_own_format(qtbot, importing, add_article, ask, tmp_path):
    article = add_article(headline="Bridge open", body="At last.")
    package = ask(lambda operations: operations.package(article.id))
    (tmp_path / "bridge.md").write_text(to_markdown(package), encoding="utf-8")
    (tmp_path / "ferry.txt").write_text(WIRE, encoding="utf-8")
    came = []
    importing.arrived.connect(came.append)
    importing.read_files([tmp_path / "bridge.md", tmp_path / "ferry.txt"])
    qtbot.waitUntil(lambda: len(came) == 2)
    bridge, ferry = came
    assert bridge.name == "bridge.md" and bridge.reading is None
    assert bridge.package.article.headline == "Bridge open"
    assert ferry.reading is not None


def test_a_file_that_can_not_be_read_is_told_and_the_next_one_is_read(qtbot, importing, tmp_path):
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x00\x00")
    (tmp_path / "ferry.txt").write_text(WIRE, encoding="utf-8")
    failures, came = [], []
    importing.failed.connect(lambda name, words: failures.append((name, words)))
    importing.arrived.connect(came.append)
    importing.read_files([tmp_path / "gone.txt", tmp_path / "picture.txt", tmp_path / "ferry.txt"])
    qtbot.waitUntil(lambda: len(came) == 1)
    assert [name for name, _ in failures] == ["gone.txt", "picture.txt"]
    assert all(words.endswith(".") and "Error" not in words for _, words in failures)


def test_what_the_library_refuses_is_told_by_the_name_of_the_file(qtbot, importing, desk):
    with qtbot.waitSignal(importing.arrived) as told:
        importing.read_text(WIRE, name="night.txt")
    desk.close()
    with qtbot.waitSignal(importing.failed) as failed:
        importing.add(told.args[0])
    assert failed.args[0] == "night.txt"


def test_a_file_without_a_word_is_refused(qtbot, importing, tmp_path):
    (tmp_path / "empty.txt").write_text(" \n\n", encoding="utf-8")
    with qtbot.waitSignal(importing.failed) as told:
        importing.read_files([tmp_path / "empty.txt"])
    assert told.args == ["empty.txt", "“empty.txt” has no words in it."]


def test_the_library_that_is_open_is_not_opened_as_a_file(qtbot, importing, library_path):
    with qtbot.waitSignal(importing.failed) as told:
        importing.read_files([library_path])
    assert told.args == [library_path.name, "This is the library that is open."]
