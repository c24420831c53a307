"""The one line of Exif data that is kept: which way up a picture is seen. Everything else in it,
where it was taken, when and with what, is left out."""

from __future__ import annotations

import struct

_ORIENTATION = 0x0112
_MOST_ENTRIES = 1000


def orientation_of(tiff: bytes) -> int:
    """The orientation (1 to 8) in Exif data that begins with its TIFF header; 1 where there is
    none or it can't be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(min(count, _MOST_ENTRIES)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + entry * 12)
            if tag == _ORIENTATION and kind == 3:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def only_orientation(orientation: int) -> bytes:
    """Exif data, from its TIFF header, that says nothing but the orientation."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
