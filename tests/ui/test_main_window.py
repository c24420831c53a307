"""The whole window: what it begins with, how it is driven by keys, and how it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from db.errors import Unavailable
from db.library import Library
from db.records import Status
from editor.app.open_article import SaveKind
from editor.app.operations import Operations
from editor.app.paths import find_paths
from editor.ui.commands.export import Destination

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def press(qtbot, assembly, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Sends a key to whatever has the focus, as a keyboard does."""
    qtbot.keyClick(QApplication.focusWidget() or assembly.window, key, modifiers)


def saved(assembly):
    return assembly.open_article.state.kind is SaveKind.SAVED


def nameless(top: QWidget) -> list[str]:
    """Controls a screen reader could only call by their kind."""
    return [
        f"{type(control).__name__} {control.objectName()}"
        for control in top.findChildren(QWidget)
        if isinstance(control, CONTROLS)
        and not control.objectName().startswith("qt_")
        # A list that drops down is read out by the field it belongs to.
        and not isinstance(control.parent().parent(), QComboBox)
        and not isinstance(control.parent(), QComboBox | QAbstractSpinBox)
        and control.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (control.accessibleName() or getattr(control, "text", str)())
    ]


def test_an_empty_library_offers_the_ways_to_begin(assembly):
    assert assembly.window.centre.currentWidget() is assembly.empty
    offered = [
        button.accessibleName()
        for button in assembly.empty.findChildren(QAbstractButton)
        if not button.isHidden()
    ]
    assert offered[:3] == ["New article", "Paste wire copy", "Open the sample desk"]


def test_a_new_article_begins_at_its_headline_with_the_writers_byline(qtbot, assembly):
    assembly.settings.set(author="By Ines Okwara")
    press(qtbot, assembly, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    assert assembly.open_article.field("byline") == "By Ines Okwara"
    qtbot.keyClicks(assembly.writing.head.headline, "Harbour wall to be raised")
    assert assembly.open_article.field("headline") == "Harbour wall to be raised"
    qtbot.waitUntil(lambda: saved(assembly), timeout=5000)
    assert assembly.status.findChild(QWidget, "saveState").text().startswith("Saved ")


def test_a_new_article_that_was_refused_leaves_its_byline_to_no_other(qtbot, sample, monkeypatch):
    sample.settings.set(author="By Ines Okwara")

    def refuse(*_args):
        raise Unavailable("The disk is full. Make room.")

    monkeypatch.setattr(Operations, "new_article", refuse)
    with qtbot.waitSignal(sample.desk.failed):
        sample.commands.files.new_article()
    articles = sample.parts.models.articles
    qtbot.waitUntil(lambda: articles.rowCount() == 8 and articles.id_of(7) != "")
    other = articles.id_of(7)
    sample.desk.do(lambda operations: operations.set_fields(other, {"byline": ""}))
    with qtbot.waitSignal(sample.open_article.loaded):
        sample.open_article.open(other)
    assert sample.open_article.field("byline") == ""


def test_every_control_has_a_name(sample):
    assert nameless(sample.window) == []


def test_the_sample_desk_opens_with_its_stories_in_the_list(qtbot, sample):
    qtbot.waitUntil(lambda: sample.parts.models.articles.rowCount() == 8)
    assert "Northland and Esteria" in sample.window.windowTitle()
    assert sample.library.list.currentIndex().isValid() or qtbot.waitUntil(
        lambda: sample.library.list.currentIndex().isValid()
    )


def test_the_palette_runs_what_is_typed(qtbot, sample):
    press(qtbot, sample, Qt.Key.Key_P, CONTROL | SHIFT)
    line = sample.picker.findChild(QLineEdit)
    qtbot.keyClicks(line, "focus mode")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.layout.focus_mode


def test_going_to_an_article_opens_it_and_leads_into_its_text(qtbot, sample):
    press(qtbot, sample, Qt.Key.Key_P, CONTROL)
    line = sample.picker.findChild(QLineEdit)
    qtbot.keyClicks(line, "night ferry")
    model = sample.picker.findChild(QAbstractItemView).model()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    with qtbot.waitSignal(sample.open_article.loaded):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.open_article.article.slug == "port-calder-keeps-its-night-ferry"
    assert sample.writing.source.hasFocus()


def test_a_cross_link_is_picked_by_headline(qtbot, sample):
    sample.writing.source.setFocus()
    press(qtbot, sample, Qt.Key.Key_K, CONTROL | SHIFT)
    line = sample.picker.findChild(QLineEdit)
    qtbot.keyClicks(line, "last keeper")
    qtbot.waitUntil(lambda: sample.picker.findChild(QAbstractItemView).model().rowCount() == 1)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "[[the-last-keeper-of-gannet-stack]]" in sample.open_article.text()


def test_searching_the_library_narrows_the_list(qtbot, sample):
    press(qtbot, sample, Qt.Key.Key_F, CONTROL | SHIFT)
    qtbot.keyClicks(QApplication.focusWidget(), "ferry")
    qtbot.waitUntil(lambda: 0 < sample.parts.models.articles.rowCount() < 8)
    press(qtbot, sample, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sample.parts.models.articles.rowCount() == 8)


def test_a_status_moves_and_the_toast_takes_it_back(qtbot, sample):
    before = sample.open_article.article.status
    with qtbot.waitSignal(sample.open_article.article_changed):
        sample.actions.action("status-submitted").trigger()
    assert sample.open_article.article.status is Status.SUBMITTED
    undo = sample.window.toast.findChild(QAbstractButton)
    assert undo.text() == "Undo"
    with qtbot.waitSignal(sample.open_article.article_changed):
        undo.click()
    assert sample.open_article.article.status is before


def test_a_spiked_article_says_so_and_comes_back(qtbot, sample):
    sample.actions.action("spike").trigger()
    notices = sample.window.notices
    qtbot.waitUntil(lambda: bool(notices.words("selection")))
    assert "to the article to be spiked" in notices.words("selection")
    with qtbot.waitSignal(sample.open_article.article_changed):
        next(one for one in notices.findChildren(QPushButton) if one.text() == "Spike").click()
    assert "spike" in sample.window.notices.words("spiked")
    qtbot.waitUntil(lambda: sample.parts.models.articles.rowCount() == 7)
    with qtbot.waitSignal(sample.open_article.article_changed):
        sample.actions.action("restore").trigger()
    assert sample.window.notices.words("spiked") == ""


def test_a_version_is_kept_under_the_name_that_is_typed(qtbot, sample):
    sample.writing.source.setFocus()
    press(qtbot, sample, Qt.Key.Key_S, CONTROL)
    line = sample.window.prompt.findChild(QLineEdit)
    assert line.hasFocus()
    qtbot.keyClicks(line, "As filed")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.writing.source.hasFocus()
    article_id = sample.open_article.article.id
    names = []

    def look():
        sample.desk.ask(lambda operations: operations.revisions(article_id), names.extend)
        return any(revision.name == "As filed" for revision in names)

    qtbot.waitUntil(look)


def test_pasted_wire_copy_is_reviewed_before_it_is_an_article(qtbot, assembly):
    import resources

    QGuiApplication.clipboard().setText(resources.text("samples/wire-copy.txt"))
    assembly.actions.action("paste-wire").trigger()
    qtbot.waitUntil(lambda: assembly.review.reviewing, timeout=10_000)
    assert not assembly.actions.action("export").isEnabled()
    panel = assembly.window.centre.currentWidget()
    assert nameless(panel) == []
    panel.accept()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    assert assembly.writing.head.suggestion
    assert assembly.open_article.field("headline") == ""
    assert assembly.writing.head.headline.hasFocus()


def test_a_review_that_is_dismissed_leaves_everything_as_it_was(qtbot, sample):
    QGuiApplication.clipboard().setText("A short line\n\nA paragraph of copy, and more.\n")
    sample.actions.action("paste-wire").trigger()
    qtbot.waitUntil(lambda: sample.review.reviewing, timeout=10_000)
    sample.window.centre.currentWidget().dismiss()
    assert sample.window.centre.currentWidget() is sample.writing
    assert sample.parts.models.articles.rowCount() == 8


def test_what_an_operation_says_goes_with_it_when_it_is_undone(qtbot, sample):
    desk, notices = sample.desk, sample.window.notices
    article = sample.open_article.article.id

    def add_tag(operations):
        return replace(operations.add_tag(article, "Harbour"), notes=("One thing to know.",))

    desk.do(add_tag)
    qtbot.waitUntil(lambda: notices.words("noted") == "One thing to know.")
    sample.actions.action("undo-library").trigger()
    qtbot.waitUntil(lambda: notices.words("noted") == "")


def test_an_empty_clipboard_is_said_in_a_notice(assembly):
    QGuiApplication.clipboard().setText("  ")
    assembly.actions.action("paste-wire").trigger()
    assert "clipboard" in assembly.window.notices.words("import")


def test_a_markdown_file_that_is_dropped_becomes_an_article(qtbot, assembly, tmp_path):
    from PySide6.QtCore import QMimeData

    file = tmp_path / "tides.md"
    file.write_text("# Tides rise early\n\nThe copy.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.org/elsewhere.md")])
    with qtbot.waitSignal(assembly.open_article.loaded, timeout=10_000):
        assembly.window.files_dropped.emit(data)
    assert "The copy." in assembly.open_article.text()


def test_an_export_that_meets_its_own_file_asks_in_a_bar(qtbot, sample, tmp_path):
    destination = Destination("markdown", tmp_path)
    with qtbot.waitSignal(sample.exporting.finished):
        sample.commands.export.send(destination)
    assert sample.actions.action("export-again").isEnabled()
    with qtbot.waitSignal(sample.exporting.clashed):
        sample.actions.action("export-again").trigger()
    assert "already" in sample.window.notices.words("export")
    both = next(b for b in sample.window.notices.findChildren(QAbstractButton)
                if b.text() == "Keep both")  # fmt: skip
    with qtbot.waitSignal(sample.exporting.finished):
        both.click()
    assert len(list(tmp_path.glob("*.md"))) == 2


def test_another_export_does_not_wait_for_a_question_left_open(qtbot, sample, tmp_path):
    with qtbot.waitSignal(sample.exporting.finished):
        sample.commands.export.send(Destination("markdown", tmp_path))
    with qtbot.waitSignal(sample.exporting.clashed):
        sample.actions.action("export-again").trigger()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    sample.commands.export.send(Destination("html", elsewhere))
    qtbot.waitUntil(lambda: len(list(elsewhere.glob("*.html"))) == 1)
    assert sample.window.notices.words("export") == ""


def test_a_line_of_text_leaves_the_keys_of_commands_to_them(qtbot, sample):
    class Greedy(QLineEdit):
        """Has a use for every key, as a field on Linux has for Ctrl+E."""

        def event(self, event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            return super().event(event)

    field = Greedy(sample.window)
    field.show()
    field.setFocus()
    taken = {}
    for key in (Qt.Key.Key_E, Qt.Key.Key_V, Qt.Key.Key_J):
        press = QKeyEvent(QEvent.Type.ShortcutOverride, key, CONTROL)
        press.ignore()
        QApplication.sendEvent(field, press)
        taken[key] = press.isAccepted()
    assert taken == {Qt.Key.Key_E: False, Qt.Key.Key_V: True, Qt.Key.Key_J: True}


def test_an_exported_page_names_the_site_of_the_preferences(qtbot, sample, tmp_path):
    sample.settings.set(site_address="https://example.org/news/")
    with qtbot.waitSignal(sample.exporting.finished):
        sample.commands.export.send(Destination("html", tmp_path))
    (page,) = tmp_path.glob("*.html")
    assert '<link rel="canonical" href="https://example.org/news/' in page.read_text("utf-8")


def test_a_site_address_that_is_none_is_told_before_anything_is_written(sample, tmp_path):
    sample.settings.set(site_address="example")
    sample.commands.export.send(Destination("html", tmp_path))
    assert "address of your site" in sample.window.notices.words("export")
    assert list(tmp_path.glob("*.html")) == []


def test_an_article_is_copied_as_html(qtbot, sample):
    QGuiApplication.clipboard().setText("")
    sample.actions.action("copy-html").trigger()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("<article"), timeout=9000)


def test_a_library_that_cannot_be_opened_is_told_in_a_bar(qtbot, assembly, tmp_path):
    stranger = tmp_path / "notes.standfirst"
    stranger.write_text("not a library at all", encoding="utf-8")
    with qtbot.waitSignal(assembly.desk.failed):
        assembly.commands.library.open(stranger)
    assert assembly.window.notices.words("library")
    assert assembly.desk.is_open


def test_a_read_only_library_says_so_and_is_only_read(qtbot, make_assembly, tmp_path, monkeypatch):
    import os

    path = tmp_path / "desk.standfirst"
    first = make_assembly()
    with qtbot.waitSignal(first.desk.opened):
        first.session.begin(path)
    first.desk.close()
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    second = make_assembly()
    told = []
    second.desk.failed.connect(lambda *words: told.append(words))
    second.session.begin(path)
    qtbot.waitUntil(lambda: second.desk.is_open or bool(told))
    assert told == []
    assert "reading only" in second.window.notices.words("read-only")
    assert not second.actions.action("new-article").isEnabled()


def test_the_window_is_named_by_the_headline_where_the_slug_stays(qtbot, sample):
    article_id = sample.open_article.article.id
    sample.desk.do(lambda operations: operations.set_fields(article_id, {"slug": "of-its-own"}))
    qtbot.waitUntil(lambda: sample.open_article.article.slug == "of-its-own")
    sample.writing.head.focus_headline()
    press(qtbot, sample, Qt.Key.Key_End, CONTROL)
    qtbot.keyClicks(sample.writing.head.headline, " at last")
    named = " at last – Sample desk – Standfirst"
    qtbot.waitUntil(lambda: sample.window.windowTitle().endswith(named))


def test_settings_that_could_not_be_read_are_told(qtbot, make_assembly, tmp_path):
    settings = find_paths().settings
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("theme = night = day")
    assembly = make_assembly()
    with qtbot.waitSignal(assembly.desk.opened):
        assembly.session.begin(tmp_path / "desk.standfirst")
    assert "settings.toml.bad" in assembly.window.notices.words("settings")


def test_a_library_open_on_another_computer_says_where(qtbot, make_assembly, tmp_path, monkeypatch):
    path = tmp_path / "desk.standfirst"
    Library.open(path, create=True).close()
    monkeypatch.setattr("db.connection.share_of", lambda path: "cifs")
    path.with_name(f"{path.name}.lock").write_text('{"host": "another", "pid": 1}')
    assembly = make_assembly()
    with qtbot.waitSignal(assembly.desk.opened):
        assembly.session.begin(path)
    assert "on the computer another" in assembly.window.notices.words("where")


def test_closing_saves_what_was_typed_and_remembers_where_the_writer_was(
    qtbot, sample, make_assembly
):
    sample.writing.source.setFocus()
    qtbot.keyClicks(sample.writing.source, "Late change. ")
    article_id = sample.open_article.article.id
    with qtbot.waitSignal(sample.session.ended):
        sample.window.close()
    qtbot.waitUntil(lambda: not sample.window.isVisible())
    again = make_assembly()
    with qtbot.waitSignal(again.open_article.loaded, timeout=10_000):
        again.session.begin(None)
    assert again.open_article.article.id == article_id
    assert again.open_article.text().startswith("Late change. ")


def test_the_panes_are_reached_with_one_key(qtbot, sample):
    qtbot.waitUntil(lambda: bool(sample.parts.models.outline.sections), timeout=10_000)
    sample.writing.source.setFocus()
    seen = set()
    for _ in range(6):
        press(qtbot, sample, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        seen |= {name for name, dock in sample.window.docks.items() if dock.isAncestorOf(focused)}
        seen |= {"writing"} if sample.writing.isAncestorOf(focused) else set()
    assert {"library", "writing", "outline"} <= seen


def test_the_first_window_leaves_room_for_its_frame_on_a_small_screen(assembly):
    assembly.window.fit_into(QSize(1280, 800))
    size = assembly.window.size()
    assert size.width() < 1280
    assert size.height() < 800
    assembly.window.fit_into(QSize(3840, 2160))
    assert assembly.window.size() == size
