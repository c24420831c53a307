"""What the commands refuse: one plain line on standard error, exit code 1, nothing touched."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from editor import commands
from tests.commands.conftest import Standfirst

FERRY = "port-calder-keeps-its-night-ferry"
EVERY_COMMAND: tuple[Callable[[Path], tuple[object, ...]], ...] = (
    lambda library: ("list", library),
    lambda library: ("show", library, FERRY),
    lambda library: ("export", library, "--to", "html", "--out", library.parent / "out"),
    lambda library: ("check", library),
    lambda library: ("backup", library, library.parent / "copy.standfirst"),
)
MAKERS: tuple[Callable[[Path], tuple[object, ...]], ...] = (
    lambda library: ("import", library, library),
    lambda library: ("sample", library),
)

every_command = pytest.mark.parametrize("command", [*EVERY_COMMAND, *MAKERS])


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_no_such_library(standfirst: Standfirst, tmp_path: Path, command: Callable) -> None:
    missing = tmp_path / "missing.standfirst"
    assert "missing.standfirst" in standfirst(*command(missing)).refusal
    assert not missing.exists()
    assert not (tmp_path / "out").exists()


@every_command
def test_a_folder_is_no_library(standfirst: Standfirst, tmp_path: Path, command: Callable) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert "is a folder" in standfirst(*command(folder)).refusal


@every_command
@pytest.mark.parametrize("content", [b"Just some copy.\n", b"\0" * 5_000, b"\x89PNG\r\n\x1a\n"])
def test_another_file_is_no_library_and_stays_as_it_was(
    standfirst: Standfirst, tmp_path: Path, command: Callable, content: bytes
) -> None:
    garbage = tmp_path / "garbage.bin"
    garbage.write_bytes(content)
    assert "garbage.bin" in standfirst(*command(garbage)).refusal
    assert garbage.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["garbage.bin"]


def test_a_file_that_may_not_be_read_is_no_wrong_usage(
    standfirst: Standfirst, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening it tells, not asking the system beforehand."""
    (tmp_path / "copy.txt").write_text("Ferry crews end strike\n", "utf-8")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert standfirst("list", library).code == 0
    assert standfirst("import", "--dry-run", tmp_path / "copy.txt").code == 0


@pytest.mark.parametrize("content", [b"", b" \n\n\t\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_word_makes_no_article(
    standfirst: Standfirst, library: Path, tmp_path: Path, content: bytes
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(content)
    before = standfirst("list", library).out
    assert "no words" in standfirst("import", library, empty).refusal
    assert standfirst("list", library).out == before


@every_command
def test_another_programs_database_is_no_library(
    standfirst: Standfirst, tmp_path: Path, command: Callable
) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE contacts (name TEXT)")
    connection.close()
    before = other.read_bytes()
    assert "other.db" in standfirst(*command(other)).refusal
    assert other.read_bytes() == before


@every_command
def test_a_newer_library_is_left_alone(
    standfirst: Standfirst, library: Path, command: Callable
) -> None:
    connection = sqlite3.connect(library)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = library.read_bytes()
    assert "newer" in standfirst(*command(library)).refusal
    assert library.read_bytes() == before


def test_a_damaged_library_is_told_by_check(standfirst: Standfirst, library: Path) -> None:
    content = bytearray(library.read_bytes())
    content[len(content) // 3 : len(content) * 2 // 3] = b"\xa5" * (len(content) // 3)
    library.write_bytes(content)
    ran = standfirst("check", library)
    assert ran.code == 1
    assert ran.out or ran.err
    assert "Traceback" not in ran.out + ran.err
    assert "is healthy" not in ran.out


def test_a_healthy_library_is_called_so(standfirst: Standfirst, library: Path) -> None:
    ran = standfirst("check", library)
    assert (ran.code, ran.err) == (0, "")
    assert "is healthy: 7 articles, 0 spiked;" in ran.out


def test_an_unknown_slug_brings_up_the_ones_near_it(standfirst: Standfirst, library: Path) -> None:
    mistyped = standfirst("show", library, "port-calder-keeps-its-nigth-ferry").refusal
    assert f"Did you mean “{FERRY}”?" in mistyped
    assert f"“{FERRY}”" in standfirst("show", library, "ferry").refusal
    assert "Did you mean" not in standfirst("show", library, "zzz-qqq").refusal
    assert "Did you mean" not in standfirst("show", library, "").refusal


def test_a_backup_is_a_library_of_its_own(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.standfirst"
    assert standfirst("backup", library, copy).code == 0
    assert standfirst("list", copy).out == standfirst("list", library).out


def test_a_backup_never_overwrites(standfirst: Standfirst, library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.standfirst"
    copy.write_text("Something else")
    assert "copy.standfirst" in standfirst("backup", library, copy).refusal
    assert copy.read_text() == "Something else"
    assert standfirst("backup", library, library).code == 1
    assert standfirst("check", library).code == 0


def test_a_library_in_no_folder_that_can_be_made_is_refused(
    standfirst: Standfirst, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("A file")
    assert standfirst("sample", tmp_path / "file" / "new.standfirst").refusal


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate", "x"),
        ("--frobnicate",),
        ("list",),
        ("show", "library"),
        ("show", "library", "slug", "--json", "--markdown"),
        ("export", "library", "--to", "telex", "--out", "x"),
        ("export", "library", "--to", "html"),
        ("export", "library", "--to", "html", "--out", "x", "--overwrite", "--rename"),
        ("check", "one", "two"),
        ("sample",),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_two(
    standfirst: Standfirst, arguments: tuple[str, ...]
) -> None:
    ran = standfirst(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("standfirst: ")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err


def test_help_names_every_command(standfirst: Standfirst) -> None:
    from main import COMMANDS

    ran = standfirst("--help")
    assert ran.code == 0
    assert "opens the window" in ran.out
    listed = ran.out[ran.out.index("Commands:") :]
    assert all(f"\n  {name} " in listed for name in COMMANDS)
    assert set(commands.commands.commands) == set(COMMANDS)
    assert all(standfirst(name, "--help").code == 0 for name in COMMANDS)
    assert standfirst("--version").out.startswith("Standfirst ")


def test_a_fault_of_ours_is_one_line_and_its_traceback_goes_to_the_log(
    standfirst: Standfirst, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("-".join(["secret", "copy"]))

    monkeypatch.setattr("editor.cli.reading._table", fail)
    refusal = standfirst("list", library).refusal
    log = tmp_path / "home" / "logs" / "standfirst.log"
    assert str(log) in refusal
    written = log.read_text("utf-8")
    assert "ZeroDivisionError" in written
    assert "reading.py" in written
    assert "secret-copy" not in written


def test_an_interrupted_command_says_nothing(
    standfirst: Standfirst, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("editor.cli.reading._table", interrupt)
    ran = standfirst("list", library)
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_a_full_disk_under_the_output_is_told(
    standfirst: Standfirst, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("editor.cli.reading.say_json", full)
    monkeypatch.setattr("editor.commands.silence", lambda stream: None)
    assert "No space left" in standfirst("list", library, "--json").refusal


def test_a_library_copied_while_open_elsewhere_is_still_readable(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "carried.standfirst"
    shutil.copyfile(library, copy)
    assert standfirst("check", copy).code == 0
