from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from tests.app.conftest import elsewhere
from tests.app.typist import WORDS

MOST_LOST = 1.0
"""Seconds of typing."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize(("typed_for", "how"), [(0.9, ""), (2.35, ""), (2.35, "held")])
def test_killed_in_the_middle_of_typing_at_most_a_second_is_lost(
    qtbot, library_path, typed_for, how
):
    keys, killed_at = keys_until_killed(library_path, typed_for, how)
    recovered = text_after_restart(qtbot, library_path)
    expected = "".join(WORDS[at % len(WORDS)] for at in range(len(keys)))
    assert expected.startswith(recovered)
    safe = sum(1 for moment in keys if moment < killed_at - MOST_LOST)
    assert len(recovered) >= safe
    assert len(keys) > 20


def keys_until_killed(library_path: Path, typed_for: float, how: str) -> tuple[list[float], float]:
    """The moments of the keys a typist typed, and that of his death; `held` while the library is at
    long work."""
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.app.typist", str(library_path), how],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with typist:
        lines = [typist.stdout.readline()]
        started = time.monotonic()
        while time.monotonic() < started + typed_for:
            lines.append(typist.stdout.readline())
        killed_at = time.monotonic()
        os.kill(typist.pid, signal.SIGKILL)
        lines += typist.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [float(moment) for _, moment in whole], killed_at


def text_after_restart(qtbot, library_path: Path) -> str:
    with elsewhere(library_path) as operations:
        (number,) = operations.search("")
        (summary,) = operations.summaries([number])
    desk = Desk()
    with qtbot.waitSignal(desk.opened):
        desk.open(library_path, create=False)
    document = QTextDocument()
    open_article = OpenArticle(desk, document)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(summary.id)
    text = open_article.text()
    desk.close()
    return text
