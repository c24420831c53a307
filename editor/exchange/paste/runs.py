"""The blanks, soft hyphens and line breaks of a paragraph's runs, set as a typist would; what the
words say is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from editor.exchange.paste.model import Marks, Run

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0\ufdd1]|\u2028|\u2029")
_BLANKS = re.compile("[ \\t\\r\\f\u00a0]+|[ \\t\\r\\f\u00a0]*\\n[ \\t\\r\\f\u00a0\\n]*")
_NEEDS_NO_BREAK = re.compile("[\\d«»:;!?%€$£§№°]")


def tidy(runs: Iterable[Run]) -> list[Run]:
    """The runs with single blanks, neighbours set alike made one, and nothing at the ends.

    A no-break space stays where it binds a number or a French sign; elsewhere word processors
    and mail programs put it in without reason.
    """
    out: list[Run] = []
    before = "\n"
    for run in _joined(runs):
        text = run.text if run.marks & Marks.READY else _text(run.text, before)
        if text:
            out.append(run if text == run.text else run._replace(text=text))
            before = text[-1]
    return _trimmed(out)


def paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs cut where two line breaks follow each other, each part tidy; empty parts left out.

    Line breaks become single `\\n`.
    """
    if len(runs) == 1 and "\n" not in runs[0].text:
        tidied = tidy(runs)
        return [tidied] if tidied else []
    parts: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        pieces = [run.text] if run.marks & Marks.READY else run.text.split("\n")
        for number, piece in enumerate(pieces):
            breaks += 1 if number else 0
            if not piece.strip(" \t\r\f\u00a0\u200b\ufeff"):
                if piece and not breaks:
                    parts[-1].append(run._replace(text=piece))
                continue
            if breaks > 1:
                parts.append([])
            elif breaks:
                parts[-1].append(Run("\n"))
            breaks = 0
            parts[-1].append(run._replace(text=piece))
    return [tidied for part in parts if (tidied := tidy(part))]


def one_line(runs: Iterable[Run]) -> list[Run]:
    """The runs with blanks for line breaks."""
    return tidy(run._replace(text=run.text.replace("\n", " ")) for run in runs)


def words(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, with neighbours that are set alike made one."""
    group: list[Run] = []
    for run in runs:
        if group and not _alike(group[0], run):
            yield _one(group)
            group = []
        group.append(run)
    if group:
        yield _one(group)


def _one(group: Sequence[Run]) -> Run:
    if len(group) == 1:
        return group[0]
    return group[0]._replace(text="".join(run.text for run in group))


def _alike(one: Run, other: Run) -> bool:
    if (one.marks | other.marks) & Marks.READY:
        return False
    return one.marks == other.marks and one.address == other.address and one.size == other.size


def _text(text: str, before: str) -> str:
    text = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
    if not text.isascii() or "  " in text or "\n" in text or text[:1] == " " or "\t" in text:
        return _BLANKS.sub(lambda found: _blank(found, text, before), text)
    return text


def _blank(found: re.Match[str], text: str, before: str) -> str:
    blank = found[0]
    if "\n" in blank:
        return "" if not found.start() and before == "\n" else "\n"
    if not found.start() and before in " \n\u00a0":
        return ""
    if blank == "\u00a0":
        previous = text[found.start() - 1] if found.start() else before
        following = text[found.end() : found.end() + 1]
        if _NEEDS_NO_BREAK.match(previous) or _NEEDS_NO_BREAK.match(following or " "):
            return blank
    return " "


def _trimmed(runs: Sequence[Run]) -> list[Run]:
    """Without blanks at either end, and without those before a line break."""
    out = list(runs)
    while out and not (text := out[-1].text.rstrip(" \n\t\u00a0")):
        out.pop()
    if out and text is not out[-1].text:
        out[-1] = out[-1]._replace(text=text)
    while out and not (text := out[0].text.lstrip(" \n\t\u00a0")):
        out.pop(0)
    if out and text is not out[0].text:
        out[0] = out[0]._replace(text=text)
    return out
