"""The writing area: the story head above the Markdown source, the find bar below, and what ties
them to the open article."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.records import Article
from editor.app.desk import Desk
from editor.app.open_article import HEAD_FIELDS, OpenArticle
from editor.app.settings import SettingsStore
from editor.text.direction import resolve
from editor.text.markers import Marker, markers
from editor.ui.crosslink_completion import CrossLinkCompletion
from editor.ui.find_bar import FindBar
from editor.ui.link_pointer import LinkPointer
from editor.ui.picture_strip import PictureStrip
from editor.ui.source_layout import source_document
from editor.ui.source_pane import SourcePane
from editor.ui.spotlight import Spotlight
from editor.ui.story_head import StoryHead
from editor.ui.tally import Tally
from editor.ui.theme import Theme

# Characters of a body that tell which way it runs.
_ENOUGH = 2_000


class WritingArea(QWidget):
    """Made before the open article, which takes `source.document()`; then `follow` it."""

    noticed = Signal(str)
    """Something worth a quiet line to the writer."""

    def __init__(
        self,
        desk: Desk,
        settings: SettingsStore,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("writingArea")
        self.setAccessibleName(self.tr("Writing"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._open: OpenArticle | None = None
        self._document = source_document()
        self.head = StoryHead(self)
        self.source = SourcePane(self._document, settings.value, theme, self)
        self.picture_strip = PictureStrip(self)
        self.find_bar = FindBar(self.source, theme, self)
        self.spotlight = Spotlight(self.source, settings, theme)
        self.tally = Tally(self.source)
        self._completion = CrossLinkCompletion(self.source, desk, theme)
        self.links = LinkPointer(self.source, desk)
        rule = QFrame(self)
        rule.setObjectName("headRule")
        rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(rule)
        column.addWidget(self.source, 1)
        column.addWidget(self.picture_strip)
        column.addWidget(self.find_bar)
        self.head.left_below.connect(self._go_to_text)
        self.source.left_at_top.connect(self.head.focus_last)
        self.source.column_changed.connect(self._align)
        settings.changed.connect(self.source.take_settings)

    def follow(self, open_article: OpenArticle) -> None:
        """Show this open article from now on, and tell it what is written in the head."""
        self._open = open_article
        open_article.loaded.connect(self._load)
        open_article.article_changed.connect(self._follow_article)
        open_article.closed.connect(self._clear)
        open_article.field_loaded.connect(self.head.put)
        open_article.recovered.connect(
            lambda _words: self.source.go_to_position(open_article.cursor)
        )
        self.head.field_edited.connect(open_article.set_field)
        self._completion.follow(open_article)
        self.source.cursorPositionChanged.connect(self._remember_cursor)
        if open_article.article is not None:
            self._load(open_article.article)
        else:
            self._clear()

    def suggest_headline(self, words: str) -> None:
        """Offer a working headline for the article that is open, until another one is."""
        self.head.set_suggestion(words)

    # Markers of what is still to come.

    def markers(self) -> tuple[Marker, ...]:
        """Every `TK` of the text, in order."""
        return markers(self.source.text())

    def next_marker(self) -> None:
        """Select the next `TK` after the cursor, round the end."""
        text, _, at = self.source.selection()
        found = markers(text)
        if not found:
            self.noticed.emit(self.tr("No TK in this article."))
            return
        self.go_to_marker(next((one for one in found if one.start >= at), found[0]))

    def go_to_marker(self, marker: Marker) -> None:
        """Select a marker, so that what is typed takes its place."""
        self.source.select(marker.start, marker.end)

    # The find bar.

    def show_find(self) -> None:
        """Open the find bar."""
        self.find_bar.open()

    def show_replace(self) -> None:
        """Open the find bar with its line for replacements."""
        self.find_bar.open(replacing=True)

    def find_next(self) -> None:
        """The next find; the bar opens where nothing has been looked for yet."""
        self.find_bar.find_next()

    def find_previous(self) -> None:
        self.find_bar.find_previous()

    # Inside.

    def _align(self) -> None:
        self.head.set_column(*self.source.column)

    def _load(self, article: Article) -> None:
        assert self._open is not None
        self.head.set_suggestion("")
        for name in HEAD_FIELDS:
            self.head.put(name, self._open.field(name))
        self._set_read_only(self._desk.read_only)
        self._follow_article(article)
        self.setEnabled(True)
        self.find_bar.forget_article()
        self.source.go_to_position(self._open.cursor)
        if not article.headline and not article.body:
            self.head.focus_headline()

    def _clear(self) -> None:
        self.head.set_suggestion("")
        for name in HEAD_FIELDS:
            self.head.put(name, "")
        self.setEnabled(False)

    def _set_read_only(self, read_only: bool) -> None:
        self.source.setReadOnly(read_only)
        self.head.set_read_only(read_only)

    def _follow_article(self, article: Article) -> None:
        self.source.typing.language = article.language
        self._set_direction(article)

    def _set_direction(self, article: Article) -> None:
        words = f"{self.head.headline.words}\n{article.body[:_ENOUGH]}"
        self.head.set_direction(resolve(article.direction, article.language, words))

    def _go_to_text(self) -> None:
        self.source.setFocus(Qt.FocusReason.TabFocusReason)

    def _remember_cursor(self) -> None:
        if self._open is not None:
            self._open.remember_cursor(self.source.textCursor().position())
