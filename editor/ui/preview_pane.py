"""The preview beside the copy: holds what is shown and keeps the page in step with it by patches;
the page itself is made after the window's first paint, and made again when it dies."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

import resources
from editor.app.preview_addresses import slug_of
from editor.text.differences import patched
from editor.ui.line_map import Place
from editor.ui.preview_script import (
    PreviewStory,
    colours_script,
    footer_html,
    header_html,
    is_followable,
    patch_script,
    section_script,
    shell,
    story_script,
    top_script,
    whole_script,
)
from editor.ui.scroll_script import (
    clicked_script,
    end_script,
    reveal_script,
    scroll_script,
    where_script,
)
from editor.ui.tokens import themes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPointF
    from PySide6.QtWebEngineCore import QWebEnginePage

    from editor.app.analysis import AnalysisResult
    from editor.text.differences import Patch
    from editor.ui.plain_page import PlainPage
    from editor.ui.preview_page import PreviewView
    from editor.ui.theme import Theme

_NARROWEST = 240
_RESTARTS_A_MINUTE = 3


class PreviewPane(QWidget):
    """The article as readers will see it. Until `start()`, and where the web engine is missing,
    it holds the same copy and shows what it can."""

    article_wanted = Signal(str)
    """The writer clicked a link to the article of this slug."""
    link_wanted = Signal(str)
    """The writer clicked a web or mail address; opening it is for the window to decide."""
    link_hovered = Signal(str)
    """The address under the pointer, empty when there is none."""
    scrolled = Signal()
    """The page stands elsewhere; `ask_where` tells where."""
    place_clicked = Signal(object)
    """Place: the writer clicked on words of the copy."""
    picture_wanted = Signal(str)
    """The page shows the picture of this hash: answer with `give_picture` or `refuse_picture`."""
    ready = Signal()
    """The page stands and shows what the pane holds; again after every restart."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewPane")
        self.setAccessibleName(self.tr("Preview"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self._theme = theme
        self._story = PreviewStory()
        self._blocks: list[str] = []
        self._article_id = ""
        self._view: PreviewView | None = None
        self._browser: PlainPage | None = None
        self._standing = False
        self._deaths: deque[float] = deque(maxlen=_RESTARTS_A_MINUTE)
        self._placeholder = _Placeholder(self)
        self._placeholder.restart_wanted.connect(self._restart)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._placeholder)
        theme.changed.connect(self._recolour)

    # What is shown.

    @property
    def blocks(self) -> tuple[str, ...]:
        """The HTML of the copy as the page has it, block by block."""
        return tuple(self._blocks)

    def start(self) -> None:
        """Make the page. Call once, after the first paint, at a moment without typing."""
        if self._view is not None or self._browser is not None:
            return
        _allow_root()
        try:
            # Loading the engine takes longer than all the rest of the window: never at import.
            from editor.ui.preview_page import PreviewView
        except ImportError:
            # Not installed, or a library of the system that it needs is not.
            self._start_browser()
        else:
            self._start_engine(PreviewView(self))

    def show_story(self, story: PreviewStory) -> None:
        """Show what stands above and below the copy."""
        if story != self._story:
            self._story = story
            self._tell(story_script(story))

    def show_result(self, result: AnalysisResult) -> None:
        """Bring the copy up to a result of the analysis."""
        if result.reset:
            self._blocks = [block for patch in result.blocks for block in patch.items]
            self._tell(whole_script(self._blocks))
            if result.article_id != self._article_id:
                self._article_id = result.article_id
                self._tell(top_script())
        elif not result.unchanged_html:
            self.patch(result.blocks)

    def patch(self, patches: Sequence[Patch[str]]) -> None:
        """Replace blocks of the copy; the replacements go from its end to its beginning."""
        patched(self._blocks, patches)
        self._tell(patch_script(patches))

    def clear(self) -> None:
        """Show no article."""
        self._article_id = ""
        self.show_story(PreviewStory())
        self._blocks = []
        self._tell(whole_script(()))

    def show_section(self, anchor: str) -> None:
        """Scroll to a section, unless it is well in view."""
        if self._browser is not None:
            self._browser.scrollToAnchor(anchor)
        else:
            self._tell(section_script(anchor))

    def give_picture(self, picture: str, media_type: str, content: bytes) -> None:
        """The bytes of a picture that was wanted."""
        if self._view is not None:
            self._view.pictures.give(picture, media_type, content)
        elif self._browser is not None:
            self._browser.give(picture, content)

    def refuse_picture(self, picture: str) -> None:
        """A picture that was wanted isn't there."""
        if self._view is not None:
            self._view.pictures.refuse(picture)

    # Where the page stands; without the engine it is left where it is.

    def scroll_to(self, place: Place) -> None:
        """Bring a place of the copy to the upper edge."""
        self._tell(scroll_script(place), about_copy=False)

    def scroll_to_top(self) -> None:
        self._tell(top_script(), about_copy=False)

    def scroll_to_end(self) -> None:
        self._tell(end_script(), about_copy=False)

    def reveal(self, place: Place) -> None:
        """Bring a place of the copy into view, unless it is well in view."""
        self._tell(reveal_script(place), about_copy=False)

    def ask_where(self, answer: Callable[[Place, bool, bool], None]) -> None:
        """Hand on the place at the upper edge, and whether the page stands at its top or end."""

        def take(found: object) -> None:
            if found and self._view is not None:
                block, fraction, at_top, at_end = json.loads(str(found))
                answer(Place(block, fraction), at_top, at_end)

        if self._standing and self._view is not None:
            self._view.sealed_page.ask(where_script(), take)

    def ask_done(self, answer: Callable[[], None]) -> None:
        """Call back when the page has done all it was told so far and laid it out."""
        if self._standing and self._view is not None:
            self._view.sealed_page.ask("document.body.offsetHeight", lambda _height: answer())

    def _ask_clicked(self, point: QPointF) -> None:
        def take(found: object) -> None:
            if found and (place := json.loads(str(found))) is not None:
                self.place_clicked.emit(Place(*place))

        if self._standing and self._view is not None:
            self._view.sealed_page.ask(clicked_script(point.x(), point.y()), take)

    def close_page(self) -> None:
        """Let the page go, before the application ends."""
        self._standing = False
        if self._view is not None:
            # At once: after the last turn of the event loop nobody would see to a later end, and
            # the engine wants its pages gone before the profile.
            delete(self._view)
            self._view = None

    # The page.

    def _start_engine(self, view: PreviewView) -> None:
        view.setMinimumWidth(_NARROWEST)
        view.setAccessibleName(self.tr("Article as readers will see it"))
        view.loadFinished.connect(self._stand)
        view.renderProcessTerminated.connect(self._mourn)
        view.sealed_page.link_followed.connect(self._follow)
        view.sealed_page.linkHovered.connect(self.link_hovered)
        view.sealed_page.scrollPositionChanged.connect(lambda _position: self.scrolled.emit())
        view.clicked.connect(self._ask_clicked)
        view.pictures.wanted.connect(self.picture_wanted)
        self._view = view
        self._layout.addWidget(view)
        self._load()

    def _load(self) -> None:
        if self._view is None:
            return
        colours = self._colours()
        self._view.sealed_page.setBackgroundColor(self._theme.color("sheet"))
        self._view.load_shell(shell(resources.text("styles/preview.css"), colours))

    def _stand(self, loaded: bool) -> None:
        if not loaded or self._view is None:
            return
        self._standing = True
        self._tell(colours_script(self._colours()))
        self._tell(story_script(self._story))
        self._tell(whole_script(self._blocks))
        self._layout.setCurrentWidget(self._view)
        self._view.watch_clicks()
        self.ready.emit()

    def _tell(self, script: str, *, about_copy: bool = True) -> None:
        if self._browser is not None:
            if about_copy:
                self._fill_browser()
        elif self._standing and self._view is not None:
            self._view.sealed_page.tell(script)

    def _mourn(self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        if self._view is None or status.name == "NormalTerminationStatus":
            return
        self._standing = False
        now = time.monotonic()
        if len(self._deaths) == _RESTARTS_A_MINUTE and now - self._deaths[0] < 60:
            self._placeholder.show_stopped()
            self._layout.setCurrentWidget(self._placeholder)
            return
        self._deaths.append(now)
        self._load()

    def _restart(self) -> None:
        self._deaths.clear()
        self._placeholder.show_waiting()
        self._load()

    def _follow(self, address: str) -> None:
        slug = slug_of(address)
        if slug is not None:
            self.article_wanted.emit(slug)
        elif address.startswith("#"):
            self.show_section(address[1:])
        elif is_followable(address):
            self.link_wanted.emit(address)

    # The colours, and the plain page where there is no engine.

    def _colours(self) -> Mapping[str, str]:
        return themes()[self._theme.id].colors

    def _recolour(self) -> None:
        if self._view is not None:
            self._view.sealed_page.setBackgroundColor(self._theme.color("sheet"))
        self._tell(colours_script(self._colours()))

    def _start_browser(self) -> None:
        # Only where the engine is missing.
        from editor.ui.plain_page import PlainPage

        browser = PlainPage(self)
        browser.anchorClicked.connect(lambda url: self._follow(url.toString()))
        browser.wanted.connect(self.picture_wanted)
        self._browser = browser
        self._layout.addWidget(browser)
        self._layout.setCurrentWidget(browser)
        self._fill_browser()
        self.ready.emit()

    def _fill_browser(self) -> None:
        if self._browser is None:
            return
        body = "".join((header_html(self._story), *self._blocks, footer_html(self._story)))
        self._browser.show_page(f'<div dir="{self._story.direction}">{body}</div>')


class _Placeholder(QWidget):
    """What stands in the preview's place: a quiet line, and after a breakdown a button."""

    restart_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("previewPlaceholder")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel(self)
        self._words.setProperty("tone", "faint")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._again = QPushButton(self.tr("Start the preview again"), self)
        self._again.setObjectName("previewRestart")
        self._again.clicked.connect(self.restart_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.show_waiting()

    def show_waiting(self) -> None:
        self._words.setText(self.tr("The preview appears here."))
        self._again.hide()

    def show_stopped(self) -> None:
        self._words.setText(
            self.tr("The preview stopped several times in a minute. Your copy is safe.")
        )
        self._again.show()


def _allow_root() -> None:
    """Chromium starts no sandbox for root, and ends the whole application if asked to."""
    if sys.platform == "linux" and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
