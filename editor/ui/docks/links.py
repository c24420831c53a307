"""The Links dock: the stories beside this one, in order, and the articles that point here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QActionGroup, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from db.records import ArticleSummary, Related, RelatedKind
from editor.app.models.related import RelatedModel, RelatedRole
from editor.ui import icons
from editor.ui.docks.backlinks import BacklinkList
from editor.ui.docks.completion import AddLine, Offer
from editor.ui.docks.dock_parts import (
    DockContents,
    Index,
    OrderedView,
    Refusal,
    RowDelegate,
    heading,
    hint,
    tool,
)
from editor.ui.parts import Parts

_ROW = 46
_OFFERED = 8


class LinksDock(DockContents):
    """Enter adds the article chosen from the list, a web address, or the words as a title that
    waits for its story."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__("Links", parent)
        self._parts = parts
        self._model: RelatedModel = parts.models.related
        self._line = AddLine(
            "addRelated", self.tr("Add a headline or a web address"), self._look_up, self
        )
        self._line.chosen.connect(self._add_article)
        self._line.typed.connect(lambda words: self._add(related_of(words)))
        self._refusal = Refusal("relatedRefusal", self)
        self._refusal.setContentsMargins(16, 0, 16, 0)
        self._view = self._make_view()
        self._empty = hint(
            self.tr(
                "Stories to read beside this one. Type part of a headline to find it in the "
                "library, paste a web address, or write a title that will come later."
            ),
            self,
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._empty)
        self._tools = self._make_tools()
        self._backlinks = BacklinkList(parts, self)
        self._arrange()
        for signal in (self._model.modelReset, self._model.rowsInserted, self._model.rowsRemoved):
            signal.connect(self._renew)
        self._model.dataChanged.connect(lambda *_: self._enable())
        selection = self._view.selectionModel()
        selection.currentChanged.connect(lambda _now, _before: self._enable())
        parts.open_article.loaded.connect(lambda _article: self._enable())
        parts.open_article.closed.connect(self._enable)
        self._renew()

    # Made of.

    def _make_view(self) -> OrderedView:
        view = OrderedView("relatedList", self.tr("Related stories"), self)
        view.setModel(self._model)
        view.setItemDelegate(RowDelegate(self._parts.theme, _row, _ROW, view))
        view.remove_wanted.connect(self._remove)
        view.move_wanted.connect(self._move)
        view.open_wanted.connect(self.go_to)
        view.menu_wanted.connect(self._show_menu)
        return view

    def _make_tools(self) -> list[QWidget]:
        view, tr = self._view, self.tr
        rows: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("relatedOpen", "next", tr("Open, or find the story (Enter)"), self._go),
            ("relatedKind", "related", tr("How it stands to this story"), self._choose_kind),
            ("relatedUp", "up", tr("Move up (Alt+Up)"), lambda: self._move(view.row, view.row - 1)),
            (
                "relatedDown",
                "down",
                tr("Move down (Alt+Down)"),
                lambda: self._move(view.row, view.row + 1),
            ),
            ("relatedRemove", "remove", tr("Remove (Delete)"), lambda: self._remove(view.row)),
        )
        return [tool(name, icon, label, run, self) for name, icon, label, run in rows]

    def _arrange(self) -> None:
        adding = QHBoxLayout()
        adding.setContentsMargins(12, 0, 12, 0)
        adding.addWidget(self._line)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 0, 12, 0)
        tools.setSpacing(2)
        for button in self._tools:
            tools.addWidget(button)
        tools.addStretch(1)
        self.column.addLayout(adding)
        self.column.addWidget(self._refusal)
        self.column.addWidget(self._pages, 3)
        self.column.addLayout(tools)
        self.column.addWidget(heading(self.tr("Linked from"), self))
        self.column.addWidget(self._backlinks, 2)

    # Adding.

    def _look_up(self, words: str, answer: Callable[[Sequence[Offer]], None]) -> None:
        if is_address(words):
            answer(())
            return
        own = self._parts.open_article.article
        self._parts.desk.ask(
            lambda operations: operations.by_headline(words, _OFFERED),
            lambda found: answer([_offer(one) for one in found if own and one.id != own.id]),
        )

    def _add_article(self, summary: ArticleSummary) -> None:
        self._add(Related(summary.headline, article=summary.id, slug=summary.slug))

    def _add(self, related: Related) -> None:
        article = self._parts.open_article.article
        if article is None:
            return
        self._refusal.say("")
        self._parts.desk.do(
            lambda operations: operations.add_related(article.id, related),
            None,
            lambda error: self._refusal.say(str(error)),
        )

    # The rows.

    def go_to(self, row: int) -> None:
        """Open the row's article or web page; for a title that waits, choose its story."""
        if not 0 <= row < len(self._model.items):
            return
        related = self._model.items[row]
        if related.article:
            self._parts.traffic.article_wanted.emit(related.article)
        elif related.url:
            QDesktopServices.openUrl(QUrl(related.url))
        else:
            self.resolve(row)

    def resolve(self, row: int, *, back_link: bool = False) -> None:
        """Let the writer choose the story a waiting title means."""

        def chosen(summary: ArticleSummary) -> None:
            self._model.resolve(row, summary.id, back_link=back_link)

        self._parts.traffic.story_wanted.emit(chosen)

    def row_menu(self, row: int) -> QMenu:
        """What can be done with a row: open or resolve it, change its kind, take it out."""
        related = self._model.items[row]
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Related story"))
        if related.unresolved:
            find = menu.addAction(icons.icon("search"), self.tr("Find the story…"))
            find.triggered.connect(lambda _checked=False: self.resolve(row))
            back = menu.addAction(self.tr("Find the story and link it back here…"))
            back.triggered.connect(lambda _checked=False: self.resolve(row, back_link=True))
        else:
            go = menu.addAction(icons.icon("next"), self.tr("Open"))
            go.triggered.connect(lambda _checked=False: self.go_to(row))
        menu.addSeparator()
        self._add_kinds(menu, row)
        menu.addSeparator()
        out = menu.addAction(icons.icon("remove"), self.tr("Remove"))
        out.triggered.connect(lambda _checked=False: self._remove(row))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add_kinds(self, menu: QMenu, row: int) -> None:
        group = QActionGroup(menu)
        for kind in RelatedKind:
            action = menu.addAction(kind.value.capitalize())
            action.setCheckable(True)
            action.setChecked(kind is self._model.items[row].kind)
            group.addAction(action)
            action.triggered.connect(
                lambda _checked=False, kind=kind: self._model.set_kind(row, kind)
            )

    def _go(self) -> None:
        self.go_to(self._view.row)

    def _choose_kind(self) -> None:
        row = self._view.row
        if row >= 0:
            rect = self._view.visualRect(self._model.index(row))
            place = self._view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(16, 0))
            self._show_menu(row, place)

    def _show_menu(self, row: int, place: QPoint) -> None:
        if 0 <= row < len(self._model.items):
            self.row_menu(row).popup(place)

    def _remove(self, row: int) -> None:
        if 0 <= row < len(self._model.items):
            self._model.remove(row)

    def _move(self, row: int, to_row: int) -> None:
        if self._model.move(row, to_row):
            self._view.setCurrentIndex(self._model.index(to_row))

    def _renew(self) -> None:
        self._pages.setCurrentWidget(self._view if self._model.items else self._empty)
        self._enable()

    def _enable(self) -> None:
        open_article = self._parts.open_article.article is not None
        writable = open_article and not self._parts.desk.read_only
        self._line.setEnabled(writable)
        for button in self._tools:
            button.setEnabled(writable and self._view.row >= 0)


def is_address(words: str) -> bool:
    """Whether something typed begins with a web address."""
    return words.lower().startswith(("http://", "https://", "www."))


def related_of(words: str) -> Related:
    """What is typed in full: a web address, with a title after it or its own name, or else the
    title of a story that is still to come."""
    if not is_address(words):
        return Related(words)
    address, _, title = words.partition(" ")
    url = address if "://" in address else f"https://{address}"
    return Related(title.strip() or urlsplit(url).netloc.removeprefix("www."), url=url)


def _row(index: Index) -> tuple[str, str, str, str]:
    related = index.data(RelatedRole.RELATED)
    if not isinstance(related, Related):
        return "", "", "", ""
    title = related.title or related.url or ""
    kind = related.kind.value.capitalize()
    if related.article:
        return "article", title, "", kind
    if related.url:
        return "web", title, "", f"{kind} · {urlsplit(related.url).netloc}"
    return "unresolved", title, "", f"{kind} · waiting for its story"


def _offer(summary: ArticleSummary) -> Offer:
    return Offer(summary.headline or summary.slug, summary, "article")
