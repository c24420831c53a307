"""Backups while the writer works: when one is made, where, and what is told of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor.app.backing_up import BackingUp
from editor.app.paths import Paths
from editor.app.settings import SettingsStore


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(tmp_path: Path):
    return SettingsStore(tmp_path / "settings.toml")


@pytest.fixture
def backing_up(desk, settings, tmp_path: Path, clock):
    def fail(error: Exception) -> None:
        raise error

    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "logs")
    made = BackingUp(desk, settings, paths, clock, fail, first=10, every=20)
    yield made
    made.close()


def backups(qtbot, backing_up):
    found = []
    backing_up.list(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def reopen(qtbot, desk):
    with qtbot.waitSignal(desk.opened):
        desk.open(desk.path, create=False)


def test_a_library_is_backed_up_soon_after_it_is_opened(qtbot, desk, backing_up, tmp_path):
    with qtbot.waitSignal(backing_up.succeeded):
        reopen(qtbot, desk)
    (backup,) = backups(qtbot, backing_up)
    assert backup.path.parent == tmp_path / "data" / "Backups"


def test_it_is_backed_up_again_an_hour_after_a_change_and_not_before(
    qtbot, desk, backing_up, clock, add_article
):
    with qtbot.waitSignal(backing_up.succeeded):
        reopen(qtbot, desk)
    clock.now += timedelta(minutes=59)
    add_article(headline="Ferry")
    with qtbot.assertNotEmitted(backing_up.succeeded, wait=120):
        pass
    with qtbot.waitSignal(backing_up.succeeded):
        clock.now += timedelta(minutes=2)
    assert len(backups(qtbot, backing_up)) >= 1


def test_backups_go_into_the_folder_of_the_writers_choice(
    qtbot, desk, backing_up, settings, tmp_path
):
    settings.set(backup_folder=str(tmp_path / "stick"))
    with qtbot.waitSignal(backing_up.made) as made:
        backing_up.make_now()
    assert made.args[0].path.parent == tmp_path / "stick"


def test_a_folder_that_is_none_is_told(qtbot, desk, backing_up, settings, tmp_path):
    (tmp_path / "note").write_text("not a folder", "utf-8")
    settings.set(backup_folder=str(tmp_path / "note"))
    with qtbot.waitSignal(backing_up.failed) as failed:
        backing_up.make_now()
    assert failed.args[0]


def test_looking_into_a_backup_gives_its_articles_and_counts(qtbot, desk, backing_up, add_article):
    add_article(headline="Ferry", body="One two three.")
    with qtbot.waitSignal(backing_up.made) as made:
        backing_up.make_now()
    found = []
    backing_up.look_into(made.args[0], found.append, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [one.headline for one in found[0].articles] == ["Ferry"]
    assert found[0].counts["articles"] == 1


def test_a_damaged_backup_is_refused_in_words(qtbot, desk, backing_up, add_article):
    with qtbot.waitSignal(backing_up.made) as made:
        backing_up.make_now()
    made.args[0].path.write_bytes(b"nothing of the kind" * 100)
    refused = []
    backing_up.look_into(made.args[0], lambda _contents: refused.append("read"), refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused != ["read"] and str(refused[0])
