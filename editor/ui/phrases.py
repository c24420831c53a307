"""How times, languages and statuses are put to the writer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale

from db.records import INDEFINITE, Article, Status


def status_words(status: Status) -> str:
    """`Copy edit`."""
    return status.value.capitalize()


def status_token(status: Status) -> str:
    """The colour token of a status."""
    return f"status_{status.value.replace(' ', '_')}"


def when(stamp: str, now: datetime) -> str:
    """A stored UTC time as a local one, as short as it can be: `14:02`, `12 Nov`, `12 Nov 2025`.

    `now` is a local time with its zone. An unreadable stamp gives an empty string.
    """
    try:
        time = datetime.fromisoformat(stamp).astimezone(now.tzinfo)
    except ValueError:
        return ""
    if time.date() == now.date():
        return f"{time:%H:%M}"
    if time.year == now.year:
        return f"{time.day} {time:%b}"
    return f"{time.day} {time:%b %Y}"


def language_name(code: str) -> str:
    """`British English` reads `English`; a code nobody knows stays as it is."""
    locale = QLocale(code)
    if locale.language() is QLocale.Language.C:
        return code
    return QLocale.languageToString(locale.language())


def region_name(code: str) -> str:
    """The region a language code names, as `United Kingdom`; empty where it names none."""
    regions = [part for part in code.replace("_", "-").split("-")[1:] if len(part) in (2, 3)]
    if not regions:
        return ""
    territory = QLocale.codeToTerritory(regions[0].upper())
    if territory is QLocale.Country.AnyTerritory:
        return regions[0]
    return QLocale.territoryToString(territory)


def variety_name(code: str) -> str:
    """`English (United Kingdom)`, or the language alone where the code names no region."""
    region = region_name(code)
    return f"{language_name(code)} ({region})" if region else language_name(code)


def embargo_words(article: Article, now: datetime) -> str:
    """What the status bar says of an embargo; empty where there is none or it has passed."""
    if not article.embargo:
        return ""
    if article.embargo == INDEFINITE:
        return "Embargoed until further notice"
    try:
        end = datetime.fromisoformat(article.embargo)
    except ValueError:
        return f"Embargoed until {article.embargo}"
    end = end.astimezone(now.tzinfo)
    if end <= now:
        return ""
    day = "" if end.date() == now.date() else f"{end.day} {end:%b} "
    return f"Embargoed until {day}{end:%H:%M}"


def shortened(name: str, most: int = 48) -> str:
    """A file's name with its middle left out where it is too long to show."""
    if len(name) <= most:
        return name
    half = (most - 1) // 2
    return f"{name[:half]}…{name[-half:]}"


def percent(share: float) -> str:
    """`27 %`; a share that is something but rounds to nothing is `< 1 %`."""
    return "< 1 %" if 0 < share < 0.005 else f"{round(share * 100)} %"


def thousands(number: int) -> str:
    """`1,204`."""
    return f"{number:,}"
