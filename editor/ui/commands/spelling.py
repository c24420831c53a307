"""Commands on spelling: suggestions, the next misspelling, on or off, and in which languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.app.settings import SettingsStore
from editor.exchange.files import FileError
from editor.ui.phrases import variety_name
from editor.ui.picker import Choice, Picker, offering
from editor.ui.source_pane import SourcePane
from editor.ui.spelling_desk import SpellingDesk
from editor.ui.spelling_marks import Misspelling
from editor.ui.toast import Toast

_ADD = object()


class SpellingCommands:
    """The headline and the standfirst are gone through with the body, before it."""

    def __init__(
        self,
        pane: SourcePane,
        spelling_desk: SpellingDesk,
        settings: SettingsStore,
        picker: Picker,
        toast: Toast,
        window: QWidget,
    ) -> None:
        self._pane = pane
        self._spelling = spelling_desk.spelling
        self._marks = spelling_desk.marks
        self._menu = spelling_desk.menu
        self._head = spelling_desk.head
        self._looked_from = 0
        self._settings = settings
        self._picker = picker
        self._toast = toast
        self._window = window

    def suggestions(self) -> None:
        """Opens the suggestions for the word the cursor is in."""
        in_head = self._head.has_keyboard
        if (self._head.open_menu() if in_head else self._menu.open_at_cursor()) is None:
            self._toast.tell("The word at the cursor is not marked as misspelt.")

    def next(self) -> None:
        """Goes to the next misspelling: through the head, then the body, and round again."""
        if not self._spelling.state.checking:
            self._toast.tell("Spelling is not checked in this article.")
            return
        in_head = self._head.has_keyboard
        if in_head and self._head.go_to_next():
            return
        self._looked_from = 0 if in_head else self._pane.textCursor().selectionEnd()
        self._marks.next_after(self._looked_from, self._found)

    def _found(self, misspelling: Misspelling | None) -> None:
        is_round = misspelling is None or misspelling.start < self._looked_from
        if is_round and self._head.go_to_next():
            return
        if misspelling is None:
            self._toast.tell("No misspellings.")
        else:
            self._marks.go_to(misspelling)
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self) -> None:
        """Checks spelling while writing, or stops checking."""
        self._settings.set(check_spelling=not self._settings.value.check_spelling)

    def known_words(self) -> None:
        """Lists the library's words and those ignored here; choosing one takes it off."""
        library, article = self._spelling.known
        rows = [
            *(
                Choice(word, partial(self._spelling.heed, word), "Ignored here – Enter checks it")
                for word in article
            ),
            *(
                Choice(
                    word,
                    partial(self._spelling.remove_from_library, word),
                    "The library’s – Enter takes it off",
                )
                for word in library
            ),
        ]
        if not rows:
            self._toast.tell("There are no words of the library’s, and none are ignored here.")
            return
        self._picker.pick("Words to take off the list", offering(rows), _call)

    def languages(self) -> None:
        """Lets the writer choose in which languages words may be right, besides the article's."""
        rows = [*self._language_rows(), Choice("Add a dictionary…", _ADD, ".dic and .aff")]
        self._picker.pick("Languages words may be in", offering(rows), self._chosen)

    def _language_rows(self) -> Sequence[Choice]:
        own = self._spelling.languages[:1]
        extra = self._settings.value.spelling_languages
        codes = dict.fromkeys(one.code.replace("_", "-") for one in self._spelling.installed())
        present = [
            *(Choice(variety_name(code), None, "The article’s language") for code in own),
            *(Choice(variety_name(code), code, "On – Enter leaves it out") for code in extra),
        ]
        others = [code for code in codes if code not in (*own, *extra)]
        return [
            *present,
            *(Choice(variety_name(code), code, "Off – Enter adds it") for code in others),
        ]

    def _chosen(self, value: object) -> None:
        if value is _ADD:
            self._add_dictionary()
        elif isinstance(value, str):
            extra = self._settings.value.spelling_languages
            kept = tuple(code for code in extra if code != value)
            self._settings.set(spelling_languages=kept if value in extra else (*extra, value))

    def _add_dictionary(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Add a dictionary", "", "Dictionaries (*.dic *.aff)"
        )
        if chosen:
            self.take_dictionary(Path(chosen))

    def take_dictionary(self, chosen: Path) -> None:
        """Copies a dictionary into the writer's folder and uses it where its language is."""
        try:
            code = self._spelling.add_dictionary(chosen)
        except FileError as error:
            self._toast.tell(str(error))
        else:
            self._toast.tell(
                f"The dictionary {variety_name(code.replace('_', '-'))} has been added."
            )


def _call(value: object) -> None:
    if callable(value):
        value()
