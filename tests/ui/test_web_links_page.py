"""The page of web links: what would be asked, asking it, and a new address for an old one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableView,
    QToolButton,
)

from db.records import Related
from db.times import stamp
from db.web_link_records import LinkHealth, LinkState
from editor.app.models.web_links import WebLinkColumn
from editor.ui.assembly import local_now

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

TIDES, BOATS = "http://harbour.example/tides", "http://harbour.example/boats"
NEW = "https://port-calder.example/tides"
NOON = "2026-03-02T12:00:00.000Z"


class FakeChecker(QObject):
    """Stands for the network: the test answers."""

    answered = Signal(object)
    finished = Signal(bool)

    def __init__(self, _clock, parent):
        super().__init__(parent)
        self.asked: list[str] = []
        self.running = False

    def start(self, urls):
        self.asked = list(urls)
        self.running = True

    def cancel(self):
        if self.running:
            self.running = False
            self.finished.emit(False)

    def close(self):
        self.running = False

    def answer(self, url, state, **more):
        self.answered.emit(LinkHealth(url, state, more.pop("checked", NOON), **more))

    def end(self):
        self.running = False
        self.finished.emit(True)


@pytest.fixture
def made(qtbot, assembly):
    """Stores articles with these bodies; gives their ids."""

    def make(*bodies: str) -> list[str]:
        ids: list[str] = []

        def store(operations):
            article = operations.new_article().value
            body = bodies[len(ids)]
            return operations.save(article.id, {"headline": f"Story {len(ids)}", "body": body})

        for _ in bodies:
            count = len(ids)
            assembly.desk.do(store, lambda article: ids.append(article.id))
            qtbot.waitUntil(lambda count=count: len(ids) > count)
        return ids

    return make


@pytest.fixture
def checker(assembly):
    found = []

    def make(clock, parent):
        found.append(FakeChecker(clock, parent))
        return found[-1]

    assembly.parts.checking._make_checker = make
    return found


@pytest.fixture
def page(qtbot, assembly, checker, made):
    made(f"See [tides]({TIDES}).", f"<{TIDES}> and <{BOATS}>")
    assembly.actions.action("web-links").trigger()
    shown = assembly.window.centre.currentWidget()
    qtbot.waitUntil(lambda: table(shown).model().rowCount() == 2)
    return shown


def table(page) -> QTableView:
    return page.findChild(QTableView, "webLinksTable")


def rows(page) -> list[tuple[str, ...]]:
    model = table(page).model()
    return [
        tuple(
            model.index(row, column).data()
            for column in (WebLinkColumn.STATE, WebLinkColumn.ADDRESS, WebLinkColumn.ARTICLES)
        )
        for row in range(model.rowCount())
    ]


def button(page, name: str) -> QPushButton:
    return page.findChild(QPushButton, name)


def press(qtbot, widget, key=Qt.Key.Key_Space):
    widget.setFocus()
    qtbot.keyClick(widget, key)


def test_the_page_lists_every_address_and_contacts_nobody(page, checker):
    assert rows(page) == [("Not asked yet", BOATS, "1"), ("Not asked yet", TIDES, "2")]
    assert checker == []
    about = page.findChild(QLabel, "webLinksAbout").text()
    assert "Nothing is contacted until you press the button" in about
    assert "2 addresses listed here, at one site" in about


def test_the_button_asks_for_what_is_listed_and_keeps_the_answers(qtbot, page, checker, assembly):
    press(qtbot, button(page, "webLinksCheck"))
    assert checker[0].asked == [BOATS, TIDES]
    assert button(page, "webLinksStop").isVisible()
    checker[0].answer(TIDES, LinkState.MOVED, code=301, leads_to=NEW, message="It has moved.")
    assert rows(page)[1][0] == "Moved"
    assert page.findChild(QLabel, "webLinksProgress").text() == "1 of 2 answered"
    checker[0].answer(BOATS, LinkState.WORKS, code=200, message="It works.")
    checker[0].end()
    qtbot.waitUntil(lambda: rows(page)[0][:2] == ("Moved", TIDES))
    qtbot.waitUntil(
        lambda: page.findChild(QToolButton, "webLinks-attention").text() == "Want a look · 1"
    )
    assert not button(page, "webLinksStop").isVisible()


def test_only_what_is_selected_is_asked_where_several_are(qtbot, page, checker, made, assembly):
    made("<http://rail.example/>")
    qtbot.waitUntil(lambda: table(page).model().rowCount() == 3)
    view = table(page)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert button(page, "webLinksCheck").text() == "Check the 2 selected"
    press(qtbot, button(page, "webLinksCheck"))
    assert len(checker[0].asked) == 2


def test_stopping_keeps_what_has_been_found(qtbot, page, checker):
    press(qtbot, button(page, "webLinksCheck"))
    checker[0].answer(TIDES, LinkState.GONE, code=404, message="No such page.")
    press(qtbot, button(page, "webLinksStop"))
    assert not checker[0].running
    qtbot.mouseClick(page.findChild(QToolButton, "webLinks-attention"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(page) == [("Gone", TIDES, "2")])


def test_where_it_leads_goes_into_every_text_and_can_be_undone(qtbot, page, checker, assembly):
    press(qtbot, button(page, "webLinksCheck"))
    checker[0].answer(TIDES, LinkState.MOVED, code=301, leads_to=NEW, message="It has moved.")
    checker[0].end()
    qtbot.waitUntil(lambda: rows(page)[0][:2] == ("Moved", TIDES))
    press(qtbot, button(page, "webLinkLead"))
    line = page.findChild(QLineEdit, "webLinkNew")
    assert line.text() == NEW
    with qtbot.waitSignal(assembly.desk.did):
        press(qtbot, line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {row[1] for row in rows(page)} == {BOATS, NEW})
    assembly.actions.action("undo-library").trigger()
    qtbot.waitUntil(lambda: {row[1] for row in rows(page)} == {BOATS, TIDES})


def test_an_archived_copy_is_suggested_without_asking_anybody(qtbot, page, checker):
    press(qtbot, button(page, "webLinkArchived"))
    address = page.findChild(QLineEdit, "webLinkNew").text()
    assert address.startswith("https://web.archive.org/web/2")
    assert address.endswith(BOATS)
    assert checker == []


def test_what_is_no_address_is_refused_beside_the_line(qtbot, page):
    line = page.findChild(QLineEdit, "webLinkNew")
    line.setText("harbour")
    press(qtbot, line, Qt.Key.Key_Return)
    refusal = page.findChild(QLabel, "webLinkRefusal")
    qtbot.waitUntil(refusal.isVisible)
    assert "http://" in refusal.text()


def test_enter_on_an_article_opens_it_and_leaves_the_page(qtbot, page, assembly):
    users = page.findChild(QListWidget, "webLinkUsers")
    qtbot.waitUntil(lambda: users.count() == 1)
    users.setCurrentRow(0)
    press(qtbot, users, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    assert assembly.pages.shown == ""


def test_a_part_of_the_address_narrows_the_list(qtbot, page):
    search = page.findChild(QLineEdit, "webLinksSearch")
    qtbot.keyClicks(search, "boats")
    qtbot.waitUntil(lambda: [row[1] for row in rows(page)] == [BOATS])
    assert button(page, "webLinksCheck").text() == "Check the address"


def test_a_library_without_web_links_leaves_the_keyboard_on_the_page(qtbot, assembly):
    assembly.actions.action("web-links").trigger()
    page = assembly.window.centre.currentWidget()
    qtbot.waitUntil(lambda: table(page).isHidden())
    assert page.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert assembly.pages.shown == ""


def test_a_change_elsewhere_leaves_the_writer_where_he_is_with_what_he_typed(qtbot, page, made):
    table(page).selectRow(1)
    line = page.findChild(QLineEdit, "webLinkNew")
    qtbot.keyClicks(line, "https://new.example")
    made("<http://a-rail.example/>")
    qtbot.waitUntil(lambda: table(page).model().rowCount() == 3)
    assert table(page).currentIndex().row() == 2
    assert rows(page)[2][1] == TIDES
    assert line.text() == "https://new.example"


def test_where_links_are_checked_in_the_background_the_page_says_so(page, assembly):
    assembly.settings.set(check_links=True)
    about = page.findChild(QLabel, "webLinksAbout").text()
    assert "checked in the background" in about
    assert "Nothing is contacted" not in about


def test_nothing_is_checked_in_the_background_until_it_is_switched_on(
    qtbot, assembly, checker, made
):
    made(f"<{TIDES}>")
    checking = assembly.parts.checking
    checking._look()
    assert checker == []
    assembly.settings.set(check_links=True)
    checking._look()
    qtbot.waitUntil(lambda: bool(checker) and checker[0].asked == [TIDES])
    with qtbot.waitSignal(checking.kept):
        checker[0].answer(TIDES, LinkState.WORKS, code=200, checked=stamp(local_now()))
        checker[0].end()
    checker[0].asked = []
    checking._look()
    looked = []
    assembly.desk.ask(lambda operations: operations.web_link_counts(), looked.append)
    qtbot.waitUntil(lambda: bool(looked))
    assert checker[0].asked == [], "what has answered this month is not asked again"


def test_related_addresses_are_listed_too(qtbot, page, made, assembly):
    [article] = made("")
    assembly.desk.do(
        lambda operations: operations.add_related(
            article, Related(title="Rail", url="http://rail.example/")
        )
    )
    qtbot.waitUntil(lambda: ("Not asked yet", "http://rail.example/", "1") in rows(page))
