"""What typing makes of straight quotes, hyphens and full points in prose, by the language of the
article; where the cursor is and what is undone are left to the editor."""

from __future__ import annotations

import re
from dataclasses import dataclass

NARROW = "\u202f"
"""The narrow no-break space French puts inside its quotation marks."""

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Quotes:
    """The marks of a quotation and of one inside it, with the spaces that belong to them."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


def _row(outer: str, inner: str) -> Quotes:
    half, half_inner = len(outer) // 2, len(inner) // 2
    return Quotes(outer[:half], outer[half:], inner[:half_inner], inner[half_inner:])


_ENGLISH = _row("“”", "‘’")
_QUOTES: dict[str, Quotes | None] = {
    "be": _row("«»", "„“"), "bg": _row("„“", "‚‘"), "bs": _row("„”", "‘’"),
    "ca": _row("«»", "“”"), "cs": _row("„“", "‚‘"), "de": _row("„“", "‚‘"),
    "de-ch": _row("«»", "‹›"), "de-li": _row("«»", "‹›"), "el": _row("«»", "“”"),
    "es": _row("«»", "“”"), "et": _row("„“", "«»"), "eu": _row("«»", "“”"),
    "fa": _row("«»", "‹›"), "fi": _row("””", "’’"),
    "fr": _row(f"«{NARROW}{NARROW}»", "“”"), "fr-ch": _row(f"«{NARROW}{NARROW}»", "‹›"),
    # A straight mark between Hebrew letters is the gershayim of an acronym.
    "he": None, "yi": None,
    "hr": _row("„”", "‘’"), "hu": _row("„”", "»«"), "hy": _row("«»", "“”"),
    "is": _row("„“", "‚‘"), "it": _row("«»", "“”"), "it-ch": _row("«»", "‹›"),
    "ja": _row("「」", "『』"), "ka": _row("„“", "‚‘"), "lt": _row("„“", "‚‘"),
    "lv": _row("„”", "‚’"), "mk": _row("„“", "‚‘"), "nb": _row("«»", "‘’"),
    "nn": _row("«»", "‘’"), "no": _row("«»", "‘’"), "pl": _row("„”", "«»"),
    "pt-pt": _row("«»", "“”"), "ro": _row("„”", "«»"), "ru": _row("«»", "„“"),
    "sk": _row("„“", "‚‘"), "sl": _row("„“", "‚‘"), "sq": _row("„”", "‚’"),
    "sr": _row("„”", "’’"), "sv": _row("””", "’’"), "uk": _row("«»", "„“"),
    "zh-hant": _row("「」", "『』"), "zh-tw": _row("「」", "『』"), "zh-hk": _row("「」", "『』"),
}  # fmt: skip


def quotes_of(language: str) -> Quotes | None:
    """The marks a language is set with, the English ones where it isn't listed; None where
    straight marks have to stay."""
    parts = language.lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        code = "-".join(parts[:length])
        if code in _QUOTES:
            return _QUOTES[code]
    return _ENGLISH


@dataclass(frozen=True, slots=True)
class Change:
    """Put `text` in place of the last `count` code points before the cursor; `closing` is what
    may go behind it where marks come in pairs."""

    count: int
    text: str
    closing: str = ""


_OPENS_AFTER = frozenset("([{«‹„‚“‘—–-/*_~|>" + NARROW + _NO_BREAK)
_ONLY_RULE = re.compile(r"[\s\-|:>+=]*")
_SPACED = {";": NARROW, "!": NARROW, "?": NARROW, ":": _NO_BREAK, "»": NARROW}
_DIGIT_BEFORE = re.compile(r"\d$")


def change(before: str, language: str) -> Change | None:
    """What becomes of the character just typed; None where it stays.

    `before` is the line's text up to the cursor, that character last. Whether prose stands there
    is for `is_straight` to say. An opening mark comes with its closing one.
    """
    if not before:
        return None
    how = _HOW.get(before[-1])
    if how is not None:
        return how(before, language)
    if before[-1].isalnum():
        return _apostrophe_after_all(before, language)
    return None


def _double(before: str, language: str) -> Change | None:
    quotes = quotes_of(language)
    if quotes is None:
        return None
    so_far = before[:-1]
    if _opens_here(so_far):
        return Change(1, quotes.opening, quotes.closing)
    if _DIGIT_BEFORE.search(so_far) and not is_open(so_far, quotes.opening, quotes.closing):
        return None
    return Change(1, quotes.closing)


def _single(before: str, language: str) -> Change | None:
    quotes = quotes_of(language)
    if quotes is None:
        return None
    so_far = before[:-1]
    if _opens_here(so_far):
        return Change(1, quotes.inner_opening)
    quoting = is_open(so_far, quotes.inner_opening, quotes.inner_closing)
    if _DIGIT_BEFORE.search(so_far) and not quoting:
        return None
    return Change(1, quotes.inner_closing if quoting else "’")


def _apostrophe_after_all(before: str, language: str) -> Change | None:
    """A letter behind a closing mark, or a figure behind an opening one, shows that the mark
    was an apostrophe: geht’s, ’90s."""
    quotes = quotes_of(language)
    if quotes is None or len(before) < 2 or before[-2] == "’":
        return None
    mark, typed = before[-2], before[-1]
    between = len(before) > 2 and before[-3].isalpha()
    wrong = between if mark == quotes.inner_closing else typed.isdigit() and not between
    if wrong and mark in (quotes.inner_closing, quotes.inner_opening):
        return Change(2, "’" + typed)
    return None


def _hyphen(before: str, _language: str) -> Change | None:
    if _ONLY_RULE.fullmatch(before) or before.endswith(("<!-", "<!--", "<!–")):
        return None
    if before.endswith("–-") or (before.endswith("---") and not before.endswith("----")):
        return Change(3 if before.endswith("---") else 2, "—")
    if before.endswith("--") and not before.endswith("---"):
        return Change(2, "–")
    return None


def _point(before: str, _language: str) -> Change | None:
    if before.endswith("...") and not before.endswith("...."):
        return Change(3, "…")
    return None


def _spaced(before: str, language: str) -> Change | None:
    """French holds a mark of two parts to its word with a space that can't break."""
    mark = before[-1]
    words = before[:-2].rstrip(" ")
    if not language.lower().startswith("fr") or before[-2:-1] != " " or words != before[:-2]:
        return None
    return None if _ONLY_RULE.fullmatch(words) else Change(2, _SPACED[mark] + mark)


_HOW = {
    '"': _double, "'": _single, "-": _hyphen, ".": _point,
    ";": _spaced, ":": _spaced, "!": _spaced, "?": _spaced, "»": _spaced,
}  # fmt: skip


def _opens_here(so_far: str) -> bool:
    return not so_far or so_far[-1].isspace() or so_far[-1] in _OPENS_AFTER


def is_open(text: str, opening: str, closing: str) -> bool:
    """Whether a quotation that began in `text` has not ended in it."""
    opening, closing = opening.strip(NARROW), closing.strip(NARROW)
    if opening == closing:
        return text.count(opening) % 2 == 1
    return text.rfind(opening) > text.rfind(closing)


_CODE_LINE = re.compile(r"(?: {4}|\t)(?!\s*(?:[-*+]|\d{1,9}[.)])\s)")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]\n]{1,300}\]:")
_TICKS = re.compile(r"`+")
_ADDRESS = re.compile(r"(?:[A-Za-z][\w+.-]{1,20}://|www\.|mailto:)\S*$")
_LAST_OPENED = re.compile(
    r"(?:\]\([^()\n]{0,800}(?:\([^()\n]{0,400}\)[^()\n]{0,400}){0,8}"
    r"|<[A-Za-z/!][^<>\n]{0,1000}"
    r"|\{:?[ \t]{0,4}[.#\w][^{}\n]{0,300}"
    r"|\[\[[^\[\]|\n]{0,400})$"
)


def is_straight(before: str) -> bool:
    """Whether what is typed after `before`, the text of its line up to the cursor, belongs to
    code, an address, HTML, attributes or a definition, where every mark stays as typed."""
    if before.endswith("\\") or _CODE_LINE.match(before) or _DEFINITION.match(before):
        return True
    if _ADDRESS.search(before[-200:]) or _LAST_OPENED.search(before[-2000:]):
        return True
    return _in_code(before)


def _in_code(before: str) -> bool:
    """Whether a run of backticks is open; one in a line of nothing else may yet be a fence."""
    opened = ""
    for run in _TICKS.finditer(before):
        if not opened:
            opened = run[0]
        elif run[0] == opened:
            opened = ""
    return bool(opened)
