"""The texts of the writing area as they stand, fields and body, every edit numbered; which article
they belong to is left to `open_article`."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from editor.app.body_text import BodyText
from editor.app.writing_fields import BODY, HEAD_FIELDS


class Writing(QObject):
    """The fields live here, the body in the document. Edit numbers only grow: none ever stands
    for two texts."""

    edited = Signal(int)
    """The number of an edit to a field or the body."""
    field_loaded = Signal(str, str)
    """Name and text of a field that was set from outside its editor."""
    field_edited = Signal(str)
    """Name of a field the writer has changed; after its `edited`."""
    lines_changed = Signal(object)
    """LineDelta of an edit to the body, or None; before its `body_edited`."""
    body_edited = Signal(int)
    """Where an edit to the body ends, in UTF-16 units; before its `edited`."""

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = dict.fromkeys(HEAD_FIELDS, "")
        self._body = BodyText(document, self)
        self._body.lines_changed.connect(self.lines_changed)
        self._body.edited.connect(self._body_changed)
        self.edit_number = 0

    @property
    def is_loading(self) -> bool:
        """True while another body is being put in, and cursors in it jump."""
        return self._body.is_loading

    def field(self, name: str) -> str:
        """One of `HEAD_FIELDS`. Raises KeyError for another name."""
        return self._fields[name]

    def body(self) -> str:
        return self._body.text()

    def texts(self) -> dict[str, str]:
        """All of them by name. Costs a join over the body's lines: for timers, not keys."""
        return {**self._fields, BODY: self._body.text()}

    def load(self, texts: Mapping[str, str]) -> None:
        """Puts other texts in, missing ones empty: a new number, but no edit and nothing that
        could be undone."""
        self.edit_number += 1
        self._fields = {name: texts.get(name, "") for name in HEAD_FIELDS}
        self._body.load(texts.get(BODY, ""))

    def set_field(self, name: str, text: str) -> None:
        """The writer has changed a field. Raises KeyError for a name not in `HEAD_FIELDS`."""
        if self._fields[name] != text:
            self._fields[name] = text
            self._count()
            self.field_edited.emit(name)

    def write_in(self, texts: Mapping[str, str]) -> None:
        """Puts texts in from outside as edits; the body's can be undone."""
        for name, text in texts.items():
            if name == BODY:
                self._body.replace(text)
            elif self._fields[name] != text:
                self._fields[name] = text
                self._count()
                self.field_loaded.emit(name, text)

    def count_as_edit(self) -> None:
        """What was loaded is not what is stored: it is the writer's to save."""
        self._count()

    def _body_changed(self, position: int) -> None:
        self.body_edited.emit(position)
        self._count()

    def _count(self) -> None:
        self.edit_number += 1
        self.edited.emit(self.edit_number)
