"""Replacing in the library: the lines above, every find with a box below, and afterwards what
became of them; searching and replacing are left to the application."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.app.models.replace_finds import ReplaceFindsModel
from editor.app.replacing import LibraryReplacing
from editor.ui.page_parts import BOTTOM, SIDE, TOP, page_title, push_button, quiet_line
from editor.ui.pages.page import Page
from editor.ui.pages.replace_form import SEARCH, SELECTED, ReplaceForm
from editor.ui.pages.replace_list import FindsView
from editor.ui.pages.replace_report import ReplaceReport, counted
from editor.ui.parts import Parts
from editor.ui.phrases import thousands

if TYPE_CHECKING:
    # It loads the regex package, which nothing needs before a search.
    from editor.app.replace_operations import FoundIn, Replaced, Replacing

_HINT = (
    "Type what to find and what to put there, then press Enter. Everything found is listed here "
    "with its sentence. Untick what is to stay; nothing is changed before you say Replace."
)
_NOTHING_SELECTED = "No article is selected in the list."
_NO_FIELD = "Choose at least one field to look in."
_PAUSE = 150
"""Milliseconds in which what comes is put together: each time the list is painted anew."""


class ReplacePage(Page):
    """One search at a time; what it found stays while other articles are looked at."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._run = LibraryReplacing(parts.desk, parts.open_article, self)
        self._replacing: Replacing | None = None
        self._again: list[FoundIn] | None = None
        self._coming: list[FoundIn] = []
        self._is_stale = False
        self._form = ReplaceForm(self)
        self._model = ReplaceFindsModel(self)
        self._view = FindsView(parts.theme, self._model, self)
        self._report = ReplaceReport(self)
        self._hint = quiet_line("libraryReplaceHint", "faint", self)
        self._hint.setText(self.tr(_HINT))
        self._trouble = quiet_line("libraryReplaceTrouble", "bad", self)
        self._trouble.hide()
        self._count = self._make_count()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._progress = self._make_progress()
        self._cancel = push_button("libraryReplaceCancel", self.tr("Cancel"), self._call_off, self)
        self._all = push_button(
            "libraryTickAll", self.tr("Tick all"), lambda: self._model.tick_all(True), self
        )
        self._none = push_button(
            "libraryTickNone", self.tr("Tick none"), lambda: self._model.tick_all(False), self
        )
        self._go = self._make_go()
        self._stack = QStackedWidget(self)
        self._before = QWidget(self)
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
        if self._form.scope == SELECTED and not numbers:
            trouble = self.tr(_NOTHING_SELECTED)
        self._clear()
        self._is_stale = False
        self._say_trouble(trouble)
        self._stack.setCurrentWidget(self._view)
        if not trouble:
            self._replacing, self._again = replacing, None
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

    def _numbers_to_look_in(self) -> Sequence[int] | None:
        if self._form.scope == SELECTED:
            return self._parts.selected()
        return self._parts.models.articles.numbers if self._form.scope == SEARCH else None

    # What comes.

    def _found(self, found: Sequence[FoundIn]) -> None:
        if self._again is not None:
            self._again.extend(found)
            return
        self._coming.extend(found)
        if not self._model.total:
            self._take_in()
        elif not self._pause.isActive():
            self._pause.start()

    def _take_in(self) -> None:
        """Lists what has come meanwhile."""
        means = self._replacing is not None and self._replacing.means_addresses
        found, self._coming = self._coming, []
        self._model.add(found, addresses=means)
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._model.index(0, 0))

    def _searched(self, trouble: str) -> None:
        if self._again is not None:
            self._show_again(self._again)
        self._take_in()
        self._say_trouble(trouble)
        self._tell()

    def _show_again(self, found: list[FoundIn]) -> None:
        row = self._view.currentIndex().row()
        self._again = None
        self._model.renew(found)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row, 0))

    def _progressed(self, done: int, total: int) -> None:
        self._progress.setMaximum(max(total, 1))
        self._progress.setValue(done)

    def _replaced(self, replaced: Replaced) -> None:
        self._report.show_replaced(replaced)
        self._model.clear()
        self._stack.setCurrentWidget(self._report)
        self._report.setFocus()
        self._tell()

    def _refused(self, words: str) -> None:
        self._say_trouble(words)
        self._tell()
        self._view.setFocus()

    def _did(self, name: str, undoable: bool) -> None:
        """What a report tells of is undone, or done again."""
        if not undoable and self._stack.currentWidget() is self._report:
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

    def _call_off(self) -> None:
        self._run.call_off()
        self._take_in()
        # Half of it looked through anew is no list: what is put there may not be what is shown.
        self._is_stale = self._is_stale or self._again is not None
        self._again = None
        self._tell()

    def _leave_list(self) -> None:
        if self._run.is_searching:
            self._call_off()
        else:
            self.dismissed.emit()

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

    def _clear(self) -> None:
        self._run.stop()
        self._coming = []
        self._model.clear()

    def _forget(self) -> None:
        self._clear()
        self._replacing = None
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
        for button in (self._all, self._none, self._go):
            button.setVisible(listed)
        self._view.setEnabled(not replacing)
        self._form.setEnabled(not replacing)
        self._tell_count()

    def _tell_count(self) -> None:
        busy = self._run.is_searching or self._run.is_replacing
        for button in (self._all, self._none):
            button.setEnabled(self._model.total > 0 and not self._run.is_replacing)
        may = not (busy or self._is_stale or self._parts.desk.read_only)
        self._go.setEnabled(may and self._model.chosen_count > 0)
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
            articles=counted(self._model.chosen_articles, "article", "articles"),
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
        view.dismiss_wanted.connect(self._leave_list)
        view.lines_wanted.connect(form.focus_line)
        self._report.article_wanted.connect(self._open)
        self._model.ticked.connect(self._tell_count)
        self._pause.timeout.connect(self._take_in)
        self._parts.desk.opened.connect(lambda _info: self._forget())
        self._parts.desk.did.connect(self._did)

    def _make_count(self) -> QLabel:
        count = quiet_line("libraryFindCount", "soft", self)
        count.setWordWrap(False)
        count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return count

    def _make_go(self) -> QPushButton:
        go = push_button("libraryReplaceGo", self.tr("Replace"), self.replace, self)
        go.setDefault(True)
        go.setShortcut("Ctrl+Return")
        go.setToolTip(self.tr("Replace what is ticked (Ctrl+Return)"))
        return go

    def _make_progress(self) -> QProgressBar:
        bar = QProgressBar(self)
        bar.setObjectName("libraryReplaceProgress")
        bar.setAccessibleName(self.tr("How far it is"))
        bar.setTextVisible(False)
        bar.setFixedSize(140, 8)
        return bar

    def _arrange(self) -> None:
        name = page_title(self.tr("Replace in the library"), self)
        below = QVBoxLayout(self._before)
        below.setContentsMargins(SIDE, 24, SIDE, 16)
        below.addWidget(self._hint)
        below.addStretch(1)
        for widget in (self._before, self._view, self._report):
            self._stack.addWidget(widget)
        top = QVBoxLayout()
        top.setContentsMargins(SIDE, TOP, SIDE, 10)
        top.setSpacing(10)
        for widget in (name, self._form, self._trouble):
            top.addWidget(widget)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 8, SIDE, BOTTOM)
        foot.setSpacing(8)
        foot.addWidget(self._count, 1)
        for widget in (self._progress, self._cancel, self._all, self._none, self._go):
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
