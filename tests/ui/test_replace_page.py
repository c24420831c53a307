"""Replacing in the library, by its keys: what is found, ticked, replaced and told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from editor.app.models.replace_finds import FIND_ROW, ArticleRow
from editor.ui.pages.replace_form import ReplaceForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")


@pytest.fixture
def desk(qtbot, assembly):
    """Three articles, the newest of them without a find."""
    add = lambda **fields: _add(qtbot, assembly, fields)  # noqa: E731
    add(headline="First", body="Esteria waits.\n\nThen Esteria acts.")
    add(headline="Esteria again", body="Nothing here.")
    add(headline="Third", body="No name.")
    return assembly


def _done(qtbot, assembly, work):
    values = []
    assembly.desk.do(work, values.append)
    qtbot.waitUntil(lambda: bool(values))
    return values[0]


def _add(qtbot, assembly, fields):
    article = _done(qtbot, assembly, lambda operations: operations.new_article())
    return _done(qtbot, assembly, lambda operations: operations.save(article.id, fields))


@pytest.fixture
def page(qtbot, desk):
    desk.actions.action("replace-library").trigger()
    qtbot.waitUntil(lambda: desk.pages.shown == "replace")
    return desk.window.centre.currentWidget()


def part(page, name, kind=QObject):
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def find(qtbot, page, words, instead="Northland"):
    part(page, "libraryFind").setText(words)
    part(page, "libraryReplaceWith").setText(instead)
    qtbot.keyClick(part(page, "libraryFind"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._run.is_searching)
    return part(page, "libraryFinds")


def count_words(page):
    return part(page, "libraryFindCount", QLabel).text()


def bodies(qtbot, assembly):
    texts = []
    assembly.desk.ask(
        lambda operations: [
            operations.stored(one).body for one in operations.library.articles.all_ids()
        ],
        texts.append,
    )
    qtbot.waitUntil(lambda: bool(texts))
    return texts[0]


def test_every_find_is_listed_under_its_article_and_ticked(qtbot, page):
    finds = find(qtbot, page, "esteria")
    rows = [finds.model().index(row, 0).data(FIND_ROW) for row in range(finds.model().rowCount())]
    assert [isinstance(row, ArticleRow) for row in rows] == [True, False, True, False, False]
    assert rows[1].find.words == "Esteria"
    assert count_words(page) == "3 of 3 in 2 articles"


def test_the_list_is_ticked_by_key(qtbot, page):
    finds = find(qtbot, page, "Esteria")
    finds.setFocus()
    qtbot.keyClick(finds, Qt.Key.Key_Space)
    assert count_words(page) == "2 of 3 in 1 article"
    qtbot.keyClick(finds, Qt.Key.Key_Right)
    qtbot.keyClick(finds, Qt.Key.Key_Down)
    qtbot.keyClick(finds, Qt.Key.Key_Space)
    assert count_words(page) == "1 of 3 in 1 article"
    qtbot.keyClick(finds, Qt.Key.Key_T)
    assert count_words(page) == "2 of 3 in 1 article"
    qtbot.keyClick(finds, Qt.Key.Key_N)
    assert count_words(page) == "0 of 3 in 0 articles"
    assert not part(page, "libraryReplaceGo", QPushButton).isEnabled()
    qtbot.keyClick(finds, Qt.Key.Key_A)
    assert count_words(page) == "3 of 3 in 2 articles"


def test_only_what_is_ticked_is_replaced_and_undo_takes_it_back(qtbot, page, desk):
    finds = find(qtbot, page, "Esteria")
    finds.setFocus()
    qtbot.keyClick(finds, Qt.Key.Key_Space)
    with qtbot.waitSignal(desk.desk.did):
        part(page, "libraryReplaceGo", QPushButton).click()
    assert "2 finds replaced in 1 article" in part(page, "libraryReplaced", QLabel).text()
    assert "Northland waits.\n\nThen Northland acts." in bodies(qtbot, desk)
    toast = desk.window.toast
    assert toast.accessibleName() == "Replace “Esteria” with “Northland”"
    with qtbot.waitSignal(desk.desk.did):
        part(toast, "toastAction", QPushButton).click()
    assert "Esteria waits.\n\nThen Esteria acts." in bodies(qtbot, desk)
    assert "Undone" in part(page, "libraryReplaceHint", QLabel).text()


def test_what_is_put_there_can_be_changed_after_the_search(qtbot, page):
    finds = find(qtbot, page, "Esteria")
    finds.setFocus()
    qtbot.keyClick(finds, Qt.Key.Key_Space)
    part(page, "libraryReplaceWith").setText("Westland")
    qtbot.waitUntil(lambda: not page._run.is_searching)
    assert finds.model().index(1, 0).data(FIND_ROW).find.instead == "Westland"
    assert count_words(page) == "2 of 3 in 1 article"


def test_other_words_have_to_be_looked_for_before_anything_is_replaced(qtbot, page):
    find(qtbot, page, "Esteria")
    part(page, "libraryFind").setText("Esteri")
    assert count_words(page) == "Press Enter to look again."
    assert not part(page, "libraryReplaceGo", QPushButton).isEnabled()


def test_a_bad_expression_explains_itself(qtbot, page):
    part(page, "libraryRegex", QToolButton).setChecked(True)
    find(qtbot, page, "(Esteria")
    trouble = part(page, "libraryReplaceTrouble", QLabel)
    assert trouble.isVisible() and "Not a valid expression" in trouble.text()


def test_only_the_selected_articles_are_looked_through(qtbot, page, desk):
    part(page, "libraryScope-selected", QToolButton).click()
    find(qtbot, page, "Esteria")
    assert "No article is selected" in part(page, "libraryReplaceTrouble", QLabel).text()
    rows = desk.library.list
    qtbot.waitUntil(lambda: rows.model().rowCount() == 3)
    rows.selectRow(1)
    find(qtbot, page, "Esteria")
    assert count_words(page) == "1 of 1 in 1 article"


def test_only_what_the_list_shows_is_looked_through(qtbot, page, desk):
    part(page, "libraryScope-search", QToolButton).click()
    with qtbot.waitSignal(desk.parts.models.articles.counted):
        part(desk.library, "librarySearch").setText("acts")
    find(qtbot, page, "Esteria")
    assert count_words(page) == "2 of 2 in 1 article"


def test_a_field_that_is_not_chosen_is_not_looked_in(qtbot, page):
    part(page, "libraryField-headline", QToolButton).click()
    find(qtbot, page, "Esteria")
    assert count_words(page) == "2 of 2 in 1 article"
    for field in ("body", "standfirst"):
        part(page, f"libraryField-{field}", QToolButton).click()
    find(qtbot, page, "Esteria")
    assert "at least one field" in part(page, "libraryReplaceTrouble", QLabel).text()


def test_enter_opens_the_article_at_the_find(qtbot, page, desk):
    finds = find(qtbot, page, "Esteria acts")
    finds.setFocus()
    qtbot.keyClick(finds, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.open_article.article is not None)
    assert desk.pages.shown == ""
    assert desk.writing.source.textCursor().blockNumber() == 2
    desk.actions.action("replace-library").trigger()
    assert count_words(page) == "1 of 1 in 1 article"


def test_the_open_article_shows_what_was_replaced_and_what_was_typed_before(qtbot, page, desk):
    finds = find(qtbot, page, "Esteria acts")
    qtbot.keyClick(finds, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.open_article.article is not None)
    qtbot.keyClicks(desk.writing.source, "Now ")
    desk.actions.action("replace-library").trigger()
    find(qtbot, page, "Esteria")
    with qtbot.waitSignal(desk.desk.did):
        part(page, "libraryReplaceGo", QPushButton).click()
    qtbot.waitUntil(lambda: "Northland acts" in desk.open_article.text())
    assert "Now Then" in desk.open_article.text()
    qtbot.waitUntil(lambda: desk.open_article.state.kind == "saved")


def test_escape_ends_a_search_and_then_leaves(qtbot, page, desk):
    part(page, "libraryFind").setText("e")
    qtbot.keyClick(part(page, "libraryFind"), Qt.Key.Key_Return)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page._run.is_searching
    assert desk.pages.shown == "replace"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert desk.pages.shown == ""


def test_every_control_says_what_it_is(page):
    for button in page.findChildren(QPushButton) + page.findChildren(QToolButton):
        assert button.text() or button.accessibleName()
    for name in ("libraryFind", "libraryReplaceWith", "libraryFinds", "libraryReport"):
        assert part(page, name).accessibleName()


def test_down_and_up_lead_between_lines_and_list(qtbot, page):
    finds = find(qtbot, page, "Esteria")
    qtbot.keyClick(part(page, "libraryFind"), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is finds
    qtbot.keyClick(finds, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is part(page, "libraryFind")


def test_a_click_on_the_box_ticks_and_one_beside_it_only_goes_there(qtbot, page):
    finds = find(qtbot, page, "Esteria")
    row = finds.visualRect(finds.model().index(1, 0))
    viewport = finds.viewport()
    box = QPoint(row.left() + 48, row.center().y())
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=box)
    assert count_words(page) == "2 of 3 in 1 article"
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=row.center())
    assert count_words(page) == "2 of 3 in 1 article"
    assert finds.currentIndex().row() == 1


def test_finds_in_links_are_listed_but_not_ticked(qtbot, desk, page):
    _add(qtbot, desk, {"headline": "Fourth", "body": "See [[esteria|there]]."})
    find(qtbot, page, "Esteria")
    assert count_words(page) == "3 of 4 in 2 articles"
    find(qtbot, page, "[[esteria")
    assert count_words(page) == "1 of 1 in 1 article"


def test_no_choice_is_cut_in_a_small_window(qtbot, page, desk):
    desk.window.resize(1024, 700)
    form = page.findChild(ReplaceForm)
    form.setFixedWidth(504)
    qtbot.waitUntil(lambda: form.layout().geometry().width() == 504)
    buttons = form.findChildren(QToolButton)
    assert [one.text() for one in buttons if one.width() < one.sizeHint().width()] == []
