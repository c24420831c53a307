from __future__ import annotations

import os
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal

from editor.app.analysis import Analysis, AnalysisResult, AnalysisTimes
from editor.app.background import PREVIEW, RenderProcess
from editor.app.open_article import OpenArticle
from editor.app.render_worker import RenderReply, Verdict, Verified, VerifyRequest, WantsText
from editor.text.counts import Counts
from editor.text.differences import patched
from tests.app.conftest import type_text


class Preview:
    """A preview as the window keeps it: blocks, patched by every result."""

    def __init__(self, analysis: Analysis) -> None:
        self.blocks: list[str] = []
        self.lines: list[int] = []
        self.results: list[AnalysisResult] = []
        analysis.analysed.connect(self._show)

    @property
    def html(self) -> str:
        return "".join(self.blocks)

    def _show(self, result: AnalysisResult) -> None:
        self.results.append(result)
        if result.reset:
            self.blocks, self.lines = [], []
        patched(self.blocks, result.blocks)
        patched(self.lines, result.lines)


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
    sent = [sum(len(patch.items) for patch in result.blocks) for result in preview.results[1:]]
    assert max(sent) == 1 and sum(preview.lines) == 59


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
def test_a_renderer_killed_is_told_and_the_preview_comes_back_by_itself(
    qtbot, analysis, preview, open_article, add_article, process
):
    open_and_wait(qtbot, analysis, open_article, add_article(body="One."))
    before = preview.html
    os.kill(process.pid, 9)
    with qtbot.waitSignal(analysis.failed) as told:
        type_text(open_article, " Two.")
    assert "last good one stays" in told.args[0] and preview.html == before
    qtbot.waitUntil(lambda: is_up_to_date(preview, open_article), timeout=20_000)
    assert "One. Two." in preview.html and preview.results[-1].reset


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
    silent.failed.emit(request, PREVIEW.took_too_long)
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


def reply_to(request, **others) -> RenderReply:
    values = {
        "article_id": request.article_id,
        "edit_number": request.edit_number,
        "sequence": 1,
        "reset": True,
        "blocks": (),
        "lines": (),
        "sections": (),
        "counts": Counts(),
        "language": "en",
        "direction": "ltr",
        "slugs": (),
    }
    return RenderReply(**{**values, **others})


@pytest.fixture
def silent() -> Silent:
    return Silent()


@pytest.fixture
def told(qtbot, desk, open_article, add_article, silent):
    """The analysis of a text of three lines that has been rendered once."""
    times = AnalysisTimes(pause=0, rest=0, check=0, news=0)
    analysis = Analysis(desk, open_article, silent, times)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(add_article(body="One.\n\nTwo.").id)
    return analysis


def test_a_key_tells_the_process_the_line_it_changed_and_not_the_text(
    qtbot, told, silent, open_article
):
    first = silent.requests[0]
    assert first.body == "One.\n\nTwo." and first.deltas == ()
    type_text(open_article, " 🙂!")
    silent.replied.emit(reply_to(first))
    qtbot.waitUntil(lambda: len(silent.requests) == 2)
    second = silent.requests[1]
    assert second.body is None and second.follows == first.edit_number
    assert [delta.lines for delta in second.deltas] == [("Two. ",), ("Two. 🙂",), ("Two. 🙂!",)]
    assert all((delta.first, delta.removed) == (2, 1) for delta in second.deltas)


def test_a_process_that_lost_the_text_is_told_the_whole_of_it(qtbot, told, silent, open_article):
    silent.replied.emit(reply_to(silent.requests[0]))
    type_text(open_article, "!")
    qtbot.waitUntil(lambda: isinstance(silent.requests[-1].body, type(None)))
    lost = silent.requests[-1]
    silent.replied.emit(WantsText(lost.article_id, lost.edit_number))
    assert silent.requests[-1].body == "One.\n\nTwo.!"


def test_a_soft_break_in_a_line_has_the_whole_text_told(qtbot, told, silent, open_article):
    silent.replied.emit(reply_to(silent.requests[0]))
    type_text(open_article, "\u2028x")
    qtbot.waitUntil(lambda: silent.requests[-1].edit_number == open_article.edit_number)
    assert silent.requests[-1].body == "One.\n\nTwo.\nx"


def test_the_rest_of_a_long_text_is_asked_for_at_once(told, silent):
    silent.replied.emit(reply_to(silent.requests[0], more=True))
    assert len(silent.requests) == 2 and silent.requests[1].deltas == ()
    assert silent.requests[1].size == len("One.\n\nTwo.")
    assert not told.latest.complete


def test_an_outline_put_off_is_asked_for_when_the_writer_rests(qtbot, told, silent):
    silent.replied.emit(reply_to(silent.requests[0], sections=None))
    qtbot.waitUntil(lambda: any(getattr(one, "at_rest", False) for one in silent.requests))


def test_a_preview_that_differs_is_counted_told_and_rendered_as_a_whole(qtbot, told, silent):
    log = []
    told.noted.connect(log.append)
    silent.replied.emit(reply_to(silent.requests[0]))
    qtbot.waitUntil(lambda: isinstance(silent.requests[-1], VerifyRequest))
    asked = silent.requests[-1]
    silent.replied.emit(Verified(asked.article_id, asked.edit_number, Verdict.UNDER_WAY))
    qtbot.waitUntil(lambda: len(silent.requests) == 3)
    with qtbot.waitSignal(told.checked) as checked:
        silent.replied.emit(Verified(asked.article_id, asked.edit_number, Verdict.DIFFERENT))
    assert checked.args == [False] and told.differences == 1
    assert silent.requests[-1].body is None
    assert log == ["Preview differed from a full render: 1 so far"]


@pytest.mark.slow
def test_the_preview_of_a_text_at_rest_is_checked_against_a_full_render(
    qtbot, desk, open_article, add_article, process
):
    analysis = Analysis(desk, open_article, process, AnalysisTimes(check=50, news=50))
    with qtbot.waitSignal(analysis.checked, timeout=20_000) as checked:
        open_article.open(add_article(body="One[^1].\n\n[^1]: Note.").id)
    assert checked.args == [True] and analysis.differences == 0
