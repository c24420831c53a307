"""A desk over a real library and what is done on it, for the tests of every part above one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.records import Article
from editor.app.autosave import AutosaveTimes
from editor.app.desk import Desk

PATIENT = AutosaveTimes(journal=60_000, pause=60_000, longest=60_000)
"""Nothing is saved by itself while a test looks on."""


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "desk.standfirst"


@pytest.fixture
def desk(qtbot, library_path: Path):
    desk = Desk()
    with qtbot.waitSignal(desk.opened):
        desk.open(library_path, create=True)
    yield desk
    desk.close()


@pytest.fixture
def run(qtbot, desk: Desk):
    """Runs an operation to its end and gives its value."""
    return lambda work: _answered(qtbot, lambda answer: desk.do(work, answer))


@pytest.fixture
def ask(qtbot, desk: Desk):
    """Asks a question to its end and gives the answer."""
    return lambda read: _answered(qtbot, lambda answer: desk.ask(read, answer))


def _answered(qtbot, begin: Callable[[Callable[[object], None]], None]):
    values = []
    begin(values.append)
    qtbot.waitUntil(lambda: bool(values))
    return values[0]


@pytest.fixture
def add_article(run):
    """Stores an article with these fields."""

    def add(**fields) -> Article:
        article = run(lambda operations: operations.new_article())
        return run(lambda operations: operations.save(article.id, fields)) if fields else article

    return add
