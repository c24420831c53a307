"""The page of tags: every tag of the library to look through and put in order, those that may be
one, and controlled vocabularies; what is done with tags is asked in the strip below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Changes, Tag
from db.tag_records import Vocabulary
from editor.app.models.tag_tree import TagTreeModel
from editor.app.tag_listing import TagView
from editor.ui import icons
from editor.ui.docks.dock_parts import Refusal
from editor.ui.page_parts import BOTTOM, SIDE, TOP, page_title, quiet_line
from editor.ui.pages import tag_acts
from editor.ui.pages.act_strip import ActStrip
from editor.ui.pages.near_tags import NearTagsView
from editor.ui.pages.page import Page
from editor.ui.pages.tag_acts import TagAct
from editor.ui.pages.tag_detail import TagDetail
from editor.ui.pages.tag_filter import TagFilterLine
from editor.ui.pages.tag_tree_view import TagTreeView
from editor.ui.pages.vocabulary_view import VocabularyView
from editor.ui.parts import Parts
from editor.ui.phrases import thousands, when
from editor.ui.segments import Segments

_ALL, _NEVER, _ONCE, _NEAR, _VOCABULARIES = range(5)
_SEGMENTS = ("All", "Never used", "Used once", "Near-duplicates", "Vocabularies")
_VIEWS = {_ALL: TagView.ALL, _NEVER: TagView.NEVER_USED, _ONCE: TagView.USED_ONCE}
_NOTHING = {
    _ALL: "The library has no tags yet. They come with the stories that are given some.",
    _NEVER: "Every tag is on an article.",
    _ONCE: "No tag is on a single article only.",
}
_NO_MATCH = "No tag is called so."
_PAUSE_MS = 150
_MENU = (
    ("rename", "Rename…", "F2", "write"),
    ("kind", "Change the kind…", "K", "topic"),
    ("move", "Move under…", "P", "outline"),
    ("merge", "Merge into…", "M", "replace"),
    ("new-below", "New tag below…", "Shift+N", "tag"),
    ("delete", "Delete…", "Del", "remove"),
)


class TagsPage(Page):
    """Enter lists the articles of a tag; letters ask for what is done with those chosen."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._model = TagTreeModel(parts.desk, lambda stamp: when(stamp, parts.clock()), self)
        self._wanted = ""
        self._is_awaited = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._arrange()
        self._join()
        self.foot = (self._strip, self._near.foot, self._vocabularies.foot)
        self._choose(_ALL)

    def begin(self) -> None:
        """Shows the library as it is now."""
        self._is_awaited = True
        self._load()
        self._focus_list()

    # Made of.

    def _build(self) -> None:
        self._title = page_title(self.tr("Tags"), self)
        self._segments = Segments(
            "tags",
            [(str(number), self.tr(words)) for number, words in enumerate(_SEGMENTS)],
            self,
        )
        self._filter = TagFilterLine(self)
        self._tree = TagTreeView(self._model, self._parts.theme, self)
        self._nothing = quiet_line("tagsNothing", "faint", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(0, 24, 0, 0)
        self._detail = TagDetail(self._parts, self)
        self._near = NearTagsView(self._parts, self)
        self._vocabularies = VocabularyView(self._parts, self)
        self._strip = ActStrip(self._parts.desk, self)
        self._refusal = Refusal("tagsRefusal", self)
        self._new = self._tool("tagsNew", self.tr("New tag"), "tag", "new", "N")
        self._stack = QStackedWidget(self)

    def _tool(self, name: str, words: str, icon: str, act: str, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(words)
        button.setIcon(icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(f"{words} ({key})")
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked=False: self._ask(act))
        return button

    def _arrange(self) -> None:
        choosing = QHBoxLayout()
        choosing.setSpacing(4)
        choosing.addWidget(self._segments)
        choosing.addStretch(1)
        choosing.addWidget(self._new)
        for widget in (self._tree_side(), self._near, self._vocabularies):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, TOP, SIDE, BOTTOM)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(choosing)
        column.addWidget(self._stack, 1)
        column.addWidget(self._refusal)
        column.addWidget(self._strip)

    def _tree_side(self) -> QWidget:
        side = QWidget(self)
        listing = QVBoxLayout()
        listing.setSpacing(8)
        listing.addWidget(self._filter)
        listing.addWidget(self._tree, 1)
        listing.addWidget(self._nothing, 1)
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(listing, 1)
        row.addWidget(self._detail)
        return side

    def _join(self) -> None:
        desk, tree = self._parts.desk, self._tree
        self._segments.chosen.connect(self._choose)
        self._pause.timeout.connect(self._load)
        self._filter.changed.connect(self._narrow)
        self._filter.order_changed.connect(self._model.sort_by)
        self._filter.left.connect(self._focus_list)
        self._model.loaded.connect(self._loaded)
        self._model.modelReset.connect(self._look)
        self._model.failed.connect(self._parts.traffic.noticed)
        self._model.move_wanted.connect(self._move)
        tree.chosen_changed.connect(self._show_chosen)
        tree.act_wanted.connect(self._ask)
        tree.articles_wanted.connect(lambda tag: self._list_articles((tag,)))
        tree.filter_wanted.connect(self._filter.focus_line)
        tree.menu_wanted.connect(lambda place: self.menu().popup(place))
        self._detail.act_wanted.connect(self._ask)
        self._detail.articles_wanted.connect(lambda tag: self._list_articles((tag,)))
        self._near.articles_wanted.connect(self._list_articles)
        self._near.counted.connect(lambda count: self._count(_NEAR, count))
        self._vocabularies.counted.connect(lambda count: self._count(_VOCABULARIES, count))
        self._vocabularies.delete_wanted.connect(self._ask_to_delete)
        self._strip.done.connect(self._did)
        self._strip.ended.connect(self._focus_list)
        desk.changed.connect(self._library_changed)
        desk.opened.connect(lambda _info: self._near.forget())

    # What is shown.

    @property
    def _number(self) -> int:
        return self._segments.number

    def _choose(self, number: int) -> None:
        self._strip.end()
        self._refusal.say("")
        self._is_awaited = True
        self._new.setVisible(number in _VIEWS)
        self._stack.setCurrentIndex({_NEAR: 1, _VOCABULARIES: 2}.get(number, 0))
        self._load()
        self._narrow()
        self._focus_list()

    def _narrow(self) -> None:
        if self._number in _VIEWS:
            self._model.narrow(self._filter.wanted(_VIEWS[self._number]))

    def _load(self) -> None:
        """The tags, and what else is in front: the rest is read when it is looked at."""
        self._pause.stop()
        if not self._parts.desk.is_open:
            return
        self._model.load()
        if self._number == _NEAR:
            self._near.load()
        elif self._number == _VOCABULARIES:
            self._vocabularies.load()

    def _library_changed(self, changes: Changes) -> None:
        if not self.isVisible() or not (changes.tags or changes.articles or changes.vocabularies):
            return
        if self._number == _NEAR:
            # They are looked through in a while; the tags are there at once.
            self._near.library_changed()
            self._model.load()
        else:
            self._pause.start()

    def _loaded(self) -> None:
        for number, view in _VIEWS.items():
            self._count(number, self._model.counts[view])
        if self._wanted:
            self._tree.go_to(self._wanted)
            self._wanted = ""
        if self._number in _VIEWS:
            self._arrived()

    def _arrived(self) -> None:
        """What was asked for is there: the keyboard goes to it, once."""
        if self._is_awaited and self.isVisible():
            self._is_awaited = False
            self._focus_list()

    def _count(self, number: int, count: int) -> None:
        words = self.tr(_SEGMENTS[number])
        self._segments.set_words(number, f"{words} · {thousands(count)}")
        if number == self._number and number not in _VIEWS:
            self._arrived()

    def _look(self) -> None:
        found = self._model.found > 0
        self._tree.setVisible(found)
        self._nothing.setVisible(not found)
        words = _NO_MATCH if self._filter.is_narrow else _NOTHING.get(self._number, "")
        self._nothing.setText(self.tr(words))
        self._new.setEnabled(not self._parts.desk.read_only)

    def _show_chosen(self) -> None:
        chosen = self._tree.chosen
        path = self._model.path_of(chosen[0].tag) if len(chosen) == 1 else ()
        self._detail.show_tags(chosen, path)

    def _focus_list(self) -> None:
        if self._number == _NEAR:
            self._near.focus_list()
        elif self._number == _VOCABULARIES:
            self._vocabularies.focus_list()
        elif self._tree.isHidden():
            self._filter.focus_line()
        else:
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_articles(self, tags: Sequence[Tag]) -> None:
        """In the library's list. A label with quotation marks can't stand between some: the slug
        leads to the tag as well."""
        names = (tag.slug if '"' in tag.label else tag.label for tag in tags)
        terms = (f'tag:"{name}"' for name in names)
        self._parts.traffic.search_wanted.emit(" OR ".join(terms))

    # What is done.

    def menu(self) -> QMenu:
        """What can be done with the tags chosen."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("What to do with the tags chosen"))
        listing = menu.addAction(icons.icon("search"), self.tr("List the articles\tEnter"))
        current = self._tree.current
        listing.setEnabled(current is not None)
        if current is not None:
            tag = current.tag
            listing.triggered.connect(lambda _checked=False: self._list_articles((tag,)))
        menu.addSeparator()
        for act, words, key, icon in _MENU:
            action = menu.addAction(icons.icon(icon), f"{self.tr(words)}\t{key}")
            action.setEnabled(self._act(act) is not None)
            action.triggered.connect(lambda _checked=False, act=act: self._ask(act))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _ask(self, act: str) -> None:
        asked = self._act(act)
        self._refusal.say("")
        if asked is not None:
            self._is_awaited = False
            self._strip.ask(asked)

    def _act(self, act: str) -> TagAct | None:
        """What is asked; None where it can't be done with what is chosen."""
        tags = [entry.tag for entry in self._tree.chosen]
        current = self._tree.current
        if self._parts.desk.read_only or not (tags or act == "new"):
            return None
        match act:
            case "rename":
                return tag_acts.rename(tags[0]) if len(tags) == 1 else None
            case "merge":
                into = current.tag if current is not None and len(tags) > 1 else None
                return tag_acts.merge(tags, into)
            case "move":
                return tag_acts.move(tags)
            case "kind":
                return tag_acts.set_kind(tags)
            case "delete":
                return tag_acts.delete(tags)
            case "new-below":
                return tag_acts.new(current.tag if current is not None else None)
            case _:
                return tag_acts.new(None)

    def _ask_to_delete(self, vocabulary: Vocabulary) -> None:
        self._strip.ask(tag_acts.delete_vocabulary(vocabulary))

    def _move(self, tag_ids: Sequence[str], parent: str | None) -> None:
        """What was dragged; no article changes, so nothing is asked."""
        self._refusal.say("")
        self._parts.desk.do(
            lambda operations: operations.set_tags_parent(tag_ids, parent),
            None,
            lambda error: self._refusal.say(str(error)),
        )

    def _did(self, value: Any) -> None:
        """The tag that was made or that stays is stood on when it comes."""
        if isinstance(value, Tag):
            self._wanted = value.id
