"""Of several questions on one channel only the newest is answered."""

from __future__ import annotations

from threading import Event

from editor.app.desk import Desk

_COUNT_FOR_EVER = """WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
    SELECT count(*) FROM n"""


def endless(operations):
    return operations.library._connection.rows(_COUNT_FOR_EVER)


def test_a_newer_question_breaks_off_the_one_under_way(qtbot, desk):
    answers, began = [], Event()

    def long(operations):
        began.set()
        return endless(operations)

    desk.ask_newest("search", long, answers.append)
    assert began.wait(5)
    desk.ask_newest("search", lambda _operations: "newer", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["newer"]


def test_questions_passed_over_are_never_asked(qtbot, desk):
    asked, answers = [], []
    hold = Event()
    desk.ask(lambda _operations: hold.wait(5), lambda _none: None)
    for key in range(5):
        desk.ask_newest(
            "search", lambda _operations, key=key: asked.append(key) or key, answers.append
        )
    hold.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert (asked, answers) == ([4], [4])


def test_a_question_is_broken_off_between_its_statements_too(qtbot, desk):
    answers, began, go_on = [], Event(), Event()

    def long(operations):
        began.set()
        go_on.wait(5)
        return endless(operations)

    desk.ask_newest("search", long, answers.append)
    assert began.wait(5)
    desk.ask_newest("search", lambda operations: len(operations.find().numbers), answers.append)
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [0]


def test_channels_leave_each_other_alone(qtbot, desk):
    answers = []
    desk.ask_newest("search", lambda _operations: "found", answers.append)
    desk.ask_newest("names", lambda _operations: "named", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["found", "named"]


def test_a_question_to_a_closed_desk_is_refused(qtbot):
    desk, refused = Desk(), []
    desk.close()
    desk.ask_newest("search", lambda operations: operations.find(), print, refused.append)
    assert len(refused) == 1


def test_a_refusal_of_an_older_question_never_comes(qtbot, desk):
    refused, answers, hold = [], [], Event()
    desk.ask(lambda _operations: hold.wait(5), lambda _none: None)
    desk.ask_newest("search", lambda operations: operations.article("x"), print, refused.append)
    desk.ask_newest("search", lambda _operations: "found", answers.append, refused.append)
    hold.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert refused == []


def test_nothing_is_interrupted_after_its_answer(qtbot, desk, ask):
    answers = []
    desk.ask_newest("search", lambda operations: operations.find(), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    desk.ask_newest("search", lambda operations: operations.find(), answers.append)
    assert len(ask(lambda operations: operations.find().numbers)) == 0
    qtbot.waitUntil(lambda: len(answers) == 2)
