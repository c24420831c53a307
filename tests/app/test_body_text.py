from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.app.body_text import BodyText, as_typed

# Every sort of character that documents treat in a way of their own, and of none whose script the
# fonts of a bare machine lack: Qt would warn of it.
texts = st.text("ab \t\n\n\r\x00\u00a0\u2028\u2029\u200f\ufdd0\ufeff\ufffcé😀ا", max_size=60)


@pytest.fixture(autouse=True)
def _application(qapp):
    """Documents measure fonts."""


def edited_body(text: str = "") -> tuple[QTextDocument, BodyText, list[int]]:
    document = QTextDocument()
    body = BodyText(document)
    body.load(text)
    edits: list[int] = []
    body.edited.connect(edits.append)
    return document, body, edits


@given(texts)
def test_what_is_loaded_is_given_back(text):
    document, body, edits = edited_body()
    body.load(text)
    assert body.text() == as_typed(text)
    assert edits == []
    assert not document.isUndoAvailable() and not document.isModified()


@given(texts, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30), texts), max_size=8))
def test_the_lines_follow_every_edit_undo_and_redo(text, changes):
    document, body, _ = edited_body(text)

    def in_the_document():
        return as_typed(document.toRawText())

    for position, length, new in changes:
        cursor = QTextCursor(document)
        end = document.characterCount() - 1
        cursor.setPosition(min(position, end))
        cursor.setPosition(min(position + length, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        assert body.text() == in_the_document()
    for step in (document.undo, document.undo, document.redo, document.undo):
        step()
        assert body.text() == in_the_document()


def test_no_break_spaces_stay():
    document, body, _ = edited_body()
    QTextCursor(document).insertText("«\u00a0Port Calder\u00a0»")
    assert body.text() == "«\u00a0Port Calder\u00a0»"


def test_a_delta_that_changes_nothing_is_no_edit():
    document, body, edits = edited_body("The ferry\nis late\nagain")
    # As an input method reports its preedit: the whole block for itself.
    document.contentsChange.emit(10, 8, 8)
    assert edits == []
    cursor = QTextCursor(document)
    cursor.setPosition(10)
    cursor.setPosition(12, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("IS")
    assert body.text() == "The ferry\nIS late\nagain" and edits


def test_replacing_is_one_edit_and_one_undo():
    document, body, edits = edited_body("Mine")
    body.replace("Theirs\nand more")
    assert body.text() == "Theirs\nand more" and edits
    document.undo()
    assert body.text() == "Mine"


def test_an_edit_says_where_it_ends_in_utf_16_units():
    document, _, edits = edited_body("😀 ")
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("x")
    assert edits == [4]
