from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from editor.app.background import RenderProcess, Worker
from tests.app.workers import never_ready, obedient


@pytest.fixture
def worker(qtbot):
    worker = Worker("test")
    yield worker
    worker.close()


def test_jobs_run_in_order_off_this_thread_and_results_come_back_to_it(qtbot, worker):
    here, ran, came = threading.get_ident(), [], []

    def job(number):
        ran.append((number, threading.get_ident() == here))
        return number

    for number in range(50):
        worker.submit(
            lambda number=number: job(number),
            lambda number: came.append((number, threading.get_ident() == here)),
        )
    qtbot.waitUntil(lambda: len(came) == 50)
    assert ran == [(number, False) for number in range(50)]
    assert came == [(number, True) for number in range(50)]


def test_an_error_goes_to_the_one_who_asked_and_the_thread_goes_on(qtbot, worker):
    errors, came = [], []
    worker.submit(lambda: 1 // 0, came.append, errors.append)
    worker.submit(lambda: "after", came.append)
    qtbot.waitUntil(lambda: came == ["after"])
    assert isinstance(errors[0], ZeroDivisionError)


def test_an_error_nobody_asked_for_is_raised_on_this_thread(qtbot, worker):
    with qtbot.capture_exceptions() as caught:
        worker.submit(lambda: 1 // 0)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_flush_waits_and_delivers(qtbot, worker):
    came = []
    for number in range(10):
        worker.submit(lambda number=number: number, came.append)
    worker.flush()
    assert came == list(range(10))


def test_a_closed_worker_has_done_everything_and_can_start_again(qtbot, worker):
    came = []
    worker.submit(lambda: 1, came.append)
    worker.close()
    assert came == [1]
    worker.close()
    worker.submit(lambda: 2, came.append)
    worker.close()
    assert came == [1, 2]


def test_a_result_may_submit_the_next_job(qtbot, worker):
    came = []

    def next_one(number):
        came.append(number)
        if number < 20:
            worker.submit(lambda: number + 1, next_one)

    worker.submit(lambda: 0, next_one)
    qtbot.waitUntil(lambda: len(came) == 21)


def test_what_a_job_holds_does_not_die_on_the_thread(qtbot, worker):
    died_on = []

    class Held:
        def __del__(self):
            died_on.append(QThread.isMainThread())

    def submit():
        held = Held()
        worker.submit(lambda: held and None, lambda _none: None)

    submit()
    worker.flush()
    qtbot.waitUntil(lambda: bool(died_on))
    assert died_on == [True]


# The render process.


@pytest.fixture
def process(qtbot):
    process = RenderProcess(obedient, limit=lambda _request: 0.5)
    yield process
    process.close()


def reply_to(qtbot, process, request):
    with qtbot.waitSignal(process.replied, timeout=20_000) as told:
        process.request(request)
    return told.args[0]


def failure_of(qtbot, process, request):
    with qtbot.waitSignal(process.failed, timeout=20_000) as told:
        process.request(request)
    return told.args


def test_a_request_is_answered_by_another_process_which_stays(qtbot, process):
    first = reply_to(qtbot, process, "pid")
    assert first not in (os.getpid(), None) and first == process.pid
    assert reply_to(qtbot, process, "pid") == first


def test_no_process_is_started_before_it_is_needed(qtbot, process):
    assert process.pid is None


def test_of_requests_that_come_meanwhile_only_the_latest_is_sent(qtbot, process):
    reply_to(qtbot, process, "warm")
    replies = []
    process.replied.connect(replies.append)
    for number in range(1, 2001):
        process.request(number)
    qtbot.waitUntil(lambda: bool(replies) and replies[-1] == 2000)
    assert len(replies) < 2000 and replies == sorted(replies)


def test_a_large_text_does_not_hold_up_the_one_who_asks(qtbot, process):
    assert reply_to(qtbot, process, "é" * 5_000_000) == "é" * 5_000_000


def test_a_render_that_hangs_is_ended_told_and_followed_by_another(qtbot, process):
    before = reply_to(qtbot, process, "pid")
    request, words = failure_of(qtbot, process, "hang")
    assert request == "hang" and "took too long" in words
    after = reply_to(qtbot, process, "pid")
    assert after != before
    assert not is_alive(before)


def test_a_process_that_dies_is_told_and_followed_by_another(qtbot, process):
    before = reply_to(qtbot, process, "pid")
    request, words = failure_of(qtbot, process, "die")
    assert request == "die" and "unexpectedly" in words
    assert reply_to(qtbot, process, "pid") != before


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_process_killed_between_two_renders_costs_one_of_them(qtbot, process):
    before = reply_to(qtbot, process, "pid")
    os.kill(before, 9)
    assert failure_of(qtbot, process, "next")[0] == "next"
    assert reply_to(qtbot, process, "next") == "next"


def test_a_process_that_can_not_start_is_told(qtbot):
    process = RenderProcess(never_ready, limit=lambda _request: 2)
    assert failure_of(qtbot, process, "text")[0] == "text"
    process.close()


def test_closing_does_not_wait_for_a_render_that_hangs(qtbot):
    process = RenderProcess(obedient, limit=lambda _request: 300)
    pid = reply_to(qtbot, process, "pid")
    process.request("hang")
    process.close()
    assert not is_alive(pid)


ORPHAN = """
import os, sys
from PySide6.QtCore import QCoreApplication
from editor.app.background import RenderProcess
from editor.app.render_worker import RenderRequest

def replied(reply):
    print(process.pid, flush=True)
    os.kill(os.getpid(), 9)

if __name__ == "__main__":
    application = QCoreApplication(sys.argv)
    process = RenderProcess()
    process.replied.connect(replied)
    process.request(RenderRequest("a", 1, "en", "auto", "Late."))
    application.exec()
"""


BUSY_ORPHAN = """
import sys
from PySide6.QtCore import QCoreApplication
from editor.app.background import RenderProcess
from tests.app.workers import busy_for_ever

if __name__ == "__main__":
    application = QCoreApplication(sys.argv)
    process = RenderProcess(busy_for_ever, limit=lambda _request: 600)
    process.request("go")
    application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_the_process_ends_when_its_parent_is_killed(qtbot, tmp_path):
    with program(tmp_path, ORPHAN) as parent:
        pid = int(parent.stdout.readline())
    qtbot.waitUntil(lambda: not is_alive(pid), timeout=10_000)


@pytest.mark.skipif(sys.platform == "win32", reason="needs the timer signal")
def test_the_process_ends_with_its_parent_in_the_middle_of_a_render_too(qtbot, tmp_path):
    with program(tmp_path, BUSY_ORPHAN) as parent:
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
    qtbot.waitUntil(lambda: not is_alive(pid), timeout=10_000)


def program(folder: Path, text: str) -> subprocess.Popen:
    """Another program that uses the application, its standard output to be read."""
    script = folder / "program.py"
    script.write_text(text)
    return subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def is_alive(pid: int) -> bool:
    """True while the process runs; one that waits to be collected does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
