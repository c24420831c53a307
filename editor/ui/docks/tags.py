"""The Tags dock: the tags of the article in order, each with what it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QMenu,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import LibraryError
from db.records import Tag, TagKind
from editor.app.models.tags import ArticleTagsModel, TagRole, TermOffer
from editor.later import later
from editor.ui import icons
from editor.ui.docks.completion import Offer
from editor.ui.docks.dock_parts import (
    DockContents,
    Index,
    Refusal,
    RowDelegate,
    tool,
)
from editor.ui.docks.ordered_rows import OrderedRows, add_kinds, order_tools, tool_row
from editor.ui.docks.pick_line import PickLine
from editor.ui.docks.tag_suggestions import TagSuggestions
from editor.ui.parts import Parts
from editor.ui.tag_looks import DOT, KIND_ICONS, paint_dot, shown_colour

if TYPE_CHECKING:
    from db import tag_records
    from db.tag_records import TagWanted
else:
    # Comes with the first tag typed: not before the first paint.
    tag_records = later("db.tag_records")

_ROW, _LABEL_LEFT = 32, 42


class TagsDock(DockContents):
    """Enter adds what is typed, several tags with commas between them, or what is ticked in the
    list; the kind beside the line is a guess the writer may change first."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__("Tags", parent)
        self._parts = parts
        self._model: ArticleTagsModel = parts.models.tags
        self._kind = self._make_kind()
        self._kind_chosen = False
        self._line = PickLine("addTag", self.tr("Add a tag"), self._look_up, self)
        self._line.picked.connect(self._add)
        self._line.ticked.connect(self._tell_ticked)
        self._line.textEdited.connect(self._guess_kind)
        self._line.textChanged.connect(self._offer_kind)
        self._ticked = QLabel(self)
        self._ticked.setObjectName("tagsTicked")
        self._ticked.setProperty("tone", "soft")
        self._ticked.hide()
        self._suggestions = TagSuggestions(parts, self)
        self._suggestions.wanted.connect(lambda tag: self._add((tag,), ""))
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
        for kind, icon in KIND_ICONS.items():
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
            _Delegate(self._parts.theme, _row, _ROW, self),
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

    def _make_manager(self) -> QToolButton:
        return tool(
            "tagManager",
            "library",
            self.tr("All tags of the library"),
            lambda: self._parts.traffic.page_wanted.emit("tags"),
            self,
        )

    def _arrange(self) -> None:
        adding = QVBoxLayout()
        adding.setContentsMargins(12, 0, 12, 0)
        adding.setSpacing(6)
        adding.addWidget(self._line)
        adding.addWidget(self._kind)
        adding.addWidget(self._ticked)
        self.column.addLayout(adding)
        self.column.addWidget(self._refusal)
        self.column.addWidget(self._rows, 1)
        self.column.addWidget(self._suggestions)
        self.column.addLayout(tool_row([*self._tools, self._make_manager()]))

    # Adding.

    def _look_up(self, words: str, answer: Callable[[Sequence[Offer]], None]) -> None:
        self._model.complete(
            _being_typed(words),
            lambda found: answer(
                [self._offer(one, words) for one in found if words or _is_used(one)]
            ),
        )

    def _offer(self, found: Tag | TermOffer, words: str) -> Offer:
        """A tag of the library, which says an alias it was found by; a term, and whose it is."""
        if isinstance(found, TermOffer):
            label = found.term.label(self._language)
            return Offer(f"{label} · {found.vocabulary}", found.term, "manual")
        known = _being_typed(words).casefold()
        alias = next((one for one in found.aliases if known and known in one.casefold()), "")
        by_alias = f" ({alias})" if alias and known not in found.label.casefold() else ""
        return Offer(f"{found.label}{by_alias}", found, KIND_ICONS[found.kind])

    @property
    def _language(self) -> str:
        article = self._parts.open_article.article
        return "en" if article is None else article.language

    def _guess_kind(self, words: str) -> None:
        self._refusal.say("")
        if not self._kind_chosen:
            self._kind.setCurrentIndex(list(KIND_ICONS).index(_guessed(words.strip())))

    def _offer_kind(self, words: str) -> None:
        """Of several tags the kind of each is guessed by itself."""
        self._kind.setVisible(bool(words.strip()) and "," not in words)

    def _choose_kind(self, _row: int) -> None:
        self._kind_chosen = True
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_ticked(self, count: int) -> None:
        one, many = self.tr("1 ticked: Enter adds it"), self.tr("{0} ticked: Enter adds them")
        self._ticked.setText(one if count == 1 else many.format(count))
        self._ticked.setVisible(count > 0)
        if count:
            self._kind.hide()

    def _add(self, values: Sequence[object], words: str) -> None:
        """Tags and terms that were chosen, and what was typed besides."""
        wanted = [_wanted(value, self._language) for value in values]
        kind = TagKind(self._kind.currentData())
        self._kind_chosen = False
        self._guess_kind("")
        if "," not in words:
            typed = [tag_records.TagWanted(words, kind)] if words else []
            self._model.add_all((*wanted, *typed), self._refused)
            return
        # A label may have a comma in it: a tag that is called so is meant as it stands.
        self._parts.desk.ask(
            lambda operations: operations.tag_called(words) is not None,
            lambda known: self._model.add_all((*wanted, *_apart(words, known)), self._refused),
        )

    def _refused(self, error: LibraryError) -> None:
        self._refusal.say(str(error))

    # The rows.

    def _show_menu(self, row: int, place: QPoint) -> None:
        self.kind_menu(row).popup(place)

    def kind_menu(self, row: int) -> QMenu:
        """The menu of a row: every kind with the present one checked, and taking it off."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("What this tag names"))
        present = self._model.items[row].kind
        actions = add_kinds(menu, KIND_ICONS, present, partial(self._model.set_kind, row))
        for kind, action in actions.items():
            action.setIcon(icons.icon(KIND_ICONS[kind]))
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
    return KIND_ICONS[tag.kind], tag.label, tag.kind.value, ""


class _Delegate(RowDelegate):
    """A tag with a colour has a dot of it after its label."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        tag = index.data(TagRole.TAG)
        if isinstance(tag, Tag) and tag.colour:
            room = option.rect.width() - _LABEL_LEFT
            width = min(option.fontMetrics.horizontalAdvance(tag.label), room - 110)
            place = option.rect.left() + _LABEL_LEFT + width + 8 + DOT
            centre = QPointF(place, option.rect.center().y() + 1.5)
            paint_dot(painter, centre, shown_colour(self._theme, tag.colour))


def _being_typed(words: str) -> str:
    """What is looked up: the last of several."""
    return words.rpartition(",")[2].strip()


def _is_used(found: Tag | TermOffer) -> bool:
    return isinstance(found, TermOffer) or found.uses > 0


def _wanted(value: object, language: str) -> TagWanted:
    if isinstance(value, tag_records.Term):
        label = value.label(language)
        return tag_records.TagWanted(label, _guessed(label), value.id)
    assert isinstance(value, Tag)
    return tag_records.TagWanted(value.label, value.kind)


def _apart(words: str, known: bool) -> tuple[TagWanted, ...]:
    labels = (words,) if known else tuple(filter(None, map(str.strip, words.split(","))))
    return tuple(tag_records.TagWanted(label, _guessed(label)) for label in labels)


def _guessed(words: str) -> TagKind:
    """What a new tag most likely names; a topic where nothing tells."""
    if not words:
        return TagKind.TOPIC
    # The guessing knows a gazetteer; it is read when the first tag is typed.
    from editor.exchange.wire.tag_kinds import kind

    return kind(words, "")
