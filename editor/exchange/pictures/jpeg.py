"""JPEG: the picture itself with its colours, and which way up it is; no place, time, camera,
names, thumbnails, nor anything hidden behind its end."""

from __future__ import annotations

import re

from editor.exchange.pictures.exif import only_orientation, orientation_of
from editor.exchange.pictures.parts import Broken, Parts

_EXIF = b"Exif\0\0"
_COLOURS = b"ICC_PROFILE\0"
_ADOBE = b"Adobe"
_JFIF = b"JFIF\0"
_FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), 0xCD, 0xCE, 0xCF})
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
# In the data of a scan 0xFF is followed by 0, or by the number of a restart.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def read(data: bytes, *, keep: bool) -> Parts:
    """The parts of a JPEG file; with `keep` all that is said in it stays. Raises Broken."""
    pieces = [data[:2]]
    place, orientation, size, scanned = 2, 1, (0, 0), False
    while True:
        marker, place = _marker(data, place)
        if marker == _END:
            break
        length = int.from_bytes(data[place : place + 2], "big")
        segment = data[place + 2 : place + length]
        if length < 2 or len(segment) != length - 2:
            raise Broken
        if marker in _FRAMES and len(segment) >= 5:
            size = int.from_bytes(segment[3:5], "big"), int.from_bytes(segment[1:3], "big")
        if marker == 0xE1 and segment.startswith(_EXIF):
            orientation = orientation_of(segment[len(_EXIF) :])
        if kept := segment if keep else _kept(marker, segment):
            pieces.append(_segment(marker, kept))
        place += length
        if marker == _SCAN:
            scanned = True
            following = _AFTER_SCAN.search(data, place)
            if following is None:
                raise Broken
            pieces.append(data[place : following.start()])
            place = following.start()
    if not scanned or not all(size):
        raise Broken
    if orientation != 1 and not keep:
        pieces.insert(1, _segment(0xE1, _EXIF + only_orientation(orientation)))
    return Parts(b"".join((*pieces, b"\xff\xd9")), *size, orientation)


def _marker(data: bytes, place: int) -> tuple[int, int]:
    """The marker at a place and where its segment begins; fill bytes may stand before it."""
    if data[place : place + 1] != b"\xff":
        raise Broken
    while data[place : place + 1] == b"\xff":
        place += 1
    if place >= len(data):
        raise Broken
    return data[place], place + 1


def _kept(marker: int, segment: bytes) -> bytes:
    """What stays of a segment, empty where nothing does."""
    if marker == 0xE0:
        return segment[:12] + b"\0\0" if segment.startswith(_JFIF) else b""
    if marker == 0xE2:
        return segment if segment.startswith(_COLOURS) else b""
    if marker == 0xEE:
        return segment if segment.startswith(_ADOBE) else b""
    return b"" if 0xE0 <= marker <= 0xEF or marker == 0xFE else segment


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content
