"""Datelines: `PLACE, Region, date (AGENCY) -` at the start of a story, found and taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.exchange.wire.agencies import AGENCIES, is_agency
from editor.exchange.wire.dates import is_date
from editor.exchange.wire.sentences import OPENERS, UNSPACED, count_words, is_capitals

LONGEST = 140
"""Characters; no dateline is longer."""

_NOT_PLACES = frozenset((
    "FACTBOX", "ANALYSIS", "EXPLAINER", "EXCLUSIVE", "UPDATE", "WATCH", "READ", "MORE",
    "BREAKING", "LIVE", "VIDEO", "PHOTOS", "OPINION", "COMMENT", "TIMELINE", "INTERVIEW",
    "PROFILE", "FEATURE", "REVIEW", "RPT", "CORRECTED", "REFILE", "KILL", "NOTE", "ALERT",
    "URGENT", "NATO", "OPEC", "UNESCO", "UNICEF", "FIFA", "UEFA", "NASA", "WHO", "IMF", "EU",
    "UN", "US", "UK", "USA", "UAE", "BBC", "CNN", "IAEA", "OSCE", "ASEAN", "WTO", "OECD", "G7",
    "G20", "BRICS", "ICC", "ICJ", "UNHCR", "FBI", "CIA", "NBA", "NFL", "NHL", "MLB", "IOC",
    "WADA", "FIA", "AI", "TV", "CEO", "MPS", "HIV", "COVID", "Q", "A", "FAQ",
))  # fmt: skip
_SEPARATOR = re.compile(
    r"\s+(?:\.?[-–—_=]{1,3}|--)\s+|(?<=\))\s*(?:\.\s?)?(?:[-–—_=:]{1,3})\s*|(?<=[^\W\d_])\s?—\s?"
    r"|--(?=\()|(?<=[^\W\d_])\.[-–—]{1,2}\s+"
)
_BRACKETED = re.compile(r"(?P<dateline>[【\[](?P<inner>[^】\]]{2,40})[】\]]\s*[-–—]*\s*)(?=\S)")
_CHINESE = re.compile(
    r"(?P<source>(?:新华社|中新社|中新网))(?P<place>[^\d，。]{1,12}?)(?P<date>(?:\d{1,2}月)?\d{1,2}日)"
    r"(?P<filed>电)\s*(?:（[^（）]{1,30}）\s*)?"
)
_UNSEPARATED = re.compile(
    r"(?P<dateline>[^()/]{3,80}?[\s.](?:\((?P<agency>[^()]{2,30})\)"
    r"|/(?P<slashed>[^/\s][^/]{1,25})/)[.:]?)\s+(?=\S)"
)
_AGENCY_COLON = re.compile(r"(?P<dateline>[^()/:։]{6,80},\s*[^,:։]{2,20})[:։]\s+(?=\S)")
_DATE_BEFORE_DASH = re.compile(r"[^-–—]{0,25}\d[^-–—]{0,10}\s[-–—]{1,2}\s")
_AGENCY_LAST = re.compile(
    r"[\s.,–-]*(?:\((?P<round>[^()]{2,40})\)|/(?P<slashed>[^/]{2,30})/)[.:]?\s*$"
)
_AGENCY_FIRST = re.compile(r"^\s*\((?P<agency>[^()]{2,30})\)\s*[-–—]*\s*")
_LEADING_SMALL = frozenset((
    "of", "the", "and", "de", "la", "le", "du", "del", "der", "am", "an", "in", "near", "on",
    "sur", "upon", "al", "el", "di", "da", "do", "dos", "les", "den", "a",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline as its parts, and where the text behind it starts."""

    place: str
    date: str
    source: str
    end: int


def find(text: str, elsewhere: str = "") -> FoundDateline | None:
    """The dateline the paragraph opens with, or None. `elsewhere` is the rest of the copy: a word
    in capitals there too is an abbreviation, no place."""
    head = text[: LONGEST + 1]
    return _bracketed(head, text) or _separated(head, text, elsewhere) or _unseparated(head, text)


def parts(text: str) -> FoundDateline:
    """Any text read as a dateline; what can't be told apart is the place."""
    found = find(f"{text} Xx xx xx.") if len(text) <= LONGEST else None
    if found and found.end >= len(text):
        return found
    bare = text.strip(" -–—_=.:")
    place, date, source = _header(bare)
    return FoundDateline(place, date, source, len(text))


def stands_alone(text: str) -> bool:
    """Whether the text is a dateline on a line of its own: a place in capitals, and a date or an
    agency."""
    if len(text) > LONGEST or count_words(text) > 14:
        return False
    place, date, source = _header(text.strip(" -–—_="))
    first, _, region = place.partition(",")
    if not (_place_like(place) and is_capitals(first)):
        return False
    return bool(date or source or (region and not region.isupper() and count_words(place) <= 5))


def is_place(text: str) -> bool:
    """Whether the text is a place in capitals and nothing else."""
    return is_capitals(text) and _place_like(text) and count_words(text) <= 4


def _separated(head: str, text: str, elsewhere: str) -> FoundDateline | None:
    for number, found in enumerate(_SEPARATOR.finditer(head)):
        if number > 2 or found.end() >= len(text):
            break
        if text[found.end()] == "(" or not _opens_text(text[found.end() :]):
            continue
        if _DATE_BEFORE_DASH.match(text, found.end()):
            continue
        place, date, source = _header(head[: found.start()])
        spanish = bool(date) and found[0].strip() == ".-" and _place_like(place)
        if spanish or _believable(place, date, source, elsewhere):
            return FoundDateline(place, date, source, found.end())
    return None


def _unseparated(head: str, text: str) -> FoundDateline | None:
    found = _UNSEPARATED.match(head) or _AGENCY_COLON.match(head)
    if not found or not _opens_text(text[found.end() :]):
        return None
    place, date, source = _header(found["dateline"])
    known = is_agency(source)
    caps = is_capitals(place.split(",")[0])
    if source and _place_like(place) and ((date and (known or caps)) or (known and caps)):
        return FoundDateline(place, date, source, found.end())
    return None


def _bracketed(head: str, text: str) -> FoundDateline | None:
    if (agency := _CHINESE.match(head)) and agency.end() < len(text):
        place, date = agency["place"], agency["date"]
        return FoundDateline(place, date, f"{agency['source']}{agency['filed']}", agency.end())
    found = _BRACKETED.match(head)
    if not found or not UNSPACED.search(found["inner"]) or found.end() >= len(text):
        return None
    words = found["inner"].split()
    dates = [word for word in words[1:] if is_date(word)]
    sources = [word for word in words[1:] if word not in dates]
    if not dates and not sources and len(words[0]) > 12:
        return None
    return FoundDateline(words[0], " ".join(dates), " ".join(sources), found.end())


def _header(header: str) -> tuple[str, str, str]:
    """Place (with regions), date and source of what stands before the dash."""
    source = ""
    if last := _AGENCY_LAST.search(header):
        source, header = last["round"] or last["slashed"], header[: last.start()]
    elif first := _AGENCY_FIRST.match(header):
        source, header = first["agency"], header[first.end() :]
    return _place_and_date(header.strip(" ,-–—*_"), source.strip())


def _place_and_date(header: str, source: str) -> tuple[str, str, str]:
    places: list[str] = []
    dates: list[str] = []
    for piece in _segments(header):
        if is_date(piece) or (dates and re.fullmatch(r"\d{4}\.?", piece)):
            dates.append(piece)
        elif places and not source and piece.casefold() in AGENCIES:
            source = piece
        else:
            places.append(piece)
    if len(places) == 1 and not dates:
        places, dates = _spaced_date(places[0])
    return ", ".join(places), ", ".join(dates), source


def _segments(header: str) -> list[str]:
    """The parts between commas, and between full stops that end no abbreviated month."""
    found: list[str] = []
    for piece in re.split(r"[,،、]|\s[-–—]\s", header):
        place, stop, rest = piece.strip().partition(". ")
        if is_date(piece) or not (stop and is_date(rest)):
            found += [piece] if is_date(piece) else re.split(r"(?<=[^\W\d_]{3})\.\s", piece)
        else:
            found += [place, rest]
    return [piece.strip() for piece in found if piece.strip()]


def _spaced_date(piece: str) -> tuple[list[str], list[str]]:
    """`BRUSSEL 02/01` and `SARN Jan 2`: a date behind the place with no comma."""
    words = piece.split()
    for at in range(1, min(len(words), 6)):
        if is_date(" ".join(words[at:])):
            return [" ".join(words[:at])], [" ".join(words[at:])]
    return ([], [piece]) if is_date(piece) else ([piece], [])


def _believable(place: str, date: str, source: str, elsewhere: str) -> bool:
    known = is_agency(source)
    if not place:
        return bool(known and date)
    if not _place_like(place):
        return False
    first = place.split(",")[0].strip()
    if is_capitals(first) and not _LOWER_CASED.search(first):
        return bool(date or source or not _abbreviation(first, elsewhere))
    return bool(known or (source.isupper() and 2 <= len(source) <= 12))


_LOWER_CASED = re.compile(r"\b[a-zà-ÿ]{4,}")


def _abbreviation(place: str, elsewhere: str) -> bool:
    """Whether a word in capitals is no place: a known abbreviation, a label, or one the rest of
    the copy writes in capitals too."""
    if place.split()[0].replace(".", "").strip(",:") in _NOT_PLACES:
        return True
    if " " in place or len(place) > 6:
        return False
    return re.search(rf"\b{re.escape(place)}\b", elsewhere) is not None


def _place_like(place: str) -> bool:
    """Whether every part of the text could be the name of a place."""
    segments = place.split(",")
    if not 0 < len(place) <= 70 or len(segments) > 4 or '"' in place or ":" in place:
        return False
    return all(_name_like(segment.strip()) for segment in segments)


def _name_like(segment: str) -> bool:
    words = re.split(r"[\s/-]+", segment.strip("[]"))
    if not 1 <= len(words) <= 6 or any(each.isdigit() for each in segment):
        return False
    first = next((each for each in segment if each.isalpha()), "")
    if not first or first.islower():
        return False
    return all(not word[:1].islower() or word in _LEADING_SMALL for word in words if word)


def _opens_text(text: str) -> bool:
    """Whether what follows is the beginning of a sentence, not an aside."""
    first = text.lstrip(OPENERS)[:1]
    return bool(first) and not first.islower() and (count_words(text[:200]) >= 3)
