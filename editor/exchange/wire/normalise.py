"""From bytes to clean lines: encoding, byte-order marks, line ends, invisible characters, entities
and a `> ` on every line; the shape of the copy and what its lines are is left to others."""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_END_WITHIN = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Breaks in a word that nobody sees. A soft hyphen at a line's end is dealt with when lines join.
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u180e\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u205f\u3000]")
_DIRECTION = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JOINER = re.compile(r"(?<![^\x00-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff])")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WROTE = re.compile(r"\b(?:wrote|écrit|schrieb|escribió|scritto|escreveu)\s?:\s*$")
_MARKUP = re.compile(
    r"</(?:p|div|h[1-6]|li|article|body)\s*>|<(?:p|br)\b[^<>]{0,200}>", re.IGNORECASE
)
_QUOTE_PREFIX = re.compile(r"[ \t]*>(?:[ \t]?>)*[ \t]?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of copy without what nobody sees. `number` is its 1-based place in the input,
    `gap` how many blank lines stand above it, `soft` whether a word breaks at its end, `joined`
    whether it goes on in the paragraph of the line before."""

    number: int
    text: str
    indent: int
    gap: int
    soft: bool = False
    joined: bool = False


def decode(data: bytes) -> tuple[str, str]:
    """The text of the bytes and the name of the encoding found. Never fails: UTF-8 or UTF-16 where
    it is, cp1252 otherwise; single stray bytes in UTF-8 are read as cp1252."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if data.count(0) * 3 > len(data) and len(data) >= 2:
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_broken(data)


def _decode_broken(data: bytes) -> tuple[str, str]:
    mixed = data.decode("utf-8", "surrogateescape")
    stray = len(_SURROGATE.findall(mixed))
    foreign = sum(not character.isascii() for character in mixed) - stray
    if foreign > stray:
        return _SURROGATE.sub(lambda found: _western(ord(found[0]) & 0xFF), mixed), "utf-8"
    return "".join(map(_western, data)) if _undefined(data) else data.decode("cp1252"), "cp1252"


def _undefined(data: bytes) -> bool:
    """Whether bytes are there that cp1252 has no character for."""
    return any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d")


def _western(byte: int) -> str:
    return bytes((byte,)).decode("cp1252", "ignore") or chr(byte)


def clean(text: str) -> str:
    """The text with entities read, odd spaces made plain, and the invisible taken out; line ends
    stay as they are."""
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _SPACE.sub(" ", text)
    text = _JOINER.sub("", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION.sub("", text)
    return text


def is_html(text: str) -> bool:
    """Whether the text is clearly the source of a web page, or of a part of one."""
    return len(_MARKUP.findall(text)) >= 2


def lines(text: str) -> tuple[Line, ...]:
    """The lines that have anything on them, in order."""
    raw = _unquoted(_LINE_END.split(clean(text)))
    found: list[Line] = []
    gap = 0
    for number, whole in enumerate(raw, start=1):
        for part in _LINE_END_WITHIN.split(whole):
            soft = part.rstrip().endswith("\u00ad")
            seen = _CONTROL.sub("", _INVISIBLE.sub("", part)).expandtabs(4)
            stripped = seen.strip()
            if not stripped.strip("> "):
                gap += 1
                continue
            indent = len(seen) - len(seen.lstrip())
            found.append(Line(number, stripped, indent, gap if found else 0, soft))
            gap = 0
    return tuple(found)


def _unquoted(raw: list[str]) -> list[str]:
    """The lines without a `> ` that stands before each of them, as mail programs put it; a line
    above that says who wrote them has none."""
    written = [line for line in raw if line.strip()]
    if len(written) > 2 and _WROTE.search(written[0]) and not _QUOTE_PREFIX.match(written[0]):
        written = written[1:]
    if len(written) < 2 or not all(_QUOTE_PREFIX.match(line) for line in written):
        return raw
    return [_QUOTE_PREFIX.sub("", line, count=1) for line in raw]
