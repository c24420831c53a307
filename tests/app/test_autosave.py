from __future__ import annotations

from PySide6.QtCore import Qt

from editor.app.autosave import Autosave, AutosaveTimes


def due_dates(qtbot, times: AutosaveTimes) -> tuple[Autosave, list[str]]:
    autosave = Autosave(times)
    due: list[str] = []
    autosave.journal_due.connect(lambda: due.append("journal"))
    autosave.version_due.connect(lambda: due.append("version"))
    return autosave, due


def test_the_journal_is_due_however_fast_typing_goes_on(qtbot):
    autosave, due = due_dates(qtbot, AutosaveTimes(journal=50, pause=10_000, longest=60_000))

    def typed_on():
        autosave.typed()
        return len(due) >= 3

    qtbot.waitUntil(typed_on)
    assert set(due) == {"journal"}


def test_a_version_waits_for_a_pause_in_typing(qtbot):
    autosave, due = due_dates(qtbot, AutosaveTimes(journal=10_000, pause=60, longest=10_000))
    for _ in range(5):
        autosave.typed()
        assert due == []
    qtbot.waitUntil(lambda: due == ["version"])


def test_a_version_is_due_at_the_latest_after_the_longest_time(qtbot):
    autosave, due = due_dates(qtbot, AutosaveTimes(journal=10_000, pause=5_000, longest=80))

    def typed_on():
        autosave.typed()
        return due == ["version"]

    qtbot.waitUntil(typed_on)


def test_failures_are_tried_again_at_growing_intervals(qtbot):
    times = AutosaveTimes(journal=60_000, pause=60_000, first_retry=10, last_retry=40)
    autosave, due = due_dates(qtbot, times)
    intervals = []
    for count in range(1, 6):
        autosave.failed()
        intervals.append(autosave._retry.interval())
        qtbot.waitUntil(lambda count=count: len(due) == count)
    assert intervals == [10, 20, 40, 40, 40]
    autosave.saved()
    autosave.failed()
    assert autosave._retry.interval() == 10
    autosave.stop()


def test_typing_while_saving_fails_keeps_the_pace_of_the_retries(qtbot):
    autosave, due = due_dates(qtbot, AutosaveTimes(journal=20, pause=20, first_retry=60_000))
    autosave.failed()
    autosave.typed()
    qtbot.waitUntil(lambda: due == ["journal"])
    assert not autosave._pause.isActive()
    autosave.stop()


def test_nothing_is_due_once_stopped(qtbot):
    autosave, _ = due_dates(qtbot, AutosaveTimes())
    autosave.typed()
    autosave.failed()
    autosave.stop()
    timers = (autosave._journal, autosave._pause, autosave._longest, autosave._retry)
    assert not any(timer.isActive() for timer in timers)


def test_turning_to_another_program_saves_what_is_not_saved(qtbot, qapp):
    autosave, due = due_dates(qtbot, AutosaveTimes())
    away, back = Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive
    qapp.applicationStateChanged.emit(away)
    assert due == []
    autosave.typed()
    qapp.applicationStateChanged.emit(back)
    assert due == []
    qapp.applicationStateChanged.emit(away)
    assert due == ["version"]
    autosave.stop()
