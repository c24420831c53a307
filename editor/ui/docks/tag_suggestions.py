"""Tags whose names occur in the open article, offered below those it has; finding them is the
library's, and none is ever put on by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.records import Changes
from editor.app.models.tags import ArticleTagsModel
from editor.later import later
from editor.ui.docks.dock_parts import Index, RowDelegate
from editor.ui.parts import Parts
from editor.ui.tag_looks import KIND_ICONS

if TYPE_CHECKING:
    from db import tag_records
    from db.tag_records import TagSuggestion
else:
    # Comes with the first tag found in a text: not before the first paint.
    tag_records = later("db.tag_records")

_ROW, _MOST_ROWS, _SIDE = 28, 5, 16
_PAUSE_MS, _SOON_MS = 1_500, 250
_ROLE = Qt.ItemDataRole.UserRole + 1
_FIELDS = ("headline", "standfirst", "body")


class TagSuggestions(QWidget):
    """Looked for when the writer pauses, and only while somebody could see it. Enter, or a click,
    asks for a tag to be added."""

    wanted = Signal(object)
    """A Tag."""

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._model: ArticleTagsModel = parts.models.tags
        self._found: tuple[TagSuggestion, ...] = ()
        self._is_behind = True
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self._title = QLabel(self.tr("In the text"), self)
        self._title.setProperty("tone", "soft")
        self._title.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self._list = _Rows(self)
        self._list.setItemDelegate(RowDelegate(parts.theme, _row, _ROW, self._list))
        self._list.wanted.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._list)
        self._join()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """What was missed behind another dock is looked for now."""
        super().showEvent(event)
        if self._is_behind:
            self._pause.start(_SOON_MS)

    def _join(self) -> None:
        article = self._parts.open_article
        article.loaded.connect(lambda _article: self._renew())
        article.closed.connect(self._forget)
        article.edited.connect(lambda _number: self._wait(_PAUSE_MS))
        self._parts.desk.changed.connect(self._library_changed)
        for signal in (self._model.modelReset, self._model.dataChanged):
            signal.connect(lambda *_: self._show())

    def _renew(self) -> None:
        self._forget()
        self._wait(_SOON_MS)

    def _forget(self) -> None:
        self._found = ()
        self._pause.stop()
        self._show()

    def _library_changed(self, changes: Changes) -> None:
        if changes.tags:
            self._wait(_SOON_MS)

    def _wait(self, milliseconds: int) -> None:
        self._is_behind = True
        if self.isVisible():
            self._pause.start(milliseconds)

    def _ask(self) -> None:
        article = self._parts.open_article
        if article.article is None or not self.isVisible():
            return
        self._is_behind = False
        texts = article.texts()
        text = "\n\n".join(texts.get(field, "") for field in _FIELDS)
        self._parts.desk.ask_newest(
            "tag suggestions",
            lambda operations: operations.tags_in(text),
            partial(self._take_in, article.article.id),
            lambda _error: self._forget(),
        )

    def _take_in(self, article_id: str, found: tuple[TagSuggestion, ...]) -> None:
        article = self._parts.open_article.article
        if article is not None and article.id == article_id:
            self._found = found
            self._show()

    def _show(self) -> None:
        present = {tag.id for tag in self._model.items}
        rest = [one for one in self._found if one.tag.id not in present]
        self._list.fill(rest)
        self._title.setVisible(bool(rest))
        self._list.setVisible(bool(rest))

    def _take(self, suggestion: TagSuggestion) -> None:
        if not self._parts.desk.read_only:
            self.wanted.emit(suggestion.tag)


class _Rows(QListWidget):
    """As high as it has rows, up to a few."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagSuggestions")
        self.setAccessibleName(self.tr("Tags named in the text"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.wanted.emit(item.data(_ROLE)))

    def fill(self, suggestions: list[TagSuggestion]) -> None:
        """Shows these; the row stood on stays where it was."""
        if [self.item(row).data(_ROLE) for row in range(self.count())] == suggestions:
            return
        row = self.currentRow()
        self.clear()
        for one in suggestions:
            item = QListWidgetItem(one.tag.label)
            item.setData(_ROLE, one)
            item.setToolTip(self.tr("Add this tag (Enter): {0}").format(_times(one)))
            self.addItem(item)
        if suggestions and row >= 0:
            self.setCurrentRow(min(row, len(suggestions) - 1))
        self.setFixedHeight(min(len(suggestions), _MOST_ROWS) * _ROW + 2)

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(item.data(_ROLE))
        else:
            super().keyPressEvent(event)


def _row(index: Index) -> tuple[str, str, str, str]:
    one = index.data(_ROLE)
    if not isinstance(one, tag_records.TagSuggestion):
        return "", "", "", ""
    return KIND_ICONS[one.tag.kind], one.tag.label, _times(one), ""


def _times(one: TagSuggestion) -> str:
    """`×4`, with the name it has in the text where that isn't its label."""
    times = f"×{one.count:,}"
    named = one.found.casefold() == one.tag.label.casefold()
    return times if named else f"{one.found} {times}"
