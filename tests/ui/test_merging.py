"""Two windows on one article: what they made of it is put together, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.library import Library
from db.records import Reason
from editor.app.open_article import SaveKind
from editor.app.operations import Operations

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

CONTROL = Qt.KeyboardModifier.ControlModifier
BASE = "The ferry is late.\n\nThe mayor spoke.\n\nRain fell."


@pytest.fixture
def clash(qtbot, assembly):
    """Makes both sides store; gives the window once it says so."""
    article = assembly.open_article
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: article.article is not None)
    article.put_in({"headline": "Ferry", "body": BASE})
    article.save_now()
    qtbot.waitUntil(lambda: article.state.kind is SaveKind.SAVED)

    def make(mine: dict, theirs: dict):
        library = Library.open(assembly.desk.path)
        other = Operations(library)
        other.article(article.article.id)
        other.save(article.article.id, theirs)
        library.close()
        article.put_in(mine)
        article.save_now()
        qtbot.waitUntil(lambda: article.state.kind is SaveKind.STALE)
        bar = assembly.window.notices
        merge = next(b for b in bar.findChildren(QPushButton) if b.text() == "Merge…")
        qtbot.mouseClick(merge, Qt.MouseButton.LeftButton)
        return assembly

    return make


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def saved_body(qtbot, assembly):
    qtbot.waitUntil(lambda: assembly.open_article.state.kind is SaveKind.SAVED)
    found = []
    article_id = assembly.open_article.article.id
    assembly.desk.ask(
        lambda operations: operations.library.articles.get(article_id).body, found.append
    )
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_what_does_not_clash_is_merged_at_once_as_an_undo_step(qtbot, clash):
    window = clash(
        {"body": BASE.replace("late", "late again")}, {"body": BASE.replace("Rain", "Hail")}
    )
    both = BASE.replace("late", "late again").replace("Rain", "Hail")
    assert saved_body(qtbot, window) == both
    assert window.open_article.text() == both
    window.writing.source.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert window.open_article.text() == BASE.replace("late", "late again")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (Qt.Key.Key_M, "The mayor sang."),
        (Qt.Key.Key_T, "The mayor wept."),
        (Qt.Key.Key_B, "The mayor sang.\n\nThe mayor wept."),
    ],
)
def test_a_conflict_is_decided_by_one_key(qtbot, clash, key, words):
    window = clash({"body": BASE.replace("spoke", "sang")}, {"body": BASE.replace("spoke", "wept")})
    qtbot.waitUntil(lambda: window.merge.merging)
    panel = window.window.centre.currentWidget()
    assert "1 of 1 left" in panel.findChild(QLabel, "mergeLeft").text()
    press(qtbot, key)
    assert "All is chosen" in panel.findChild(QLabel, "mergeLeft").text()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert saved_body(qtbot, window) == BASE.replace("The mayor spoke.", words)
    assert not window.merge.merging


def test_a_headline_takes_one_side_only(qtbot, clash):
    window = clash({"headline": "Ferry sinks"}, {"headline": "Ferry stops"})
    qtbot.waitUntil(lambda: window.merge.merging)
    panel = window.window.centre.currentWidget()
    press(qtbot, Qt.Key.Key_B)
    assert "1 of 1 left" in panel.findChild(QLabel, "mergeLeft").text()
    assert not panel.findChild(QPushButton, "take-both").isEnabled()
    press(qtbot, Qt.Key.Key_T)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    saved_body(qtbot, window)
    assert window.open_article.field("headline") == "Ferry stops"


def test_escape_decides_nothing_and_the_choices_stay(qtbot, clash):
    window = clash({"body": BASE.replace("spoke", "sang")}, {"body": BASE.replace("spoke", "wept")})
    qtbot.waitUntil(lambda: window.merge.merging)
    press(qtbot, Qt.Key.Key_Escape)
    assert window.open_article.state.kind is SaveKind.STALE
    assert window.window.notices.words("stale")
    assert "sang" in window.open_article.text()


def test_both_texts_stay_in_the_history(qtbot, clash):
    window = clash({"body": BASE.replace("spoke", "sang")}, {"body": BASE.replace("spoke", "wept")})
    qtbot.waitUntil(lambda: window.merge.merging)
    press(qtbot, Qt.Key.Key_T)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    saved_body(qtbot, window)
    found = []
    article_id = window.open_article.article.id
    window.desk.ask(lambda operations: operations.revisions(article_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    kept = [one.article.body for one in found[0] if one.reason is Reason.CONFLICT]
    assert any("sang" in body for body in kept)
