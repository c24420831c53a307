"""Every page of the window, one row each; a page's module loads when it is first shown."""

from __future__ import annotations

from editor.ui.pages.page import Page, PageSpec
from editor.ui.parts import Parts


def _replace(parts: Parts) -> Page:
    from editor.ui.pages.replace_page import ReplacePage

    return ReplacePage(parts)


def _loose_ends(parts: Parts) -> Page:
    from editor.ui.pages.loose_ends_page import LooseEndsPage

    return LooseEndsPage(parts)


def _web_links(parts: Parts) -> Page:
    from editor.ui.pages.web_links_page import WebLinksPage

    return WebLinksPage(parts)


def _tags(parts: Parts) -> Page:
    from editor.ui.pages.tags_page import TagsPage

    return TagsPage(parts)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("replace", "Replace in the library", _replace),
    PageSpec("tags", "Tags", _tags),
    PageSpec("loose-ends", "Loose ends", _loose_ends),
    PageSpec("web-links", "Web links", _web_links),
)
