"""The Tags dock: the tags of the article in order, each with what it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QMenu, QToolButton, QVBoxLayout, QWidget

from db.records import Tag, TagKind
from editor.app.models.tags import ArticleTagsModel, TagRole
from editor.ui import icons
from editor.ui.docks.completion import AddLine, Offer
from editor.ui.docks.dock_parts import (
    DockContents,
    Index,
    Refusal,
    RowDelegate,
    tool,
)
from editor.ui.docks.ordered_rows import OrderedRows, add_kinds, order_tools, tool_row
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
        self._rows = self._make_rows()
        self._tools = self._make_tools()
        self._arrange()
        self._rows.current_changed.connect(self._enable)
        parts.open_article.loaded.connect(lambda _article: self._enable())
        parts.open_article.closed.connect(self._enable)
        self._guess_kind("")
        self._enable()

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

    def _make_rows(self) -> OrderedRows:
        rows = OrderedRows(
            "tagList",
            self.tr("Tags of this article"),
            self.tr(
                "Type a tag and press Enter. A tag says what a story is about: a topic, a place, "
                "a person. Its kind decides where it goes in the finished page."
            ),
            self._model,
            RowDelegate(self._parts.theme, _row, _ROW, self),
            self,
        )
        rows.open_wanted.connect(lambda _row: rows.ask_menu())
        rows.menu_wanted.connect(self._show_menu)
        return rows

    def _make_tools(self) -> list[QToolButton]:
        rows, tr = self._rows, self.tr
        return [
            tool("tagKind", "tag", tr("Change the kind (Enter)"), rows.ask_menu, self),
            *order_tools("tag", rows, tr("Take off this article (Delete)"), self),
        ]

    def _arrange(self) -> None:
        adding = QVBoxLayout()
        adding.setContentsMargins(12, 0, 12, 0)
        adding.setSpacing(6)
        adding.addWidget(self._line)
        adding.addWidget(self._kind)
        self.column.addLayout(adding)
        self.column.addWidget(self._refusal)
        self.column.addWidget(self._rows, 1)
        self.column.addLayout(tool_row(self._tools))

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

    def _show_menu(self, row: int, place: QPoint) -> None:
        self.kind_menu(row).popup(place)

    def kind_menu(self, row: int) -> QMenu:
        """The menu of a row: every kind with the present one checked, and taking it off."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("What this tag names"))
        present = self._model.items[row].kind
        actions = add_kinds(menu, _KIND_ICONS, present, partial(self._model.set_kind, row))
        for kind, action in actions.items():
            action.setIcon(icons.icon(_KIND_ICONS[kind]))
        menu.addSeparator()
        off = menu.addAction(icons.icon("remove"), self.tr("Take off this article"))
        off.triggered.connect(lambda _checked=False: self._rows.remove(row))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _enable(self) -> None:
        writable = self._parts.open_article.article is not None and not self._parts.desk.read_only
        self._line.setEnabled(writable)
        self._kind.setEnabled(writable)
        for button in self._tools:
            button.setEnabled(writable and self._rows.row >= 0)


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
