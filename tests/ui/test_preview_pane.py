"""What the preview shows, and what it never lets happen."""

from __future__ import annotations

import json
import os
import signal
import sys

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtNetwork import QHostAddress, QTcpServer
from PySide6.QtWebEngineCore import QWebEngineScript

from db.records import Dateline, Related, picture_hash
from editor.app.analysis import AnalysisResult
from editor.app.preview_addresses import article_address, picture_address, slug_of
from editor.text.counts import Counts
from editor.text.differences import Patch
from editor.ui.preview_pane import PreviewPane
from editor.ui.preview_script import PreviewStory, header_html
from editor.ui.theme import Theme
from tests.exchange.picture_files import drawn

pytestmark = pytest.mark.qt_log_ignore(
    "Refused to",
    "This plugin does not support",
    "QRhiGles2",
    "Failed to create",
    "GBM is not",
    "[Vv]ulkan",
    "GPUInfo",
)

STORY = PreviewStory(
    kicker="Northland",
    headline="Port Calder keeps its ferries",
    byline="By Ada Renn",
    dateline=Dateline("PORT CALDER", "12 March", "NNA"),
    tags=("Ferries",),
    related=(Related("Islands without a boat", slug="islands-without-a-boat"),),
)


@pytest.fixture
def pane(qtbot):
    pane = PreviewPane(Theme("paper"))
    qtbot.addWidget(pane)
    pane.resize(600, 700)
    pane.show()
    yield pane
    pane.close_page()


@pytest.fixture
def running(pane, qtbot):
    with qtbot.waitSignal(pane.ready, timeout=20_000):
        pane.start()
    return pane


def ask(qtbot, pane, expression):
    """What an expression is worth on the page, by way of JSON."""
    page = pane._view.sealed_page
    answers = []
    page.runJavaScript(
        f"JSON.stringify({expression})",
        QWebEngineScript.ScriptWorldId.ApplicationWorld,
        answers.append,
    )
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return json.loads(answers[0]) if answers[0] else None


def patch(pane, first, last, *blocks):
    pane.patch([Patch(first, last, blocks)])


def copy(qtbot, pane):
    return ask(qtbot, pane, "document.querySelector('main').innerText")


def test_what_was_shown_before_the_page_stood_is_on_it(pane, qtbot):
    pane.show_story(STORY)
    patch(pane, 0, 0, "<p>The boats sail again.</p>")
    with qtbot.waitSignal(pane.ready, timeout=20_000):
        pane.start()
    text = ask(qtbot, pane, "document.body.innerText")
    for words in ("Port Calder keeps its ferries", "By Ada Renn", "12 March", "Ferries", "Islands"):
        assert words in text
    assert copy(qtbot, pane) == "The boats sail again."


def test_a_patch_replaces_only_the_blocks_it_names(running, qtbot):
    patch(running, 0, 0, "<p>One</p>", "<p>Two</p>", "<p>Three</p>")
    ask(qtbot, running, "document.querySelector('main').children[0].kept = true")
    patch(running, 1, 2, "<p>Deux</p>", "<p>Zwei</p>")
    assert copy(qtbot, running).split() == ["One", "Deux", "Zwei", "Three"]
    assert ask(qtbot, running, "document.querySelector('main').children[0].kept") is True
    assert running.blocks == ("<p>One</p>", "<p>Deux</p>", "<p>Zwei</p>", "<p>Three</p>")


def result(article_id, *blocks):
    """A result that replaces everything, as after a fresh start of the renderer."""
    return AnalysisResult(
        article_id, 1, True, (Patch(0, 0, blocks),), (), (), Counts(0, 0, 0), "en", "ltr"
    )


def test_the_same_article_rendered_afresh_stays_where_it_was(running, qtbot):
    copy_of_it = ["<p>Line</p>"] * 200
    running.show_result(result("one", *copy_of_it))
    ask(qtbot, running, "window.scrollTo(0, 900) || 1")
    running.show_result(result("one", *copy_of_it))
    assert ask(qtbot, running, "window.scrollY") == 900
    running.show_result(result("two", *copy_of_it))
    assert ask(qtbot, running, "window.scrollY") == 0


def test_an_empty_article_says_what_will_appear(running, qtbot):
    patch(running, 0, 0, "<p>One</p>")
    patch(running, 0, 1)
    assert "appears here as you write" in copy(qtbot, running)


def test_other_colours_come_without_loading_the_page_again(running, qtbot):
    ask(qtbot, running, "window.same = true")
    before = ask(qtbot, running, "getComputedStyle(document.body).color")
    running._theme.use("night")
    assert ask(qtbot, running, "getComputedStyle(document.body).color") != before
    assert ask(qtbot, running, "window.same") is True


def click_link(qtbot, pane):
    """Press the mouse on the copy's first link, once it is painted, as a writer does."""
    ask(qtbot, pane, "requestAnimationFrame(() => requestAnimationFrame(() => window.drawn = 1))")
    qtbot.waitUntil(lambda: ask(qtbot, pane, "window.drawn || 0") == 1, timeout=10_000)
    place = ask(
        qtbot,
        pane,
        "(function () { const at = document.querySelector('main a').getBoundingClientRect();"
        " return [at.x + at.width / 2, at.y + at.height / 2]; })()",
    )
    qtbot.mouseClick(
        pane._view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(*map(int, place))
    )


def test_a_click_on_a_cross_link_wants_that_article(running, qtbot):
    patch(running, 0, 0, f'<p><a href="{article_address("ferries-return")}">the boats</a></p>')
    with qtbot.waitSignal(running.article_wanted, timeout=10_000) as wanted:
        click_link(qtbot, running)
    assert wanted.args == ["ferries-return"]


def test_a_click_on_a_web_link_is_told_and_not_followed(running, qtbot):
    address = "https://port-calder.example/ferries?a=1"
    patch(running, 0, 0, f'<p><a href="{address}">the timetable</a></p>')
    with qtbot.waitSignal(running.link_wanted, timeout=10_000) as wanted:
        click_link(qtbot, running)
    assert wanted.args == [address]
    assert copy(qtbot, running) == "the timetable"


def test_scripts_and_requests_in_the_copy_do_nothing(running, qtbot):
    server = QTcpServer()
    assert server.listen(QHostAddress.SpecialAddress.LocalHost)
    there = f"http://127.0.0.1:{server.serverPort()}/x"
    hostile = (
        f'<p>Words<img src="{there}" onerror="document.title=1"><script>document.title=2</script>'
        f'<link rel="stylesheet" href="{there}"><iframe src="{there}"></iframe></p>'
        f'<meta http-equiv="refresh" content="0;url={there}">'
    )
    patch(running, 0, 0, hostile)
    assert "Words" in copy(qtbot, running)
    assert ask(qtbot, running, "document.title") == "Preview"
    assert not server.hasPendingConnections()


def test_a_section_out_of_view_is_scrolled_to(running, qtbot):
    lines = ["<p>Line</p>"] * 80, ['<h2 id="talks">Talks</h2>'], ["<p>x</p>"] * 40
    patch(running, 0, 0, *(block for part in lines for block in part))
    running.show_section("talks")
    top = ask(qtbot, running, "document.getElementById('talks').getBoundingClientRect().top")
    assert 0 <= top < 100


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
def test_a_page_whose_process_is_killed_comes_back_with_its_copy(running, qtbot):
    patch(running, 0, 0, "<p>Still here</p>")
    with qtbot.waitSignal(running.ready, timeout=20_000):
        os.kill(running._view.page().renderProcessPid(), signal.SIGKILL)
    assert copy(qtbot, running) == "Still here"


def test_a_page_that_keeps_dying_leaves_a_button(running, qtbot):
    page = running._view.page()
    for _ in range(4):
        page.renderProcessTerminated.emit(
            page.RenderProcessTerminationStatus.CrashedTerminationStatus, 1
        )
    button = running.findChild(QObject, "previewRestart")
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(running.ready, timeout=20_000):
        button.click()


def test_without_the_web_engine_the_copy_is_still_shown(pane, qtbot, monkeypatch):
    # What Python raises where the engine, or a system library it needs, is missing.
    monkeypatch.setitem(sys.modules, "editor.ui.preview_page", None)
    pane.show_story(STORY)
    patch(pane, 0, 0, "<p>The boats sail again.</p>")
    pane.start()
    text = pane._browser.toPlainText()
    assert "Port Calder keeps its ferries" in text
    assert "The boats sail again." in text


def test_without_the_web_engine_pictures_are_those_of_the_library(pane, qtbot, monkeypatch):
    monkeypatch.setitem(sys.modules, "editor.ui.preview_page", None)
    content = drawn("PNG", 2000, 1000)
    picture = picture_hash(content)
    patch(pane, 0, 0, f'<p><img src="{picture_address(picture)}"><img src="file:///x.png"></p>')
    wanted = []
    pane.picture_wanted.connect(wanted.append)
    pane.resize(500, 400)
    pane.show()
    pane.start()
    qtbot.waitUntil(lambda: bool(wanted))
    assert wanted == [picture]
    pane.give_picture(picture, "image/png", content)
    patch(pane, 1, 1, "<p>More copy.</p>")
    assert wanted == [picture]
    shown = pane._browser.loadResource(2, QUrl(picture_address(picture)))
    room = pane._browser.viewport().width()
    assert room - 60 < shown.width() <= room
    assert shown.height() == round(shown.width() / 2)


def test_the_head_leaves_out_what_is_empty_and_escapes_what_is_not():
    html = header_html(PreviewStory(headline="Fish & <chips>"))
    assert "Fish &amp; &lt;chips&gt;" in html
    assert "standfirst" not in html
    assert "credits" not in html


def test_an_article_address_gives_its_slug_back():
    assert slug_of(article_address("a-slug")) == "a-slug"
    assert slug_of("https://example.org/article/a") is None
