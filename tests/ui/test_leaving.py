"""Nobody is kept from closing by a disk that takes nothing, and no text is left behind."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from db.errors import Unavailable
from editor.app.open_article import SaveKind
from editor.exchange.files import FileError
from editor.exchange.markdown_file import parse

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")


@pytest.fixture
def stuck(qtbot, assembly, monkeypatch):
    """A window that is to be closed while its disk takes nothing."""
    article = assembly.open_article
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: article.article is not None)
    full = [True]

    def refusing(method):
        def write(*arguments, **options):
            if full[0]:
                raise Unavailable("The disk is full.")
            return method(*arguments, **options)

        return write

    for store, name in (("articles.ArticleStore", "save"), ("journal.JournalStore", "write")):
        module, kind = store.split(".")
        owner = getattr(__import__(f"db.{module}", fromlist=[kind]), kind)
        monkeypatch.setattr(owner, name, refusing(getattr(owner, name)))
    assembly.full = full
    article.put_in({"headline": "Ferry", "body": "It is late."})
    assembly.ended = []
    assembly.session.ended.connect(lambda: assembly.ended.append(True))
    assembly.session._leaving._patience.setInterval(0)
    assembly.session.end(lambda: None)
    qtbot.waitUntil(lambda: "The disk is full" in told(assembly))
    return assembly


def told(assembly):
    return assembly.window.notices.words("leaving")


def press(assembly, words):
    buttons = assembly.window.notices.findChildren(QPushButton)
    next(one for one in buttons if one.text() == words).click()


def test_closing_waits_and_says_why(qtbot, stuck):
    assert "closes as soon as your text is saved" in told(stuck)
    assert stuck.ended == []
    stuck.full[0] = False
    qtbot.waitUntil(lambda: stuck.ended == [True])


def test_closing_anyway_leaves_the_text_in_a_file_that_is_offered_next_time(
    qtbot, stuck, make_assembly, tmp_path
):
    press(stuck, "Close anyway")
    assert "Your text is in" in told(stuck) and stuck.ended == []
    (path,) = (stuck.paths.data / "Rescued").iterdir()
    rescued = parse(path.read_text("utf-8")).article
    assert (rescued.headline, rescued.body) == ("Ferry", "It is late.")
    press(stuck, "Close")
    qtbot.waitUntil(lambda: stuck.ended == [True])
    stuck.full[0] = False
    again = make_assembly()
    again.session.begin(tmp_path / "desk.standfirst")
    qtbot.waitUntil(lambda: str(path) in again.window.notices.words("rescued"))
    press(again, "Bring it in")
    qtbot.waitUntil(lambda: again.open_article.text() == "It is late.")
    assert again.settings.value.rescued == ""


def test_the_writer_may_think_better_of_closing(qtbot, stuck):
    press(stuck, "Keep writing")
    stuck.full[0] = False
    stuck.open_article.save_now()
    qtbot.waitUntil(lambda: stuck.open_article.state.kind is SaveKind.SAVED)
    assert stuck.ended == [] and told(stuck) == ""


def test_where_no_disk_takes_the_text_it_can_be_copied_and_nothing_is_hidden(
    qtbot, stuck, monkeypatch
):
    def refused(*_arguments):
        raise FileError("The disk is full.")

    monkeypatch.setattr("editor.app.rescue.rescue", refused)
    press(stuck, "Close anyway")
    assert "can’t be written anywhere" in told(stuck)
    press(stuck, "Copy the text")
    assert QGuiApplication.clipboard().text() == "Ferry\n\nIt is late."
    assert stuck.ended == []
    press(stuck, "Close without it")
    qtbot.waitUntil(lambda: stuck.ended == [True])


def test_a_safe_text_closes_at_once_and_without_a_word(qtbot, assembly):
    with qtbot.waitSignal(assembly.session.ended):
        assembly.session.end(lambda: None)
    assert told(assembly) == ""
