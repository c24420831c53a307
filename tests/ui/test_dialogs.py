"""The dialogs: what they change is in force at once, and what can't be done says why."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialogButtonBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTextBrowser,
)

import resources
from editor.app.settings import SettingsStore
from editor.ui.action_set import ActionSet
from editor.ui.actions import ACTIONS, make_action
from editor.ui.dialogs.about import AboutDialog
from editor.ui.dialogs.export_dialog import ExportDialog
from editor.ui.dialogs.manual import ManualDialog, headline, pages
from editor.ui.dialogs.preferences import PreferencesDialog
from editor.ui.dialogs.report import ReportDialog, report_words
from editor.ui.dialogs.shortcuts import ShortcutsDialog
from editor.ui.keys_page import keys_page

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def settings(qapp, tmp_path):
    return SettingsStore(tmp_path / "settings.toml")


@pytest.fixture
def shown(qtbot):
    def show(dialog):
        # Each deletes itself when it is closed, so the fixture must not.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def button(dialog, words):
    return next(b for b in dialog.findChildren(QAbstractButton) if b.text() == words)


class TestPreferences:
    def test_a_theme_is_in_force_as_soon_as_it_is_chosen(self, shown, settings):
        dialog = shown(PreferencesDialog(settings))
        box = dialog.findChild(QComboBox, "preference-theme")
        box.setCurrentIndex(box.findText("Night desk"))
        assert settings.value.theme == "night"

    def test_a_size_stays_within_its_bounds(self, shown, settings):
        box = shown(PreferencesDialog(settings)).findChild(QSpinBox, "preference-editor_size")
        box.setValue(400)
        assert settings.value.editor_size == 40

    def test_a_byline_is_kept_when_its_field_is_left(self, qtbot, shown, settings):
        line = shown(PreferencesDialog(settings)).findChild(QLineEdit, "preference-author")
        qtbot.keyClicks(line, "By Ines Okwara ")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert settings.value.author == "By Ines Okwara"

    def test_every_preference_has_a_named_control(self, shown, settings):
        dialog = shown(PreferencesDialog(settings))
        for label in dialog.findChildren(QLabel):
            if label.buddy():
                assert label.buddy().accessibleName() == label.text()


class TestShortcuts:
    @pytest.fixture
    def actions(self, settings, qapp):
        actions = ActionSet(ACTIONS, make_action, object(), {}, settings)
        settings.changed.connect(lambda now: actions.bind(now.shortcuts))
        return actions

    @pytest.fixture
    def dialog(self, shown, settings, actions):
        return shown(ShortcutsDialog(actions, settings))

    def choose(self, dialog, action_id):
        row = [spec.id for spec in ACTIONS].index(action_id)
        dialog.findChild(QTableWidget).selectRow(row)

    def test_a_new_key_is_set_and_kept(self, dialog, settings, actions):
        self.choose(dialog, "bold")
        dialog.findChild(QKeySequenceEdit).setKeySequence(QKeySequence("Ctrl+Shift+B"))
        button(dialog, "Set key").click()
        assert settings.value.shortcuts == {"bold": "Ctrl+Shift+B"}
        assert actions.action("bold").shortcut() == QKeySequence("Ctrl+Shift+B")

    def test_the_usual_key_comes_back_and_nothing_is_kept(self, dialog, settings, actions):
        settings.set(shortcuts={"bold": "Ctrl+Shift+B"})
        self.choose(dialog, "bold")
        button(dialog, "Usual key").click()
        assert settings.value.shortcuts == {}
        assert actions.action("bold").shortcut() == QKeySequence("Ctrl+B")

    def test_a_key_that_is_taken_says_by_whom(self, dialog):
        self.choose(dialog, "bold")
        dialog.findChild(QKeySequenceEdit).setKeySequence(QKeySequence("Ctrl+N"))
        words = [label.text() for label in dialog.findChildren(QLabel)]
        assert "Ctrl+N is the key of “New article”." in words
        assert not button(dialog, "Set key").isEnabled()

    def test_a_command_can_have_no_key(self, dialog, settings):
        self.choose(dialog, "bold")
        button(dialog, "No key").click()
        assert settings.value.shortcuts == {"bold": ""}

    def test_the_list_is_searched_by_command_or_key(self, dialog):
        table = dialog.findChild(QTableWidget)

        def shown_rows():
            return [ACTIONS[row].id for row in range(len(ACTIONS)) if not table.isRowHidden(row)]

        dialog.findChild(QLineEdit, "shortcutSearch").setText("smaller text")
        assert shown_rows() == ["zoom-out"]
        dialog.findChild(QLineEdit, "shortcutSearch").setText("F9")
        assert "preview-cycle" in shown_rows()


class TestExport:
    def test_the_chosen_format_and_folder_are_told(self, qtbot, shown, tmp_path):
        dialog = shown(ExportDialog("html", tmp_path))
        dialog.findChild(QAbstractButton, "format-markdown").click()
        with qtbot.waitSignal(dialog.chosen) as told:
            button(dialog, "Export").click()
        assert told.args == ["markdown", tmp_path]

    def test_a_folder_that_is_not_there_cannot_be_exported_to(self, shown, tmp_path):
        dialog = shown(ExportDialog("html", tmp_path))
        dialog.findChild(QLineEdit, "exportFolder").setText(str(tmp_path / "elsewhere"))
        assert not button(dialog, "Export").isEnabled()
        assert "There is no such folder." in [l.text() for l in dialog.findChildren(QLabel)]  # noqa: E741


class TestManual:
    def test_every_page_of_the_contents_can_be_read(self, shown):
        dialog = shown(ManualDialog())
        names = dialog.findChild(QListWidget)
        for row, page in enumerate(pages()):
            names.setCurrentRow(row)
            assert headline(page) in dialog.findChild(QTextBrowser).toPlainText()

    def test_the_contents_name_every_page(self):
        there = {page.name for page in resources.path("manual").glob("*.md")}
        assert {page.name for page in pages()} == there

    def test_a_link_leads_to_its_page(self, shown):
        dialog = shown(ManualDialog())
        browser = dialog.findChild(QTextBrowser)
        browser.anchorClicked.emit("keys.md")
        assert "Ctrl+Shift+P" in browser.toPlainText()

    def test_the_page_of_keys_is_up_to_date(self):
        assert resources.text("manual/keys.md") == keys_page(ACTIONS)


class TestReport:
    def test_the_report_is_copied_and_nothing_is_sent(self, shown, tmp_path):
        log = tmp_path / "standfirst.log"
        log.write_text("started\n", encoding="utf-8")
        words = report_words(log)
        dialog = shown(ReportDialog("Something went wrong.", words, log))
        assert dialog.findChild(QPlainTextEdit).toPlainText().endswith("started")
        button(dialog, "Copy report").click()
        assert QGuiApplication.clipboard().text() == words

    def test_without_a_log_the_report_has_the_versions(self, tmp_path):
        assert "Python" in report_words(tmp_path / "none.log")


def test_about_names_version_and_licence(shown):
    dialog = shown(AboutDialog())
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Version" in words
    assert "MIT" in words


def test_enter_in_a_field_closes_no_dialog(qtbot, shown, settings):
    dialog = shown(PreferencesDialog(settings))
    qtbot.keyClick(dialog.findChild(QLineEdit, "preference-author"), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.findChild(QDialogButtonBox).findChild(QPushButton).autoDefault()
