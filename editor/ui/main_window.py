"""The window: assembles the regions and decides nothing; what happens is wired elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.ui.icons import icon
from editor.ui.layout import Regions
from editor.ui.notice_bar import NoticeBar
from editor.ui.parts import DockSpec
from editor.ui.prompt_bar import PromptBar
from editor.ui.status_bar import StatusBar
from editor.ui.toast import Toast

LIBRARY = "library"
_SMALLEST = (976, 600)
_FIRST_SIZE = (1440, 900)
_FRAME = (8, 48)
_LEAST_WRITING = 256
"""With the preview and all docks shown in a small window the panels give way, not the copy."""


class Centre(QStackedWidget):
    """What the middle of the window shows. It needs the room of the page on show; Qt would have
    it as wide as the widest page, and push the docks out of a small window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _page: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        if page is None:
            return super().minimumSizeHint()
        return page.minimumSizeHint().expandedTo(page.minimumSize())


class MainWindow(QMainWindow):
    """Regions are put in by `assemble` and `add_docks`; signals tell what happens to the window."""

    close_wanted = Signal()
    """The writer wants to leave; `leave` does, once everything is safe."""
    files_dropped = Signal(object)
    """The QMimeData of what was dropped."""
    escaped = Signal()
    """Esc was pressed and nobody else wanted it."""

    def __init__(self, status: StatusBar) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Standfirst")
        self.setWindowIcon(icon("logo"))
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self.setDockOptions(
            QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.GroupedDragging
        )
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._leaving = False
        self.docks: dict[str, QDockWidget] = {}
        self.centre = Centre(self)
        self.centre.setObjectName("centre")
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.notices = NoticeBar(self)
        self.prompt = PromptBar(self)
        self.setStatusBar(status)
        middle = self._make_middle()
        self.setCentralWidget(middle)
        self.toast = Toast(middle)

    def assemble(self, writing: QWidget, preview: QWidget, library: QWidget) -> None:
        """Puts the writing in the middle, the preview beside it, and the library at the left."""
        writing.setMinimumWidth(_LEAST_WRITING)
        self.centre.addWidget(writing)
        self.splitter.addWidget(self.centre)
        self.splitter.addWidget(preview)
        self._add_dock(LIBRARY, self.tr("Library"), library, Qt.DockWidgetArea.LeftDockWidgetArea)

    def add_docks(self, docks: Iterable[tuple[DockSpec, QWidget]]) -> None:
        """Puts the docks at the right, one behind the other's tab, the first in front."""
        first: QDockWidget | None = None
        right = Qt.DockWidgetArea.RightDockWidgetArea
        for spec, contents in docks:
            dock = self._add_dock(spec.id, spec.label, contents, right)
            if first is None:
                first = dock
            else:
                self.tabifyDockWidget(first, dock)

    def fit_into(self, room: QSize) -> None:
        """Starts no larger than the `room` on the screen leaves within a frame and a title bar."""
        self.resize(self.size().boundedTo(room - QSize(*_FRAME)))

    def take_actions(self, actions: Iterable[QAction]) -> None:
        """Keys work wherever the focus is, and while the menu bar is hidden."""
        self.addActions(list(actions))

    def regions(self, writing: QWidget, preview: QWidget) -> Regions:
        """What a layout arranges."""
        return Regions(self, self.splitter, self.centre, writing, preview, self.docks, LIBRARY)

    def come_forward(self) -> None:
        """Shows itself above other windows, also from the taskbar."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Closes for good."""
        self._leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks to be allowed to; text that is not safe yet comes first."""
        if self._leaving:
            event.accept()
        else:
            event.ignore()
            self.close_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that reaches the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere nothing else takes them."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files dropped on the window are imported."""
        event.acceptProposedAction()
        self.files_dropped.emit(event.mimeData())

    def _make_middle(self) -> QWidget:
        middle = QWidget(self)
        middle.setObjectName("middle")
        self.splitter.setObjectName("splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.prompt)
        return middle

    def _add_dock(
        self, dock_id: str, label: str, contents: QWidget, area: Qt.DockWidgetArea
    ) -> QDockWidget:
        dock = QDockWidget(label, self)
        dock.setObjectName(f"dock-{dock_id}")
        dock.setAccessibleName(label)
        dock.setWidget(contents)
        dock.setTitleBarWidget(QWidget(dock))
        dock.topLevelChanged.connect(lambda floating: _set_title_bar(dock, floating))
        self.addDockWidget(area, dock)
        self.docks[dock_id] = dock
        return dock


def _set_title_bar(dock: QDockWidget, floating: bool) -> None:
    """A docked panel is named by its tab; a floating one needs a bar to move it by."""
    # Without a widget of ours Qt draws its own bar; the binding's hints know no None.
    bar = None if floating else QWidget(dock)
    dock.setTitleBarWidget(bar)  # type: ignore[arg-type]
