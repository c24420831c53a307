from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal

from editor.app.models.outline import OutlineModel, OutlineRole
from editor.text.outline import outline


class Source(QObject):
    """What an outline listens to, of the analysis and the open article."""

    analysed = Signal(object)
    closed = Signal()


@pytest.fixture
def source(qapp) -> Source:
    return Source()


@pytest.fixture
def model(source: Source) -> OutlineModel:
    return OutlineModel(source, source)


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
