"""Commands on pictures: one from a file, and what is said of the one at the cursor."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from editor.ui.pictures import PictureDesk
from editor.ui.toast import Toast

_FILTER = "Pictures (*.jpg *.jpeg *.png *.webp *.gif);;All files (*)"


class PictureCommands:
    """Everything here is about the body."""

    def __init__(self, pictures: PictureDesk, toast: Toast, window: QWidget) -> None:
        self._pictures = pictures
        self._toast = toast
        self._window = window

    def insert(self) -> None:
        """Lets the writer choose pictures and puts them in where the cursor is."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Insert pictures", "", _FILTER)
        if names:
            self._pictures.insert_files([Path(name) for name in names])

    def details(self) -> None:
        """Asks for the caption, words, credit and rights of the picture at the cursor."""
        if not self._pictures.ask_details():
            self._toast.tell("There is no picture where the cursor is.")
