"""An open article on the desk over a real library, and another program beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from db.library import Library
from editor.app.autosave import AutosaveTimes
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.app.operations import Operations

# Fixtures are found by their names in this module.
from tests.desk_fixtures import PATIENT, add_article, ask, desk, library_path, run  # noqa: F401

QUICK = AutosaveTimes(journal=20, pause=60, longest=400, first_retry=50, last_retry=200)
"""The rules of autosave at a twentieth of their length."""


@pytest.fixture
def make_open_article(desk: Desk) -> Callable[..., OpenArticle]:  # noqa: F811
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
