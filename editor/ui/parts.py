"""What panes and docks are built from, and the signals that pass between panes that don't know
each other; who listens is decided where the window is assembled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    # Only for their names: a pane's module loads nothing it does not itself use.
    from editor.app.analysis import Analysis
    from editor.app.desk import Desk
    from editor.app.link_checking import LinkChecking
    from editor.app.models.article_list import ArticleListModel
    from editor.app.models.outline import OutlineModel
    from editor.app.models.related import RelatedModel
    from editor.app.models.tags import ArticleTagsModel
    from editor.app.open_article import OpenArticle
    from editor.app.settings import SettingsStore
    from editor.ui.theme import Theme


class Traffic(QObject):
    """What one pane asks or tells the rest of the window.

    `line_wanted(line)`: show this line of the source and put the cursor there;
    `line_reached(line)`: the cursor is on this line of the source now;
    `article_wanted(id)`: open this article;
    `section_wanted(what, number)`: do something with a section, by a name of
    `commands.sections.DOINGS`; `section_name_wanted(number)`: let the writer rename it;
    `story_wanted(chosen)`: let the writer pick an article, then call `chosen(ArticleSummary)`;
    `comparison_wanted(before, after)`: compare two versions by number, None for the present text;
    `version_wanted(what, number)`: `restore` or `name` a version; `versions_changed()`: the
    history has changed though the article hasn't;
    `page_wanted(id)`: show a page of `pages/registry.py`;
    `search_wanted(query)`: list what this finds in the library;
    `noticed(words)`: something worth a quiet line to the writer.
    Lines count from 0.
    """

    line_wanted = Signal(int)
    line_reached = Signal(int)
    article_wanted = Signal(str)
    section_wanted = Signal(str, int)
    section_name_wanted = Signal(int)
    story_wanted = Signal(object)
    comparison_wanted = Signal(object, object)
    version_wanted = Signal(str, int)
    versions_changed = Signal()
    page_wanted = Signal(str)
    search_wanted = Signal(str)
    noticed = Signal(str)


@dataclass(frozen=True, slots=True)
class Models:
    """The models of the library list and of the docks."""

    articles: ArticleListModel
    outline: OutlineModel
    tags: ArticleTagsModel
    related: RelatedModel


@dataclass(frozen=True, slots=True)
class Parts:
    """The collaborators of a pane."""

    desk: Desk
    open_article: OpenArticle
    analysis: Analysis
    settings: SettingsStore
    theme: Theme
    models: Models
    traffic: Traffic
    checking: LinkChecking
    clock: Callable[[], datetime]
    """The time, with the zone the writer is in."""
    selected: Callable[[], Sequence[int]] = tuple
    """The row numbers of the articles selected in the library list."""


@dataclass(frozen=True, slots=True)
class DockSpec:
    """A dock as a row of `docks/registry.py`: `icon` is a name of `icons.icon`."""

    id: str
    label: str
    icon: str
    build: Callable[[Parts], QWidget]
