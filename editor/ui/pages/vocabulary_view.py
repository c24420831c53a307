"""The controlled vocabularies of a library: loaded from a file, matched to tags, deleted; reading
files and matching are the application's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import LibraryError
from db.tag_records import TermMatch, Vocabulary
from editor.app.models.term_matches import TermMatchesModel
from editor.ui.docks.dock_parts import Index, Refusal, RowDelegate
from editor.ui.pages.replace_report import counted
from editor.ui.pages.term_match_list import TermMatchList
from editor.ui.parts import Parts
from editor.ui.phrases import language_name, thousands, when

_ROLE = Qt.ItemDataRole.UserRole + 1
_DETAIL = Qt.ItemDataRole.UserRole + 2
_BELOW = Qt.ItemDataRole.UserRole + 3
_ROW, _MOST_ROWS = 50, 4
_LANGUAGES = 3
_FILTER = "Vocabularies (*.json *.csv *.tsv *.txt);;All files (*)"
_NOTHING = (
    "A controlled vocabulary is a list of terms with lasting ids, such as IPTC’s Media Topics. "
    "Load the JSON that IPTC publishes, or a table (CSV) with columns for id and label. Its terms "
    "are then offered where tags are added, and tags can be matched to them. Nothing is fetched."
)


class VocabularyView(QWidget):
    """What matches the vocabulary stood on is listed below it."""

    delete_wanted = Signal(object)
    """A Vocabulary is to be deleted, once it is told what that touches."""
    counted = Signal(int)

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._known: tuple[Vocabulary, ...] = ()
        self._matched = 0
        self._model = TermMatchesModel(self)
        self._model.ticked.connect(self._look)
        self._build()
        self._arrange()

    def load(self) -> None:
        """Shows the library's vocabularies as they are now."""
        self._parts.desk.ask_newest(
            "vocabularies", lambda operations: operations.vocabularies(), self._take, self._refused
        )

    def focus_list(self) -> None:
        (self._list if self._known else self._load).setFocus(Qt.FocusReason.OtherFocusReason)

    # Made of.

    def _build(self) -> None:
        self._list = _Vocabularies(self)
        self._list.setItemDelegate(RowDelegate(self._parts.theme, _row, _ROW, self._list))
        self._list.currentItemChanged.connect(lambda *_: self._match())
        self._list.delete_wanted.connect(self._ask_delete)
        self._nothing = self._label("vocabulariesNothing", "faint")
        self._nothing.setText(self.tr(_NOTHING))
        self._nothing.setContentsMargins(0, 16, 0, 8)
        self._about = self._label("termsAbout", "soft")
        self._table = TermMatchList(self._model, self)
        self._load = self._button("vocabularyLoad", self.tr("Load a file…"), self.choose_file)
        self._delete = self._button(
            "vocabularyDelete", self.tr("Delete this vocabulary…"), self._ask_delete
        )
        self._all = self._button(
            "termsAll", self.tr("Tick all"), lambda: self._model.tick_all(True)
        )
        self._none = self._button(
            "termsNone", self.tr("Tick none"), lambda: self._model.tick_all(False)
        )
        self._adopt = self._button("termsAdopt", "", self._adopt_ticked)
        self._adopt.setDefault(True)
        self._adopt.setShortcut("Ctrl+Return")
        self._refusal = Refusal("vocabularyRefusal", self)

    def _label(self, name: str, tone: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", tone)
        label.setWordWrap(True)
        return label

    def _button(self, name: str, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _arrange(self) -> None:
        loading = QHBoxLayout()
        loading.setSpacing(8)
        loading.addWidget(self._load)
        loading.addWidget(self._delete)
        loading.addStretch(1)
        self.foot = QWidget(self)
        adopting = QHBoxLayout(self.foot)
        adopting.setContentsMargins(0, 0, 0, 0)
        adopting.setSpacing(8)
        for widget in (self._all, self._none):
            adopting.addWidget(widget)
        adopting.addStretch(1)
        adopting.addWidget(self._adopt)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        column.addLayout(loading)
        column.addWidget(self._refusal)
        column.addSpacing(4)
        column.addWidget(self._about)
        column.addWidget(self._table, 1)
        column.addWidget(self.foot)
        column.addStretch(0)

    # What is shown.

    @property
    def _current(self) -> Vocabulary | None:
        item = self._list.currentItem()
        found: Vocabulary | None = None if item is None else item.data(_ROLE)
        return found

    def _take(self, known: tuple[Vocabulary, ...]) -> None:
        before = self._current
        self._known = known
        self._list.blockSignals(True)
        self._list.clear()
        for one in known:
            item = QListWidgetItem(one.name)
            item.setData(_ROLE, one)
            item.setData(_DETAIL, when(one.loaded, self._parts.clock()))
            item.setData(_BELOW, _told(one))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _told(one))
            self._list.addItem(item)
        ids = [one.id for one in known]
        row = ids.index(before.id) if before is not None and before.id in ids else 0
        self._list.setCurrentRow(row if known else -1)
        self._list.blockSignals(False)
        self._list.setFixedHeight(min(max(len(known), 1), _MOST_ROWS) * _ROW + 2)
        self._match()
        self.counted.emit(len(known))

    def _match(self) -> None:
        """Asks which tags the vocabulary stood on has."""
        vocabulary = self._current
        self._look()
        if vocabulary is None:
            self._model.show_matches(())
            return
        self._parts.desk.ask_newest(
            "term matches",
            lambda operations: operations.vocabulary_matches(vocabulary.id),
            self._show_matches,
            self._refused,
        )

    def _show_matches(self, matches: tuple[TermMatch, ...]) -> None:
        new = [match for match in matches if match.tag.external_id != match.term.id]
        self._matched = len(matches) - len(new)
        self._model.show_matches(new)
        if new and not self._table.currentIndex().isValid():
            self._table.setCurrentIndex(self._model.index(0, 0))

    def _look(self) -> None:
        writable = not self._parts.desk.read_only
        known, found = self._current is not None, self._model.rowCount() > 0
        self._list.setVisible(bool(self._known))
        self._nothing.setVisible(not self._known)
        self._about.setVisible(known)
        self._about.setText(_matches_words(self._model.rowCount(), self._matched))
        for widget in (self._table, self.foot):
            widget.setVisible(known and found)
        self._delete.setVisible(known)
        self._load.setEnabled(writable)
        self._delete.setEnabled(writable)
        chosen = len(self._model.chosen)
        self._adopt.setText(
            self.tr("Give {0} the id of the term").format(counted(chosen, "tag", "tags"))
        )
        self._adopt.setToolTip(self.tr("Ctrl+Return"))
        self._adopt.setEnabled(writable and chosen > 0)

    # What is done.

    def choose_file(self) -> None:
        """Lets the writer choose a file, and loads it."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Load a vocabulary"), "", _FILTER)
        if name:
            self.load_file(Path(name))

    def load_file(self, path: Path) -> None:
        """Loads a file; what is wrong with it is said here."""
        self._refusal.say("")
        self._load.setEnabled(False)
        self._parts.desk.do(
            lambda operations: operations.load_vocabulary_file(path), self._loaded, self._refused
        )

    def _loaded(self, vocabulary: Vocabulary) -> None:
        """The one that came is stood on."""
        self._parts.desk.ask(
            lambda operations: operations.vocabularies(), partial(self._stand_on, vocabulary.id)
        )

    def _stand_on(self, vocabulary: str, known: tuple[Vocabulary, ...]) -> None:
        self._take(known)
        ids = [one.id for one in known]
        if vocabulary in ids:
            self._list.setCurrentRow(ids.index(vocabulary))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_delete(self) -> None:
        if self._current is not None and not self._parts.desk.read_only:
            self.delete_wanted.emit(self._current)

    def _adopt_ticked(self) -> None:
        chosen = self._model.chosen
        self._refusal.say("")
        self._parts.desk.do(lambda operations: operations.adopt_terms(chosen), None, self._refused)

    def _refused(self, error: LibraryError) -> None:
        self._look()
        self._refusal.say(str(error))


class _Vocabularies(QListWidget):
    """Delete asks for one to be deleted."""

    delete_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("vocabularies")
        self.setAccessibleName(self.tr("Vocabularies of the library"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _deletes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _deletes(event):
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _deletes(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
    return isinstance(event, QKeyEvent) and event.key() in keys


def _row(index: Index) -> tuple[str, str, str, str]:
    words = str(index.data(Qt.ItemDataRole.DisplayRole))
    return "manual", words, str(index.data(_DETAIL)), str(index.data(_BELOW))


def _told(vocabulary: Vocabulary) -> str:
    """`1,204 terms, 96 withdrawn · English, French and 11 more · of 2026-01-08`."""
    parts = [counted(vocabulary.terms, "term", "terms")]
    if vocabulary.retired:
        parts[0] += f", {thousands(vocabulary.retired)} withdrawn"
    names = [language_name(code) for code in vocabulary.languages]
    more = len(names) - _LANGUAGES
    if names:
        shown = ", ".join(names[:_LANGUAGES])
        parts.append(f"{shown} and {more} more" if more > 0 else shown)
    if vocabulary.released:
        parts.append(f"of {vocabulary.released}")
    return " · ".join(parts)


def _matches_words(new: int, matched: int) -> str:
    already = f"{counted(matched, 'tag has', 'tags have')} the id of a term here."
    if not new:
        return (
            f"{already} No other tag is called like one."
            if matched
            else ("No tag is called like a term here.")
        )
    words = f"{counted(new, 'tag seems', 'tags seem')} to be terms here. Exports carry the id."
    if new == 1:
        words = "One tag seems to be a term here. Exports carry the id."
    return f"{already} {words}" if matched else words
