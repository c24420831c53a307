"""Which kind of disk a library lies on: whether other computers may write to it too, where SQLite's
write-ahead log is unsafe; what to do about it is left to the connection."""

from __future__ import annotations

import ctypes
import ntpath
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

SHARES = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "webdav",
    "davfs", "9p", "vboxsf", "prl_fs", "vmhgfs", "ceph", "glusterfs", "lustre", "beegfs",
    "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.glusterfs",
    "fuse.vmhgfs-fuse", "fuse.cephfs", "fuse.smbnetfs",
})  # fmt: skip
"""File systems that other computers may have open at the same time."""

_REMOTE_DRIVE = 4
_LONG, _LONG_SHARE = "\\\\?\\", "\\\\?\\UNC\\"
_MACOS_NAME = slice(72, 88)


def share_of(path: Path) -> str | None:
    """The kind of network share `path` lies on (`nfs4`, `cifs` …), or None for a disk of this
    computer's own or where that can't be told. The file itself need not be there."""
    kind = filesystem_of(path)
    return kind if kind in SHARES else None


def filesystem_of(path: Path) -> str:
    """The kind of file system `path` lies on, as the system calls it; "" where it doesn't say."""
    try:
        if sys.platform == "win32":
            return _of_windows(path)
        if sys.platform == "darwin":
            return _of_macos(path)
        return of_mounts(Path("/proc/mounts").read_text("utf-8", "replace"), path)
    except (OSError, AttributeError, ValueError):
        return ""


def of_mounts(mounts: str, path: Path) -> str:
    """The same, from the text of Linux's list of mounts."""
    there = Path(os.path.realpath(path))
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mounted = Path(_unescaped(fields[1]))
        # A later mount at the same place covers an earlier one.
        if there.is_relative_to(mounted) and len(mounted.parts) >= best:
            best, kind = len(mounted.parts), fields[2]
    return kind


def _unescaped(text: str) -> str:
    """Spaces and the like stand as `\\040` in the list."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _of_windows(path: Path) -> str:
    ask = getattr(ctypes, "windll").kernel32.GetDriveTypeW  # noqa: B009
    return of_drive(str(path.absolute()), ask)


def of_drive(path: str, drive_type: Callable[[str], int]) -> str:
    """The same for an absolute path of Windows; `drive_type` is the system's GetDriveTypeW."""
    drive = ntpath.splitdrive(path)[0].replace("/", "\\")
    if drive.startswith(_LONG) and not drive.upper().startswith(_LONG_SHARE):
        # `\\?\C:` is a drive of this computer, spelt so that its paths may be long.
        drive = drive.removeprefix(_LONG)
    if drive.startswith("\\\\"):
        return "smb"
    return "smb" if drive_type(f"{drive}\\") == _REMOTE_DRIVE else ""


def _of_macos(path: Path) -> str:
    libc = ctypes.CDLL(None)
    # On Intel the plain name still gives the structure of old.
    ask = getattr(libc, "statfs$INODE64", None) or libc.statfs
    about = ctypes.create_string_buffer(4096)
    there = next(one for one in (path, *path.absolute().parents) if one.exists())
    return of_statfs(about.raw) if ask(os.fsencode(there), about) == 0 else ""


def of_statfs(about: bytes) -> str:
    """The same, from what macOS's statfs answers."""
    return about[_MACOS_NAME].split(b"\0")[0].decode("ascii", "replace")
