"""From process start to the first paint of the window, beside a bare Qt window in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7

# Both print the clock at their first paint; the clock is the same in every process of a machine.
_OURS = """
import sys, time
from pathlib import Path
import main
main.hold_collections()
from PySide6.QtCore import QCoreApplication
from editor.ui import start

class Report(start.AfterFirstPaint):
    def __init__(self, window, _then):
        super().__init__(window, self.report)

    def report(self):
        heavy = {"markdown", "sqlite_utils", "PySide6.QtWebEngineWidgets"} & set(sys.modules)
        print(time.monotonic(), *heavy, flush=True)
        QCoreApplication.exit(0)

start.AfterFirstPaint = Report
start.run_window([Path(sys.argv[1])])
"""
_FLOOR = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.report)

    def report(self):
        print(time.monotonic(), flush=True)
        QApplication.exit(0)

application = QApplication(sys.argv[:1])
window = Window()
window.setCentralWidget(QPlainTextEdit())
window.resize(1440, 900)
window.show()
application.exec()
"""


def run() -> Iterator[Figure]:
    """One figure: milliseconds from the start of the process to the end of the first paint."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "desk.standfirst"
        environment = _environment(folder)
        command = [sys.executable, str(ROOT / "main.py"), "sample", str(library)]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        ours, floor = [], []
        for counted in range(ROUNDS + 1):
            pair = _timed(_OURS, library, environment), _timed(_FLOOR, library, environment)
            # The first round warms the disk and is not counted.
            if counted:
                ours.append(pair[0])
                floor.append(pair[1])
    yield Figure("process start to first paint", ours, "ms", 400, floor, "a bare Qt window")


def _environment(folder: str) -> dict[str, str]:
    platform = os.environ.get("QT_QPA_PLATFORM") or (
        "xcb" if os.environ.get("DISPLAY") else "offscreen"
    )
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "STANDFIRST_HOME": folder, "QT_QPA_PLATFORM": platform}


def _timed(code: str, library: Path, environment: dict[str, str]) -> float:
    command = [sys.executable, "-c", code, str(library)]
    before = time.monotonic()
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    clock, *heavy = run.stdout.split()
    if heavy:
        raise RuntimeError(f"loaded before the first paint: {', '.join(heavy)}")
    return (float(clock) - before) * 1000
