"""Lines without end: the window never hangs on them, and nothing of them is lost. Square time would
be minutes, and end a test by its timeout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from editor.app.open_article import BEFORE_BREAKING, SaveKind
from editor.ui.source_layout import SHOWN_WHOLE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")


@pytest.fixture
def story(qtbot, assembly):
    article = assembly.open_article
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: article.article is not None)
    return assembly


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["a", "あ", "word "])
def test_a_line_of_half_a_million_letters_is_shown_and_written_in(qtbot, story, unit):
    source = story.writing.source
    text = (unit * 500_000)[:500_000]
    source.setPlainText(text)
    source.grab()
    source.go_to_position(len(text))
    source.insertPlainText("x")
    source.grab()
    assert story.open_article.text() == f"{text}x"
    assert source.verticalScrollBar().maximum() > 100


@pytest.mark.timeout(60)
def test_a_line_of_ten_megabytes_opens_broken_and_stays_in_the_history_as_it_was(qtbot, story):
    text = "word " * 2_000_000
    article_id = story.open_article.article.id
    stored = []
    story.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: story.open_article.article.id != article_id)
    story.desk.do(lambda operations: operations.save(article_id, {"body": text}), stored.append)
    qtbot.waitUntil(lambda: bool(stored), timeout=30_000)
    story.open_article.open(article_id)
    qtbot.waitUntil(lambda: story.open_article.article.id == article_id, timeout=20_000)
    assert "broken into lines" in story.window.notices.words("broken")
    shown = story.open_article.text()
    assert max(map(len, shown.split("\n"))) <= 1_000
    assert shown.split() == text.split()
    settled = []
    qtbot.waitUntil(lambda: story.open_article.state.kind is not SaveKind.SAVED)
    story.open_article.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled), timeout=30_000)
    kept = []
    story.desk.ask(
        lambda operations: next(
            operations.version(article_id, one.number).article.body
            for one in operations.versions(article_id)
            if one.name == BEFORE_BREAKING
        ),
        kept.append,
    )
    qtbot.waitUntil(lambda: bool(kept), timeout=30_000)
    assert kept[0] == text


@pytest.mark.timeout(60)
def test_a_pasted_line_without_end_is_broken_and_told(qtbot, story):
    source = QMimeData()
    source.setText("word " * (SHOWN_WHOLE // 5 + 1))
    story.writing.source.pasting.put(source)
    assert "broken into lines" in story.window.notices.words("broken")
    assert story.open_article.text().split() == source.text().split()
