"""Words set so that Markdown reads them as words; signs that mean nothing where they stand are
left as they are, so that the copy stays clean."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>`*\[\]\\|\"]{1,2000}")
_SIGNS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n])"
    r"|`"
    r"|\*(?!\ )|(?<=\S)\*"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|~(?=~)|(?<=~)~"
    r"|\[(?=\[)|(?<=\[)[\[^]"
    r"|\](?=[(\[:\]])"
    r"|!(?=\[)"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=\#?\w{1,32};)"
    r"|\{(?=:?[ \t]*[.#])"
)
_ANY = re.compile(r"[\\`*_~\[\]!<&{|]")
_IN_LINK = re.compile(rf"{_SIGNS.pattern}|[\[\]]")
_LINE_START = re.compile(
    r"(?P<signs>\#{1,6}(?=\s|$)|>|[-+*:](?=\s|$)|[-=|:][-=|: \t]*$|!!!|\{|\[(?=[ xX]\]\s))"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
)


def escaped(
    text: str, before: str = "", after: str = "", *, in_link: bool = False, in_table: bool = False
) -> str:
    """One run's words, for the middle of a line between two characters. A web address stays as
    it is."""
    if not _ANY.search(text):
        return text
    signs = _IN_LINK if in_link else _SIGNS
    shielded = [] if in_link else [found.span() for found in _ADDRESS.finditer(text)]
    parts: list[str] = []
    position = 0
    # The characters around are looked at, so they are part of what is searched.
    for found in signs.finditer(f"{before}{text}{after}", len(before)):
        place = found.start() - len(before)
        if place >= len(text):
            break
        while shielded and place >= shielded[0][1]:
            del shielded[0]
        if not shielded or place < shielded[0][0]:
            parts += (text[position:place], "\\")
            position = place
    whole = "".join(parts) + text[position:]
    return whole.replace("|", "\\|") if in_table else whole


def line_start(line: str) -> str:
    """A line of running text that must not be read as a heading, an item or the like."""
    found = _LINE_START.match(line)
    if not found:
        return line
    if found["signs"]:
        return f"\\{line}"
    return f"{found['number']}\\{line[found.start('dot') :]}"
