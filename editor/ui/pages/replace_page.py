"""Replacing in the library: the lines above, every find with a box below, and afterwards what
became of them; searching and replacing are left to the application."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.app.models.replace_finds import ReplaceFindsModel
from editor.app.replacing import LibraryReplacing
from editor.ui.pages.page import Page
from editor.ui.pages.replace_form import SEARCH, SELECTED, ReplaceForm
from editor.ui.pages.replace_list import FindsView
from editor.ui.parts import Parts
from editor.ui.phrases import thousands
from editor.ui.theme import serif_font

if TYPE_CHECKING:
    from editor.app.replace_operations import FoundIn, Line, Replaced, Replacing

_HINT = (
    "Type what to find and what to put there, then press Enter. Everything found is listed here "
    "with its sentence. Untick what is to stay; nothing is changed before you say Replace."
)
_NOTHING_SELECTED = "No article is selected in the list."
_NO_FIELD = "Choose at least one field to look in."


class ReplacePage(Page):
    """One search at a time; what it found stays while other articles are looked at."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._run = LibraryReplacing(parts.desk, parts.open_article, self)
        self._replacing: Replacing | None = None
        self._numbers: Sequence[int] | None = None
        self._again: list[FoundIn] | None = None
        self._report_ids: tuple[str, ...] = ()
        self._is_stale = False
        self._form = ReplaceForm(self)
        self._model = ReplaceFindsModel(self)
        self._view = FindsView(parts.theme, self._model, self)
        self._hint = self._label("libraryReplaceHint", "faint")
        self._hint.setText(self.tr(_HINT))
        self._summary = self._label("libraryReplaced", "")
        self._report = self._make_report()
        self._trouble = self._label("libraryReplaceTrouble", "bad")
        self._trouble.hide()
        self._count = self._label("libraryFindCount", "soft")
        self._progress = self._make_progress()
        self._cancel = self._button("libraryReplaceCancel", self.tr("Cancel"), self._call_off)
        self._all = self._button("libraryTickAll", self.tr("Tick all"), self._tick_all)
        self._none = self._button("libraryTickNone", self.tr("Tick none"), self._tick_none)
        self._go = self._button("libraryReplaceGo", self.tr("Replace"), self.replace)
        self._go.setDefault(True)
        self._go.setShortcut("Ctrl+Return")
        self._go.setToolTip(self.tr("Replace what is ticked (Ctrl+Return)"))
        self._stack = QStackedWidget(self)
        self._before, self._told = QWidget(self), QWidget(self)
        self._arrange()
        self._join()
        self._tell()

    def begin(self) -> None:
        """Goes to the line; what was found before is still there."""
        self._form.focus_line()
        self._tell()

    def look(self) -> None:
        """Looks for what is typed, where it is to be looked for."""
        if self._run.is_replacing or not self._form.words:
            return
        replacing, numbers = self._form.replacing(), self._numbers_to_look_in()
        trouble = "" if replacing.fields else self.tr(_NO_FIELD)
        if numbers is not None and not len(numbers) and self._form.scope == SELECTED:
            trouble = self.tr(_NOTHING_SELECTED)
        self._model.clear()
        self._is_stale = False
        self._say_trouble(trouble)
        self._stack.setCurrentWidget(self._view)
        if not trouble:
            self._replacing, self._numbers, self._again = replacing, numbers, None
            self._run.find(replacing, numbers)
        self._tell()

    def replace(self) -> None:
        """Replaces what is ticked."""
        if self._replacing is not None and self._go.isEnabled():
            self._run.replace(self._replacing, self._model.chosen())
            self._tell()
            self._cancel.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends what is under way before it leaves the page."""
        busy = self._run.is_searching or self._run.is_replacing
        if event.key() == Qt.Key.Key_Escape and busy:
            self._call_off()
        else:
            super().keyPressEvent(event)

    # Where to look.

    def _numbers_to_look_in(self) -> Sequence[int] | None:
        if self._form.scope == SELECTED:
            return self._parts.selected()
        return self._parts.models.articles.numbers if self._form.scope == SEARCH else None

    # What comes.

    def _found(self, found: Sequence[FoundIn]) -> None:
        if self._again is not None:
            self._again.extend(found)
            return
        means = self._replacing is not None and self._replacing.means_addresses
        self._model.add(found, addresses=means)
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._model.index(0))

    def _searched(self, trouble: str) -> None:
        if self._again is not None:
            self._show_again(self._again)
        self._say_trouble(trouble)
        self._tell()

    def _show_again(self, found: list[FoundIn]) -> None:
        row = self._view.currentIndex().row()
        self._again = None
        self._model.renew(found)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row))

    def _progressed(self, done: int, total: int) -> None:
        self._progress.setMaximum(max(total, 1))
        self._progress.setValue(done)
        self._tell_count()

    def _replaced(self, replaced: Replaced) -> None:
        self._summary.setText(_summed_up(replaced))
        lines = (*replaced.left, *replaced.changed)
        self._report_ids = tuple(line.article for line in lines)
        self._report_model.setStringList([_in_words(line) for line in lines])
        self._model.clear()
        self._stack.setCurrentWidget(self._told)
        self._report.setFocus()
        self._tell()

    def _refused(self, words: str) -> None:
        self._say_trouble(words)
        self._tell()
        self._view.setFocus()

    def _did(self, name: str, undoable: bool) -> None:
        """What a report tells of is undone, or done again."""
        if not undoable and self._report_ids and self._replacing is not None:
            self._forget()
            self._hint.setText(f"{name}.")

    # What the writer does.

    def _query_changed(self) -> None:
        """What is listed is not what is asked for any more."""
        if self._run.is_replacing:
            return
        self._run.stop()
        self._is_stale = self._model.total > 0
        self._say_trouble("")
        self._tell()

    def _template_changed(self) -> None:
        """The same finds are shown with what would be put there now."""
        if self._replacing is None or self._is_stale or not self._model.total:
            return
        if self._run.is_searching and self._again is None:
            self.look()
            return
        self._replacing, self._again = self._form.replacing(), []
        self._say_trouble("")
        self._run.find(self._replacing, self._model.numbers)
        self._tell()

    def _tick_all(self) -> None:
        self._model.tick_all(True)

    def _tick_none(self) -> None:
        self._model.tick_all(False)

    def _call_off(self) -> None:
        self._run.call_off()
        self._again = None
        self._tell()

    def _open_found(self, row: int) -> None:
        place = self._model.find_at(row)
        if place is not None:
            found, field, find = place
            self._open(found.article, find.line if field == "body" else None)

    def _open(self, article_id: str, line: int | None = None) -> None:
        opened, traffic = self._parts.open_article, self._parts.traffic
        if opened.article is not None and opened.article.id == article_id:
            self.dismissed.emit()
            if line is not None:
                traffic.line_wanted.emit(line)
            return
        if line is not None:
            opened.loaded.connect(
                lambda _article: traffic.line_wanted.emit(line),
                Qt.ConnectionType.SingleShotConnection,
            )
        traffic.article_wanted.emit(article_id)

    def _go_to_list(self) -> None:
        if self._model.rowCount():
            self._view.setFocus()

    def _forget(self) -> None:
        self._run.stop()
        self._model.clear()
        self._report_ids, self._replacing = (), None
        self._hint.setText(self.tr(_HINT))
        self._stack.setCurrentWidget(self._before)
        self._say_trouble("")
        self._tell()

    # What is told.

    def _say_trouble(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def _tell(self) -> None:
        searching, replacing = self._run.is_searching, self._run.is_replacing
        listed = self._stack.currentWidget() is self._view
        for widget in (self._progress, self._cancel):
            widget.setVisible(searching or replacing)
        for button in (self._all, self._none):
            button.setVisible(listed)
            button.setEnabled(bool(self._model.total) and not replacing)
        self._go.setVisible(listed)
        may = not (searching or replacing or self._is_stale or self._parts.desk.read_only)
        self._go.setEnabled(may and self._model.chosen_count > 0)
        self._view.setEnabled(not replacing)
        self._form.set_busy(replacing)
        self._tell_count()

    def _tell_count(self) -> None:
        words = self._count_words()
        self._count.setText(words)
        self._count.setAccessibleName(words)

    def _count_words(self) -> str:
        chosen, total = self._model.chosen_count, self._model.total
        if self._run.is_replacing:
            return self.tr("Replacing…")
        if self._stack.currentWidget() is not self._view:
            return ""
        if self._is_stale:
            return self.tr("Press Enter to look again.")
        if not total:
            return self.tr("Looking…") if self._run.is_searching else self.tr("Not found")
        words = self.tr("{chosen} of {total} in {articles}").format(
            chosen=thousands(chosen),
            total=thousands(total),
            articles=_counted(self._model.chosen_articles, "article", "articles"),
        )
        return f"{words} · {self.tr('read only')}" if self._parts.desk.read_only else words

    # Made of.

    def _join(self) -> None:
        form, run, view = self._form, self._run, self._view
        form.wanted.connect(self.look)
        form.query_changed.connect(self._query_changed)
        form.template_changed.connect(self._template_changed)
        form.list_wanted.connect(self._go_to_list)
        run.found.connect(self._found)
        run.progressed.connect(self._progressed)
        run.searched.connect(self._searched)
        run.replaced.connect(self._replaced)
        run.refused.connect(self._refused)
        view.open_wanted.connect(self._open_found)
        view.dismiss_wanted.connect(self._left_list)
        view.lines_wanted.connect(form.focus_line)
        self._report.activated.connect(lambda index: self._open(self._report_ids[index.row()]))
        self._model.ticked.connect(self._tell)
        self._parts.desk.opened.connect(lambda _info: self._forget())
        self._parts.desk.did.connect(self._did)

    def _left_list(self) -> None:
        if self._run.is_searching:
            self._call_off()
        else:
            self.dismissed.emit()

    def _label(self, name: str, tone: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", tone)
        label.setWordWrap(True)
        return label

    def _button(self, name: str, words: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _make_progress(self) -> QProgressBar:
        bar = QProgressBar(self)
        bar.setObjectName("libraryReplaceProgress")
        bar.setAccessibleName(self.tr("How far it is"))
        bar.setTextVisible(False)
        bar.setFixedSize(140, 8)
        return bar

    def _make_report(self) -> QListView:
        report = QListView(self)
        report.setObjectName("libraryReport")
        report.setAccessibleName(self.tr("What became of the articles"))
        report.setUniformItemSizes(True)
        report.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        report.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._report_model = QStringListModel(self)
        report.setModel(self._report_model)
        return report

    def _arrange(self) -> None:
        name = QLabel(self.tr("Replace in the library"), self)
        name.setFont(serif_font(22))
        below = QVBoxLayout(self._before)
        below.setContentsMargins(16, 32, 16, 16)
        below.addWidget(self._hint)
        below.addStretch(1)
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 4, 0, 0)
        told.setSpacing(10)
        self._summary.setContentsMargins(16, 0, 16, 0)
        told.addWidget(self._summary)
        told.addWidget(self._report, 1)
        for widget in (self._before, self._view, self._told):
            self._stack.addWidget(widget)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(6)
        foot.addWidget(self._count, 1)
        for widget in (self._progress, self._cancel, self._all, self._none, self._go):
            foot.addWidget(widget)
        top = QVBoxLayout()
        top.setContentsMargins(16, 14, 16, 10)
        top.setSpacing(10)
        for widget in (name, self._form, self._trouble):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)


def _counted(number: int, one: str, many: str) -> str:
    return f"{thousands(number)} {one if number == 1 else many}"


def _summed_up(replaced: Replaced) -> str:
    """What became of it all, in a sentence or three."""
    if not replaced.changed:
        return "Nothing was changed. These articles were left as they are:"
    words = (
        f"{_counted(replaced.count, 'find', 'finds')} replaced in "
        f"{_counted(len(replaced.changed), 'article', 'articles')}. "
        "The text before is kept in the history of each."
    )
    if replaced.published:
        number = _counted(replaced.published, "of them is", "of them are")
        words += f" {number} published: readers have the old text until it is exported again."
    if replaced.left:
        words += f" {_counted(len(replaced.left), 'article was', 'articles were')} left out."
    return words


def _in_words(line: Line) -> str:
    headline = line.headline or "Without a headline"
    if line.why:
        return f"Left out: {headline} ({line.why})"
    published = ", published" if line.published else ""
    return f"{headline} ({_counted(line.count, 'find', 'finds')}{published})"
