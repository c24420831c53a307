"""Words of a body that name an article without linking to it: where they stand, and the edit that
makes them a cross-link; which names an article has is left to the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from editor.text.blocks import TABLE_RULE, Block, Kind, scan
from editor.text.contexts import CLOSE, OPEN, Context, around, paragraphs
from editor.text.crosslinks import find, references_in
from editor.text.edits import Edit
from editor.text.inline import parse
from editor.text.spans import Inline, Mark, Span, plain, walk

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_BETWEEN = r"[^\w\[\]|*`<>\\~]{1,3}"
"""What may stand between two words of a name: blanks, a line's end, hyphens, other punctuation."""

_NO_BLANKS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Letters of scripts that run on without blanks, or set endings to their words as Korean does."""

_UNSPACED = re.compile(f"[{_NO_BLANKS}]")
_SPACED_LETTER = rf"[^\W{_NO_BLANKS}]"
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_APOSTROPHES = re.compile("['’ʼ]")
_ACRONYM = 6
"""Letters; a name of one word that is all capitals and no longer is only meant in capitals."""

_MOST_IN_VAIN = 300_000
"""Characters read for names in one body that turn out to be in links or code: each costs reading
its paragraph."""

_IN_WORDS = frozenset({Mark.EMPHASIS, Mark.STRONG, Mark.STRUCK})
_LINKING_TAGS = frozenset({"a", "code", "kbd", "samp", "pre", "script", "style"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a body, from `start` to `end` in code points, with the sentence it stands in."""

    start: int
    end: int
    context: Context


def namings(body: str, names: Iterable[str]) -> Iterator[Naming]:
    """Where a body names an article by one of its names, in order, case and punctuation between
    the words aside. None inside a link, code, a heading, a table or HTML; none in part of a word.

    Of two names that begin at one place the longer counts.
    """
    pattern = _pattern(names)
    if pattern is None or not pattern.search(body):
        return
    references = references_in(scan(body))
    in_vain = 0
    for offset, block, text in paragraphs(body):
        if block.kind is not Kind.TEXT or _is_table(block):
            continue
        for found in pattern.finditer(text):
            start, end = found.span()
            if _is_free(text, start, end, references):
                context = around(block, text, start, end, text[start:end])
                yield Naming(offset + start, offset + end, context)
            elif (in_vain := in_vain + len(text)) > _MOST_IN_VAIN:
                return


def link_edit(body: str, start: int, end: int, words: str, slug: str) -> Edit | None:
    """The edit that turns these words of a body into a cross-link that shows them; None where
    they don't stand there any more, or where it would make no link."""
    standing = body[start:end]
    if not standing or _one_line(standing) != _one_line(words):
        return None
    link = f"[[{slug}|{_one_line(standing)}]]"
    edit = Edit(start, end, link, start + len(link), start + len(link))
    made = next((one for one in find(edit.apply(body)) if one.start == start), None)
    if made is None or (made.slug, made.words) != (slug, _one_line(standing)):
        return None
    return edit


def first_words(plain: str) -> set[str]:
    """The words of a plain text between blanks, without punctuation around them: what a name that
    occurs there begins with."""
    return {bare for word in plain.split() if (bare := _EDGES.sub("", word).casefold())}


def mentioned(plain: str, names: Iterable[str]) -> list[str]:
    """Those of some names, each of two words or more, that occur in a plain text as whole words,
    case and punctuation aside."""
    text = f" {' '.join(_words(plain))} "
    return [
        name for name in names if len(words := _words(name)) > 1 and f" {' '.join(words)} " in text
    ]


def _is_table(block: Block) -> bool:
    """There the bar of a cross-link would end a cell."""
    return any("|" in line and TABLE_RULE.match(line) for line in block.lines)


def _words(text: str) -> list[str]:
    return [_APOSTROPHES.sub("'", word) for word in _WORD.findall(text.casefold())]


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    ways = {_way(name): len(name) for name in names if _WORD.search(name)}
    if not ways:
        return None
    longest_first = sorted(ways, key=lambda way: -ways[way])
    return re.compile(rf"(?<![\[\\])(?:{'|'.join(longest_first)})")


def _way(name: str) -> str:
    """What finds a name as whole words; where it begins or ends on a letter of a script without
    blanks, inside a run of them."""
    words = [_APOSTROPHES.sub("['’ʼ]", re.escape(word)) for word in _WORD.findall(name)]
    exact = len(words) == 1 and name.strip().isupper() and len(name.strip()) <= _ACRONYM
    first, last = words[0][0], words[-1][-1]
    begins = "" if _UNSPACED.match(first) else f"(?<!{_SPACED_LETTER})"
    ends = "" if _UNSPACED.match(last) else f"(?!{_SPACED_LETTER})"
    found = _BETWEEN.join(words)
    return begins + (found if exact else f"(?i:{found})") + ends


def _is_free(text: str, start: int, end: int, references: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a stretch of a paragraph is plain words, in no link, code or tag, and a link put
    there would be one."""
    if OPEN in text or CLOSE in text:
        return False
    before, words, after = text[:start], text[start:end], text[end:]
    marked = f"{before}{OPEN}{words}{CLOSE}{after}"
    if not _stands_in_words(parse(marked, references), f"{OPEN}{words}{CLOSE}"):
        return False
    linked = parse(f"{before}[[slug|{_one_line(words)}]]{after}", references)
    return (
        any(span.mark is Mark.CROSS_LINK and span.start == start for span in walk(linked))
        # Brackets may take its meaning from a mark of emphasis beside them.
        and _one_line(plain(linked)) == _one_line(plain(parse(text, references)))
    )


def _stands_in_words(nodes: list[Inline], marked: str) -> bool:
    stack, tags = list(reversed(nodes)), 0
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            if OPEN in node:
                return marked in node and not tags
        elif node.mark is Mark.TAG and node.target in _LINKING_TAGS:
            tags = max(0, tags + (-1 if _closes(node) else 1))
        elif node.mark in _IN_WORDS:
            stack.extend(reversed(node.children))
    return False


def _closes(tag: Span) -> bool:
    return tag.text.startswith("</")


def _one_line(text: str) -> str:
    return " ".join(text.split())
