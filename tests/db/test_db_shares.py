"""Network shares: known by their file system, opened safely by one program at a time."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import connection, places
from db.errors import InUse, Unavailable
from db.library import Library
from db.places import SHARES, filesystem_of, of_drive, of_mounts, share_of
from db.records import Article, Facts

from .test_db_opening import made, picture

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
desk:/copy /mnt/desk nfs4 rw 0 0
//server/share /mnt/desk/two\\040words cifs rw 0 0
alex@host: /home/alex/far fuse.sshfs rw 0 0
tmpfs /mnt/desk/local tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/alex/desk.standfirst", "ext4"),
        ("/mnt/desk/desk.standfirst", "nfs4"),
        ("/mnt/deskful/desk.standfirst", "ext4"),
        ("/mnt/desk/two words/a/desk.standfirst", "cifs"),
        ("/home/alex/far/desk.standfirst", "fuse.sshfs"),
        ("/mnt/desk/local/desk.standfirst", "tmpfs"),
    ],
)
def test_the_nearest_mount_says_what_kind_of_disk_it_is(path: str, kind: str) -> None:
    assert of_mounts(MOUNTS, Path(path)) == kind


FIXED, REMOTE = 3, 4


def drive_type(root: str) -> int:
    """What a computer says that has the share of the desk as its drive N."""
    return {"C:\\": FIXED, "N:\\": REMOTE}[root]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\Users\alex\desk.standfirst", ""),
        (r"N:\copy\desk.standfirst", "smb"),
        (r"\\server\copy\desk.standfirst", "smb"),
        (r"//server/copy/desk.standfirst", "smb"),
        (r"\\?\UNC\server\copy\desk.standfirst", "smb"),
        (r"\\?\C:\Users\alex\desk.standfirst", ""),
        (r"\\?\N:\copy\desk.standfirst", "smb"),
    ],
)
def test_windows_knows_shares_by_their_names_and_drives(path: str, kind: str) -> None:
    assert of_drive(path, drive_type) == kind


class FakeLibc:
    """A macOS that answers statfs for the folder with one kind of file system."""

    def __init__(self, kind: bytes, refuses: bool = False) -> None:
        self._kind, self._refuses = kind, refuses
        self.asked: list[bytes] = []

    def statfs(self, path: bytes, about: ctypes.Array[ctypes.c_char]) -> int:
        self.asked.append(path)
        about[72 : 72 + len(self._kind)] = self._kind
        return -1 if self._refuses else 0


@pytest.mark.parametrize(("kind", "share"), [(b"apfs", None), (b"smbfs", "smbfs"), (b"nfs", "nfs")])
def test_macos_knows_shares_by_their_file_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: bytes, share: str | None
) -> None:
    libc = FakeLibc(kind)
    monkeypatch.setattr(places.sys, "platform", "darwin")
    monkeypatch.setattr(places.ctypes, "CDLL", lambda _name: libc)
    assert share_of(tmp_path / "not" / "there" / "desk.standfirst") == share
    assert libc.asked == [os.fsencode(tmp_path)]


def test_a_system_that_gives_no_answer_is_taken_for_a_disk_of_ones_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(places.sys, "platform", "darwin")
    monkeypatch.setattr(places.ctypes, "CDLL", lambda _name: FakeLibc(b"smbfs", refuses=True))
    assert share_of(tmp_path) is None
    monkeypatch.setattr(places.sys, "platform", "win32")
    assert share_of(tmp_path) is None


def test_a_disk_of_ones_own_is_no_share(tmp_path: Path) -> None:
    assert share_of(tmp_path / "desk.standfirst") is None
    assert filesystem_of(tmp_path) not in SHARES
    assert of_mounts("not a list\n\n", tmp_path) == ""


@pytest.fixture
def on_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "share_of", lambda path: "cifs")


def journal_mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as sqlite:
        return str(sqlite.execute("PRAGMA journal_mode").fetchone()[0])


def add(library: Library, headline: str) -> Article:
    with library.operation("Add"):
        return library.articles.add(Article(headline=headline), Facts())


def test_a_library_on_a_share_keeps_no_log_and_lets_its_reader_in(
    tmp_path: Path, on_a_share: None
) -> None:
    path = tmp_path / "desk.standfirst"
    library = Library.open(path, create=True)
    reader = Library.open(path, read_only=True)
    added = add(library, "Ferry")
    assert reader.articles.get(added.id).headline == "Ferry"
    assert "network share (cifs)" in library.notice
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {"desk.standfirst", "desk.standfirst.lock"}
    assert library.check() == ()
    reader.close()
    library.close()
    assert [file.name for file in tmp_path.iterdir()] == ["desk.standfirst"]
    assert journal_mode(path) == "delete"


def test_a_library_made_elsewhere_is_changed_over_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "desk.standfirst")
    assert journal_mode(path) == "wal"
    with monkeypatch.context() as patch:
        patch.setattr(connection, "share_of", lambda path: "nfs4")
        library = Library.open(path)
        add(library, "On the share")
        library.close()
        assert journal_mode(path) == "delete"
    library = Library.open(path)
    assert library.notice == ""
    assert library.counts()["articles"] == 4
    add(library, "At home")
    library.close()
    assert journal_mode(path) == "wal"


def test_a_log_left_on_a_share_by_a_crash_is_read(tmp_path: Path, on_a_share: None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "share_of", lambda path: None)
        library = Library.open(made(tmp_path / "desk.standfirst"))
    add(library, "In the log alone")
    share = tmp_path / "share"
    share.mkdir()
    for name in ("desk.standfirst", "desk.standfirst-wal"):
        shutil.copy(tmp_path / name, share)
    library.close()
    with pytest.raises(Unavailable, match="once for writing"):
        Library.open(share / "desk.standfirst", read_only=True)
    again = Library.open(share / "desk.standfirst")
    assert again.counts()["articles"] == 4
    again.close()


def test_only_one_program_at_a_time_writes_on_a_share(tmp_path: Path, on_a_share: None) -> None:
    path = made(tmp_path / "desk.standfirst")
    lock = tmp_path / "desk.standfirst.lock"
    lock.write_text(json.dumps({"host": "another", "pid": 1, "since": "2026-03-02"}))
    before = picture(tmp_path)
    with pytest.raises(InUse, match="on the computer another") as refused:
        Library.open(path)
    assert "for reading only" in str(refused.value)
    assert lock.name in str(refused.value)
    assert picture(tmp_path) == before
    reader = Library.open(path, read_only=True)
    assert reader.counts()["articles"] == 3
    assert "network share" in reader.notice
    reader.close()
    assert lock.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows can't be asked whether a program lives")
def test_the_mark_of_a_dead_program_is_taken_over(tmp_path: Path, on_a_share: None) -> None:
    path = made(tmp_path / "desk.standfirst")
    lock = tmp_path / "desk.standfirst.lock"
    lock.write_text(json.dumps({"host": socket.gethostname(), "pid": 2**22 + 7, "since": ""}))
    Library.open(path).close()
    lock.write_text("")
    os.utime(lock, (0, 0))
    Library.open(path).close()
    assert not lock.exists()
    lock.write_text("")
    with pytest.raises(InUse):
        Library.open(path)


def test_a_refused_library_on_a_share_keeps_no_mark(tmp_path: Path, on_a_share: None) -> None:
    path = tmp_path / "desk.standfirst"
    path.write_bytes(b"no library")
    before = picture(tmp_path)
    with pytest.raises(Exception, match="not a Standfirst library"):
        Library.open(path)
    assert picture(tmp_path) == before


def test_a_write_broken_off_on_a_share_is_rolled_back(tmp_path: Path, on_a_share: None) -> None:
    path = made(tmp_path / "desk.standfirst")
    Library.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as broken_off:
        broken_off.execute("PRAGMA cache_size = 1")
        broken_off.execute("BEGIN IMMEDIATE")
        broken_off.execute("UPDATE articles SET body = body || 'half', headline = 'half'")
        left = tmp_path / "left"
        left.mkdir()
        for name in ("desk.standfirst", "desk.standfirst-journal"):
            shutil.copy(tmp_path / name, left)
        broken_off.execute("ROLLBACK")
    library = Library.open(left / "desk.standfirst")
    assert library.check() == ()
    assert all(library.articles.get(one).headline != "half" for one in library.articles.all_ids())
    library.close()
