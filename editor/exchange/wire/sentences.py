"""How a stretch of text reads: sentence ends in many scripts, word counts, quotation, whether it
could be a headline; what that makes of it in a story is left to the head, body and tail."""

from __future__ import annotations

import re

SENTENCE_ENDS = ".!?…։՜՞。．！？｡؟۔।॥።။។"
QUESTION_ENDS = "?？؟՞;"
CLOSERS = "\"'”’»›)]}」』】）〉》*_“‘\u200f\u200e \u202f"
OPENERS = "\"'“‘«‹„‚「『《〈(["
QUOTES = '"“”„«»「」『』‹›'
UNFINISHED = ",;:…-–—،؛、՝：；"
DASHES = "-–—―−"

# Ranges of scripts written without spaces: kana, Han, Thai, Lao, Khmer, Burmese, full width.
UNSPACED = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_ARMENIAN = re.compile(r"[\u0531-\u0587]")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_NO_FULL_STOPS = re.compile(r"[\u0e00-\u0eff]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?:[A-Z]\.){2,}|(?:Jr|Sr|Inc|Co|Ltd|Corp|Bros|St|Mt|etc|a\.m|p\.m)\.)$"
)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"\S@\S+\.\w|\+?\d[\d\s().-]{7,}\d(?!\d)")
_SENTENCE_START = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|You|There|This|That|These|Those|But|And|So|Its|His|Her|Their"
    r"|Le|La|Les|Il|Elle|Ils|Der|Die|Das|Er|Sie|El|Los|Las)\b"
)
_SAYS_WHO = re.compile(r", (?:he|she|they|it|[A-Z]\w+) (?:said|says|added|told)\b")
_LOOSE = tuple(UNFINISHED)
_SENTENCE_WITHIN = re.compile(r"[a-zà-ÿ]{3}[.]['\"”’»)]?\s+[A-ZÀ-Þ]|[。։।].")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("「", "」"))


def count_words(text: str) -> int:
    """Words as a reader would count them; two characters a word where there are no spaces."""
    unspaced = len(UNSPACED.findall(text))
    if not unspaced:
        return len(text.split())
    return (unspaced + 1) // 2 + len(UNSPACED.sub(" ", text).split())


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, before any closing quotes or brackets."""
    core = text.rstrip(CLOSERS)
    if not core:
        return False
    if core[-1] in SENTENCE_ENDS:
        return True
    if core[-1] == ":":
        return bool(_ARMENIAN.search(core[-40:]))
    return core[-1] == ";" and bool(_GREEK.search(core[-40:]))


def ends_question(text: str) -> bool:
    """Whether the text ends with a question mark of any script, outside quotation marks."""
    last = text.rstrip(" \u202f)]*_\u200f\u200e")[-1:]
    if last == ";":
        return bool(_GREEK.search(text[-40:]))
    if last and last in "?？؟՞":
        return True
    # The Armenian question mark stands on the stressed vowel, inside the last words.
    return "՞" in text[-30:] and not ends_statement(text)


def ends_statement(text: str) -> bool:
    """Whether the text ends with a full stop, exclamation mark or dots, not a mere abbreviation."""
    core = text.rstrip(CLOSERS)
    if not ends_sentence(text) or core[-1:] in QUESTION_ENDS:
        return False
    return not (core.endswith(".") and _ABBREVIATION.search(core[-12:]) and count_words(core) <= 12)


def finished(text: str) -> bool:
    """Whether a paragraph of this text has come to its end."""
    if ends_sentence(text):
        return True
    return bool(_NO_FULL_STOPS.search(text[-10:])) and len(text) > 40


def is_prose(text: str) -> bool:
    """Whether the text is body copy rather than a line of its own: a sentence, or too long."""
    return ends_sentence(text) or count_words(text) > 14


def is_url(text: str) -> bool:
    """Whether the text is one web address and nothing else."""
    return bool(_URL.fullmatch(text.strip("<>[]() ")))


def find_url(text: str) -> tuple[int, int] | None:
    """Where the last web address of the text stands."""
    last = None
    for last in _URL.finditer(text):  # noqa: B007 - only the last is wanted
        pass
    return last.span() if last else None


def has_contact(text: str) -> bool:
    """Whether the text holds a web or e-mail address or a telephone number."""
    return bool(_URL.search(text) or _ADDRESS.search(text))


def fully_quoted(text: str) -> bool:
    """Whether the whole text is one quotation."""
    inner = text.strip(" .,!?")
    return len(inner) > 2 and inner[0] in QUOTES + "'‘" and inner[-1] in QUOTES + "'’"


def unbroken_quotation(text: str) -> bool:
    """Whether the whole text is one quotation that nobody interrupts."""
    inner = text.strip(" .,!?")
    return fully_quoted(text) and not any(mark in inner[1:-1] for mark in QUOTES)


def balanced(text: str) -> bool:
    """Whether brackets and quotation marks that open in the text also close in it."""
    if text.count('"') % 2:
        return False
    if "„" in text:
        return True
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def starts_capital(text: str) -> bool:
    """Whether the first letter or digit is a capital, a digit or of a script without capitals."""
    for character in text[:40]:
        if character.isalnum():
            return not character.islower()
    return False


def has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text[:200])


def is_capitals(text: str) -> bool:
    """Whether every cased letter is a capital, and there are at least two."""
    return text.isupper() and sum(character.isupper() for character in text) >= 2


def starts_sentence(text: str) -> bool:
    """Whether the text opens as sentences do and headlines rarely do: with an article, a "
    "pronoun."""
    return bool(_SENTENCE_START.match(text))


def breaks_off(text: str, words: int) -> bool:
    """Whether the text is most likely a sentence that lost its full stop: it opens as sentences do
    and is long, or says who said it. `words` is how long it may be."""
    if not starts_sentence(text):
        return False
    return count_words(text) > words or _SAYS_WHO.search(text) is not None


def headline_like(text: str, *, words: int, characters: int) -> bool:
    """Whether the text could be a headline: short enough, no full stop, no loose end.

    A question may be a headline. Lengths are the most that is let pass.
    """
    if len(text) > characters or not has_letters(text) or not starts_capital(text):
        return False
    question = ends_question(text)
    if count_words(text) > words or (not question and text.rstrip(CLOSERS)[-1:] in _LOOSE):
        return False
    if ends_statement(text) or has_contact(text) or _SENTENCE_WITHIN.search(text):
        return False
    if ";" in text[:-1] or "\t" in text or " | " in text:
        return False
    return not (ends_sentence(text) and fully_quoted(text)) and balanced(text)
