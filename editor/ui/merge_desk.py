"""Two texts of one article put together in the middle of the window, where somebody else has
stored a newer one; the result is the writer's own edit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryError, Stale
from editor.app.open_article import SaveKind, SaveState
from editor.ui.main_window import MainWindow
from editor.ui.notice_bar import Tone
from editor.ui.parts import Parts
from editor.ui.writing_area import WritingArea

if TYPE_CHECKING:
    from editor.app.history_operations import Merging
    from editor.ui.merge_panel import MergePanel

_MATTER = "merge"


class MergeDesk(QObject):
    """Shows the conflicts in place of the writing. `changed` is emitted when a merge begins or
    ends."""

    changed = Signal()

    def __init__(
        self, parts: Parts, window: MainWindow, writing: WritingArea, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._desk = parts.desk
        self._open = parts.open_article
        self._window = window
        self._writing = writing
        self._made: MergePanel | None = None
        self._merging: Merging | None = None
        self._open.loaded.connect(lambda _article: self.close())
        self._open.closed.connect(self.close)
        self._open.state_changed.connect(self._state_changed)

    @property
    def merging(self) -> bool:
        """Whether conflicts are what the window shows."""
        return self._made is not None and self._window.centre.currentWidget() is self._made

    def begin(self) -> None:
        """Put what is written together with what is stored; ask where they don't agree."""
        article = self._open.article
        if article is None or self._open.state.kind is not SaveKind.STALE:
            return
        article_id, base, mine = article.id, self._open.base(), self._open.texts()
        self._desk.ask(
            lambda operations: operations.merging(article_id, base, mine),
            self._put_together,
            self._refused,
        )

    def close(self) -> None:
        """Show the writing again."""
        self._merging = None
        if self.merging:
            self._window.centre.setCurrentWidget(self._writing)
            self._writing.source.setFocus()
            self.changed.emit()

    def _state_changed(self, state: SaveState) -> None:
        """Chosen otherwise, in the bar above: nothing is left to merge."""
        if state.kind is not SaveKind.STALE:
            self.close()

    def _put_together(self, merging: Merging) -> None:
        article = self._open.article
        if article is None or article.id != merging.theirs.id:
            return
        self._merging = merging
        if not merging.has_conflicts:
            self._save({name: merged.text() for name, merged in merging.fields.items()})
            return
        panel = self._panel()
        panel.show_merging(merging)
        self._window.centre.setCurrentWidget(panel)
        panel.setFocus()
        self.changed.emit()

    def _save(self, texts: dict[str, str]) -> None:
        merging = self._merging
        if merging is None:
            return
        mine = self._open.texts()
        whole = {**mine, **texts}
        self._desk.do(
            lambda operations: operations.save_merged(merging, mine, whole),
            lambda _article: self._saved(merging.theirs.id, mine, texts),
            self._refused,
            undoable=False,
        )

    def _saved(self, article_id: str, mine: dict[str, str], texts: dict[str, str]) -> None:
        article = self._open.article
        if article is None or article.id != article_id:
            return
        self._open.put_in(texts)
        # What is stored now is what has just been put in: the library's word for it ends STALE.
        self._open.resolve_stale("theirs")
        self._window.notices.clear(_MATTER)
        self._window.toast.tell(
            "Merged. Both texts stay in the history.",
            "Back to mine",
            partial(self._back_to, article_id, mine),
        )
        self.close()

    def _back_to(self, article_id: str, texts: dict[str, str]) -> None:
        if self._open.article is not None and self._open.article.id == article_id:
            self._open.put_in(texts)

    def _refused(self, error: LibraryError) -> None:
        if isinstance(error, Stale):
            self._window.notices.tell(
                _MATTER, "The article was stored again meanwhile. Here is the merge with that."
            )
            self.begin()
        else:
            self._window.notices.tell(_MATTER, str(error), Tone.BAD)

    def _panel(self) -> MergePanel:
        if self._made is None:
            # Merging loads with the first conflict, not with the window.
            from editor.ui.merge_panel import MergePanel

            self._made = MergePanel(self._parts.theme)
            self._made.accepted.connect(self._save)
            self._made.dismissed.connect(self.close)
            self._window.centre.addWidget(self._made)
        return self._made
