"""Rows read straight from the pages of a damaged SQLite file, where SQLite itself can't reach them;
which table a row belongs to and whether it makes sense is left to the salvage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Value = str | int | float | bytes | None

_TABLE_LEAF = 0x0D
_LOG_HEADER, _FRAME_HEADER = 32, 24
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Carved:
    """A row as it stood in a page; a column that is the row's number is None in `values`."""

    number: int
    values: tuple[Value, ...]


class _Broken(Exception):
    """The bytes are no row."""


def carve(path: Path, log: Path) -> Iterator[Carved]:
    """Every whole row of every ordinary table in a database file and its write-ahead log.

    Rows come in no order. Whatever the bytes are, nothing is raised but OSError.
    """
    pages = _Pages(path.read_bytes(), log.read_bytes() if log.exists() else b"")
    for number in sorted(pages.found):
        yield from _rows_of_page(pages, number)


class _Pages:
    """The pages of a database by number, those in the log in place of older ones."""

    def __init__(self, data: bytes, log: bytes) -> None:
        size = int.from_bytes(data[16:18], "big")
        size = 65536 if size == 1 else size
        self.size = size if size >= 512 and size & (size - 1) == 0 else 4096
        reserved = data[20] if len(data) > 20 and data[20] <= 32 else 0
        self.usable = self.size - reserved
        self.found = {
            at // self.size + 1: data[at : at + self.size] for at in range(0, len(data), self.size)
        }
        self._add_log(log)

    def _add_log(self, log: bytes) -> None:
        salts = log[16:24]
        for at in range(_LOG_HEADER, len(log), _FRAME_HEADER + self.size):
            frame = log[at : at + _FRAME_HEADER + self.size]
            if len(frame) == _FRAME_HEADER + self.size and frame[8:16] == salts:
                self.found[int.from_bytes(frame[:4], "big")] = frame[_FRAME_HEADER:]


def _rows_of_page(pages: _Pages, number: int) -> Iterator[Carved]:
    page = pages.found[number]
    start = 100 if number == 1 else 0
    if len(page) <= start + 8 or page[start] != _TABLE_LEAF:
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for at in range(start + 8, min(start + 8 + 2 * count, len(page) - 1), 2):
        try:
            yield _row(pages, page, int.from_bytes(page[at : at + 2], "big"))
        except (_Broken, IndexError):
            continue


def _row(pages: _Pages, page: bytes, at: int) -> Carved:
    length, at = _varint(page, at)
    number, at = _varint(page, at)
    return Carved(number, _values(_payload(pages, page, at, length)))


def _payload(pages: _Pages, page: bytes, at: int, length: int) -> bytes:
    """The bytes of a row, those on further pages included."""
    here = _length_here(pages.usable, length)
    payload = page[at : at + here]
    following = int.from_bytes(page[at + here : at + here + 4], "big") if here < length else 0
    parts, missing, seen = [payload], length - len(payload), set[int]()
    while missing > 0:
        if following in seen or following not in pages.found:
            raise _Broken
        seen.add(following)
        more = pages.found[following]
        parts.append(more[4 : 4 + min(missing, pages.usable - 4)])
        missing -= len(parts[-1])
        following = int.from_bytes(more[:4], "big")
    return b"".join(parts)


def _length_here(usable: int, length: int) -> int:
    """How much of a row of this length its own page holds, as SQLite's file format says."""
    most = usable - 35
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    return here if here <= most else least


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != end or len(kinds) > _MOST_COLUMNS:
        raise _Broken
    values: list[Value] = []
    for kind in kinds:
        size = _size(kind)
        if end + size > len(payload):
            raise _Broken
        values.append(_value(kind, payload[end : end + size]))
        end += size
    return tuple(values)


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    sizes = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
    if kind not in sizes:
        raise _Broken
    return sizes[kind]


def _value(kind: int, data: bytes) -> Value:
    if kind >= 12:
        return data.decode("utf-8", "replace") if kind % 2 else data
    if kind in (0, 7):  # Real numbers are in no table of ours.
        return None
    return kind - 8 if kind in (8, 9) else int.from_bytes(data, "big", signed=True)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = data[at + place]
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise _Broken
