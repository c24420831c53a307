"""GIF: its frames and how often they go round; no comments and no programs' own data."""

from __future__ import annotations

from editor.exchange.pictures.parts import Broken, Parts

_EXTENSION, _FRAME, _END = 0x21, 0x2C, 0x3B
_COMMENT, _APPLICATION = 0xFE, 0xFF
_ROUNDS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def read(data: bytes, *, keep: bool) -> Parts:
    """The parts of a GIF file; with `keep` all that is said in it stays. Raises Broken."""
    size = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if len(data) < 13 or not all(size):
        raise Broken
    place = 13 + _colours(data[10])
    pieces = [data[:place]]
    drawn = False
    while (kind := _byte(data, place)) != _END:
        start = place
        if kind == _EXTENSION:
            label = _byte(data, place + 1)
            place = _after_blocks(data, place + 2)
            stays = keep or not (label == _COMMENT or _is_private(label, data, start))
        elif kind == _FRAME:
            place = _after_blocks(data, place + 11 + _colours(_byte(data, place + 9)))
            stays = drawn = True
        else:
            raise Broken
        if stays:
            pieces.append(data[start:place])
    if not drawn:
        raise Broken
    return Parts(b"".join((*pieces, bytes((_END,)))), *size)


def _is_private(label: int, data: bytes, start: int) -> bool:
    return label == _APPLICATION and data[start + 3 : start + 14] not in _ROUNDS


def _colours(flags: int) -> int:
    """The bytes of a colour table, if the flags say there is one."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    while length := _byte(data, place):
        place += 1 + length
    return place + 1


def _byte(data: bytes, place: int) -> int:
    if place >= len(data):
        raise Broken
    return data[place]
