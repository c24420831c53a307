from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.app.exporting import ClashAnswer, Exporting
from editor.exchange.formats import EXPORTERS, exporter_for

MARKDOWN = exporter_for("markdown")


@pytest.fixture
def exporting(desk):
    exporting = Exporting(desk)
    yield exporting
    exporting.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def three(add_article) -> list[str]:
    return [
        add_article(headline=headline, body=f"{headline} at last.").id
        for headline in ("Ferry late", "Bridge open", "Fog lifts")
    ]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.id)
def test_every_format_writes_every_article(qtbot, exporting, three, folder, exporter):
    steps = []
    exporting.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(exporting.finished) as told:
        exporting.export(three, exporter, folder)
    assert len(told.args[0].written) == 3 and told.args[0].problems == ()
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert all("at last." in path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert not exporting.is_running


def test_nothing_is_overwritten_unasked(qtbot, exporting, three, folder):
    (folder / "bridge-open.md").write_text("mine")
    with qtbot.waitSignal(exporting.clashed) as told:
        exporting.export(three, MARKDOWN, folder)
    clash = told.args[0]
    assert (clash.path.name, clash.free.name) == ("bridge-open.md", "bridge-open-2.md")
    assert exporting.is_running and (folder / "bridge-open.md").read_text() == "mine"
    with qtbot.waitSignal(exporting.finished) as told:
        exporting.answer(ClashAnswer.KEEP_BOTH)
    assert (folder / "bridge-open.md").read_text() == "mine"
    assert names(folder) == ["bridge-open-2.md", "bridge-open.md", "ferry-late.md", "fog-lifts.md"]
    assert folder / "bridge-open-2.md" in told.args[0].written


def test_one_answer_may_stand_for_all(qtbot, exporting, three, folder):
    for name in ("ferry-late", "bridge-open", "fog-lifts"):
        (folder / f"{name}.md").write_text("old")
    clashes = []
    exporting.clashed.connect(clashes.append)
    with qtbot.waitSignal(exporting.clashed):
        exporting.export(three, MARKDOWN, folder)
    with qtbot.waitSignal(exporting.finished):
        exporting.answer(ClashAnswer.REPLACE, for_all=True)
    assert len(clashes) == 1 and len(names(folder)) == 3
    assert all("at last." in path.read_text() for path in folder.iterdir())


def test_a_file_may_be_left_as_it_is(qtbot, exporting, three, folder):
    (folder / "ferry-late.md").write_text("old")
    with qtbot.waitSignal(exporting.clashed):
        exporting.export(three, MARKDOWN, folder)
    with qtbot.waitSignal(exporting.finished) as told:
        exporting.answer(ClashAnswer.SKIP)
    assert told.args[0].skipped == (folder / "ferry-late.md",)
    assert len(told.args[0].written) == 2 and (folder / "ferry-late.md").read_text() == "old"


def test_stopping_leaves_what_is_written_and_writes_no_more(qtbot, exporting, three, folder):
    (folder / "bridge-open.md").write_text("old")
    with qtbot.waitSignal(exporting.clashed):
        exporting.export(three, MARKDOWN, folder)
    with qtbot.waitSignal(exporting.finished) as told:
        exporting.cancel()
    assert told.args[0].stopped and names(folder) == ["bridge-open.md", "ferry-late.md"]


def test_cancelled_at_once_it_still_ends(qtbot, exporting, three, folder):
    exporting.export(three, MARKDOWN, folder)
    with qtbot.waitSignal(exporting.finished) as told:
        exporting.cancel()
    assert told.args[0].stopped and told.args[0].written == ()


def test_a_folder_that_is_not_there_is_told(qtbot, exporting, three, tmp_path):
    with qtbot.waitSignal(exporting.finished) as told:
        exporting.export(three[:1], MARKDOWN, tmp_path / "nowhere")
    assert told.args[0].written == ()
    assert "nowhere" in told.args[0].problems[0]


def test_a_fault_of_an_exporter_ends_its_file_and_not_the_export(qtbot, exporting, three, folder):
    def make(_package, _options):
        raise RuntimeError("a fault")

    with qtbot.captureExceptions() as caught, qtbot.waitSignal(exporting.finished) as told:
        exporting.export(three, replace(MARKDOWN, text=make), folder)
    assert len(told.args[0].problems) == len(caught) == 3
    assert not exporting.is_running


def test_an_article_that_is_gone_is_told(qtbot, exporting, folder):
    with qtbot.waitSignal(exporting.finished) as told:
        exporting.export(["0" * 32], MARKDOWN, folder)
    assert told.args[0].problems and names(folder) == []


def test_what_the_writer_should_know_is_said_once(qtbot, exporting, add_article, folder, run):
    ids = [add_article(headline=headline).id for headline in ("One", "Two")]
    for article_id in ids:
        run(
            lambda operations, id=article_id: operations.set_fields(
                id, {"ednote": "Check the name."}
            )
        )
    with qtbot.waitSignal(exporting.finished) as told:
        exporting.export(ids, MARKDOWN, folder)
    assert len(told.args[0].notes) == len(set(told.args[0].notes)) > 0


def test_there_is_one_export_at_a_time(qtbot, exporting, three, folder):
    exporting.export(three, MARKDOWN, folder)
    with pytest.raises(RuntimeError):
        exporting.export(three, MARKDOWN, folder)
    qtbot.waitSignal(exporting.finished).wait()
