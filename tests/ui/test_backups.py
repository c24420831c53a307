"""Backups as a writer has them: made by a command, looked through, and got back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton

from editor.app.open_article import SaveKind
from editor.ui.dialogs.backups import BackupsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

BODY = "The ferry is late.\n\nThe mayor spoke."


@pytest.fixture
def backed_up(qtbot, assembly):
    """A window whose library has one article and one backup of it."""
    article = assembly.open_article
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: article.article is not None)
    article.put_in({"headline": "Ferry", "body": BODY})
    with qtbot.waitSignal(assembly.backing_up.made):
        assembly.actions.action("back-up").trigger()
    return assembly


@pytest.fixture
def dialog(qtbot, backed_up):
    backed_up.actions.action("backups").trigger()
    dialog = backed_up.window.findChild(BackupsDialog)
    articles = dialog.findChild(QListWidget, "backupArticles")
    qtbot.waitUntil(lambda: articles.count() == 1)
    articles.setCurrentRow(0)
    yield dialog
    dialog.close()


def click(qtbot, dialog, name):
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def saved(qtbot, assembly):
    assembly.open_article.save_now()
    qtbot.waitUntil(lambda: assembly.open_article.state.kind is SaveKind.SAVED)


def test_a_backup_made_now_is_told_of(backed_up):
    assert "Backed up and verified" in backed_up.window.toast.accessibleName()


def test_the_browser_says_what_is_in_a_backup_and_that_it_was_verified(dialog):
    assert dialog.findChild(QListWidget, "backupList").item(0).text().startswith("Today")
    words = dialog.findChild(QLabel, "backupContents").text()
    assert "Verified" in words and "1 article," in words


def test_an_article_comes_back_beside_the_present_one(qtbot, backed_up, dialog):
    present = backed_up.open_article.article.id
    click(qtbot, dialog, "restoreArticle")
    qtbot.waitUntil(lambda: backed_up.open_article.article.id != present)
    assert backed_up.open_article.text() == BODY


def test_the_text_of_a_backup_comes_back_as_an_edit_and_the_present_is_kept(
    qtbot, backed_up, dialog
):
    article = backed_up.open_article
    article.put_in({"body": "Nothing of it."})
    saved(qtbot, backed_up)
    click(qtbot, dialog, "restoreText")
    qtbot.waitUntil(lambda: article.text() == BODY)
    found = []
    article_id = article.article.id
    backed_up.desk.ask(lambda operations: operations.revisions(article_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert "Nothing of it." in [one.article.body for one in found[0] if one.name]


def test_a_whole_library_comes_back_as_a_new_file_that_is_offered_to_open(
    qtbot, backed_up, tmp_path
):
    target = tmp_path / "restored.standfirst"
    found = []
    backed_up.backing_up.list(found.append)
    qtbot.waitUntil(lambda: bool(found))
    backed_up.commands.backups.restore_library(found[0][0], target)
    bar = backed_up.window.notices
    qtbot.waitUntil(lambda: "restored in" in bar.words("backup"))
    bar.focus("backup", "Open it")
    with qtbot.waitSignal(backed_up.desk.opened) as opened:
        qtbot.keyClick(backed_up.window.focusWidget(), Qt.Key.Key_Space)
    assert opened.args[0].path == target


def test_a_backup_that_fails_is_told_with_a_way_to_try_again(qtbot, backed_up, tmp_path):
    (tmp_path / "note").write_text("no folder", "utf-8")
    backed_up.settings.set(backup_folder=str(tmp_path / "note"))
    backed_up.actions.action("back-up").trigger()
    bar = backed_up.window.notices
    qtbot.waitUntil(lambda: "No backup could be made" in bar.words("backup"))
    assert "Try again" in [button.text() for button in bar.findChildren(QPushButton)]
