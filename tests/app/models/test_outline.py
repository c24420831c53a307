from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.records import Article
from editor.app.models.outline import OutlineModel, OutlineRole
from editor.text.outline import outline
from editor.text.section_edits import Place
from editor.text.section_warnings import section_notes


class Source(QObject):
    """What an outline listens to, of the analysis and the open article."""

    analysed = Signal(object)
    loaded = Signal(object)
    article_changed = Signal(object)
    closed = Signal()
    article: Article | None = None
    body = ""

    def text(self) -> str:
        return self.body


@pytest.fixture
def source(qapp) -> Source:
    return Source()


@pytest.fixture
def model(source: Source) -> OutlineModel:
    return OutlineModel(source, source, today=lambda: date(2026, 1, 20))


BODY = "Lede.\n\n## Talks\n\nTwo words.\n\n### In Port Calder\n\nMore.\n\n## Humiliation\n\nLast."


def tree(model: OutlineModel, parent: QModelIndex | None = None) -> list:
    parent = parent or QModelIndex()
    rows = (model.index(row, 0, parent) for row in range(model.rowCount(parent)))
    return [(index.data(), tree(model, index)) for index in rows]


def test_sections_stand_in_those_above_them(model, qtmodeltester):
    model.set_sections(outline(BODY))
    assert tree(model) == [("Talks", [("In Port Calder", [])]), ("Humiliation", [])]
    qtmodeltester.check(model)


def test_a_section_gives_its_parts(model):
    model.set_sections(outline(BODY))
    talks = model.index(0, 0)
    section = talks.data(OutlineRole.SECTION)
    assert (talks.data(OutlineRole.LINE), talks.data(OutlineRole.LEVEL)) == (2, 2)
    assert talks.data(OutlineRole.ANCHOR) == section.anchor
    assert talks.data(OutlineRole.WORDS) >= talks.data(OutlineRole.OWN_WORDS)
    assert model.section(QModelIndex()) is None


def test_words_may_change_and_every_index_stays(model):
    model.set_sections(outline(BODY))
    inner = QPersistentModelIndex(model.index(0, 0, model.index(0, 0)))
    resets, changes = [], []
    model.modelReset.connect(lambda: resets.append(True))
    model.dataChanged.connect(lambda first, last, roles: changes.append(first.data()))
    model.set_sections(outline(BODY.replace("In Port Calder", "In the harbour")))
    assert inner.isValid() and inner.data() == "In the harbour"
    assert resets == [] and "In the harbour" in changes and "Humiliation" not in changes


def test_another_heading_resets(qtbot, model):
    model.set_sections(outline(BODY))
    with qtbot.waitSignal(model.modelReset):
        model.set_sections(outline(BODY + "\n\n## And more\n"))
    assert model.rowCount() == 3


def test_the_section_of_a_line_is_the_innermost(model):
    model.set_sections(outline(BODY))
    assert not model.index_at_line(0).isValid()
    assert model.index_at_line(4).data() == "Talks"
    assert model.index_at_line(8).data() == "In Port Calder"
    assert model.index_at_line(99).data() == "Humiliation"


def test_the_article_closed_the_outline_is_empty(model, source):
    model.set_sections(outline(BODY))
    source.closed.emit()
    assert model.rowCount() == 0


@given(st.lists(st.integers(1, 6), max_size=12))
def test_every_section_is_in_the_tree_once(qapp, levels):
    body = "\n\n".join(f"{'#' * level} Heading {at}" for at, level in enumerate(levels))
    source = Source()
    model = OutlineModel(source, source)
    model.set_sections(outline(body))

    def count(branches) -> int:
        return sum(1 + count(inner) for _, inner in branches)

    assert count(tree(model)) == len(levels)


def drop(model: OutlineModel, section: int, row: int, parent: QModelIndex) -> list:
    asked: list = []
    model.move_wanted.connect(lambda *wanted: asked.append(wanted))
    data = model.mimeData([model.index_of(section)])
    if model.canDropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent):
        assert not model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)
    return asked


def test_a_drop_between_rows_on_one_or_below_all_says_where_to(model):
    model.set_sections(outline(BODY))
    top, talks = QModelIndex(), model.index(0, 0)
    assert drop(model, 2, 0, top) == [(2, 0, Place.BEFORE)]
    assert drop(model, 2, -1, talks) == [(2, 0, Place.INTO)]
    assert drop(model, 2, 1, talks) == [(2, 0, Place.INTO)]
    assert drop(model, 1, 2, top) == [(1, 2, Place.AFTER)]
    assert drop(model, 2, 0, talks) == [(2, 1, Place.BEFORE)]


def test_a_section_is_not_dropped_into_itself(model):
    model.set_sections(outline(BODY))
    assert drop(model, 0, -1, model.index_of(1)) == []
    assert drop(model, 0, 0, model.index_of(0)) == []


def test_a_name_is_asked_for_and_shown_once_the_text_has_it(model, source):
    source.body = BODY.replace("## Talks", "## *Talks* {#t}")
    model.set_sections(outline(source.body))
    talks = model.index(0, 0)
    assert (talks.data(), talks.data(Qt.ItemDataRole.EditRole)) == ("Talks", "*Talks*")
    asked: list = []
    model.name_wanted.connect(lambda *wanted: asked.append(wanted))
    assert not model.setData(talks, "*Talks*")
    assert model.setData(talks, "Peace")
    assert asked == [(0, "Peace")] and talks.data() == "Talks"


def test_sections_have_their_share_of_the_words_wanted(model, source):
    model.set_sections(outline(BODY))
    assert model.index(0, 0).data(OutlineRole.SHARE) is None
    source.article = Article(target_words=14)
    source.article_changed.emit(source.article)
    talks = model.index(0, 0)
    assert talks.data(OutlineRole.SHARE) == talks.data(OutlineRole.WORDS) / 14


def test_notes_stand_beside_their_sections_until_headings_change(model):
    body = "## Talks\n\n- Tuesday 12 January: tea\n\n## Talks\n\nEnd."
    model.set_sections(outline(body))
    model.set_notes(section_notes(body, "en", date(2026, 1, 12)))
    first, second = model.index(0, 0), model.index(1, 0)
    assert first.data(OutlineRole.PAST) and not second.data(OutlineRole.PAST)
    assert "not Tuesday" in first.data(Qt.ItemDataRole.ToolTipRole)
    assert "same heading" in second.data(Qt.ItemDataRole.ToolTipRole)
    model.set_sections(outline(body + "\n\n## More"))
    assert model.index(0, 0).data(OutlineRole.NOTES) is None


def test_a_heading_that_only_moved_tells_nothing(model):
    model.set_sections(outline(BODY))
    changes: list = []
    model.dataChanged.connect(lambda *_: changes.append(True))
    model.set_sections(outline("\n" + BODY))
    assert changes == [] and model.index(0, 0).data(OutlineRole.LINE) == 3
