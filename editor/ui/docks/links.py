"""The Links dock: the stories beside this one, in order, and what the library has around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from db.records import ArticleSummary, Related, RelatedKind
from editor.app.models.related import RelatedModel, RelatedRole
from editor.ui import icons
from editor.ui.docks.around import Around
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
        self._rows = self._make_rows()
        self._tools = self._make_tools()
        self._around = Around(parts, self)
        self._arrange()
        self._rows.current_changed.connect(self._enable)
        parts.open_article.loaded.connect(lambda _article: self._enable())
        parts.open_article.closed.connect(self._enable)
        self._enable()

    # Made of.

    def _make_rows(self) -> OrderedRows:
        rows = OrderedRows(
            "relatedList",
            self.tr("Related stories"),
            self.tr(
                "Stories to read beside this one. Type part of a headline to find it in the "
                "library, paste a web address, or write a title that will come later."
            ),
            self._model,
            RowDelegate(self._parts.theme, _row, _ROW, self),
            self,
        )
        rows.open_wanted.connect(self.go_to)
        rows.menu_wanted.connect(self._show_menu)
        return rows

    def _make_tools(self) -> list[QToolButton]:
        rows, tr = self._rows, self.tr
        return [
            tool("relatedOpen", "next", tr("Open, or find the story (Enter)"), self._go, self),
            tool("relatedKind", "related", tr("How it stands to this story"), rows.ask_menu, self),
            *order_tools("related", rows, tr("Remove (Delete)"), self),
        ]

    def _arrange(self) -> None:
        adding = QHBoxLayout()
        adding.setContentsMargins(12, 0, 12, 0)
        adding.addWidget(self._line)
        self.column.addLayout(adding)
        self.column.addWidget(self._refusal)
        self.column.addWidget(self._rows, 3)
        self.column.addLayout(tool_row(self._tools))
        self.column.addWidget(self._around, 3)

    # Adding.

    def _look_up(self, words: str, answer: Callable[[Sequence[Offer]], None]) -> None:
        if is_address(words):
            answer(())
            return
        own = self._parts.open_article.article
        self._parts.desk.ask_newest(
            "related offers",
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
        if not self._rows.has(row):
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
        add_kinds(menu, RelatedKind, related.kind, partial(self._model.set_kind, row))
        menu.addSeparator()
        out = menu.addAction(icons.icon("remove"), self.tr("Remove"))
        out.triggered.connect(lambda _checked=False: self._rows.remove(row))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _go(self) -> None:
        self.go_to(self._rows.row)

    def _show_menu(self, row: int, place: QPoint) -> None:
        self.row_menu(row).popup(place)

    def _enable(self) -> None:
        open_article = self._parts.open_article.article is not None
        writable = open_article and not self._parts.desk.read_only
        self._line.setEnabled(writable)
        for button in self._tools:
            button.setEnabled(writable and self._rows.row >= 0)


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
