"""Markdown inside a paragraph: emphasis, links, cross-links, code, notes and tags, read in one
pass whose time is proportional to the text; what they become is left to the caller."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Container, Mapping
from dataclasses import dataclass

from editor.text.emphasis import Delimiter, Item, flanks, resolve
from editor.text.html_names import INLINE, TAG, WITH_THEIR_CONTENT, is_markup
from editor.text.spans import Inline, Mark, Span, label, plain, without_links

# In a table the bar before the words is written `\|`.
_CROSS_LINK = (
    r"\[\[(?P<slug>[^\[\]|#\\\n]{1,200})(?:#(?P<section>[^\[\]|\\\n]{1,200}))?"
    r"(?:\\?\|(?P<words>[^\[\]\n]{1,1000}))?\]\]"
)

# Every repetition is bounded, possessive, or stops at the character that starts it.
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<hard>\\\n|(?<![ ])[ ]{2,}+\n)"
    r"|(?P<ticks>`+)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<cross>{_CROSS_LINK})"
    r"|(?P<note>\[\^[^\s\[\]^]{1,100}\])"
    r"|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200}\.\w{2,24})>"
    r"|(?P<comment><!--)"
    rf"|(?P<tag>{TAG.pattern})"
    r"|(?P<run>\*+|_+|~+)"
    r"|(?<![\w/@.:])(?P<bare>(?:https?://|www\.)\w[^\s<>\[\]|`\\]{0,2000})"
)
_MAIL = re.compile(
    r"(?<![^\W_])(?<![/@.+-])(?<!\\_)[A-Za-z0-9][A-Za-z0-9._+-]{0,63}+@"
    r"(?:[A-Za-z0-9_-]{1,63}+\.){1,8}[A-Za-z]{2,24}+(?![_-]{0,8}[^\W_])"
)
_DESTINATION_END = re.compile(r"[\s()\\<>]")
_TITLE = re.compile(
    r"""\s{1,20}(?:"((?:[^"\\]|\\.){0,1000}+)"|'((?:[^'\\]|\\.){0,1000}+)'|\(((?:[^()\\]|\\.){0,1000}+)\))"""
)
_BLANKS = re.compile(r"[ \t]{0,20}\n?[ \t]{0,20}")
_LABEL = re.compile(r"\[([^\[\]]{0,300})\]")
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_DESTINATION_LIMIT = 2000
_PARENTHESES_LIMIT = 32
_LABEL_LIMIT = 300
_RUN_LIMIT = 6


def parse(
    text: str,
    references: Mapping[str, tuple[str, str]] | None = None,
    notes: Container[str] = (),
) -> list[Inline]:
    """Read one paragraph's text into strings and spans, in order. Any string is read.

    `references` maps normalised labels to (address, title); `notes` holds the labels of the
    footnotes there are: other `[^labels]` stay as typed.
    """
    if "@" not in text and not _candidates(text).search(text):
        return [text] if text else []
    return _Reader(text, references or {}, notes).read()


class _EveryLabel:
    """Holds the label of any footnote."""

    def __contains__(self, label: object) -> bool:
        return True


EVERY_NOTE: Container[str] = _EveryLabel()
"""For readers of words alone, who pass over footnotes whether they are defined or not."""


@dataclass(slots=True)
class _Bracket:
    """An open `[` or `![`: where it stands in the items, and where its words start."""

    item: int
    start: int
    image: bool


def _candidates(text: str) -> re.Pattern[str]:
    """What finds the characters a token may start with, the fewest that will do for a text:
    looking for one of a set of characters is many times as fast as trying every token."""
    return _CANDIDATES["://" in text or "www." in text, "  \n" in text]


_SIGNS = r"\\`&\[\]!<*_~"
_CANDIDATES = {
    (False, False): re.compile(rf"[{_SIGNS}]"),
    (False, True): re.compile(rf"[ {_SIGNS}]"),
    (True, False): re.compile(rf"[hw{_SIGNS}]"),
    (True, True): re.compile(rf"[hw {_SIGNS}]"),
}


class _Reader:
    """One paragraph being read: the items so far, and the brackets still open."""

    def __init__(
        self, text: str, references: Mapping[str, tuple[str, str]], notes: Container[str]
    ) -> None:
        self.text = text
        self.references = references
        self.notes = notes
        self.items: list[Item] = []
        self.brackets: list[_Bracket] = []
        self.no_links_before = 0
        self.ticks: dict[int, list[int]] | None = None
        self.never: set[str] = set()
        # The nearest ahead; one that reading has gone past was code, an address, or a tag.
        self.sign = -1
        self.mails = _MAIL.finditer(text) if "@" in text else iter(())
        self.mail = next(self.mails, None)

    def read(self) -> list[Inline]:
        candidates = _candidates(self.text)
        position = index = 0
        while found := self._next(candidates, index):
            if found.start() > position:
                self.items.append(self.text[position : found.start()])
            position = index = self.take(found)
        if position < len(self.text):
            self.items.append(self.text[position:])
        return resolve(self.items)

    def _next(self, candidates: re.Pattern[str], index: int) -> re.Match[str] | None:
        """The next token, or the next mail address where that begins first."""
        while self.mail and self.mail.start() < index:
            self.mail = next(self.mails, None)
        while (start := self._next_sign(candidates, index)) < len(self.text):
            if self.mail and self.mail.start() <= start:
                break
            if found := _TOKEN.match(self.text, start):
                return found
            index = start + 1
        return self.mail

    def _next_sign(self, candidates: re.Pattern[str], index: int) -> int:
        """Where a token may start next, the text's end for nowhere. Kept while mail addresses
        come before it: looking each time would take quadratic time."""
        if self.sign < index:
            found = candidates.search(self.text, index)
            self.sign = found.start() if found else len(self.text)
        return self.sign

    def take(self, found: re.Match[str]) -> int:
        """Add what a token stands for to the items; where reading goes on."""
        # The tag's own groups are inside the group "tag", which closes after them; a mail address
        # has none.
        return _TAKERS[found.lastgroup or "mail"](self, found)

    def take_escape(self, found: re.Match[str]) -> int:
        self.items.append(found[0][1])
        return found.end()

    def take_hard(self, found: re.Match[str]) -> int:
        self.items.append(Span(Mark.BREAK))
        return found.end()

    def take_entity(self, found: re.Match[str]) -> int:
        self.items.append(_printable(html.unescape(found[0])))
        return found.end()

    def take_ticks(self, found: re.Match[str]) -> int:
        close = self._closing_ticks(len(found[0]), found.end())
        if close is None:
            self.items.append(found[0])
            return found.end()
        code = self.text[found.end() : close].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip():
            code = code[1:-1]
        self.items.append(Span(Mark.CODE, text=code))
        return close + len(found[0])

    def _closing_ticks(self, length: int, position: int) -> int | None:
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", self.text):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        starts = self.ticks.get(length, [])
        index = bisect_left(starts, position)
        return starts[index] if index < len(starts) else None

    def take_cross(self, found: re.Match[str]) -> int:
        slug = found["slug"].strip()
        if not slug:
            self.items.append(found[0])
            return found.end()
        section, words = (found["section"] or "").strip(), (found["words"] or "").strip()
        self.items.append(
            Span(
                Mark.CROSS_LINK,
                target=slug,
                section=section,
                text=words,
                start=found.start(),
                end=found.end(),
            )
        )
        self.no_links_before = len(self.items)
        return found.end()

    def take_note(self, found: re.Match[str]) -> int:
        name = found[0][2:-1]
        if name not in self.notes:
            return self.take_open(found)
        self.items.append(Span(Mark.NOTE, target=name, text=found[0]))
        return found.end()

    def take_open(self, found: re.Match[str]) -> int:
        self.brackets.append(_Bracket(len(self.items), found.start() + 1, image=False))
        self.items.append("[")
        return found.start() + 1

    def take_image(self, found: re.Match[str]) -> int:
        self.brackets.append(_Bracket(len(self.items), found.end(), image=True))
        self.items.append("![")
        return found.end()

    def take_close(self, found: re.Match[str]) -> int:
        bracket = self.brackets.pop() if self.brackets else None
        if bracket is None or (not bracket.image and bracket.item < self.no_links_before):
            self.items.append("]")
            return found.end()
        link = self._destination(found.end()) or self._reference(bracket, found)
        if link is None:
            self.items.append("]")
            return found.end()
        target, title, end = link
        self._wrap(bracket, target, title, end)
        return end

    def _wrap(self, bracket: _Bracket, target: str, title: str, end: int) -> None:
        children = resolve(self.items[bracket.item + 1 :])
        del self.items[bracket.item :]
        start = bracket.start - (2 if bracket.image else 1)
        if bracket.image:
            span = Span(Mark.IMAGE, text=plain(children))
            # The links inside are words now; brackets before the image stay barred.
            self.no_links_before = min(self.no_links_before, bracket.item)
        else:
            span = Span(Mark.LINK, children=without_links(children))
        span.target, span.title, span.start, span.end = target, title, start, end
        self.items.append(span)
        if not bracket.image:
            self.no_links_before = len(self.items)

    def _destination(self, position: int) -> tuple[str, str, int] | None:
        """The `(address "title")` at a position, and where it ends."""
        if not self.text.startswith("(", position):
            return None
        position = self._blanks(position + 1)
        address = self._address(position)
        if address is None:
            return None
        target, position = address
        title = ""
        if found := _TITLE.match(self.text, position):
            title, position = found[1] or found[2] or found[3] or "", found.end()
        position = self._blanks(position)
        if not self.text.startswith(")", position):
            return None
        return _unescaped(target), _unescaped(title), position + 1

    def _blanks(self, position: int) -> int:
        found = _BLANKS.match(self.text, position)
        return found.end() if found else position

    def _address(self, position: int) -> tuple[str, int] | None:
        limit = min(len(self.text), position + _DESTINATION_LIMIT)
        if self.text.startswith("<", position):
            end = self.text.find(">", position, limit)
            address = self.text[position + 1 : end]
            if end < 0 or "\n" in address or "<" in address:
                return None
            return address, end + 1
        depth, index = 0, position
        while found := _DESTINATION_END.search(self.text, index, limit):
            index = found.start()
            if found[0] == "\\":
                index += 1
            elif found[0] == "(" and depth < _PARENTHESES_LIMIT:
                depth += 1
            elif found[0] == ")" and depth:
                depth -= 1
            else:
                return (self.text[position:index], index) if not depth else None
            index += 1
        return None

    def _reference(self, bracket: _Bracket, found: re.Match[str]) -> tuple[str, str, int] | None:
        if not self.references:
            return None
        end = found.end()
        own = self.text[bracket.start : min(found.start(), bracket.start + _LABEL_LIMIT + 1)]
        wanted = own
        if following := _LABEL.match(self.text, end):
            wanted, end = following[1] or own, following.end()
        if len(wanted) > _LABEL_LIMIT:
            return None
        target = self.references.get(label(wanted))
        return (*target, end) if target else None

    def take_auto(self, found: re.Match[str]) -> int:
        words = found["auto"]
        address = words if ":" in words.partition("@")[0] else f"mailto:{words}"
        return self._add_address(words.removeprefix("mailto:"), address, found.start(), found.end())

    def take_bare(self, found: re.Match[str]) -> int:
        words = _without_sentence_end(found["bare"])
        address = words if words.startswith("http") else f"https://{words}"
        return self._add_address(words, address, found.start(), found.start() + len(words))

    def take_mail(self, found: re.Match[str]) -> int:
        return self._add_address(found[0], f"mailto:{found[0]}", found.start(), found.end())

    def _add_address(self, words: str, address: str, start: int, end: int) -> int:
        self.items.append(Span(Mark.LINK, children=[words], target=address, start=start, end=end))
        return end

    def take_comment(self, found: re.Match[str]) -> int:
        end = self._find("-->", found.end())
        if end < 0:
            self.items.append(found[0])
            return found.end()
        return end + len("-->")

    def take_tag(self, found: re.Match[str]) -> int:
        name = found["name"].lower()
        if not is_markup(name):
            self.items.append("<")
            return found.start() + 1
        if name in WITH_THEIR_CONTENT and not found["closing"]:
            end = self._find(f"</{name}", found.end())
            return found.end() if end < 0 else self._find_end(">", end)
        if name in INLINE:
            self.items.append(Span(Mark.TAG, text=found[0], target=name))
        return found.end()

    def _find(self, wanted: str, position: int) -> int:
        """Where a text comes next, or -1; what was missing once is not looked for again."""
        if wanted in self.never:
            return -1
        found = re.compile(re.escape(wanted), re.IGNORECASE).search(self.text, position)
        if not found:
            self.never.add(wanted)
            return -1
        return found.start()

    def _find_end(self, wanted: str, position: int) -> int:
        end = self._find(wanted, position)
        return len(self.text) if end < 0 else end + len(wanted)

    def take_run(self, found: re.Match[str]) -> int:
        run, char = found[0], found[0][0]
        if len(run) > _RUN_LIMIT or (char == "~" and len(run) != 2):
            self.items.append(run)
            return found.end()
        before = self.text[found.start() - 1] if found.start() else " "
        after = self.text[found.end()] if found.end() < len(self.text) else " "
        opens, closes = flanks(char, before, after)
        self.items.append(Delimiter(char, len(run), len(run), opens, closes))
        return found.end()


_TAKERS = {
    "escape": _Reader.take_escape,
    "hard": _Reader.take_hard,
    "entity": _Reader.take_entity,
    "ticks": _Reader.take_ticks,
    "cross": _Reader.take_cross,
    "note": _Reader.take_note,
    "image": _Reader.take_image,
    "open": _Reader.take_open,
    "close": _Reader.take_close,
    "auto": _Reader.take_auto,
    "comment": _Reader.take_comment,
    "tag": _Reader.take_tag,
    "run": _Reader.take_run,
    "bare": _Reader.take_bare,
    "mail": _Reader.take_mail,
}


def _without_sentence_end(address: str) -> str:
    """A bare address without the punctuation of the sentence it stands in."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end:
        if address[end - 1] == ")" and surplus > 0:
            surplus -= 1
        elif address[end - 1] not in "?!.,:;*_~'\"’”":
            break
        end -= 1
    return address[:end]


def _unescaped(text: str) -> str:
    return html.unescape(_UNESCAPE.sub(r"\1", text)) if "\\" in text or "&" in text else text


def _printable(text: str) -> str:
    return "".join(char for char in text if char in "\n\t" or ord(char) >= 32)
