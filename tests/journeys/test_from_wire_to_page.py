"""From an empty library to finished pages, by a writer’s keys and clicks, read back from disk."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QTreeView,
)

import resources
from db.records import TagKind
from editor.app.open_article import SaveKind
from editor.exchange.formats import importer_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL, ALT, SHIFT = Modifier.ControlModifier, Modifier.AltModifier, Modifier.ShiftModifier
FOUNDING = Path(__file__).resolve().parents[3] / "shared" / "wire" / "00-founding-story.txt"
WAIT = 20_000


class Writer:
    """A writer at the window: presses keys, clicks, and waits to see what comes of it."""

    def __init__(self, qtbot, assembly):
        self.bot = qtbot
        self.desk = assembly

    def press(self, key, modifiers=Modifier.NoModifier):
        self.bot.keyClick(QApplication.focusWidget() or self.desk.window, key, modifiers)

    def type(self, words):
        self.bot.keyClicks(QApplication.focusWidget(), words)

    def wait(self, condition):
        self.bot.waitUntil(condition, timeout=WAIT)

    def click(self, top, words):
        (button,) = (b for b in top.findChildren(QAbstractButton) if b.text() == words)
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def saved(self):
        return self.desk.open_article.state.kind is SaveKind.SAVED

    def bring_in(self, copy):
        """Pastes wire copy, looks at the review, and makes the article."""
        QGuiApplication.clipboard().setText(copy)
        self.press(Key.Key_V, CONTROL | ALT)
        self.wait(lambda: self.desk.review.reviewing)
        self.press(Key.Key_Return, CONTROL)
        self.wait(lambda: self.desk.open_article.article is not None)
        self.wait(lambda: self.desk.parts.analysis.latest is not None)

    def export(self, format_id, folder):
        """Chooses a format and a folder in the dialog; gives the file that was written."""
        before = set(folder.iterdir())
        # Without a window manager nobody gives the window back its place when a dialog goes.
        self.desk.window.activateWindow()
        self.desk.writing.source.setFocus()
        self.wait(self.desk.writing.source.hasFocus)
        self.press(Key.Key_E, CONTROL)
        (dialog,) = (d for d in self.desk.window.findChildren(QDialog) if d.isVisible())
        choice = dialog.findChild(QAbstractButton, f"format-{format_id}")
        on_its_mark = QPoint(8, choice.height() // 2)
        self.bot.mouseClick(choice, Qt.MouseButton.LeftButton, pos=on_its_mark)
        line = dialog.findChild(QLineEdit, "exportFolder")
        line.selectAll()
        self.bot.keyClicks(line, str(folder))
        with self.bot.waitSignal(self.desk.exporting.finished, timeout=WAIT):
            self.bot.keyClick(line, Key.Key_Return)
        (file,) = set(folder.iterdir()) - before
        return file


@pytest.fixture
def writer(qtbot, assembly):
    return Writer(qtbot, assembly)


def sections(assembly):
    return [section.text for section in assembly.parts.analysis.latest.sections]


def structured_data(page):
    return json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    )


def test_wire_copy_becomes_a_page_that_can_be_published(writer, tmp_path):
    desk = writer.desk
    writer.bring_in(resources.text("samples/wire-copy.txt"))
    assert desk.open_article.field("headline") == ""
    assert desk.writing.head.suggestion
    assert sections(desk)[:2] == ["Upcoming Talks", "A national humiliation"]

    # The suggested headline is taken, then made the writer's own; Enter leads to the next field.
    writer.press(Key.Key_Return, CONTROL)
    desk.writing.head.headline.selectAll()
    writer.type("Ridge states agree to draft a treaty")
    writer.press(Key.Key_Return)
    writer.type("Eleven hours end with two pages")

    # The copy is edited, and the preview follows.
    writer.press(Key.Key_T, CONTROL | SHIFT)
    assert desk.writing.source.hasFocus()
    writer.press(Key.Key_Home, CONTROL)
    writer.type("Snow is near. ")
    writer.wait(lambda: any("Snow is near." in block for block in desk.preview.blocks))

    # A tag is added by key, a related story from the web.
    writer.press(Key.Key_T, CONTROL)
    writer.type("Diplomacy")
    writer.press(Key.Key_Return)
    writer.wait(lambda: "Diplomacy" in [tag.label for tag in desk.parts.models.tags.items])
    writer.press(Key.Key_R, CONTROL)
    writer.type("https://example.org/ridge-map")
    writer.press(Key.Key_Return)
    writer.wait(lambda: desk.parts.models.related.rowCount() == 3)

    # A click in the outline leads to the section.
    tree = desk.window.docks["outline"].findChild(QTreeView)
    writer.press(Key.Key_1, CONTROL | ALT)
    index = tree.model().index(1, 0)
    place = tree.visualRect(index).center()
    writer.bot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    writer.wait(lambda: "humiliation" in desk.writing.source.textCursor().block().text())

    writer.wait(writer.saved)
    page = writer.export("html", tmp_path).read_text("utf-8")
    copy = writer.export("markdown", tmp_path).read_bytes()

    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>Ridge states agree to draft a treaty</h1>" in page
    assert "Snow is near." in page
    assert '<h2 id="upcoming-talks">Upcoming Talks</h2>' in page
    assert '<h2 id="a-national-humiliation">A national humiliation</h2>' in page
    assert 'rel="tag"' in page
    assert 'href="https://example.org/ridge-map"' in page
    data = structured_data(page)
    assert data["@type"] == "NewsArticle"
    assert "Diplomacy" in data["keywords"]
    again = importer_for("copy.md", copy).parse(copy, "copy.md")
    assert again.article.body == desk.open_article.text()
    assert [tag.label for tag in again.tags][-1] == "Diplomacy"
    assert len(again.related) == 3


@pytest.mark.skipif(not FOUNDING.exists(), reason="the agency copy is not beside this checkout")
def test_the_founding_story_comes_in_whole(writer, tmp_path):
    desk = writer.desk
    copy = FOUNDING.read_text("utf-8")
    writer.bring_in(copy)
    assert desk.open_article.field("headline") == ""
    assert desk.writing.head.suggestion
    assert sections(desk) == ["Upcoming Talks", "A national humiliation", "About 30,000 dead"]
    writer.wait(lambda: desk.parts.models.related.rowCount() == 2)
    assert all(related.unresolved for related in desk.parts.models.related.items)
    tags = desk.parts.models.tags.items
    assert [(tag.label, tag.kind) for tag in tags] == [
        ("World", TagKind.SECTION),
        ("Armenia", TagKind.PLACE),
        ("Azerbaijan", TagKind.PLACE),
        ("European Union (EU)", TagKind.ORGANISATION),
        ("Conflict", TagKind.TOPIC),
    ]
    assert tags[3].aliases == ("EU",)
    page = writer.export("html", tmp_path).read_text("utf-8")
    text = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    lost = [word for word in re.findall(r"[A-Za-z]{3,}", copy) if word not in text]
    assert lost == []


def test_making_the_article_is_one_step_to_undo(writer):
    desk = writer.desk
    writer.bring_in(resources.text("samples/wire-copy.txt"))
    articles = desk.window.docks["library"].findChild(QAbstractItemView)
    assert isinstance(articles, QAbstractItemView) and not isinstance(articles, QListView)
    writer.wait(lambda: desk.parts.models.articles.rowCount() == 1)
    writer.press(Key.Key_Z, CONTROL | ALT)
    writer.wait(lambda: desk.parts.models.articles.rowCount() == 0)
