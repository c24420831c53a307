"""Sections rearranged in the whole window, each change one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from editor.text.outline import outline
from editor.text.section_edits import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BODY = "Lede.\n\n## Talks\n\nOne.\n\n### At sea\n\nTwo.\n\n## Ferries\n\nThree.\n"


@pytest.fixture
def window(qtbot, assembly):
    """The window with an article of three sections."""
    with qtbot.waitSignal(assembly.open_article.loaded):
        assembly.actions.action("new-article").trigger()
    source = assembly.writing.source
    source.textCursor().insertText(BODY)
    assembly.parts.models.outline.set_sections(outline(BODY))
    return assembly


def put_cursor(window, words: str) -> None:
    source = window.writing.source
    cursor = source.textCursor()
    cursor.setPosition(source.text().index(words))
    source.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("action", "cursor", "headings"),
    [
        ("section-promote", "Two", ["## Talks", "## At sea", "## Ferries"]),
        ("section-demote", "Three", ["## Talks", "### At sea", "### Ferries"]),
        ("section-up", "Three", ["## Ferries", "## Talks", "### At sea"]),
        ("section-down", "One", ["## Ferries", "## Talks", "### At sea"]),
        ("section-merge", "Three", ["## Talks", "### At sea"]),
    ],
)
def test_a_command_changes_the_section_of_the_cursor_in_one_step(window, action, cursor, headings):
    source = window.writing.source
    put_cursor(window, cursor)
    window.actions.action(action).trigger()
    assert [line for line in source.text().split("\n") if line.startswith("#")] == headings
    assert sorted(source.text().replace("#", "").split()) == sorted(BODY.replace("#", "").split())
    if action != "section-merge":
        assert source.text()[source.textCursor().position() :].startswith(cursor)
    source.undo()
    assert source.text() == BODY


def test_what_cannot_be_done_is_said(window, qtbot):
    put_cursor(window, "One")
    with qtbot.waitSignal(window.parts.traffic.noticed) as told:
        window.actions.action("section-up").trigger()
    assert "first" in told.args[0]
    put_cursor(window, "Lede")
    with qtbot.waitSignal(window.parts.traffic.noticed):
        window.actions.action("section-demote").trigger()
    assert window.writing.source.text() == BODY


def test_a_section_dragged_in_the_outline_moves_in_the_text(window):
    window.parts.models.outline.move_wanted.emit(2, 0, Place.INTO)
    assert window.writing.source.text().endswith("Two.\n\n### Ferries\n\nThree.\n")


def test_a_name_given_in_the_outline_is_in_the_text(window):
    window.parts.models.outline.name_wanted.emit(0, "Peace *talks*")
    assert "## Peace *talks*\n" in window.writing.source.text()


def test_an_outline_behind_the_text_changes_nothing(window, qtbot):
    window.parts.models.outline.set_sections(outline("## Other\n\n## Talks\n"))
    with qtbot.waitSignal(window.parts.traffic.noticed):
        window.parts.traffic.section_wanted.emit("promote", 0)
    assert window.writing.source.text() == BODY


def test_a_section_split_off_is_an_article_and_leaves_a_link(window, qtbot):
    source = window.writing.source
    put_cursor(window, "One")
    with qtbot.waitSignal(window.desk.did):
        window.actions.action("section-split").trigger()
    assert source.text() == "Lede.\n\n[[talks]]\n\n## Ferries\n\nThree.\n"
    found = []
    window.desk.ask(lambda operations: operations.by_slug("talks"), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert (found[0].headline, found[0].body) == ("Talks", "One.\n\n## At sea\n\nTwo.")
    toast = window.window.toast
    qtbot.waitUntil(lambda: "article of its own" in toast.accessibleName())
    toast._acted()
    assert source.text() == BODY


def test_the_keys_fold_and_unfold(window):
    put_cursor(window, "One")
    window.actions.action("fold").trigger()
    assert not window.writing.source.document().findBlockByNumber(4).isVisible()
    window.actions.action("unfold").trigger()
    assert window.writing.source.document().findBlockByNumber(4).isVisible()
    window.actions.action("fold-to-2").trigger()
    assert not window.writing.source.document().findBlockByNumber(4).isVisible()
    window.actions.action("unfold-all").trigger()
    assert window.writing.source.document().findBlockByNumber(4).isVisible()


def test_renaming_shows_the_outline_and_lets_one_type(window, qtbot):
    put_cursor(window, "One")
    window.actions.action("section-rename").trigger()
    names = window.window.findChildren(QLineEdit, "headingEditor")
    assert [name.text() for name in names] == ["Talks"]
    names[0].clearFocus()
