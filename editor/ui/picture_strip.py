"""The strip below the text that asks for a picture's caption, credit and words: there when wanted,
never in the way; storing what is typed is left to whoever listens."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Picture

THUMBNAIL = 64
_WIDEST = 112
_PLACES = (("caption", 0, 0, 3), ("alt", 1, 0, 3), ("credit", 2, 0, 1), ("rights", 2, 2, 1))
"""Where each field stands: its row, the column of its label, and how many columns it takes."""


class PictureStrip(QFrame):
    """Enter or Done keeps what is typed, and so does going elsewhere; Esc drops it."""

    changed = Signal(str, object)
    """The hash of a picture and what the writer says of it now, by PICTURE_DETAILS."""
    left = Signal()
    """The writer is done with the strip: the keyboard goes back to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictureStrip")
        self.setAccessibleName(self.tr("Picture details"))
        self._picture: Picture | None = None
        self._typed: dict[str, str] = {}
        self._image = QLabel(self)
        self._image.setFixedSize(_WIDEST, THUMBNAIL)
        self._image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._facts = QLabel(self)
        self._facts.setProperty("tone", "faint")
        self._flag = QLabel(self)
        self._flag.setObjectName("pictureFlag")
        self._flag.setProperty("tone", "warn")
        self._fields = {
            "caption": self._field(
                "caption", self.tr("Caption"), self.tr("What readers see below")
            ),
            "alt": self._field(
                "alt", self.tr("In words"), self.tr("What it shows, for readers who don’t see it")
            ),
            "credit": self._field("credit", self.tr("Credit"), self.tr("Who made it")),
            "rights": self._field(
                "rights", self.tr("Rights"), self.tr("For the desk; never leaves it")
            ),
        }
        self._done = QPushButton(self.tr("Done"), self)
        self._done.setObjectName("pictureDone")
        self._done.setAccessibleName(self.tr("Keep the picture’s details"))
        self._done.clicked.connect(self._finish)
        self._arrange()
        self._fields["alt"].textChanged.connect(lambda _words: self._show_flag())
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def picture(self) -> str:
        """The hash of the picture that is shown; empty while there is none."""
        return self._picture.hash if self._picture and self.isVisible() else ""

    def show_picture(self, picture: Picture, alt: str) -> None:
        """Show what is said of a picture; `alt` are its words where it stands in the text."""
        if self._picture is None or self._picture.hash != picture.hash:
            self.keep()
            self._image.clear()
        self._picture = picture
        for name, field in self._fields.items():
            field.setText(self._stored(name, alt))
            field.setCursorPosition(0)
        self._typed = self._said()
        kind = picture.media_type.removeprefix("image/").upper()
        self._facts.setText(f"{kind}, {picture.width} × {picture.height}")
        self._show_flag()
        self.show()

    def show_image(self, picture: str, image: QImage) -> None:
        """Show the picture small, if it is still the one."""
        if self._picture is not None and self._picture.hash == picture and not image.isNull():
            ratio = self.devicePixelRatioF()
            room = self._image.size() * ratio
            pixmap = QPixmap.fromImage(
                image.scaled(
                    room,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            pixmap.setDevicePixelRatio(ratio)
            self._image.setPixmap(pixmap)

    def take_focus(self) -> None:
        """Put the keyboard on the first field that says nothing yet."""
        empty = (field for field in self._fields.values() if not field.text())
        next(empty, self._fields["caption"]).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def keep(self) -> None:
        """Tell what was typed, if it is something else than before."""
        if self._picture is not None and (said := self._said()) != self._typed:
            self._typed = said
            self.changed.emit(self._picture.hash, said)

    def dismiss(self) -> None:
        """Keep what was typed and go."""
        self.keep()
        self.hide()
        self._picture = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            for name, words in self._typed.items():
                self._fields[name].setText(words)
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        self.keep()
        self._leave()

    def _leave(self) -> None:
        self.left.emit()
        self.dismiss()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        was_here = before is not None and self.isAncestorOf(before)
        if was_here and not (now is not None and self.isAncestorOf(now)):
            self.keep()

    def _said(self) -> dict[str, str]:
        return {name: " ".join(field.text().split()) for name, field in self._fields.items()}

    def _stored(self, name: str, alt: str) -> str:
        words = str(getattr(self._picture, name))
        return alt or words if name == "alt" else words

    def _show_flag(self) -> None:
        has_words = bool(self._fields["alt"].text().strip())
        self._flag.setText("" if has_words else self.tr("Not said in words yet"))

    def _field(self, name: str, label: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(f"picture{name.capitalize()}")
        field.setAccessibleName(label)
        field.setPlaceholderText(hint)
        field.setMaxLength(2000)
        return field

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(16)
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self._image)
        side.addWidget(self._facts)
        side.addStretch(1)
        row.addLayout(side)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for name, place, column, width in _PLACES:
            field = self._fields[name]
            label = QLabel(field.accessibleName(), self)
            label.setBuddy(field)
            grid.addWidget(label, place, column)
            grid.addWidget(field, place, column + 1, 1, width)
        foot = QHBoxLayout()
        foot.addWidget(self._flag)
        foot.addStretch(1)
        foot.addWidget(self._done)
        grid.addLayout(foot, 3, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        row.addLayout(grid, 1)
        # From the picture to its words, then to the desk's, then done.
        order = [*self._fields.values(), self._done]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
