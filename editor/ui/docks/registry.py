"""Every dock of the window, one row each, in the order of the tabs."""

from __future__ import annotations

from editor.ui.docks.history import HistoryDock
from editor.ui.docks.links import LinksDock
from editor.ui.docks.outline import OutlineDock
from editor.ui.docks.story import StoryDock
from editor.ui.docks.tags import TagsDock
from editor.ui.parts import DockSpec

DOCKS: tuple[DockSpec, ...] = (
    DockSpec("outline", "Outline", "outline", OutlineDock),
    DockSpec("tags", "Tags", "tag", TagsDock),
    DockSpec("links", "Links", "links", LinksDock),
    DockSpec("story", "Story", "story", StoryDock),
    DockSpec("history", "History", "clock", HistoryDock),
)
