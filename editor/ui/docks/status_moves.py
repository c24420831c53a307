"""Where the article stands, and a button for each way on that the status table allows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.records import STATUS_MOVES, Article, Status
from editor.ui.parts import Parts
from editor.ui.phrases import status_token, status_words


class StatusMoves(QWidget):
    """`refused` has the words of the library where it would not make the move."""

    refused = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._article: Article | None = None
        self._present = QLabel(self)
        self._present.setObjectName("presentStatus")
        self._present.setContentsMargins(0, 6, 0, 0)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(6)
        self._buttons.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(self._present)
        column.addLayout(self._buttons)
        parts.theme.changed.connect(self._colour)

    def show_article(self, article: Article) -> None:
        before, self._article = self._article, article
        self._colour()
        if before is None or (before.status, before.id) != (article.status, article.id):
            self._make_buttons(article.status)

    def _colour(self) -> None:
        if self._article is not None:
            tint = self._parts.theme.color(status_token(self._article.status)).name()
            words = status_words(self._article.status)
            self._present.setText(f'<span style="color:{tint}">●</span>&nbsp; {words}')
            self._present.setAccessibleName(self.tr("Status: {words}").format(words=words))

    def _make_buttons(self, status: Status) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if status is Status.SPIKED:
            self._add_button(0, "restoreArticle", self.tr("Restore"), None)
        for place, move in enumerate(STATUS_MOVES.get(status, ())):
            name = f"moveTo{move.value.title().replace(' ', '')}"
            self._add_button(place, name, status_words(move), move)

    def _add_button(self, place: int, name: str, words: str, move: Status | None) -> None:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setAccessibleName(
            self.tr("Restore") if move is None else self.tr("Move to {words}").format(words=words)
        )
        button.clicked.connect(lambda _checked=False: self._move(move))
        self._buttons.addWidget(button, place // 2, place % 2)

    def _move(self, move: Status | None) -> None:
        article = self._article
        if article is None:
            return
        self.refused.emit("")
        article_id, desk = article.id, self._parts.desk
        self._parts.open_article.settle(
            lambda: desk.do(
                lambda operations: (
                    operations.restore(article_id)
                    if move is None
                    else operations.set_status(article_id, move)
                ),
                None,
                lambda error: self.refused.emit(str(error)),
            )
        )
