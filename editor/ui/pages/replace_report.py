"""What became of a replacement: how much was replaced, and each article with what was done in it
or why it was left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from editor.ui.page_parts import SIDE, quiet_line
from editor.ui.phrases import thousands

if TYPE_CHECKING:
    # It loads the regex package, which nothing needs before a search.
    from editor.app.replace_operations import Line, Replaced


class ReplaceReport(QWidget):
    """Enter opens the article of a line."""

    article_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._articles: tuple[str, ...] = ()
        self._summary = quiet_line("libraryReplaced", "", self)
        self._summary.setContentsMargins(SIDE, 4, SIDE, 0)
        self._lines = QStringListModel(self)
        self._list = self._make_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._summary)
        layout.addWidget(self._list, 1)
        self.setFocusProxy(self._list)

    def show_replaced(self, replaced: Replaced) -> None:
        """Tells it, what was left out first: there may be something to do about that."""
        lines = (*replaced.left, *replaced.changed)
        self._articles = tuple(line.article for line in lines)
        self._summary.setText(_summed_up(replaced))
        self._lines.setStringList([_in_words(line) for line in lines])

    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("libraryReport")
        view.setAccessibleName(self.tr("What became of the articles"))
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setModel(self._lines)
        view.activated.connect(lambda index: self.article_wanted.emit(self._articles[index.row()]))
        return view


def counted(number: int, one: str, many: str) -> str:
    """`1 article`, `1,204 articles`."""
    return f"{thousands(number)} {one if number == 1 else many}"


def _summed_up(replaced: Replaced) -> str:
    if not replaced.changed:
        return "Nothing was changed. These articles were left as they are:"
    words = (
        f"{counted(replaced.count, 'find', 'finds')} replaced in "
        f"{counted(len(replaced.changed), 'article', 'articles')}. "
        "The text before is kept in the history of each."
    )
    if replaced.published:
        number = counted(replaced.published, "of them is", "of them are")
        words += f" {number} published: readers have the old text until it is exported again."
    if replaced.left:
        words += f" {counted(len(replaced.left), 'article was', 'articles were')} left out."
    return words


def _in_words(line: Line) -> str:
    headline = line.headline or "Without a headline"
    if line.why:
        return f"Left out: {headline} ({line.why})"
    published = ", published" if line.published else ""
    return f"{headline} ({counted(line.count, 'find', 'finds')}{published})"
