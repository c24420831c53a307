"""Checking, backing up, restoring and salvaging from the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Standfirst


def break_pages(library: Path, start: int = 10) -> bytes:
    """Write over some pages; the damaged bytes."""
    data = bytearray(library.read_bytes())
    data[start * 4096 : (start + 4) * 4096] = b"\x5a" * 4096 * 4
    library.write_bytes(data)
    return bytes(data)


def test_a_damaged_library_is_salvaged_into_a_new_one(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    stories = {row["slug"] for row in standfirst("list", library, "--json").json}
    damaged = break_pages(library)
    assert "--salvage FILE" in standfirst("check", library).refusal
    ran = standfirst("check", library, "--salvage", tmp_path / "new.standfirst")
    assert (ran.code, ran.err) == (1, "")
    assert "What did not read:" in ran.out
    assert library.read_bytes() == damaged
    found = {row["slug"] for row in standfirst("list", tmp_path / "new.standfirst", "--json").json}
    assert found == stories
    assert standfirst("check", tmp_path / "new.standfirst").code == 0


def test_a_library_without_its_beginning_is_salvaged(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    library.write_bytes(b"\0" * 100 + library.read_bytes()[100:])
    assert "not a Standfirst library" in standfirst("check", library).refusal
    ran = standfirst("check", library, "--salvage", tmp_path / "new.standfirst")
    assert "could be saved" in ran.out or "Everything was read" in ran.out
    assert standfirst("check", tmp_path / "new.standfirst").code == 0


def test_a_healthy_library_needs_no_salvage(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    ran = standfirst("check", library, "--salvage", tmp_path / "new.standfirst")
    assert (ran.code, "is healthy" in ran.out) == (0, True)
    assert not (tmp_path / "new.standfirst").exists()


def test_a_text_changed_by_another_program_is_told_without_alarm(
    standfirst: Standfirst, library: Path
) -> None:
    with closing(sqlite3.connect(library)) as shell, shell:
        shell.execute("UPDATE articles SET body = 'Somebody was here.' WHERE number = 1")
    ran = standfirst("check", library)
    assert ran.code == 1
    assert "another program has changed it" in ran.out
    assert "Nothing else is wrong" in ran.out and "--salvage" not in ran.out


def test_backups_are_kept_listed_and_restored(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    assert "no backups" in standfirst("backup", library, "--list").out
    assert standfirst("backup", library).code == 0
    (line,) = standfirst("backup", library, "--list").out.splitlines()
    backup = line.split("  ")[-1].strip()
    assert standfirst("restore", backup, "--into", tmp_path / "again.standfirst").code == 0
    again = standfirst("list", tmp_path / "again.standfirst", "--json").json
    assert again == standfirst("list", library, "--json").json
    assert "there already" in standfirst("restore", backup, "--into", library).refusal


def test_one_article_is_restored_into_a_library_or_a_new_file(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.standfirst"
    standfirst("backup", library, backup)
    slug = standfirst("list", library, "--json").json[0]["slug"]
    into = tmp_path / "one.standfirst"
    assert standfirst("restore", backup, "--article", slug, "--into", into).code == 0
    (row,) = standfirst("list", into, "--json").json
    assert row["slug"] == slug
    ran = standfirst("restore", backup, "--article", slug, "--library", library)
    assert f"as {slug}-2" in ran.out
    assert standfirst("check", library).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("backup.standfirst",),
        ("backup.standfirst", "--into", "one", "--library", "two"),
        ("backup.standfirst", "--library", "two"),
    ],
)
def test_a_restore_must_say_what_goes_where(
    standfirst: Standfirst, arguments: tuple[str, ...]
) -> None:
    ran = standfirst("restore", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("standfirst: ")
