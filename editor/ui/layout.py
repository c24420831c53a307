"""How the window's regions lie: which are shown, how wide, remembered and restored."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QWidget,
)

PREVIEW_MODES = ("both", "write", "preview")
_VERSION = 1
_SEPARATOR = " "
_LIBRARY_WIDTH, _DOCK_WIDTH = 272, 288
_SHARES = (1000, 800)
_ROOMY = 1200
"""Window widths below this start without the docks at the right: the copy needs the room."""


@dataclass(frozen=True, slots=True)
class Regions:
    """The widgets a layout arranges; `writing` is the page of `centre` the preview goes with."""

    window: QMainWindow
    splitter: QSplitter
    centre: QStackedWidget
    writing: QWidget
    preview: QWidget
    docks: Mapping[str, QDockWidget]
    library: str


class WindowLayout(QObject):
    """Arranges the regions. `changed` is emitted when what is shown has changed."""

    changed = Signal()

    def __init__(self, regions: Regions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._regions = regions
        self._mode = PREVIEW_MODES[0]
        self._focus_mode = False
        self._before_focus: QByteArray | None = None
        self._before_review: QByteArray | None = None
        self._default: QByteArray | None = None
        self._divided = False
        for dock in regions.docks.values():
            dock.visibilityChanged.connect(self._shown)
        regions.centre.currentChanged.connect(self._show_centre)

    @property
    def preview_mode(self) -> str:
        """One of PREVIEW_MODES."""
        return self._mode

    @property
    def focus_mode(self) -> bool:
        """Whether only the copy is shown."""
        return self._focus_mode

    @property
    def shown_docks(self) -> frozenset[str]:
        """Ids of the docks that are shown, in front or behind another one's tab."""
        return frozenset(key for key, dock in self._regions.docks.items() if not dock.isHidden())

    def restore(self, kept: str) -> None:
        """Arranges the window as `kept` says; anything unreadable gives the default."""
        window = self._regions.window
        self._arrange_default()
        self._default = window.saveState(_VERSION)
        parts = kept.split(_SEPARATOR)
        if len(parts) != 4 or parts[3] not in PREVIEW_MODES:
            return
        geometry, state, sizes, self._mode = parts
        window.restoreGeometry(_bytes(geometry))
        window.restoreState(_bytes(state), _VERSION)
        self._divided = self._regions.splitter.restoreState(_bytes(sizes))
        self._show_centre()

    def kept(self) -> str:
        """The layout as a word for the settings, for `restore`."""
        window = self._regions.window
        state = self._before_focus or self._before_review or window.saveState(_VERSION)
        return _SEPARATOR.join(
            (
                _word(window.saveGeometry()),
                _word(state),
                _word(self._regions.splitter.saveState()),
                self._mode,
            )
        )

    def restore_default(self) -> None:
        """The layout of the first day, at the window's present size."""
        self.leave_focus_mode()
        self._before_review = None
        self._mode = PREVIEW_MODES[0]
        if self._default is not None:
            self._regions.window.restoreState(self._default, _VERSION)
        self._arrange_default()
        self.changed.emit()

    def cycle_preview(self) -> None:
        """Write and preview, write only, preview only, and round again."""
        place = PREVIEW_MODES.index(self._mode)
        self._mode = PREVIEW_MODES[(place + 1) % len(PREVIEW_MODES)]
        self._show_centre()

    def toggle_dock(self, dock_id: str) -> None:
        """Brings a dock to the front with the focus in it, or hides it if it is there already."""
        dock = self._regions.docks[dock_id]
        focused = QApplication.focusWidget()
        if focused is not None and (focused is dock or dock.isAncestorOf(focused)):
            dock.hide()
        else:
            self.show_dock(dock_id)

    def show_dock(self, dock_id: str) -> None:
        """Brings a dock to the front with the focus in it."""
        dock = self._regions.docks[dock_id]
        dock.show()
        dock.raise_()
        if not focus_first(dock):
            dock.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_focus_mode(self) -> None:
        """Hides everything but the copy, or shows it all again."""
        if self._focus_mode:
            self.leave_focus_mode()
            return
        self._before_focus = self._regions.window.saveState(_VERSION)
        self._focus_mode = True
        for dock in self._regions.docks.values():
            dock.hide()
        self._regions.window.menuBar().hide()
        self._show_centre()

    def leave_focus_mode(self) -> None:
        """Shows again what focus mode has hidden."""
        if self._before_focus is None:
            return
        self._focus_mode = False
        self._regions.window.restoreState(self._before_focus, _VERSION)
        self._regions.window.menuBar().show()
        self._before_focus = None
        self._show_centre()

    def make_room(self, reviewing: bool) -> None:
        """While copy is looked over, hides the docks at the right: they show another article."""
        window = self._regions.window
        if reviewing and self._before_review is None:
            self.leave_focus_mode()
            self._before_review = window.saveState(_VERSION)
            for dock in self._right_docks():
                dock.hide()
        elif not reviewing and self._before_review is not None:
            window.restoreState(self._before_review, _VERSION)
            self._before_review = None

    def panes(self) -> tuple[QWidget, ...]:
        """The regions that are shown, from left to right, for moving the focus between them."""
        regions = self._regions
        docks = [dock for dock in regions.docks.values() if _in_sight(dock)]
        middle = [pane for pane in (regions.centre, regions.preview) if pane.isVisible()]
        library = [dock for dock in docks if dock is regions.docks[regions.library]]
        return (*library, *middle, *(dock for dock in docks if dock not in library))

    def _shown(self, _visible: bool) -> None:
        self.changed.emit()

    def _show_centre(self, _page: int = 0) -> None:
        regions = self._regions
        writing = regions.centre.currentWidget() is regions.writing
        mode = self._mode if writing else "write"
        if self._focus_mode:
            mode = "write"
        regions.centre.setVisible(mode != "preview")
        regions.preview.setVisible(mode != "write")
        if mode == "both" and not self._divided:
            # A splitter forgets the share of what is hidden, so it is told when both are shown.
            regions.splitter.setSizes(list(_SHARES))
            self._divided = True
        self.changed.emit()

    def _right_docks(self) -> list[QDockWidget]:
        regions = self._regions
        return [dock for key, dock in regions.docks.items() if key != regions.library]

    def _arrange_default(self) -> None:
        regions = self._regions
        roomy = regions.window.width() >= _ROOMY
        right = self._right_docks()
        regions.docks[regions.library].show()
        for dock in right:
            dock.setFloating(False)
            dock.setVisible(roomy)
        right[0].raise_()
        regions.window.resizeDocks(
            [regions.docks[regions.library], right[0]],
            [_LIBRARY_WIDTH, _DOCK_WIDTH],
            Qt.Orientation.Horizontal,
        )
        self._divided = False
        self._show_centre()


def focus_first(pane: QWidget) -> bool:
    """Puts the focus on the first thing in `pane` that takes it from the Tab key; False where
    nothing does."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
    following = pane.nextInFocusChain()
    while following is not None and following is not pane:
        reachable = following.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reachable and pane.isAncestorOf(following) and following.isVisible():
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        following = following.nextInFocusChain()
    return False


def _in_sight(pane: QWidget) -> bool:
    """Shown, and not behind another dock's tab."""
    return pane.isVisible() and not pane.visibleRegion().isEmpty()


def _word(data: QByteArray) -> str:
    return b64encode(data.data()).decode("ascii")


def _bytes(word: str) -> QByteArray:
    try:
        return QByteArray(b64decode(word, validate=True))
    except ValueError:
        return QByteArray()
