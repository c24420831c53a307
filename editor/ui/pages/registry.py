"""Every page of the window, one row each; a page's module loads when it is first shown."""

from __future__ import annotations

from editor.ui.pages.page import PageSpec

PAGES: tuple[PageSpec, ...] = ()
