"""Asks web addresses how they are, politely: one request at a time to a site, with a pause after
it, headers only; what the answers mean is left to `link_answers`. The one place that goes out to
the network, and only when it is told to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkCookieJar,
    QNetworkProxyFactory,
    QNetworkProxyQuery,
    QNetworkReply,
    QNetworkRequest,
)

from db.times import stamp
from db.web_link_records import LinkHealth
from editor.app.link_answers import GET, Answer, Asking, can_be_asked, follow

SITES_AT_ONCE = 6
PAUSE_MS = 1_000
"""Between two requests to one site."""
TIMEOUT_MS = 15_000
_TICK_MS = 50

_Error = QNetworkReply.NetworkError
_TROUBLES = {
    _Error.HostNotFoundError: ("There is no such site.", True),
    _Error.TimeoutError: ("The site didn't answer in time.", True),
    _Error.OperationCanceledError: ("The site didn't answer in time.", True),
    _Error.ConnectionRefusedError: ("Nobody answers there.", True),
    _Error.SslHandshakeFailedError: ("The site can't show that it is what it says it is.", True),
    _Error.TemporaryNetworkFailureError: ("The network is down. Try again later.", True),
    _Error.NetworkSessionFailedError: ("The network is down. Try again later.", True),
}


class LinkChecker(QObject):
    """Checks one list of addresses at a time. No cookies, no referrer, nothing kept."""

    answered = Signal(object)
    """LinkHealth of an address, as soon as it is known."""
    finished = Signal(bool)
    """Whether the list was gone through to its end."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        pause_ms: int = PAUSE_MS,
        timeout_ms: int = TIMEOUT_MS,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._pause = pause_ms / 1000
        self._timeout_ms = timeout_ms
        self._waiting: dict[str, deque[Asking]] = {}
        self._busy: dict[str, QNetworkReply] = {}
        self._rested: dict[str, float] = {}
        self._running = False
        self._manager = self._make_manager()
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether addresses are still being asked."""
        return self._running

    def start(self, urls: Iterable[str]) -> None:
        """Asks each of these once; what is no web address is passed over. Ends a run before."""
        self.cancel()
        for url in dict.fromkeys(urls):
            if can_be_asked(url):
                self._queue(Asking(url, url))
        self._running = True
        self._ticks.start()

    def cancel(self) -> None:
        """Asks no more; answers that are not here yet never come."""
        if not self._running:
            return
        self._stop()
        self.finished.emit(False)

    def close(self) -> None:
        """Ends it for good, without a word."""
        self._stop()

    def _stop(self) -> None:
        self._running = False
        self._ticks.stop()
        self._waiting.clear()
        replies, self._busy = list(self._busy.values()), {}
        for reply in replies:
            reply.abort()

    def _queue(self, asking: Asking, *, next_one: bool = False) -> None:
        waiting = self._waiting.setdefault(asking.host, deque())
        if next_one:
            waiting.appendleft(asking)
        else:
            waiting.append(asking)

    def _go_on(self) -> None:
        """Sends to every site whose turn it is, as long as there is room."""
        if not self._waiting and not self._busy:
            self._running = False
            self._ticks.stop()
            self.finished.emit(True)
            return
        now = monotonic()
        for host in list(self._waiting):
            if len(self._busy) >= SITES_AT_ONCE:
                return
            if host not in self._busy and self._rested.get(host, 0.0) <= now:
                self._send(host, self._next(host))

    def _next(self, host: str) -> Asking:
        waiting = self._waiting[host]
        asking = waiting.popleft()
        if not waiting:
            del self._waiting[host]
        return asking

    def _send(self, host: str, asking: Asking) -> None:
        request = self._request(asking.at)
        manager = self._manager
        reply = manager.get(request) if asking.method == GET else manager.head(request)
        self._busy[host] = reply
        if asking.method == GET:
            # The headers tell; what comes after them is not wanted.
            reply.metaDataChanged.connect(lambda: self._headers_came(host, asking, reply))
        reply.finished.connect(lambda: self._finished(host, asking, reply))

    def _headers_came(self, host: str, asking: Asking, reply: QNetworkReply) -> None:
        if self._busy.get(host) is reply and _code(reply) is not None:
            self._answered(host, asking, reply)

    def _finished(self, host: str, asking: Asking, reply: QNetworkReply) -> None:
        """The manager keeps its replies until they are deleted."""
        reply.deleteLater()
        if self._busy.get(host) is reply:
            self._answered(host, asking, reply)

    def _answered(self, host: str, asking: Asking, reply: QNetworkReply) -> None:
        answer = _answer(reply)
        del self._busy[host]
        self._rested[host] = monotonic() + self._pause
        if reply.isRunning():
            reply.abort()
        then = follow(asking, answer, stamp(self._clock()))
        if isinstance(then, LinkHealth):
            self.answered.emit(then)
        else:
            self._queue(then, next_one=True)

    def _request(self, address: str) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(address))
        attribute, manual = QNetworkRequest.Attribute, QNetworkRequest.LoadControl.Manual
        request.setAttribute(
            attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
        )
        request.setAttribute(attribute.CookieLoadControlAttribute, manual)
        request.setAttribute(attribute.CookieSaveControlAttribute, manual)
        request.setAttribute(attribute.AuthenticationReuseAttribute, manual)
        request.setRawHeader(b"User-Agent", b"Standfirst link check")
        request.setRawHeader(b"Accept", b"*/*")
        request.setTransferTimeout(self._timeout_ms)
        return request

    def _make_manager(self) -> QNetworkAccessManager:
        manager = QNetworkAccessManager(self)
        manager.setCookieJar(QNetworkCookieJar(manager))
        proxies = QNetworkProxyFactory.systemProxyForQuery(
            QNetworkProxyQuery(QUrl("https://example.org/"))
        )
        if proxies:
            manager.setProxy(proxies[0])
        return manager


def _code(reply: QNetworkReply) -> int | None:
    code = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    return None if code is None else int(code)


def _answer(reply: QNetworkReply) -> Answer:
    code = _code(reply)
    if code is not None:
        location = bytes(reply.rawHeader("Location").data()).decode("utf-8", "replace")
        return Answer(code, location)
    words, lasting = _TROUBLES.get(reply.error(), ("The site didn't give a proper answer.", False))
    return Answer(trouble=words, lasting=lasting)
