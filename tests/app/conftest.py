"""A desk over a real library, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from db.library import Library
from db.records import Article
from editor.app.autosave import AutosaveTimes
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.app.operations import Operations

QUICK = AutosaveTimes(journal=20, pause=60, longest=400, first_retry=50, last_retry=200)
"""The rules of autosave at a twentieth of their length."""

PATIENT = AutosaveTimes(journal=60_000, pause=60_000, longest=60_000)
"""Nothing is due by itself."""


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
def make_open_article(desk: Desk) -> Callable[..., OpenArticle]:
    kept = []

    def make(times: AutosaveTimes = PATIENT, document: QTextDocument | None = None) -> OpenArticle:
        document = document or QTextDocument()
        open_article = OpenArticle(desk, document, lambda: datetime.now(UTC), times)
        kept.append((open_article, document))
        open_article.document = document
        return open_article

    return make


@pytest.fixture
def open_article(make_open_article) -> OpenArticle:
    return make_open_article()


@pytest.fixture
def run(qtbot, desk: Desk):
    """Runs an operation to its end and gives its value."""

    def do(work):
        values = []
        desk.do(work, values.append)
        qtbot.waitUntil(lambda: bool(values))
        return values[0]

    return do


@pytest.fixture
def ask(qtbot, desk: Desk):
    """Asks a question to its end and gives the answer."""

    def question(read):
        values = []
        desk.ask(read, values.append)
        qtbot.waitUntil(lambda: bool(values))
        return values[0]

    return question


@pytest.fixture
def add_article(run):
    """Stores an article with these fields."""

    def add(**fields) -> Article:
        article = run(lambda operations: operations.new_article())
        return run(lambda operations: operations.save(article.id, fields)) if fields else article

    return add


@contextmanager
def elsewhere(path: Path):
    """The same library as another program has it."""
    library = Library.open(path)
    try:
        yield Operations(library)
    finally:
        library.close()


def type_text(open_article: OpenArticle, text: str, at: int | None = None) -> None:
    """Types into the body, one key after the other, at the end or at a place."""
    cursor = QTextCursor(open_article.document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    if at is not None:
        cursor.setPosition(at)
    for character in text:
        cursor.insertText(character)
