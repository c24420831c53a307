"""Files on disk: named safely, read within a limit, written whole or not at all; what stands in
them is left to the formats."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READ_LIMIT = 16 * 1024 * 1024
"""Bytes; a story is a few thousand, a book about two million."""

NAME_LIMIT = 180
"""Bytes of UTF-8 in a safe name, so that a number and a suffix still fit in the usual 255."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
_WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)


class FileError(Exception):
    """A file can't be read or written. `str(error)` is plain words, fit to show."""


class Exists(FileError):
    """A file of this name is there already, and nobody asked for it to be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is already a file called “{path.name}” in {path.parent}.")
        self.path = path


def write_atomic(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write `data` to `path` so that a reader sees all of it or nothing, even after a power cut.

    Without `overwrite` an existing file is never touched, whoever made it and however late.
    A file that is replaced keeps its permissions, and a symbolic link to it stays one.
    Raises Exists, or FileError where the folder is missing, closed, full or the name too long.
    """
    target = path.resolve() if overwrite else path
    with _plain_errors(path):
        temporary = _write_temporary(target.parent, data)
        try:
            if overwrite:
                _replace(temporary, target)
            else:
                _place(temporary, target)
            _sync_folder(target.parent)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def read_bytes(path: Path, *, limit: int = READ_LIMIT) -> bytes:
    """The bytes of an ordinary file of at most `limit` bytes. Raises FileError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileError(f"“{path}” is not a file that can be read.")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise FileError(_why_not_read(path, error)) from error
    if len(data) > limit:
        raise FileError(
            f"“{path.name}” is larger than {limit // (1024 * 1024)} MB, which is no story. "
            "Nothing was read."
        )
    return data


def read_text(path: Path, *, limit: int = READ_LIMIT) -> str:
    """The text of a file, as `decode` reads it. Raises FileError."""
    return decode(read_bytes(path, limit=limit))


def decode(data: bytes) -> str:
    """`data` as text: UTF-8, UTF-16 with its mark, or failing both Windows-1252. Never raises."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(map(_from_windows_1252, data))


def require_words(data: bytes, name: str) -> None:
    """Raises FileError where a file called `name` has nothing but white space: no story."""
    if not decode(data).strip():
        raise FileError(f"“{name}” has no words in it.")


def encode(text: str) -> bytes:
    """`text` as UTF-8, after `whole_characters`."""
    return whole_characters(text).encode("utf-8")


def whole_characters(text: str) -> str:
    """`text` with U+FFFD for each lone surrogate: half a character, which no file can carry."""
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def safe_name(text: str, *, fallback: str = "untitled") -> str:
    """`text` as a file name (without suffix) that Linux, macOS and Windows all accept.

    Never empty, never hidden, never a device, at most NAME_LIMIT bytes.
    """
    kept = "".join(
        "-" if character in _FORBIDDEN else character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp", "Cn", "Cf")
    )
    name = _shortened(kept.strip(" .")).strip(" .")
    if name.split(".")[0].rstrip().casefold() in _WINDOWS_DEVICES:
        name = f"_{name}"
    return name if name.strip("-_") else fallback


def free_name(path: Path) -> Path:
    """`path` if nothing stands there, otherwise the first free of `story-2.html`, `story-3.html` …

    Somebody else may take the name meanwhile: `write_atomic` still refuses to overwrite.
    """
    candidate, number = path, 1
    while os.path.lexists(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def _write_temporary(folder: Path, data: bytes) -> Path:
    """A new, synced file beside the target; made plainly, so that the umask gives its mode."""
    temporary = folder / f".standfirst-{os.urandom(8).hex()}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _replace(temporary: Path, target: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    temporary.replace(target)


def _place(temporary: Path, target: Path) -> None:
    """Give the file its name only if nobody has it: a hard link is made or refused in one step."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        # A disk without hard links (FAT, some shares): take the name first, then fill it.
        target.open("xb").close()
        temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise Exists(path) from error
    except (OSError, ValueError) as error:
        raise FileError(_why_not_written(path, error)) from error


def _why_not_written(path: Path, error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    folder = path.parent
    if number == errno.ENOENT:
        return f"The folder {folder} doesn't exist. Make it, or choose another."
    if number == errno.ENOTDIR:
        return f"{folder} is not a folder. Choose another."
    if number == errno.EISDIR:
        return f"“{path.name}” is a folder. Choose another name."
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Standfirst may not write “{path.name}” in {folder}. Choose another folder."
    if number in (errno.ENOSPC, errno.EDQUOT):
        return f"There is no room left on the disk for “{path.name}”. Nothing was written."
    if number == errno.ENAMETOOLONG:
        return f"The name “{path.name[:40]}…” is too long. Choose a shorter one."
    return f"“{path.name}” could not be written: {_words(error)}."


def _why_not_read(path: Path, error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOENT, errno.ENOTDIR):
        return f"There is no file “{path}”."
    if number in (errno.EACCES, errno.EPERM):
        return f"Standfirst may not read “{path}”."
    if number == errno.ENAMETOOLONG:
        return f"The name “{path.name[:40]}…” is too long to be a file's."
    return f"“{path}” could not be read: {_words(error)}."


def _words(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _shortened(name: str) -> str:
    return name.encode("utf-8")[:NAME_LIMIT].decode("utf-8", errors="ignore")


def _from_windows_1252(byte: int) -> str:
    """The five bytes Windows-1252 leaves empty keep their number, so that nothing is lost."""
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
