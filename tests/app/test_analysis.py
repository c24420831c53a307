from __future__ import annotations

import os
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal

from editor.app.analysis import Analysis, AnalysisResult
from editor.app.background import RenderProcess
from editor.app.open_article import OpenArticle
from tests.app.conftest import type_text


class Preview:
    """A preview as the window keeps it: blocks, patched by every result."""

    def __init__(self, analysis: Analysis) -> None:
        self.blocks: list[str] = []
        self.results: list[AnalysisResult] = []
        analysis.analysed.connect(self._show)

    @property
    def html(self) -> str:
        return "".join(self.blocks)

    def _show(self, result: AnalysisResult) -> None:
        self.results.append(result)
        last = len(self.blocks) if result.reset else result.last
        self.blocks[result.first : last] = result.blocks


@pytest.fixture
def process(qtbot):
    process = RenderProcess()
    yield process
    process.close()


@pytest.fixture
def analysis(desk, open_article: OpenArticle, process) -> Analysis:
    return Analysis(desk, open_article, process)


@pytest.fixture
def preview(analysis) -> Preview:
    return Preview(analysis)


def open_and_wait(qtbot, analysis, open_article, article) -> None:
    with qtbot.waitSignal(analysis.analysed, timeout=20_000):
        open_article.open(article.id)


def is_up_to_date(preview: Preview, open_article: OpenArticle) -> bool:
    return bool(preview.results) and preview.results[-1].edit_number == open_article.edit_number


def test_an_article_that_is_opened_is_shown_whole(
    qtbot, analysis, preview, open_article, add_article
):
    article = add_article(body="Lede.\n\n## Talks\n\nMore.")
    open_and_wait(qtbot, analysis, open_article, article)
    result = analysis.latest
    assert result.reset and result.article_id == article.id
    assert "Talks" in preview.html and result.counts.words == 3
    assert [section.text for section in result.sections] == ["Talks"]


def test_typing_is_followed_by_patches_and_the_last_one_has_the_last_text(
    qtbot, analysis, preview, open_article, add_article
):
    body = "\n\n".join(f"Paragraph {number}." for number in range(30))
    open_and_wait(qtbot, analysis, open_article, add_article(body=body))
    for letter in " And then the ferry came.":
        type_text(open_article, letter)
        QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: is_up_to_date(preview, open_article))
    assert "29. And then the ferry came." in preview.html
    assert not any(result.reset for result in preview.results[1:])
    assert len(preview.results) < 25
    assert all(len(result.blocks) <= 2 for result in preview.results[1:])


def test_cross_links_show_the_present_headline_and_follow_it(
    qtbot, analysis, preview, open_article, add_article, run
):
    tides = add_article(headline="Tide tables")
    article = add_article(headline="Ferry late", body=f"See [[{tides.slug}]] and [[no-such]].")
    open_and_wait(qtbot, analysis, open_article, article)
    assert f'href="library:article/{tides.slug}"' in preview.html
    assert "Tide tables" in preview.html and "broken" in preview.html
    assert len(preview.results) == 1
    with qtbot.waitSignal(analysis.analysed):
        run(lambda operations: operations.save(tides.id, {"headline": "Spring tide tables"}))
    assert "Spring tide tables" in preview.html


def test_a_link_that_stops_being_broken_is_shown(
    qtbot, analysis, preview, open_article, add_article, run
):
    open_and_wait(qtbot, analysis, open_article, add_article(body="See [[tide-tables]]."))
    assert "broken" in preview.html
    with qtbot.waitSignal(analysis.analysed):
        add_article(headline="Tide tables")
    assert "broken" not in preview.html and "Tide tables" in preview.html


def test_switching_articles_never_shows_the_one_that_was_left(
    qtbot, analysis, preview, open_article, add_article
):
    articles = [add_article(body=f"Story {number}.") for number in range(6)]
    for article in articles:
        open_article.open(article.id)
        qtbot.waitUntil(lambda article=article: open_article.article == article)
    qtbot.waitUntil(lambda: is_up_to_date(preview, open_article), timeout=20_000)
    assert preview.html.count("Story") == 1 and "Story 5." in preview.html
    latest = preview.results[-1]
    assert latest.reset and latest.article_id == articles[-1].id


def test_a_full_result_resets(qtbot, analysis, preview, open_article, add_article):
    open_and_wait(qtbot, analysis, open_article, add_article(body="One.\n\nTwo."))
    with qtbot.waitSignal(analysis.analysed):
        analysis.full()
    assert preview.results[-1].reset and len(preview.blocks) == 2


def test_another_language_is_analysed_again(
    qtbot, analysis, preview, open_article, add_article, run
):
    article = add_article(body="123")
    open_and_wait(qtbot, analysis, open_article, article)
    with qtbot.waitSignal(analysis.analysed):
        run(lambda operations: operations.set_fields(article.id, {"language": "ar"}))
    assert (analysis.latest.language, analysis.latest.direction) == ("ar", "rtl")


def test_closing_the_article_forgets_the_result(
    qtbot, analysis, preview, open_article, add_article
):
    open_and_wait(qtbot, analysis, open_article, add_article(body="One."))
    with qtbot.waitSignal(open_article.closed):
        open_article.close_article()
    assert analysis.latest is None


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_renderer_killed_is_told_and_the_next_key_brings_the_preview_back(
    qtbot, analysis, preview, open_article, add_article, process
):
    open_and_wait(qtbot, analysis, open_article, add_article(body="One."))
    before = preview.html
    os.kill(process.pid, 9)
    with qtbot.waitSignal(analysis.failed) as told:
        type_text(open_article, " Two.")
    assert "last good one stays" in told.args[0] and preview.html == before
    type_text(open_article, " Three.")
    qtbot.waitUntil(lambda: is_up_to_date(preview, open_article), timeout=20_000)
    assert "One. Two. Three." in preview.html and preview.results[-1].reset


class Silent(QObject):
    """A render process of which only the requests are of interest."""

    replied = Signal(object)
    failed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.requests = []

    def request(self, request) -> None:
        self.requests.append(request)


def test_a_text_that_failed_is_not_tried_again_until_it_changes(
    qtbot, desk, open_article, add_article
):
    silent = Silent()
    analysis = Analysis(desk, open_article, silent)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(add_article(body="One.").id)
    (request,) = silent.requests
    silent.failed.emit(request, "It took too long.")
    analysis.full()
    qtbot.waitUntil(lambda: not analysis._pause.isActive())
    assert len(silent.requests) == 1
    type_text(open_article, " Two.")
    qtbot.waitUntil(lambda: len(silent.requests) == 2)
    assert silent.requests[-1].body == "One. Two." and silent.requests[-1].base == 0


def test_one_render_is_under_way_however_much_is_typed(qtbot, desk, open_article, add_article):
    silent = Silent()
    analysis = Analysis(desk, open_article, silent)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(add_article(body="One.").id)
    type_text(open_article, " Two. Three. Four.")
    assert not analysis._pause.isActive()
    assert len(silent.requests) == 1 and analysis.latest is None
