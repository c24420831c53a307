"""Links in the text: completed with sections, told under the pointer, opened from the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QDesktopServices, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QListWidget, QToolTip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def text(writing, opened, add_article):
    """An article with links to another, to nothing and to the web."""
    add_article(
        headline="Harbour vote",
        standfirst="The quay <stays> open.",
        body="Lede.\n\n## What it costs\n\nMuch.\n\n## Who voted\n\nAll.",
    )
    opened(body="See [[harbour-vote]], [[nowhere]] and [tides](https://h.example/t).")
    writing.source.setFocus()
    return writing.source


def place_of(source, words: str) -> QPoint:
    cursor = QTextCursor(source.document())
    cursor.setPosition(source.text().index(words) + 2)
    return source.cursorRect(cursor).center()


def rest_on(source, words: str) -> None:
    place = place_of(source, words)
    viewport = source.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)


def listed(writing) -> list[str]:
    rows = writing.findChild(QObject, "crossLinkCompletion").findChild(QListWidget)
    return [rows.item(row).text() for row in range(rows.count())]


def test_resting_on_a_cross_link_tells_of_the_article(text, qtbot):
    rest_on(text, "harbour-vote")
    qtbot.waitUntil(lambda: "Harbour vote" in QToolTip.text())
    assert "The quay &lt;stays&gt; open." in QToolTip.text()
    assert "Draft · " in QToolTip.text()


def test_resting_on_a_broken_link_says_so(text, qtbot):
    rest_on(text, "nowhere")
    qtbot.waitUntil(lambda: "No article has the slug “nowhere”" in QToolTip.text())


def test_ctrl_click_opens_the_article(text, parts, qtbot, writing):
    writing.links.article_wanted.connect(parts.open_article.open)
    qtbot.mouseClick(
        text.viewport(), Qt.MouseButton.LeftButton, CONTROL, place_of(text, "harbour-vote")
    )
    qtbot.waitUntil(lambda: parts.open_article.field("headline") == "Harbour vote")


def test_ctrl_click_on_a_web_link_goes_to_the_browser(text, qtbot, monkeypatch):
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toString()))
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, CONTROL, place_of(text, "tides"))
    assert seen == ["https://h.example/t"]


def test_a_plain_click_only_sets_the_cursor(text, qtbot, writing):
    wanted = []
    writing.links.article_wanted.connect(wanted.append)
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place_of(text, "harbour"))
    assert text.textCursor().position() > 0
    assert wanted == []


def test_the_link_at_the_cursor_is_opened_by_key(text, qtbot, writing):
    cursor = text.textCursor()
    cursor.setPosition(text.text().index("]],") + 2)
    text.setTextCursor(cursor)
    with qtbot.waitSignal(writing.links.article_wanted):
        writing.links.open_at_cursor()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    with qtbot.waitSignal(writing.links.noticed) as told:
        writing.links.open_at_cursor()
    assert told.args == ["There is no link at the cursor."]


def test_a_broken_link_opens_nothing_and_says_why(text, qtbot, writing):
    cursor = text.textCursor()
    cursor.setPosition(text.text().index("nowhere"))
    text.setTextCursor(cursor)
    with qtbot.waitSignal(writing.links.noticed) as told:
        writing.links.open_at_cursor()
    assert "nowhere" in told.args[0]


def test_sections_of_an_article_are_offered_after_a_hash(text, qtbot, writing):
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, " [[harbour-vote#")
    qtbot.waitUntil(lambda: listed(writing) == ["What it costs", "Who voted"])
    qtbot.keyClicks(text, "who")
    qtbot.waitUntil(lambda: listed(writing) == ["Who voted"])
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.text().endswith(" [[harbour-vote#who-voted]]")


def test_an_article_is_offered_by_a_slug_it_once_had(text, qtbot, writing, run, add_article):
    article = add_article(headline="Ferry strike", body="x")
    run(lambda operations: operations.set_fields(article.id, {"slug": "strike"}))
    run(lambda operations: operations.set_fields(article.id, {"slug": "walkout"}))
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, " [[strike")
    qtbot.waitUntil(lambda: listed(writing) == ["Ferry strike"])
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.text().endswith(" [[walkout]]")
