from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import LibraryError, Unavailable
from db.library import Library
from db.records import Status
from editor.app.desk import Desk
from tests.app.conftest import elsewhere


def test_opening_makes_the_library_and_says_what_is_in_it(qtbot, library_path):
    desk = Desk()
    with qtbot.waitSignal(desk.opened) as told:
        desk.open(library_path, create=True)
    info = told.args[0]
    assert (info.path, info.read_only, info.articles) == (library_path, False, 0)
    assert desk.is_open and desk.path == library_path
    desk.close()
    assert not desk.is_open


def test_a_file_that_is_no_library_is_told_and_leaves_the_open_one(qtbot, desk, tmp_path, run):
    other = tmp_path / "recipe.txt"
    other.write_text("Two onions, one leek, salt.")
    with qtbot.waitSignal(desk.failed) as told:
        desk.open(other, create=False)
    assert told.args[0] == "Open library" and told.args[1]
    assert other.read_text() == "Two onions, one leek, salt."
    assert run(lambda operations: operations.new_article()).id


def test_another_library_takes_the_place_of_the_open_one(qtbot, desk, tmp_path, run, ask):
    run(lambda operations: operations.new_article())
    with qtbot.waitSignal(desk.opened):
        desk.open(tmp_path / "other.standfirst", create=True)
    assert desk.undo_text == ""
    assert len(ask(lambda operations: operations.search(""))) == 0


def test_a_question_sees_every_write_already_reported_done(qtbot, desk, ask, run):
    for count in range(1, 20):
        run(lambda operations: operations.new_article())
        assert len(ask(lambda operations: operations.search(""))) == count


def test_operations_happen_in_the_order_they_were_asked_for(qtbot, desk):
    done = []
    for number in range(30):
        desk.do(
            lambda operations: operations.new_article(),
            lambda article, number=number: done.append((number, article.slug)),
        )
    qtbot.waitUntil(lambda: len(done) == 30)
    assert [number for number, _ in done] == list(range(30))
    assert done[0][1] == "untitled" and done[1][1] == "untitled-2"


def test_done_comes_before_changed_and_changed_before_did(qtbot, desk):
    order = []
    desk.changed.connect(lambda changes: order.append("changed"))
    desk.did.connect(lambda name, undoable: order.append((name, undoable)))
    desk.do(lambda operations: operations.new_article(), lambda _: order.append("done"))
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == ["done", "changed", ("New article", True)]


def test_what_the_library_refuses_goes_to_the_one_who_asked(qtbot, desk, add_article):
    article = add_article()
    refusals = []
    desk.do(
        lambda operations: operations.set_status(article.id, Status.PUBLISHED),
        None,
        refusals.append,
    )
    qtbot.waitUntil(lambda: bool(refusals))
    assert isinstance(refusals[0], LibraryError)


def test_what_nobody_takes_is_told_in_plain_words(qtbot, desk, add_article):
    article = add_article()
    with qtbot.waitSignal(desk.failed) as told:
        desk.do(
            lambda operations: operations.set_status(article.id, Status.PUBLISHED), what="Status"
        )
    assert told.args[0] == "Status"
    assert "Traceback" not in told.args[1] and told.args[1].endswith(".")


def test_the_unexpected_is_reported_and_told_and_the_thread_goes_on(qtbot, library_path):
    reports = []
    desk = Desk(reports.append)
    with qtbot.waitSignal(desk.opened):
        desk.open(library_path, create=True)
    with qtbot.waitSignal(desk.failed) as told:
        desk.do(lambda operations: 1 / 0)
    assert isinstance(reports[0], ZeroDivisionError)
    assert "zero" not in told.args[1]
    with qtbot.waitSignal(desk.changed):
        desk.do(lambda operations: operations.new_article())
    desk.close()


def test_with_no_library_everything_is_refused_in_words(qtbot):
    desk = Desk()
    refusals = []
    desk.do(lambda operations: operations.new_article(), None, refusals.append)
    desk.ask(lambda operations: operations.search(""), print, refusals.append)
    qtbot.waitUntil(lambda: len(refusals) == 2)
    assert all(isinstance(refusal, Unavailable) for refusal in refusals)
    desk.close()


def test_closing_waits_for_everything_that_was_asked(qtbot, desk, library_path):
    done = []
    for _ in range(20):
        desk.do(lambda operations: operations.new_article(), lambda article: done.append(article))
    desk.close()
    assert len(done) == 20
    with elsewhere(library_path) as operations:
        assert len(operations.search("")) == 20


def test_undo_and_redo_go_back_and_forth_by_name(qtbot, desk, add_article, ask):
    article = add_article(headline="Ferry to Port Calder delayed")
    for label in ("Ferries", "Northland"):
        with qtbot.waitSignal(desk.did):
            desk.do(lambda operations, label=label: operations.add_tag(article.id, label))

    def labels():
        return [tag.label for tag in ask(lambda operations: operations.tags_of(article.id))]

    assert "Northland" in desk.undo_text and desk.redo_text == ""
    with qtbot.waitSignal(desk.changed):
        desk.undo()
    assert labels() == ["Ferries"]
    assert "Ferries" in desk.undo_text and "Northland" in desk.redo_text
    with qtbot.waitSignal(desk.did) as told:
        desk.redo()
    assert labels() == ["Ferries", "Northland"]
    assert told.args[1] is False
    with qtbot.waitSignals([desk.changed, desk.changed]):
        desk.undo()
        desk.undo()
    assert labels() == []


def test_a_new_operation_ends_what_could_be_redone(qtbot, desk, add_article):
    article = add_article()
    with qtbot.waitSignal(desk.did):
        desk.do(lambda operations: operations.add_tag(article.id, "Harbour"))
    with qtbot.waitSignal(desk.did):
        desk.undo()
    assert desk.redo_text
    with qtbot.waitSignal(desk.did):
        desk.do(lambda operations: operations.add_tag(article.id, "Weather"))
    assert desk.redo_text == ""


def test_a_protected_library_is_opened_for_reading(qtbot, library_path, monkeypatch):
    first = Desk()
    with qtbot.waitSignal(first.opened):
        first.open(library_path, create=True)
    first.close()
    monkeypatch.setattr(
        "editor.app.desk_sides.is_protected", lambda path: path == Path(library_path)
    )
    desk = Desk()
    with qtbot.waitSignal(desk.opened) as told:
        desk.open(library_path, create=False)
    assert told.args[0].read_only and desk.read_only
    with qtbot.waitSignal(desk.failed):
        desk.do(lambda operations: operations.new_article())
    desk.close()


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_in_the_place_of_a_library_is_told(qtbot, tmp_path, create):
    desk = Desk()
    with qtbot.waitSignal(desk.failed) as told:
        desk.open(tmp_path, create=create)
    assert told.args[1]
    assert not desk.is_open
    desk.close()


def test_closing_waits_for_what_answers_ask_for_in_turn(qtbot, desk):
    answers = []

    def ask_again(numbers):
        answers.append(len(numbers))
        if len(answers) < 5:
            desk.ask(lambda operations: operations.search(""), ask_again)

    desk.do(
        lambda operations: operations.new_article(),
        lambda _article: desk.ask(lambda operations: operations.search(""), ask_again),
    )
    desk.close()
    assert answers == [1] * 5


def test_a_closed_desk_refuses_at_once(qtbot, desk):
    desk.close()
    refusals = []
    desk.ask(lambda operations: operations.search(""), print, refusals.append)
    assert isinstance(refusals[0], Unavailable)


def test_a_library_that_can_be_written_and_not_read_is_not_opened(
    qtbot, desk, tmp_path, monkeypatch
):
    def refuse(_side, _path):
        raise Unavailable("The disk has gone. Plug it in again.")

    monkeypatch.setattr("editor.app.desk.open_to_read", refuse)
    with qtbot.waitSignals([desk.failed, desk.closed]):
        desk.open(tmp_path / "other.standfirst", create=True)
    assert not desk.is_open


def test_a_library_open_on_another_computer_is_opened_for_reading_only(
    qtbot, library_path, monkeypatch
):
    Library.open(library_path, create=True).close()
    with elsewhere(library_path) as operations:
        operations.new_article()
    monkeypatch.setattr("db.connection.share_of", lambda path: "cifs")
    library_path.with_name(f"{library_path.name}.lock").write_text('{"host": "another", "pid": 1}')
    desk = Desk()
    with qtbot.waitSignal(desk.opened) as opened:
        desk.open(library_path, create=False)
    assert (desk.read_only, opened.args[0].articles) == (True, 1)
    assert "on the computer another" in opened.args[0].notice
    desk.close()


def test_what_is_stored_after_another_program_was_there_is_kept(
    qtbot, desk, library_path, add_article
):
    shell = (
        "import sqlite3, sys\n"
        "shell = sqlite3.connect(sys.argv[1])\n"
        "print(shell.execute('SELECT count(*) FROM articles').fetchone()[0])\n"
        "shell.close()\n"
    )
    counted = []
    for headline in ("Before", "After"):
        add_article(headline=headline)
        ran = subprocess.run(
            [sys.executable, "-c", shell, str(library_path)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        counted.append(int(ran.stdout))
    assert counted == [1, 2]


def test_a_library_that_was_closed_is_all_in_its_file(qtbot, desk, library_path, add_article):
    add_article(headline="Ferry")
    desk.close()
    assert [path.name for path in library_path.parent.glob("desk.standfirst*")] == [
        library_path.name
    ]
