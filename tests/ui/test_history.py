"""The history as a writer has it: looked at, compared, restored and named, by keys."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
)

from db.records import Reason, Status
from editor.app.history_operations import BEFORE_RESTORING
from editor.app.models.history import HistoryRole
from editor.app.open_article import SaveKind
from editor.text.diff import Change

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

CONTROL = Qt.KeyboardModifier.ControlModifier
FIRST = (
    "One ferry a day.\n\nThe mayor spoke.\n\nThe bell rang twice.\n\nNobody clapped.\n\nRain fell."
)
SECOND = (
    "The mayor spoke.\n\nThe bell rang twice.\n\nNobody clapped at all.\n\nOne ferry a day.\n\n"
    "Rain fell."
)


@pytest.fixture
def written(qtbot, assembly):
    """A window on an article that was kept as “Morning” and then changed."""
    article = assembly.open_article
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: article.article is not None)
    article.put_in({"headline": "Ferry", "body": FIRST})
    saved(qtbot, assembly, name="Morning")
    article.put_in({"headline": "Ferry stops", "body": SECOND})
    saved(qtbot, assembly)
    return assembly


@pytest.fixture
def versions(qtbot, written):
    """The list of the dock, filled, with the keyboard in it."""
    written.layout.show_dock("history")
    view = written.window.findChild(QListView, "historyList")
    qtbot.waitUntil(lambda: named(view, "Morning") is not None)
    view.setFocus()
    return view


@pytest.fixture
def panel(qtbot, written, versions):
    """“Morning” compared with the present text, by keys."""
    stand_on(versions, "Morning")
    qtbot.keyClick(versions, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: written.history.comparing)
    return written.window.centre.currentWidget()


def saved(qtbot, assembly, name=None):
    assembly.open_article.save_now(name=name)
    settled = []
    assembly.open_article.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    assert assembly.open_article.state.kind is SaveKind.SAVED


def rows(view):
    model = view.model()
    return [model.index(at, 0).data(HistoryRole.ROW) for at in range(model.rowCount())]


def named(view, name):
    found = [at for at, row in enumerate(rows(view)) if row.version and row.version.name == name]
    return found[0] if found else None


def stand_on(view, name):
    view.setCurrentIndex(view.model().index(named(view, name), 0))


def body(assembly):
    return assembly.open_article.text()


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def kept_names(qtbot, assembly):
    found = []
    article_id = assembly.open_article.article.id
    assembly.desk.ask(lambda operations: operations.versions(article_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [one.name for one in found[0]]


def test_the_dock_teaches_while_no_article_is_open(qtbot, assembly):
    assembly.layout.show_dock("history")
    dock = assembly.window.docks["history"]
    words = [label.text() for label in dock.findChildren(QLabel) if label.isVisible()]
    assert any("Every version of your article" in text for text in words)


def test_the_present_text_is_on_top_and_versions_stand_below_their_day(versions):
    present, day, *rest = rows(versions)
    assert present.is_present and day.is_day
    assert all(row.version is not None for row in rest)
    assert versions.model().index(1, 0).data() == "Today"


def test_a_row_says_when_why_how_long_and_the_new_headline(qtbot, versions):
    at = named(versions, "Morning")
    qtbot.waitUntil(lambda: rows(versions)[at].words == 15)
    words = versions.model().index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "“Morning”" in words and "15 words" in words and "headline now “Ferry”" in words


def test_enter_shows_what_changed_with_moves_known_as_moves(panel):
    changes = [row.change for row in panel.rows]
    assert panel.rows[0].label == "Headline"
    assert Change.MOVED_HERE in changes and Change.MOVED_AWAY in changes
    assert Change.CHANGED in changes[1:]
    assert "Morning" in panel.findChild(QLabel, "comparisonTitle").text()
    assert "1 moved" in panel.findChild(QLabel, "comparisonSummary").text()


def test_s_changes_between_one_column_and_two(qtbot, panel):
    press(qtbot, Qt.Key.Key_S)
    assert panel.findChild(QAbstractButton, "sideBySide").isChecked()
    press(qtbot, Qt.Key.Key_S)
    assert panel.findChild(QAbstractButton, "oneColumn").isChecked()


def test_n_and_p_go_through_what_differs_alone(qtbot, panel):
    view = panel.findChild(QListView, "comparisonList")
    stood_on = []
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_P):
        press(qtbot, key)
        stood_on.append(panel.rows[view.currentIndex().row()].change)
    assert Change.SAME not in stood_on


def test_one_paragraph_comes_back_and_the_rest_stays(qtbot, written, panel):
    view = panel.findChild(QListView, "comparisonList")
    body_rows = [row.paragraph is not None and row.change for row in panel.rows]
    at = body_rows.index(Change.CHANGED)
    view.setCurrentIndex(view.model().index(at, 0))
    press(qtbot, Qt.Key.Key_R)
    wanted = SECOND.replace(" at all", "")
    qtbot.waitUntil(lambda: body(written) == wanted)
    assert written.history.comparing
    assert written.open_article.field("headline") == "Ferry stops"
    assert BEFORE_RESTORING in kept_names(qtbot, written)


def test_the_headline_alone_comes_back(qtbot, written, panel):
    press(qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: written.open_article.field("headline") == "Ferry")
    assert body(written) == SECOND


def test_a_whole_version_comes_back_as_one_undo_step_and_the_present_is_kept(qtbot, written, panel):
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: body(written) == FIRST)
    assert written.open_article.field("headline") == "Ferry"
    assert not written.history.comparing
    assert BEFORE_RESTORING in kept_names(qtbot, written)
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert body(written) == SECOND


def test_the_toast_takes_all_of_a_restored_version_back(qtbot, written, panel):
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: body(written) == FIRST)
    qtbot.mouseClick(
        written.window.toast.findChild(QAbstractButton, "toastAction"), Qt.MouseButton.LeftButton
    )
    assert (body(written), written.open_article.field("headline")) == (SECOND, "Ferry stops")


def test_r_in_the_list_restores_without_a_comparison(qtbot, written, versions):
    stand_on(versions, "Morning")
    qtbot.keyClick(versions, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: body(written) == FIRST)


def test_f2_names_a_version_from_the_list(qtbot, written, versions):
    first = next(
        at for at, row in enumerate(rows(versions)) if row.version and not row.version.name
    )
    versions.setCurrentIndex(versions.model().index(first, 0))
    qtbot.keyClick(versions, Qt.Key.Key_F2)
    line = written.window.prompt.findChild(QLineEdit, "promptLine")
    qtbot.waitUntil(line.isVisible)
    qtbot.keyClicks(line, "Beginnings")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: named(versions, "Beginnings") is not None)


def test_space_marks_a_version_and_enter_compares_with_it(qtbot, written, versions):
    article = written.open_article
    article.put_in({"body": "Something new altogether."})
    saved(qtbot, written, name="Evening")
    qtbot.waitUntil(lambda: named(versions, "Evening") is not None)
    stand_on(versions, "Morning")
    qtbot.keyClick(versions, Qt.Key.Key_Space)
    stand_on(versions, "Evening")
    qtbot.keyClick(versions, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: written.history.comparing)
    panel = written.window.centre.currentWidget()
    assert panel.findChild(QLabel, "comparisonTitle").text() == "From “Morning” to “Evening”"
    assert not panel.findChild(QAbstractButton, "restoreRow").isEnabled()


def test_escape_goes_back_to_the_text(qtbot, written, panel):
    press(qtbot, Qt.Key.Key_Escape)
    assert not written.history.comparing
    assert written.writing.source.hasFocus()


def test_text_commands_wait_while_versions_are_compared(panel, written):
    assert not written.actions.action("bold").isEnabled()
    written.actions.action("compare-last").trigger()
    assert written.actions.action("bold").isEnabled()


def test_only_named_and_published_versions_can_be_shown(qtbot, written, versions):
    button = written.window.docks["history"].findChild(QAbstractButton, "onlyLasting")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = [row.version for row in rows(versions) if row.version]
    assert shown and all(one.name or one.reason is Reason.PUBLISHED for one in shown)


def move_to(assembly, status):
    """A move the article's status doesn't allow is passed over."""
    article_id = assembly.open_article.article.id
    assembly.desk.do(
        lambda operations: operations.set_status(article_id, status), refused=lambda _error: None
    )


@pytest.fixture
def published(qtbot, written):
    """The article, published twice: by Ines, then as Bo changed it."""
    article = written.open_article
    for name, text in (("Ines Varga", SECOND), ("Bo Lindgard", f"{SECOND}\n\nBo was there.")):
        written.settings.set(author=name)
        article.put_in({"body": text})
        saved(qtbot, written)
        for status in (
            Status.IN_PROGRESS, Status.SUBMITTED, Status.COPY_EDIT, Status.READY, Status.PUBLISHED,
        ):  # fmt: skip
            move_to(written, status)
        qtbot.waitUntil(lambda: article.article.status is Status.PUBLISHED)
        written.desk.flush()
        if name == "Ines Varga":
            move_to(written, Status.COPY_EDIT)
            qtbot.waitUntil(lambda: article.article.status is Status.COPY_EDIT)
    return written


def test_published_versions_alone_can_be_shown_each_against_the_one_before(
    qtbot, published, versions
):
    button = published.window.docks["history"].findChild(QAbstractButton, "onlyPublished")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = [row.version for row in rows(versions) if row.version]
    assert [one.writer for one in shown] == ["Bo Lindgard", "Ines Varga"]
    assert all(one.reason is Reason.PUBLISHED for one in shown)
    last = next(at for at, row in enumerate(rows(versions)) if row.version)
    versions.setCurrentIndex(versions.model().index(last, 0))
    qtbot.keyClick(versions, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: published.history.comparing)
    panel = published.window.centre.currentWidget()
    assert "by Bo Lindgard" in panel.findChild(QLabel, "comparisonSummary").text()
    changed = [row for row in panel.rows if row.paragraph and row.change is Change.ADDED]
    assert ["".join(run.text for run in row.runs) for row in changed] == ["Bo was there."]


def test_where_several_have_written_each_version_and_change_has_a_name(qtbot, published, versions):
    signed = {row.writer for row in rows(versions) if row.version}
    assert {"Ines Varga", "Bo Lindgard"} <= signed
    stand_on(versions, "Morning")
    words = versions.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "by Bo Lindgard" in words
    qtbot.keyClick(versions, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: published.history.comparing)
    panel = published.window.centre.currentWidget()
    added = [row.by for row in panel.rows if row.paragraph and row.change is Change.ADDED]
    assert added == ["Bo Lindgard"]


def test_a_version_brought_back_says_what_it_came_from(qtbot, written, panel, versions):
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    name = "Restored from “Morning”"
    qtbot.waitUntil(lambda: named(versions, name) is not None)
    row = rows(versions)[named(versions, name)]
    assert row.version.reason is Reason.RESTORE
    words = versions.model().index(named(versions, name), 0).data()
    assert f", {name}," in f"{words},"


def test_a_paragraph_brought_back_says_so_too(qtbot, written, panel, versions):
    press(qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: named(versions, "Partly restored from “Morning”") is not None)


@pytest.fixture
def retagged(qtbot, written, versions):
    """“Evening” has a tag and a section that the present article has no more."""
    article_id = written.open_article.article.id
    do = written.desk.do
    do(lambda operations: operations.add_tag(article_id, "Harbour"))
    do(lambda operations: operations.set_fields(article_id, {"section": "World"}))
    qtbot.waitUntil(lambda: written.open_article.article.section == "World")
    written.open_article.put_in({"body": f"{SECOND}\n\nIt was late."})
    saved(qtbot, written, name="Evening")
    qtbot.waitUntil(lambda: named(versions, "Evening") is not None)
    do(lambda operations: operations.remove_tag(article_id, operations.tags_of(article_id)[0].id))
    do(lambda operations: operations.set_fields(article_id, {"section": ""}))
    qtbot.waitUntil(lambda: written.open_article.article.section == "")
    return written


def tags(qtbot, assembly):
    found = []
    article_id = assembly.open_article.article.id
    assembly.desk.take(lambda operations: operations.tags_of(article_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [tag.label for tag in found[0]]


def test_tags_of_a_version_come_back_by_themselves_as_one_step(qtbot, retagged, versions):
    stand_on(versions, "Evening")
    qtbot.keyClick(versions, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: retagged.history.comparing)
    panel = retagged.window.centre.currentWidget()
    view = panel.findChild(QListView, "comparisonList")
    for name in ("tags", "section"):
        at = next(at for at, row in enumerate(panel.rows) if row.name == name)
        view.setCurrentIndex(view.model().index(at, 0))
        qtbot.mouseClick(panel.findChild(QAbstractButton, "restoreRow"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda one=name: all(row.name != one for row in panel.rows))
    assert tags(qtbot, retagged) == ["Harbour"]
    assert retagged.open_article.article.section == "World"
    assert retagged.desk.undo_text == "Restore section"


def test_restoring_a_whole_version_offers_its_tags_too(qtbot, retagged, versions):
    retagged.open_article.put_in({"body": FIRST})
    saved(qtbot, retagged)
    stand_on(versions, "Evening")
    qtbot.keyClick(versions, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "It was late." in body(retagged))
    qtbot.waitUntil(lambda: "other tags" in retagged.window.notices.words("history"))
    assert tags(qtbot, retagged) == []
    retagged.window.notices.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: tags(qtbot, retagged) == ["Harbour"])
    retagged.desk.undo()
    qtbot.waitUntil(lambda: tags(qtbot, retagged) == [])


def test_tags_offered_for_one_article_are_not_put_on_the_next(qtbot, retagged, versions):
    stand_on(versions, "Evening")
    qtbot.keyClick(versions, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "other tags" in retagged.window.notices.words("history"))
    retagged.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: retagged.open_article.article.headline == "")
    assert retagged.window.notices.words("history") == ""


def test_a_version_asked_for_is_not_restored_into_the_article_opened_meanwhile(
    qtbot, written, versions
):
    other, gate, looked = [], Event(), []
    written.desk.do(lambda operations: operations.new_article(), other.append)
    qtbot.waitUntil(lambda: bool(other))
    morning = rows(versions)[named(versions, "Morning")].version.number
    written.desk.ask(lambda _operations: gate.wait(10), looked.append)
    written.parts.traffic.version_wanted.emit("restore", morning)
    written.open_article.open(other[0].id)
    qtbot.waitUntil(lambda: written.open_article.article.id == other[0].id)
    gate.set()
    written.desk.ask(lambda _operations: True, looked.append)
    qtbot.waitUntil(lambda: len(looked) == 2)
    saved(qtbot, written)
    assert body(written) == ""


def test_opening_another_article_ends_the_comparison(qtbot, written, panel):
    written.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: not written.history.comparing)
    assert written.window.centre.currentWidget() is written.writing
