"""The locked-down web page of the preview: no script of its own, no request but for the library's
pictures, no way elsewhere; importing this loads the web engine, so it is done after the first
paint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from editor.app.preview_addresses import PICTURE_SCHEME, PREVIEW
from editor.ui.preview_pictures import PreviewPictures, register_scheme

_FORBIDDEN = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    # Loading the shell must not take the keyboard from the writer.
    QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled,
)


class _NoRequests(QWebEngineUrlRequestInterceptor):
    """Blocks everything but the shell, which comes as a data: address, and our own pictures."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        scheme = info.requestUrl().scheme()
        is_picture = (
            scheme == PICTURE_SCHEME
            and info.resourceType() == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        )
        if scheme != "data" and not is_picture:
            info.block(True)


class PreviewPage(QWebEnginePage):
    """One page for the life of the pane; `link_followed` has the address the writer clicked."""

    link_followed = Signal(str)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        for attribute in _FORBIDDEN:
            self.settings().setAttribute(attribute, False)

    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, main_frame: bool
    ) -> bool:
        if type == QWebEnginePage.NavigationType.NavigationTypeTyped:
            return main_frame
        if type == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_followed.emit(QUrl(url).toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return False

    def tell(self, script: str) -> None:
        """Run our own script beside the page, where its copy can't reach."""
        self.runJavaScript(script, QWebEngineScript.ScriptWorldId.ApplicationWorld)

    def ask(self, script: str, answer: Callable[[object], None]) -> None:
        """The same, and hand on what it gives; never called if the page dies meanwhile."""
        self.runJavaScript(script, QWebEngineScript.ScriptWorldId.ApplicationWorld, answer)


class PreviewView(QWebEngineView):
    """The view with its page and profile, ready for `load_shell`."""

    clicked = Signal(QPointF)
    """Where the writer clicked without dragging, in pixels of the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # As an ordinary child it would make every key press in the editor repaint the whole
        # window through the graphics card, or the lack of one.
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self.setAcceptDrops(False)
        self._pressed = QPointF()
        register_scheme()
        self._interceptor = _NoRequests(self)
        self.pictures = PreviewPictures(self)
        self._profile = QWebEngineProfile()
        self._profile.installUrlSchemeHandler(QByteArray(PICTURE_SCHEME.encode()), self.pictures)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self.sealed_page = PreviewPage(self._profile, self)
        # Children die in the order they came, and a page has to die before its profile.
        self._profile.setParent(self)
        self.setPage(self.sealed_page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addAction(self.pageAction(QWebEnginePage.WebAction.Copy))
        self.addAction(self.pageAction(QWebEnginePage.WebAction.SelectAll))

    def load_shell(self, html: str) -> None:
        """Load the empty page; `loadFinished` tells when it stands."""
        self.sealed_page.setHtml(html, QUrl(PREVIEW))

    def watch_clicks(self) -> None:
        """Tell `clicked`; once the page stands, since only then there is what is clicked on."""
        if (surface := self.focusProxy()) is not None:
            surface.removeEventFilter(self)
            surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed = event.position()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                moved = (event.position() - self._pressed).manhattanLength()
                if moved < QApplication.startDragDistance():
                    self.clicked.emit(event.position() / self.zoomFactor())
        return super().eventFilter(watched, event)
