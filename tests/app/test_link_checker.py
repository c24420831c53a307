"""Asking web addresses, against a site on this computer."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtNetwork import QNetworkReply

from db.web_link_records import LinkHealth, LinkState
from editor.app.link_checker import LinkChecker


class Site(ThreadingHTTPServer):
    """Answers as it is told, and remembers what it was asked."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self._reply("HEAD")

    def do_GET(self) -> None:
        self._reply("GET")

    def _reply(self, method: str) -> None:
        site = self.server
        with site.lock:
            site.asked.append((method, self.path))
            site.headers.append(dict(self.headers))
            site.at_once += 1
            site.most_at_once = max(site.most_at_once, site.at_once)
        try:
            self._answer(method)
        finally:
            with site.lock:
                site.at_once -= 1

    def _answer(self, method: str) -> None:
        _, what, *rest = self.path.split("/")
        if what == "drop":
            return
        if what == "slow":
            time.sleep(0.05)
        code = {"gone": 404, "moved": 301, "shy": 405 if method == "HEAD" else 200}.get(what, 200)
        self.send_response(code)
        if what == "moved":
            self.send_header("Location", "/" + "/".join(rest))
        self.send_header("Set-Cookie", "seen=1")
        self.send_header("Content-Length", "1000000" if what == "shy" else "0")
        self.end_headers()
        if what == "shy" and method == "GET":
            self._pour()

    def _pour(self) -> None:
        try:
            for _ in range(1000):
                self.wfile.write(b"x" * 1000)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""


@pytest.fixture
def site():
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.shutdown()
    thread.join()
    site.server_close()


@pytest.fixture
def checker(qtbot):
    checker = LinkChecker(lambda: datetime(2026, 3, 2, 12, tzinfo=UTC), pause_ms=0)
    yield checker
    checker.close()


def check(qtbot, checker, *urls: str) -> dict[str, LinkHealth]:
    found = []
    checker.answered.connect(found.append)
    with qtbot.waitSignal(checker.finished) as ended:
        checker.start(urls)
    assert ended.args == [True]
    return {health.url: health for health in found}


def test_pages_are_told_apart_from_those_that_are_gone_or_moved(qtbot, checker, site):
    here, gone, moved = (site.address(path) for path in ("/here", "/gone", "/moved/here"))
    found = check(qtbot, checker, here, gone, moved)
    assert {url: health.state for url, health in found.items()} == {
        here: LinkState.WORKS,
        gone: LinkState.GONE,
        moved: LinkState.MOVED,
    }
    assert found[moved].leads_to == here
    assert found[here].checked == "2026-03-02T12:00:00.000Z"


def test_a_site_shy_of_head_is_asked_with_get_and_not_read_to_the_end(qtbot, checker, site):
    url = site.address("/shy")
    assert check(qtbot, checker, url)[url].state is LinkState.WORKS
    assert site.asked == [("HEAD", "/shy"), ("GET", "/shy")]


def test_a_site_is_asked_one_thing_at_a_time(qtbot, checker, site):
    check(qtbot, checker, *(site.address(f"/slow/{n}") for n in range(6)))
    assert len(site.asked) == 6
    assert site.most_at_once == 1


def test_nothing_is_carried_from_one_question_to_the_next(qtbot, checker, site):
    check(qtbot, checker, site.address("/here"), site.address("/there"))
    for headers in site.headers:
        assert "Cookie" not in headers
        assert "Referer" not in headers
        assert headers["User-Agent"] == "Standfirst link check"


def test_a_site_that_hangs_up_or_is_not_there_is_unreachable(qtbot, checker, site):
    dropped, absent = site.address("/drop"), "http://127.0.0.1:1/"
    found = check(qtbot, checker, dropped, absent)
    assert found[dropped].state is LinkState.UNREACHABLE
    assert found[absent].state is LinkState.UNREACHABLE
    assert all(health.message for health in found.values())


def test_what_is_no_web_address_is_not_asked(qtbot, checker, site):
    assert check(qtbot, checker, "mailto:desk@harbour.example", "ftp://127.0.0.1/", "") == {}


def test_a_cancelled_run_tells_nothing_more(qtbot, checker, site):
    found = []
    checker.answered.connect(found.append)
    checker.start(site.address(f"/slow/{n}") for n in range(50))
    qtbot.waitUntil(lambda: bool(found))
    with qtbot.waitSignal(checker.finished) as ended:
        checker.cancel()
    assert ended.args == [False]
    told, asked = len(found), len(site.asked)
    with qtbot.waitSignal(checker.finished):
        checker.start([site.address("/here")])
    assert len(found) == told + 1
    assert len(site.asked) <= asked + 2


def test_answers_are_not_kept_once_they_are_read(qtbot, checker, site):
    check(qtbot, checker, *(site.address(f"/{what}/") for what in ("here", "gone", "shy", "drop")))
    qtbot.waitUntil(lambda: not checker.findChildren(QNetworkReply))
