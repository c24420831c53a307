"""What every test stands on: no display, a home of its own, and nothing left running."""

from __future__ import annotations

import multiprocessing
import os
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "standfirst",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("standfirst")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing a test does reaches the folders of whoever runs it."""
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def _nothing_left_running():
    """Fails a test that leaves a thread or a process of ours behind."""
    before = set(threading.enumerate())
    yield
    ours = [thread for thread in threading.enumerate() if thread not in before and _is_ours(thread)]
    assert not ours, f"threads left running: {[thread.name for thread in ours]}"
    children = multiprocessing.active_children()
    assert not children, f"processes left running: {[child.name for child in children]}"


def _is_ours(thread: threading.Thread) -> bool:
    """Threads that Qt or the interpreter itself has started are dummies to `threading`."""
    return not isinstance(thread, threading._DummyThread)
