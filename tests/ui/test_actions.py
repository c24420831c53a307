"""The table of commands: each has a place, no two share a key, and each knows when it is of use."""

from __future__ import annotations

from collections import Counter
from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar

from db.records import STATUS_MOVES, Status
from editor.ui import menus
from editor.ui.action_set import ActionSet, Situation
from editor.ui.actions import ACTIONS, make_action

WRITING = Situation(library=True, writable=True, article=True, status=Status.DRAFT)


@pytest.fixture
def owner(qapp):
    return QObject()


@pytest.fixture
def commands():
    return MagicMock()


@pytest.fixture
def actions(owner, commands):
    return ActionSet(ACTIONS, make_action, commands, {}, owner)


def enabled(actions, situation):
    actions.update(situation)
    return {action.objectName() for action in actions.all() if action.isEnabled()}


def test_every_command_has_an_id_of_its_own():
    assert max(Counter(spec.id for spec in ACTIONS).values()) == 1


def test_no_two_commands_share_a_key():
    keys = Counter(QKeySequence(spec.key).toString() for spec in ACTIONS if spec.key)
    assert [key for key, uses in keys.items() if uses > 1] == []


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_key_is_one_qt_knows(spec):
    sequence = QKeySequence(spec.key)
    assert sequence.count() == (1 if spec.key else 0)
    assert "�" not in sequence.toString()
    assert not spec.key or sequence.toString()


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_command_runs_something_that_exists(spec, actions, commands):
    from editor.ui.commands import (
        article,
        backups,
        export,
        files,
        go,
        help,
        library,
        listing,
        pictures,
        sections,
        selection,
        spelling,
        spike,
        text,
        view,
    )

    parts = {
        "article": article.ArticleCommands, "export": export.ExportCommands,
        "files": files.FileCommands, "go": go.GoCommands, "help": help.HelpCommands,
        "library": library.LibraryCommands, "listing": listing.ListingCommands,
        "selection": selection.SelectionCommands, "backups": backups.BackupCommands,
        "spike": spike.SpikeCommands,
        "pictures": pictures.PictureCommands,
        "sections": sections.SectionCommands,
        "spelling": spelling.SpellingCommands,
        "text": text.TextCommands, "view": view.ViewCommands,
    }  # fmt: skip
    for name, part in parts.items():
        setattr(commands, name, MagicMock(spec=part))
    action = actions.action(spec.id)
    action.setEnabled(True)
    action.trigger()
    calls = [call for name in parts for call in getattr(commands, name).method_calls]
    assert len(calls) == 1


def test_every_command_is_in_a_menu(actions, qtbot):
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menus.fill(bar, actions)

    def under(menu):
        for action in menu.actions():
            if action.menu():
                yield from under(action.menu())
            elif not action.isSeparator():
                yield action.objectName()

    assert sorted(under(bar)) == sorted(spec.id for spec in ACTIONS)


def test_without_a_library_only_the_window_and_libraries_are_at_hand(actions):
    now = enabled(actions, Situation())
    assert {"open-library", "new-library", "open-sample", "quit", "palette", "manual"} <= now
    assert not {"new-article", "paste-wire", "bold", "export", "go-to-article", "spike"} & now


def test_a_library_that_is_read_only_takes_no_article(actions):
    now = enabled(actions, Situation(library=True, article=True, status=Status.DRAFT))
    assert {"export", "copy-html", "find", "go-to-article"} <= now
    assert not {"new-article", "bold", "spike", "add-tag", "save-version"} & now


def test_while_wire_copy_is_reviewed_the_article_waits(actions):
    reviewing = Situation(
        library=True, writable=True, article=True, status=Status.DRAFT, reviewing=True
    )
    assert not {"bold", "export", "save-version", "spike"} & enabled(actions, reviewing)


@pytest.mark.parametrize("status", STATUS_MOVES)
def test_only_legal_moves_of_the_status_are_offered(actions, status):
    now = enabled(actions, Situation(library=True, writable=True, article=True, status=status))
    offered = {name.removeprefix("status-") for name in now if name.startswith("status-")}
    assert offered == {move.value.replace(" ", "-") for move in STATUS_MOVES[status]}


def test_a_spiked_article_can_only_be_restored(actions):
    now = enabled(
        actions, Situation(library=True, writable=True, article=True, status=Status.SPIKED)
    )
    assert "restore" in now
    assert "spike" not in now
    assert not {name for name in now if name.startswith("status-")}


def test_undo_says_what_it_undoes(actions):
    actions.update(Situation(library=True, undo="Add tag"))
    assert actions.action("undo-library").text() == "Undo “Add tag”"
    assert not actions.action("redo-library").isEnabled()


def test_exporting_again_waits_for_a_first_time(actions):
    assert "export-again" not in enabled(actions, WRITING)


def test_a_key_of_the_writers_own_takes_the_place_of_the_usual_one(actions, qtbot):
    with qtbot.waitSignal(actions.rebound):
        actions.bind({"bold": "Ctrl+Shift+B", "italic": ""})
    assert actions.action("bold").shortcut() == QKeySequence("Ctrl+Shift+B")
    assert actions.action("italic").shortcut().isEmpty()
    assert actions.action("quote").shortcut() == QKeySequence("Ctrl+Shift+.")
