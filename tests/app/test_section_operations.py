"""Sections beyond their own article: split off into another, looked over, old anchors kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from db.library import Library
from db.records import Article
from editor.app.operations import Operations
from editor.app.section_checks import SectionChecks
from editor.text.outline import outline
from editor.text.section_warnings import Remark
from tests.app.desks import operations_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


def test_an_article_split_off_has_what_it_shares_with_the_one_it_comes_from(
    desk: Operations,
) -> None:
    origin = desk.new_article("fr").value
    desk.save(origin.id, {"headline": "Ferries", "byline": "By Ann Vale", "body": "## Talks\n\na"})
    desk.add_tag(origin.id, "Port Calder")
    outcome = desk.split_off(origin.id, "Talks", "a")
    made = desk.article(outcome.value.id)
    assert (made.headline, made.slug, made.body) == ("Talks", "talks", "a")
    assert (made.language, made.byline) == ("fr", "By Ann Vale")
    assert [tag.label for tag in desk.tags_of(made.id)] == ["Port Calder"]
    assert desk.article(origin.id).body == "## Talks\n\na"


def test_splitting_off_is_undone_as_one(desk: Operations) -> None:
    origin = desk.new_article().value
    outcome = desk.split_off(origin.id, "Talks", "a")
    assert outcome.name == "Split off “Talks”"
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert len(desk.search()) == 1


def test_a_section_renamed_in_a_save_keeps_its_old_anchor_in_the_package(tmp_path: Path) -> None:
    now = [datetime(2026, 3, 2, 9, 30, tzinfo=UTC)]
    library = Library.open(tmp_path / "desk.standfirst", create=True, clock=lambda: now[0])
    operations = Operations(library)
    article = operations.new_article().value
    operations.save(article.id, {"body": "## Talks\n\na"})
    now[0] += timedelta(hours=1)
    operations.save(article.id, {"body": "## Peace talks\n\na"})
    assert operations.package(article.id).anchors == {"talks": "peace-talks"}
    library.close()


class Source(QObject):
    """Stands for the open article and its analysis."""

    analysed = Signal(object)
    closed = Signal()
    edit_number = 3
    article = Article(id="a", created="2026-01-12T08:00:00Z")
    body = "## Talks\n\nOn Tuesday 12 January they met.\n"

    def __init__(self) -> None:
        super().__init__()
        self.latest = self
        self.sections = outline(self.body)

    def text(self) -> str:
        return self.body

    def field(self, _name: str) -> str:
        return ""

    def ask(self, question, answer, _refused) -> None:  # type: ignore[no-untyped-def]
        answer(question(None))


def test_sections_are_looked_over_when_the_writer_pauses(qtbot) -> None:  # type: ignore[no-untyped-def]
    source = Source()
    checks = SectionChecks(source, source, source, lambda: date(2026, 1, 20), pause=1)  # type: ignore[arg-type]
    with qtbot.waitSignal(checks.checked) as told:
        source.analysed.emit(source)
    ((note,),) = told.args
    assert [warning.remark for warning in note.warnings] == [Remark.WRONG_DAY]
