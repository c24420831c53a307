"""Commands on what is shown and how: regions, theme, size of the text."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMainWindow

from editor.app.settings import Settings, SettingsStore, info_of
from editor.ui.layout import WindowLayout, focus_first
from editor.ui.page_desk import PageDesk


class ViewCommands:
    """Nothing here touches the copy."""

    def __init__(
        self,
        window: QMainWindow,
        layout: WindowLayout,
        pages: PageDesk,
        settings: SettingsStore,
    ) -> None:
        self._window = window
        self._layout = layout
        self._pages = pages
        self._settings = settings

    def cycle_preview(self) -> None:
        """Write and preview, write only, preview only."""
        self._layout.cycle_preview()

    def toggle_scrolling(self) -> None:
        """Source and preview follow each other, or are scrolled each by itself."""
        self._settings.set(scroll_together=not self._settings.value.scroll_together)

    def toggle_focus_mode(self) -> None:
        """Only the copy, or everything."""
        self._layout.toggle_focus_mode()

    def light(self, choice: str) -> None:
        """What focus mode lights: `paragraph`, `sentence` or `everything`."""
        self._settings.set(lit=choice)

    def hold_line(self, choice: str) -> None:
        """When the line being written stays at mid height: `focus`, `always` or `never`."""
        self._settings.set(typewriter=choice)

    def toggle_dock(self, dock_id: str) -> None:
        """Shows a panel and goes there, or hides it."""
        self._layout.toggle_dock(dock_id)

    def toggle_page(self, page_id: str) -> None:
        """Shows a page in the middle of the window, or goes back from it."""
        self._pages.toggle(page_id)

    def add_tag(self) -> None:
        """Goes to the line where a tag is added."""
        self._layout.show_dock("tags")

    def add_related(self) -> None:
        """Goes to the line where a related story is added."""
        self._layout.show_dock("links")

    def use_theme(self, choice: str) -> None:
        """`system` or a theme's id, from now on."""
        self._settings.set(theme=choice)

    def zoom(self, steps: int) -> None:
        """Makes the copy larger or smaller by `steps` points."""
        info = info_of("editor_size")
        size = self._settings.value.editor_size + steps
        self._settings.set(editor_size=max(info.least or size, min(size, info.most or size)))

    def zoom_reset(self) -> None:
        """The copy at the size of the first day."""
        self._settings.set(editor_size=Settings().editor_size)

    def restore_layout(self) -> None:
        """Every region where it was on the first day."""
        self._layout.restore_default()

    def next_pane(self) -> None:
        """The focus goes to the next region to the right, and round."""
        self._step(1)

    def previous_pane(self) -> None:
        """The focus goes to the next region to the left, and round."""
        self._step(-1)

    def quit(self) -> None:
        """Closes the window, which settles everything first."""
        self._window.close()

    def _step(self, by: int) -> None:
        panes = self._layout.panes()
        focused = QApplication.focusWidget()
        here = [pane for pane in panes if focused and pane.isAncestorOf(focused)]
        place = panes.index(here[0]) if here else -by
        for step in range(1, len(panes) + 1):
            # A pane may have nothing to put the focus on, as an outline without a section.
            if focus_first(panes[(place + by * step) % len(panes)]):
                return
