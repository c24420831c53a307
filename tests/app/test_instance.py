"""A second start hands over to the window that runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from editor.app.instance import Instance, hand_over, server_name
from editor.app.paths import RUNNING, Paths

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from editor.app.instance import hand_over
from editor.app.paths import Paths
application = QCoreApplication([])
home, library, *files = Path(sys.argv[1]), *sys.argv[2:]
paths = Paths(home / "data", home / "config", home / "logs")
print(hand_over(paths, Path(library) if library else None, [Path(file) for file in files]))
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "config", tmp_path / "logs")


@pytest.fixture
def instance(qapp, paths, tmp_path):
    made = Instance(paths, lambda: tmp_path / "desk.standfirst")
    assert made.listen()
    yield made
    made.close()


def start_again(qtbot, tmp_path, library="", *files) -> bool:
    """Another process hands over; whether it did."""
    process = subprocess.Popen(
        [sys.executable, "-c", SECOND, str(tmp_path), library, *files],
        stdout=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    with process:
        return process.stdout.read().strip() == "True"


def test_a_start_without_a_library_comes_forward_in_the_window_there_is(qtbot, instance, tmp_path):
    with qtbot.waitSignal(instance.called, timeout=20_000):
        assert start_again(qtbot, tmp_path)


def test_a_start_with_the_same_library_does_too(qtbot, instance, tmp_path):
    assert start_again(qtbot, tmp_path, str(tmp_path / "desk.standfirst"))


def test_another_library_gets_a_window_of_its_own(qtbot, instance, tmp_path):
    with qtbot.assertNotEmitted(instance.called):
        assert not start_again(qtbot, tmp_path, str(tmp_path / "other.standfirst"))


def test_files_to_bring_in_are_handed_over_too(qtbot, instance, tmp_path, monkeypatch):
    wire = tmp_path / "ferry.txt"
    with qtbot.waitSignal(instance.called, timeout=20_000) as called:
        assert start_again(qtbot, tmp_path, "", str(wire))
    assert called.args == [(wire,)]


def test_files_for_another_library_are_not(qtbot, instance, tmp_path):
    other = str(tmp_path / "other.standfirst")
    with qtbot.assertNotEmitted(instance.called):
        assert not start_again(qtbot, tmp_path, other, str(tmp_path / "ferry.txt"))


def test_where_no_window_runs_nothing_is_handed_over(qapp, paths):
    assert not hand_over(paths, None)


def test_the_mark_is_there_while_a_window_answers(instance, paths):
    assert (paths.config / RUNNING).exists()
    instance.close()
    assert not (paths.config / RUNNING).exists()


def test_a_second_window_leaves_the_first_ones_socket_alone(qtbot, instance, paths, tmp_path):
    second = Instance(paths, lambda: None)
    assert not second.listen()
    second.close()
    assert start_again(qtbot, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of dead programs go by themselves")
def test_the_socket_of_a_window_that_was_killed_is_healed(qapp, paths):
    code = (
        "import sys, os\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from PySide6.QtNetwork import QLocalServer\n"
        "application = QCoreApplication([])\n"
        "server = QLocalServer()\n"
        "assert server.listen(sys.argv[1])\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code, server_name(paths)], check=False, timeout=30)
    instance = Instance(paths, lambda: None)
    assert instance.listen()
    instance.close()


def test_nonsense_is_answered_and_does_no_harm(qtbot, instance, paths):
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(server_name(paths))
    socket.write(b"\xff\x00 nonsense\n")
    qtbot.waitUntil(socket.canReadLine)
    assert socket.readLine().data() == b"other\n"
    socket.abort()
