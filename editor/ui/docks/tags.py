"""The Tags dock: the tags of the article in order, each with what it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from db.records import Tag, TagKind
from editor.app.models.tags import ArticleTagsModel, TagRole
from editor.ui import icons
from editor.ui.docks.completion import AddLine, Offer
from editor.ui.docks.dock_parts import (
    DockContents,
    Index,
    OrderedView,
    Refusal,
    RowDelegate,
    hint,
    tool,
)
from editor.ui.parts import Parts

_ROW = 32
_KIND_ICONS = {
    TagKind.TOPIC: "topic",
    TagKind.PLACE: "place",
    TagKind.PERSON: "person",
    TagKind.ORGANISATION: "organisation",
    TagKind.EVENT: "event",
    TagKind.SECTION: "section",
    TagKind.INTERNAL: "internal",
}


class TagsDock(DockContents):
    """Enter adds what is typed, or the tag chosen from the list; the kind beside the line is a
    guess the writer may change first."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__("Tags", parent)
        self._parts = parts
        self._model: ArticleTagsModel = parts.models.tags
        self._kind = self._make_kind()
        self._kind_chosen = False
        self._line = AddLine("addTag", self.tr("Add a tag"), self._look_up, self)
        self._line.chosen.connect(self._add_known)
        self._line.typed.connect(self._add_typed)
        self._line.textEdited.connect(self._guess_kind)
        self._line.textChanged.connect(lambda words: self._kind.setVisible(bool(words.strip())))
        self._refusal = Refusal("tagRefusal", self)
        self._refusal.setContentsMargins(16, 0, 16, 0)
        self._view = self._make_view()
        self._empty = hint(
            self.tr(
                "Type a tag and press Enter. A tag says what a story is about: a topic, a place, "
                "a person. Its kind decides where it goes in the finished page."
            ),
            self,
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._empty)
        self._tools = self._make_tools()
        self._arrange()
        for signal in (self._model.modelReset, self._model.rowsInserted, self._model.rowsRemoved):
            signal.connect(self._renew)
        selection = self._view.selectionModel()
        selection.currentChanged.connect(lambda _now, _before: self._enable())
        parts.open_article.loaded.connect(lambda _article: self._enable())
        parts.open_article.closed.connect(self._enable)
        self._guess_kind("")
        self._renew()

    # Made of.

    def _make_kind(self) -> QComboBox:
        kinds = QComboBox(self)
        kinds.setObjectName("newTagKind")
        kinds.setAccessibleName(self.tr("Kind of the new tag"))
        kinds.setToolTip(self.tr("What the new tag names"))
        for kind, icon in _KIND_ICONS.items():
            kinds.addItem(icons.icon(icon), kind.value.capitalize(), kind)
        kinds.activated.connect(self._choose_kind)
        kinds.hide()
        return kinds

    def _make_view(self) -> OrderedView:
        view = OrderedView("tagList", self.tr("Tags of this article"), self)
        view.setModel(self._model)
        view.setItemDelegate(RowDelegate(self._parts.theme, _row, _ROW, view))
        view.remove_wanted.connect(self._remove)
        view.move_wanted.connect(self._move)
        view.open_wanted.connect(lambda row: self._show_menu(row, self._menu_place(row)))
        view.menu_wanted.connect(self._show_menu)
        return view

    def _make_tools(self) -> list[QWidget]:
        view = self._view
        return [
            tool(
                "tagKind",
                "tag",
                self.tr("Change the kind (Enter)"),
                lambda: self._show_menu(view.row, self._menu_place(view.row)),
                self,
            ),
            tool(
                "tagUp",
                "up",
                self.tr("Move up (Alt+Up)"),
                lambda: self._move(view.row, view.row - 1),
                self,
            ),
            tool(
                "tagDown",
                "down",
                self.tr("Move down (Alt+Down)"),
                lambda: self._move(view.row, view.row + 1),
                self,
            ),
            tool(
                "tagRemove",
                "remove",
                self.tr("Take off this article (Delete)"),
                lambda: self._remove(view.row),
                self,
            ),
        ]

    def _arrange(self) -> None:
        adding = QVBoxLayout()
        adding.setContentsMargins(12, 0, 12, 0)
        adding.setSpacing(6)
        adding.addWidget(self._line)
        adding.addWidget(self._kind)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 0, 12, 0)
        tools.setSpacing(2)
        for button in self._tools:
            tools.addWidget(button)
        tools.addStretch(1)
        self.column.addLayout(adding)
        self.column.addWidget(self._refusal)
        self.column.addWidget(self._pages, 1)
        self.column.addLayout(tools)

    # Adding.

    def _look_up(self, words: str, answer: Callable[[Sequence[Offer]], None]) -> None:
        self._model.complete(
            words, lambda tags: answer([_offer(tag, words) for tag in tags if words or tag.uses])
        )

    def _guess_kind(self, words: str) -> None:
        self._refusal.say("")
        if not self._kind_chosen:
            self._kind.setCurrentIndex(list(_KIND_ICONS).index(_guessed(words.strip())))

    def _choose_kind(self, _row: int) -> None:
        self._kind_chosen = True
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_known(self, tag: Tag) -> None:
        self._add(tag.label, tag.kind)

    def _add_typed(self, words: str) -> None:
        self._add(words, TagKind(self._kind.currentData()))

    def _add(self, label: str, kind: TagKind) -> None:
        self._kind_chosen = False
        self._guess_kind("")
        article = self._parts.open_article.article
        if article is None:
            return
        self._parts.desk.do(
            lambda operations: operations.add_tag(article.id, label, kind),
            None,
            lambda error: self._refusal.say(str(error)),
        )

    # The rows.

    def _remove(self, row: int) -> None:
        if 0 <= row < len(self._model.items):
            self._model.remove(row)

    def _move(self, row: int, to_row: int) -> None:
        if self._model.move(row, to_row):
            self._view.setCurrentIndex(self._model.index(to_row))

    def _menu_place(self, row: int) -> QPoint:
        rect = self._view.visualRect(self._model.index(max(row, 0)))
        return self._view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(16, 0))

    def _show_menu(self, row: int, place: QPoint) -> None:
        if not 0 <= row < len(self._model.items):
            return
        menu = self.kind_menu(row)
        menu.popup(place)

    def kind_menu(self, row: int) -> QMenu:
        """The menu of a row: every kind with the present one checked, and taking it off."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("What this tag names"))
        present = self._model.items[row].kind
        group = QActionGroup(menu)
        for kind, icon in _KIND_ICONS.items():
            action = menu.addAction(icons.icon(icon), kind.value.capitalize())
            action.setCheckable(True)
            action.setChecked(kind is present)
            group.addAction(action)
            action.triggered.connect(
                lambda _checked=False, kind=kind: self._model.set_kind(row, kind)
            )
        menu.addSeparator()
        off = menu.addAction(icons.icon("remove"), self.tr("Take off this article"))
        off.triggered.connect(lambda _checked=False: self._remove(row))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _renew(self) -> None:
        self._pages.setCurrentWidget(self._view if self._model.items else self._empty)
        self._enable()

    def _enable(self) -> None:
        writable = self._parts.open_article.article is not None and not self._parts.desk.read_only
        self._line.setEnabled(writable)
        self._kind.setEnabled(writable)
        for button in self._tools:
            button.setEnabled(writable and self._view.row >= 0)


def _row(index: Index) -> tuple[str, str, str, str]:
    tag = index.data(TagRole.TAG)
    if not isinstance(tag, Tag):
        return "", "", "", ""
    return _KIND_ICONS[tag.kind], tag.label, tag.kind.value, ""


def _offer(tag: Tag, words: str) -> Offer:
    """A tag of the library; found by an alias, it says which."""
    known = words.casefold()
    alias = next((one for one in tag.aliases if known and known in one.casefold()), "")
    by_alias = f" ({alias})" if alias and known not in tag.label.casefold() else ""
    return Offer(f"{tag.label}{by_alias}", tag, _KIND_ICONS[tag.kind])


def _guessed(words: str) -> TagKind:
    """What a new tag most likely names; a topic where nothing tells."""
    if not words:
        return TagKind.TOPIC
    # The guessing knows a gazetteer; it is read when the first tag is typed.
    from editor.exchange.wire.tag_kinds import kind

    return kind(words, "")
