"""Files are written whole or not at all, and every refusal is in plain words."""

from __future__ import annotations

import errno
import os
import stat
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.exchange import files
from editor.exchange.files import (
    NAME_LIMIT,
    Exists,
    FileError,
    decode,
    free_name,
    read_bytes,
    read_text,
    safe_name,
    write_atomic,
)


def test_a_new_file_holds_the_bytes_and_nothing_stays_beside_it(tmp_path):
    write_atomic(tmp_path / "a.md", b"copy", overwrite=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"copy")]


def test_an_existing_file_is_never_overwritten_unasked(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    with pytest.raises(Exists, match=r"already a file called “a\.md”") as refused:
        write_atomic(path, b"new", overwrite=False)
    assert refused.value.path == path
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_of_many_writers_of_one_name_exactly_one_wins(tmp_path):
    path, won, lost = tmp_path / "a.md", [], []

    def write(number: int) -> None:
        try:
            write_atomic(path, str(number).encode(), overwrite=False)
            won.append(number)
        except Exists:
            lost.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert path.read_bytes() == str(won[0]).encode()


def test_a_disk_without_hard_links_still_never_overwrites(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(files.os, "link", refuse)
    path = tmp_path / "a.md"
    write_atomic(path, b"first", overwrite=False)
    with pytest.raises(Exists):
        write_atomic(path, b"second", overwrite=False)
    assert path.read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1


def test_overwriting_when_asked_keeps_the_permissions(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_atomic(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="links want rights on Windows")
def test_overwriting_through_a_symbolic_link_keeps_the_link(tmp_path):
    (tmp_path / "real.md").write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "real.md")
    write_atomic(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(FileError, match="doesn't exist"):
        write_atomic(tmp_path / "none" / "a.md", b"", overwrite=False)


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="is not a folder"):
        write_atomic(tmp_path / "file" / "a.md", b"", overwrite=False)


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    (tmp_path / "a.md").mkdir()
    with pytest.raises(FileError, match="is a folder"):
        write_atomic(tmp_path / "a.md", b"", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_name_too_long_is_told(tmp_path):
    with pytest.raises(FileError, match="too long"):
        write_atomic(tmp_path / f"{'a' * 300}.md", b"", overwrite=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room left on the disk"),
        (errno.EACCES, "may not write “a.md”"),
        (errno.EROFS, "may not write “a.md”"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_write_that_fails_half_way_leaves_the_old_file_and_no_other(
    tmp_path, monkeypatch, number, words
):
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(FileError, match=words):
        write_atomic(path, b"new", overwrite=True)
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="folders can't be closed to this user"
)
def test_a_folder_closed_to_the_writer_is_told(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileError, match="may not write"):
            write_atomic(tmp_path / "a.md", b"", overwrite=False)
    finally:
        tmp_path.chmod(0o700)


def test_reading_refuses_what_is_missing_no_file_or_too_large(tmp_path):
    with pytest.raises(FileError, match="There is no file"):
        read_bytes(tmp_path / "none.md")
    with pytest.raises(FileError, match="not a file"):
        read_bytes(tmp_path)
    (tmp_path / "big.md").write_bytes(b"12345")
    with pytest.raises(FileError, match="larger than"):
        read_bytes(tmp_path / "big.md", limit=4)
    with pytest.raises(FileError):
        read_bytes(tmp_path / "nul\0.md")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“é”".encode(), "“é”"),
        (b"\xef\xbb\xbfplain", "plain"),
        ("“é”".encode("cp1252"), "“é”"),
        ("“é”".encode("utf-16"), "“é”"),
        (b"\x81\xe9", "\x81é"),
    ],
)
def test_text_is_read_in_the_encodings_newsrooms_send(tmp_path, data, text):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read_text(path) == text


@given(st.binary(max_size=60))
def test_decoding_never_fails(data):
    decode(data)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("talks", "talks"),
        ("a/b\\c:d", "a-b-c-d"),
        ("CON", "_CON"),
        ("nul.html", "_nul.html"),
        ("com1 .x", "_com1 .x"),
        ("..", "untitled"),
        ("", "untitled"),
        ("///", "untitled"),
        (".hidden", "hidden"),
        ("ends. ", "ends"),
        ("tab\there\n", "tabhere"),
        ("Հայերեն", "Հայերեն"),
    ],
)
def test_names_are_made_safe(text, name):
    assert safe_name(text) == name


@given(st.text(max_size=300))
def test_a_safe_name_is_safe_everywhere_and_stays_itself(text):
    name = safe_name(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name[0] != "." and name[-1] not in ". "
    assert len(name.encode()) <= NAME_LIMIT + 1
    assert safe_name(name) == name


def test_a_free_name_counts_on(tmp_path):
    path = tmp_path / "story.html"
    assert free_name(path) == path
    path.write_bytes(b"")
    (tmp_path / "story-2.html").write_bytes(b"")
    assert free_name(path).name == "story-3.html"
