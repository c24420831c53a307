"""Which kind of disk a library lies on: whether other computers may write to it too, where SQLite's
write-ahead log is unsafe; what to do about it is left to the connection."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from pathlib import Path

SHARES = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "webdav",
    "davfs", "9p", "vboxsf", "prl_fs", "vmhgfs", "ceph", "glusterfs", "lustre", "beegfs",
    "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.glusterfs",
    "fuse.vmhgfs-fuse", "fuse.cephfs", "fuse.smbnetfs",
})  # fmt: skip
"""File systems that other computers may have open at the same time."""

_REMOTE_DRIVE = 4
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
    drive = os.path.splitdrive(path.absolute())[0]
    if drive.startswith("\\\\"):
        return "smb"
    kind = getattr(ctypes, "windll").kernel32.GetDriveTypeW(f"{drive}\\")  # noqa: B009
    return "smb" if kind == _REMOTE_DRIVE else ""


def _of_macos(path: Path) -> str:
    existing = path if path.exists() else path.parent
    about = ctypes.create_string_buffer(4096)
    if ctypes.CDLL(None).statfs(os.fsencode(existing), about) != 0:
        return ""
    return about.raw[_MACOS_NAME].split(b"\0")[0].decode("ascii", "replace")
