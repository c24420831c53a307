"""The library at the side: found while typed, sorted, grouped, kept, and several done at once."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QToolButton

from db.records import Status
from editor.app.models.article_list import ArticleRole
from editor.app.models.saved_searches import SavedRole
from editor.ui.article_delegate import GROUP_HEIGHT, ROW_HEIGHT
from tests.app.desks import package

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

CONTROL, SHIFT, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
STORIES = ("Ferry talks", "Quay closed", "Bridge open", "Ferry late")


@pytest.fixture
def done(qtbot, assembly):
    """Does an operation to its end and gives its value."""

    def do(work):
        values = []
        assembly.desk.do(work, values.append)
        qtbot.waitUntil(lambda: bool(values))
        return values[0]

    return do


@pytest.fixture
def stories(qtbot, assembly, done):
    """Four stories, the last of them the newest; the list has the focus."""
    packages = [
        package(headline, f"Of {headline}. The pier held. It rained.") for headline in STORIES
    ]
    made = done(lambda operations: operations.add_packages(packages))
    assembly.window.activateWindow()
    qtbot.waitUntil(lambda: headlines(assembly) == list(reversed(STORIES)))
    assembly.library.focus_list()
    return made


def headlines(assembly) -> list[str]:
    model = assembly.parts.models.articles
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(qtbot, key, modifiers=NONE):
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def select(qtbot, assembly, first: int, count: int) -> None:
    """Selects rows by keys."""
    view = assembly.library.list
    assembly.library.focus_list()
    view.setCurrentIndex(view.model().index(first, 0))
    for _ in range(count - 1):
        press(qtbot, Qt.Key.Key_Down, SHIFT)
    assert assembly.library.selected_count == count


@pytest.fixture
def popped(monkeypatch) -> list[QMenu]:
    """The menus that would open; the offscreen platform warns of real ones."""
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: menus.append(menu))
    return menus


@contextmanager
def told(qtbot, assembly):
    with qtbot.waitSignal(assembly.desk.did) as did:
        yield did


def toast(assembly) -> str:
    return assembly.window.toast.accessibleName()


def status_of(ask_or_desk, qtbot, article):
    values = []
    ask_or_desk.ask(lambda operations: operations.summary(article.id).status, values.append)
    qtbot.waitUntil(lambda: bool(values))
    return values[0]


def search(assembly) -> QLineEdit:
    return assembly.library.findChild(QLineEdit, "librarySearch")


class TestSearching:
    def test_what_is_typed_in_the_list_is_looked_for(self, qtbot, assembly, stories):
        for letter in "fer":
            qtbot.keyClicks(QApplication.focusWidget(), letter)
        assert search(assembly).text() == "fer"
        qtbot.waitUntil(lambda: headlines(assembly) == ["Ferry late", "Ferry talks"])
        press(qtbot, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: len(headlines(assembly)) == 4)

    def test_the_arrows_lead_from_the_line_into_the_list_and_back(self, qtbot, assembly, stories):
        assembly.actions.action("search-library").trigger()
        press(qtbot, Qt.Key.Key_Down)
        assert QApplication.focusWidget() is assembly.library.list
        press(qtbot, Qt.Key.Key_Down)
        press(qtbot, Qt.Key.Key_Up)
        press(qtbot, Qt.Key.Key_Up)
        assert QApplication.focusWidget() is search(assembly)

    def test_a_row_shows_where_it_has_what_is_looked_for(self, qtbot, assembly, stories):
        search(assembly).setText("pier")
        model = assembly.parts.models.articles
        index = model.index(0, 0)
        qtbot.waitUntil(lambda: model.index(0, 0).data(ArticleRole.HIT) is not None)
        assert index.data(ArticleRole.HIT).match == "pier"
        assert not assembly.library.grab().isNull()

    def test_what_can_not_be_read_is_said_below_and_looked_for(self, qtbot, assembly, stories):
        problems = assembly.library.findChild(QLabel, "searchProblems")
        search(assembly).setText("ferry OR tag:")
        qtbot.waitUntil(problems.isVisible)
        assert "tag:" in problems.text() and len(headlines(assembly)) == 2
        search(assembly).setText("ferry")
        qtbot.waitUntil(lambda: not problems.isVisible())

    def test_the_language_is_told_on_a_sheet(self, qtbot, assembly, stories):
        assembly.actions.action("search-language").trigger()
        sheet = QApplication.activePopupWidget()
        assert sheet.objectName() == "searchHelp"
        assert any("words:>800" in label.text() for label in sheet.findChildren(QLabel))
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()

    def test_going_to_an_article_keeps_the_nearest_first(self, qtbot, assembly, stories):
        assembly.actions.action("go-to-article").trigger()
        rows = assembly.picker._model

        def offered() -> list[str]:
            return [rows.index(row).data() for row in range(rows.rowCount())]

        qtbot.waitUntil(lambda: offered() == list(reversed(STORIES)))
        qtbot.keyClicks(assembly.picker._search, "fryt")
        qtbot.waitUntil(lambda: offered() == ["Ferry talks", "Ferry late"])


class TestOrder:
    def test_the_list_is_sorted_and_that_is_remembered(self, qtbot, assembly, stories):
        assembly.actions.action("sort-headline").trigger()
        qtbot.waitUntil(lambda: headlines(assembly) == sorted(STORIES))
        assembly.actions.action("sort-reverse").trigger()
        qtbot.waitUntil(lambda: headlines(assembly) == sorted(STORIES, reverse=True))
        assert assembly.settings.value.list_order == "headline"
        assert assembly.actions.action("sort-headline").isChecked()

    def test_a_group_begins_with_its_heading(self, qtbot, assembly, stories, done):
        done(lambda operations: operations.set_status(stories[0].id, Status.IN_PROGRESS))
        assembly.actions.action("group-status").trigger()
        view = assembly.library.list
        qtbot.waitUntil(lambda: len(assembly.parts.models.articles.shown.groups) == 2)
        heights = [view.rowHeight(row) for row in range(4)]
        tall = ROW_HEIGHT + GROUP_HEIGHT
        assert heights == [tall, ROW_HEIGHT, ROW_HEIGHT, tall]
        done(lambda operations: operations.set_status(stories[1].id, Status.IN_PROGRESS))
        qtbot.waitUntil(lambda: view.rowHeight(2) == tall)
        assert [view.rowHeight(row) for row in range(4)] == [tall, ROW_HEIGHT, tall, ROW_HEIGHT]
        assembly.actions.action("group-none").trigger()
        qtbot.waitUntil(lambda: view.rowHeight(0) == ROW_HEIGHT)
        assert {view.rowHeight(row) for row in range(4)} == {ROW_HEIGHT}

    def test_the_menu_of_orders_opens_by_key(self, qtbot, assembly, stories):
        button = assembly.library.findChild(QToolButton, "sortButton")
        names = [action.objectName() for action in button.menu().actions() if action.text()]
        assert "sort-length" in names and "group-section" in names

    def test_pinned_articles_stand_on_top_and_in_a_view_of_their_own(
        self, qtbot, assembly, stories
    ):
        select(qtbot, assembly, 2, 2)
        with told(qtbot, assembly):
            assembly.actions.action("selected-pin").trigger()
        qtbot.waitUntil(lambda: headlines(assembly)[:2] == ["Quay closed", "Ferry talks"])
        assembly.actions.action("show-pinned").trigger()
        qtbot.waitUntil(lambda: headlines(assembly) == ["Quay closed", "Ferry talks"])
        select(qtbot, assembly, 0, 2)
        assembly.actions.action("selected-unpin").trigger()
        qtbot.waitUntil(lambda: headlines(assembly) == [])


class TestSavedSearches:
    @pytest.fixture
    def saved(self, qtbot, assembly, stories):
        """Two searches are kept; gives the model."""
        model = assembly.library.saved.view.model()
        for query in ("ferry", "quay"):
            search(assembly).setText(query)
            assembly.actions.action("save-search").trigger()
            line = QApplication.focusWidget()
            assert line.objectName() == "promptLine"
            qtbot.keyClicks(line, query.capitalize())
            count = model.rowCount()
            press(qtbot, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda count=count: model.rowCount() == count + 1)
        search(assembly).clear()
        return model

    def names(self, model) -> list[str]:
        return [model.index(row).data() for row in range(model.rowCount())]

    def counts(self, model) -> list[int]:
        return [model.index(row).data(SavedRole.COUNT) for row in range(model.rowCount())]

    def test_they_are_counted_and_looked_for_with_enter(self, qtbot, assembly, saved):
        assert self.names(saved) == ["Ferry", "Quay"]
        qtbot.waitUntil(lambda: self.counts(saved) == [2, 1])
        view = assembly.library.saved.view
        view.setFocus()
        press(qtbot, Qt.Key.Key_Return)
        assert search(assembly).text() == "ferry"
        qtbot.waitUntil(lambda: headlines(assembly) == ["Ferry late", "Ferry talks"])

    def test_they_are_renamed_moved_and_deleted_by_keys_each_with_undo(
        self, qtbot, assembly, saved
    ):
        view = assembly.library.saved.view
        view.setFocus()
        view.setCurrentIndex(saved.index(0))
        press(qtbot, Qt.Key.Key_F2)
        qtbot.keyClicks(QApplication.focusWidget(), "Boats")
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: self.names(saved) == ["Boats", "Quay"])
        view.setFocus()
        view.setCurrentIndex(saved.index(0))
        press(qtbot, Qt.Key.Key_Down, ALT)
        qtbot.waitUntil(lambda: self.names(saved) == ["Quay", "Boats"])
        view.setCurrentIndex(saved.index(0))
        press(qtbot, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: self.names(saved) == ["Boats"])
        for expected in (["Quay", "Boats"], ["Boats", "Quay"], ["Ferry", "Quay"]):
            assembly.actions.action("undo-library").trigger()
            qtbot.waitUntil(lambda expected=expected: self.names(saved) == expected)

    def test_their_menu_does_the_same(self, qtbot, assembly, saved, popped):
        view = assembly.library.saved.view
        search(assembly).setText("bridge")
        view.menu_wanted.emit(0, view.mapToGlobal(view.rect().center()))
        next(one for one in popped[0].actions() if "search line" in one.text()).trigger()
        qtbot.waitUntil(lambda: saved.searches[0].query == "bridge")
        qtbot.waitUntil(lambda: self.counts(saved)[0] == 1)

    def test_they_are_counted_again_a_while_after_a_change(self, qtbot, assembly, saved, done):
        qtbot.waitUntil(lambda: self.counts(saved) == [2, 1])
        saved._pause = 10
        article = done(lambda operations: operations.new_article())
        done(lambda operations: operations.save(article.id, {"headline": "A third ferry"}))
        qtbot.waitUntil(lambda: self.counts(saved) == [3, 1])


class TestSeveral:
    def test_several_are_dragged_as_several_links(self, qtbot, assembly, stories):
        select(qtbot, assembly, 0, 2)
        model, view = assembly.parts.models.articles, assembly.library.list
        dragged = model.mimeData(view.selectedIndexes())
        assert dragged.text() == "[[ferry-late]]\n[[bridge-open]]"

    def test_one_is_opened_by_a_click_and_several_are_not(self, qtbot, assembly, stories):
        view = assembly.library.list

        def click(row, modifiers=NONE):
            place = view.visualRect(view.model().index(row, 0)).center()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, place)

        with qtbot.waitSignal(assembly.open_article.loaded):
            click(1)
        with qtbot.assertNotEmitted(assembly.library.article_wanted, wait=50):
            click(3, SHIFT)
            click(0, CONTROL)
            press(qtbot, Qt.Key.Key_Return)
        assert assembly.library.selected_count == 4
        with qtbot.waitSignal(assembly.open_article.loaded):
            click(2)
        assert assembly.library.selected_count == 1

    def test_a_bar_tells_how_many_and_goes_with_escape(self, qtbot, assembly, stories):
        bar = assembly.library.bar
        assert not bar.isVisible()
        press(qtbot, Qt.Key.Key_A, CONTROL)
        assert bar.isVisible() and bar.accessibleName() == "4 selected"
        shown = [one.text() for one in bar.findChildren(QToolButton) if one.isVisible()]
        assert [one for one in shown if one] == ["Tag…", "Status…", "Export…", "Spike"]
        press(qtbot, Qt.Key.Key_Escape)
        assert not bar.isVisible() and assembly.library.selected_count == 1

    def test_a_selection_stays_while_an_article_is_saved_and_opened(
        self, qtbot, assembly, stories, done
    ):
        select(qtbot, assembly, 1, 2)
        chosen = assembly.library.selected_numbers()
        done(lambda operations: operations.save(stories[0].id, {"body": "Now first."}))
        qtbot.waitUntil(lambda: headlines(assembly)[0] == "Ferry talks")
        with qtbot.waitSignal(assembly.open_article.loaded):
            assembly.open_article.open(stories[0].id)
        assert assembly.library.selected_numbers() == chosen

    def test_a_tag_is_put_on_all_and_taken_off_with_one_undo(self, qtbot, assembly, stories):
        select(qtbot, assembly, 0, 3)
        assembly.actions.action("selected-tag").trigger()
        qtbot.waitUntil(assembly.picker.isVisible)
        qtbot.keyClicks(assembly.picker._search, "Weather")
        qtbot.waitUntil(lambda: assembly.picker._model.rowCount() == 1)
        with told(qtbot, assembly):
            qtbot.keyClick(assembly.picker._search, Qt.Key.Key_Return)
        assert toast(assembly).startswith("Tag 3 articles")
        search(assembly).setText("tag:weather")
        qtbot.waitUntil(lambda: len(headlines(assembly)) == 3)
        with told(qtbot, assembly):
            assembly.desk.undo()
        qtbot.waitUntil(lambda: headlines(assembly) == [])

    def test_a_tag_any_of_them_has_is_taken_off(self, qtbot, assembly, stories, done):
        ids = [one.id for one in stories]
        done(lambda operations: operations.tag_articles(ids[:2], ["Weather"]))
        press(qtbot, Qt.Key.Key_A, CONTROL)
        assembly.actions.action("selected-untag").trigger()
        qtbot.waitUntil(lambda: assembly.picker._model.rowCount() == 1)
        with told(qtbot, assembly):
            qtbot.keyClick(assembly.picker._search, Qt.Key.Key_Return)
        search(assembly).setText("tag:weather")
        qtbot.waitUntil(lambda: headlines(assembly) == [])

    def test_those_that_may_not_move_are_told_with_the_reason(self, qtbot, assembly, stories, done):
        done(lambda operations: operations.set_status(stories[3].id, Status.IN_PROGRESS))
        select(qtbot, assembly, 0, 2)
        assembly.actions.action("selected-status").trigger()
        qtbot.waitUntil(assembly.picker.isVisible)
        qtbot.keyClicks(assembly.picker._search, "Submitted")
        with told(qtbot, assembly):
            qtbot.keyClick(assembly.picker._search, Qt.Key.Key_Return)
        words = [one.text() for one in assembly.window.notices.findChildren(QLabel)]
        assert any("1 article stays as it is. “Bridge open”: " in one for one in words)
        assert status_of(assembly.desk, qtbot, stories[3]) is Status.SUBMITTED

    def test_delete_spikes_what_nobody_links_to(self, qtbot, assembly, stories):
        select(qtbot, assembly, 0, 2)
        with told(qtbot, assembly):
            press(qtbot, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: headlines(assembly) == ["Quay closed", "Ferry talks"])
        assembly.actions.action("show-spiked").trigger()
        qtbot.waitUntil(lambda: sorted(headlines(assembly)) == ["Bridge open", "Ferry late"])
        assert not assembly.actions.action("selected-spike").isEnabled()
        press(qtbot, Qt.Key.Key_A, CONTROL)
        with told(qtbot, assembly):
            assembly.actions.action("selected-restore").trigger()
        qtbot.waitUntil(lambda: headlines(assembly) == [])

    def test_who_links_there_is_told_before_several_are_spiked(
        self, qtbot, assembly, stories, done
    ):
        done(lambda operations: operations.save(stories[0].id, {"body": "See [[ferry-late]]."}))
        qtbot.waitUntil(lambda: headlines(assembly)[:2] == ["Ferry talks", "Ferry late"])
        select(qtbot, assembly, 1, 2)
        assembly.actions.action("selected-spike").trigger()
        notices = assembly.window.notices

        def words():
            return " ".join(one.text() for one in notices.findChildren(QLabel))

        qtbot.waitUntil(lambda: "“Ferry talks” links to one of the 2 articles" in words())
        press(qtbot, Qt.Key.Key_Return)
        assert len(headlines(assembly)) == 4

    def test_several_are_exported_as_files(self, qtbot, assembly, stories, tmp_path):
        from editor.ui.commands.export import Destination

        (tmp_path / "out").mkdir()
        select(qtbot, assembly, 0, 3)
        ids = tuple(stories[number].id for number in (3, 2, 1))
        with qtbot.waitSignal(assembly.exporting.finished):
            assembly.commands.export.send(Destination("markdown", tmp_path / "out"), ids)
        assert len(list((tmp_path / "out").glob("*.md"))) == 3
        assert toast(assembly).startswith("Exported 3 articles")
        with qtbot.waitSignal(assembly.exporting.clashed):
            assembly.commands.export.send(Destination("markdown", tmp_path / "out"), ids)
        with qtbot.waitSignal(assembly.exporting.finished):
            press(qtbot, Qt.Key.Key_Return)
        assert len(list((tmp_path / "out").glob("*.md"))) == 6

    def test_several_are_merged_into_one_that_opens(self, qtbot, assembly, stories):
        select(qtbot, assembly, 1, 2)
        with qtbot.waitSignal(assembly.open_article.loaded):
            assembly.actions.action("selected-merge").trigger()
        assert assembly.open_article.article.headline == "Bridge open"
        assert "## Quay closed" in assembly.open_article.article.body
        qtbot.waitUntil(lambda: len(headlines(assembly)) == 3)
        assembly.actions.action("undo-library").trigger()
        qtbot.waitUntil(lambda: sorted(headlines(assembly)) == sorted(STORIES))
        qtbot.waitUntil(lambda: assembly.open_article.article is None)

    def test_a_duplicate_opens(self, qtbot, assembly, stories):
        select(qtbot, assembly, 2, 1)
        with qtbot.waitSignal(assembly.open_article.loaded):
            assembly.actions.action("duplicate").trigger()
        assert assembly.open_article.article.headline == "Quay closed (copy)"

    def test_the_menu_offers_what_can_be_done_with_what_is_selected(
        self, qtbot, assembly, stories, popped
    ):
        select(qtbot, assembly, 0, 2)
        view = assembly.library.list
        view.customContextMenuRequested.emit(view.rect().center())
        words = [action.text() for action in popped[0].actions()]
        assert "Spike 2 articles" in words and "Merge 2 articles into one" in words
        assert not any("Restore" in one for one in words)

    def test_what_takes_long_says_how_far_it_is(self, qtbot, assembly, stories, done):
        label = assembly.status.findChild(QLabel, "progress")
        assembly.desk.progressed.emit("Spike 10,000 articles", 4_000, 10_000)
        assert label.isVisible() and label.text() == "Spike 10,000 articles: 40 %"
        done(lambda operations: operations.pin([stories[0].id]))
        qtbot.waitUntil(lambda: not label.isVisible())


def test_an_article_opened_by_a_key_with_ctrl_still_held_is_selected_alone(
    qtbot, assembly, stories
):
    """Qt asks which keys are held when the row comes; a writer holds Ctrl+N longer than that."""
    assembly.open_article.open(stories[0].id)
    qtbot.waitUntil(lambda: assembly.library.selected_count == 1)
    QTest.keyPress(assembly.window.windowHandle(), Qt.Key.Key_Control, CONTROL)
    assert QApplication.keyboardModifiers() == CONTROL
    try:
        assembly.open_article.open(stories[2].id)
        wanted = list(reversed(STORIES)).index("Bridge open")
        qtbot.waitUntil(lambda: assembly.library.list.currentIndex().row() == wanted)
        assert assembly.library.selected_count == 1
    finally:
        QTest.keyRelease(assembly.window.windowHandle(), Qt.Key.Key_Control, NONE)
