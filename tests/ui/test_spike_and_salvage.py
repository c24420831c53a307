"""What can't be undone is told first; what is damaged is saved as far as it reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from editor.app.emptying import Doomed
from editor.app.open_article import SaveKind
from editor.ui.commands.spike import in_words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

LONG = "\n\n".join(f"Paragraph {n} says that the ferry is late again." for n in range(20))


def write(qtbot, assembly, **texts):
    article = assembly.open_article
    before = article.article
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: article.article is not None and article.article is not before)
    article.put_in(texts)
    article.save_now()
    qtbot.waitUntil(lambda: article.state.kind is SaveKind.SAVED)
    return article.article.id


def ids(qtbot, assembly, spiked):
    found = []
    assembly.desk.ask(
        lambda operations: operations.library.articles.all_ids(spiked=spiked), found.append
    )
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def offer(assembly, words):
    bar = assembly.window.notices
    return next(one for one in bar.findChildren(QPushButton) if one.text() == words)


@pytest.fixture
def spiked(qtbot, assembly):
    """A window on a spiked article that another one links to and a backup holds."""
    write(qtbot, assembly, headline="Ferry", body="The ferry is late.")
    slug = assembly.open_article.article.slug
    first = assembly.open_article.article.id
    write(qtbot, assembly, headline="Harbour", body=f"See [[{slug}]].")
    with qtbot.waitSignal(assembly.backing_up.made):
        assembly.actions.action("back-up").trigger()
    assembly.open_article.open(first)
    qtbot.waitUntil(lambda: assembly.open_article.article.id == first)
    assembly.actions.action("spike").trigger()
    qtbot.waitUntil(lambda: bool(assembly.window.notices.words("selection")))
    offer(assembly, "Spike").click()
    qtbot.waitUntil(lambda: assembly.actions.action("delete-for-ever").isEnabled())
    return assembly


def test_deleting_for_ever_tells_first_who_links_there_and_what_backups_hold(qtbot, spiked):
    spiked.actions.action("delete-for-ever").trigger()
    bar = spiked.window.notices
    qtbot.waitUntil(lambda: bool(bar.words("delete")))
    words = bar.words("delete")
    assert "“Ferry” would be gone for ever" in words
    assert "“Harbour” still links there." in words
    assert "1 backup holds it" in words
    assert QApplication.focusWidget() is offer(spiked, "Keep it")
    assert len(ids(qtbot, spiked, spiked=True)) == 1


def test_it_is_gone_once_the_writer_says_so(qtbot, spiked):
    spiked.actions.action("delete-for-ever").trigger()
    qtbot.waitUntil(lambda: bool(spiked.window.notices.words("delete")))
    qtbot.mouseClick(offer(spiked, "Delete for ever"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: spiked.open_article.article is None)
    assert ids(qtbot, spiked, spiked=True) == ()


def test_keeping_it_deletes_nothing(qtbot, spiked):
    spiked.actions.action("empty-spike").trigger()
    qtbot.waitUntil(lambda: bool(spiked.window.notices.words("delete")))
    qtbot.keyClick(offer(spiked, "Keep it"), Qt.Key.Key_Return)
    assert not spiked.window.notices.words("delete")
    assert len(ids(qtbot, spiked, spiked=True)) == 1


def test_an_empty_spike_says_so(qtbot, assembly):
    assembly.actions.action("empty-spike").trigger()
    qtbot.waitUntil(lambda: assembly.window.notices.words("delete") == "The spike is empty.")


def test_many_articles_are_named_as_far_as_there_is_room():
    words = in_words(Doomed(("1", "2", "3", "4"), ("A", "B", "C", "D"), 9, ("X", "Y"), 2))
    assert words.startswith("“A”, “B”, “C” and 1 more would be gone for ever, with their 9")
    assert "“X” and “Y” still link there. 2 backups hold them" in words


@pytest.fixture
def damaged(qtbot, assembly, tmp_path: Path):
    """A library whose middle is gone, with some articles in it."""
    for number in range(6):
        write(qtbot, assembly, headline=f"Ferry {number}", body=LONG)
    target = tmp_path / "damaged.standfirst"
    made = []
    assembly.desk.ask(lambda operations: operations.library.backup(target), made.append)
    qtbot.waitUntil(lambda: bool(made))
    data = bytearray(target.read_bytes())
    data[100:4096] = b"\xff" * (4096 - 100)
    target.write_bytes(bytes(data))
    return target


def test_a_damaged_library_is_refused_with_a_way_to_save_what_reads(qtbot, assembly, damaged):
    before = damaged.read_bytes()
    with qtbot.waitSignal(assembly.desk.damaged):
        assembly.commands.library.open(damaged)
    assert offer(assembly, "Save what can be read…") and offer(assembly, "Backups…")
    target = damaged.with_name("saved.standfirst")
    assembly.salvage.save_into(damaged, target)
    bar = assembly.window.notices
    qtbot.waitUntil(lambda: "saved in saved.standfirst" in bar.words("library"), timeout=20_000)
    assert damaged.read_bytes() == before
    with qtbot.waitSignal(assembly.desk.opened) as opened:
        qtbot.mouseClick(offer(assembly, "Open it"), Qt.MouseButton.LeftButton)
    assert opened.args[0].path == target


def test_what_could_not_be_read_is_listed(qtbot, assembly, damaged, tmp_path):
    target = tmp_path / "saved.standfirst"
    assembly.salvage._saved(target, (4, ("The table tags could not be read to its end.",)))
    assert "One thing could not be read" in assembly.window.notices.words("library")
    qtbot.mouseClick(offer(assembly, "What is missing…"), Qt.MouseButton.LeftButton)
    text = assembly.window.findChild(QPlainTextEdit, "lines")
    assert "The table tags" in text.toPlainText()


def test_a_text_that_went_at_once_is_told_with_a_way_to_look(qtbot, assembly):
    write(qtbot, assembly, headline="Ferry", body=LONG)
    assembly.open_article.put_in({"body": "Gone."})
    assembly.open_article.save_now()
    bar = assembly.window.notices
    qtbot.waitUntil(lambda: "Most of the text went" in bar.words("shrunk"))
    qtbot.mouseClick(offer(assembly, "What has changed…"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: assembly.history.comparing)
