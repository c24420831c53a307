"""Web links and how they answered, as frozen dataclasses; asking is left to the application."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """How an address answered, what needs a look first coming first.

    GONE: the site says there is no such page. UNREACHABLE: no site answered. FAILING: the site
    has a fault of its own. MOVED: it has another address for good. REFUSED: the site doesn't let
    itself be asked, which says nothing about the page. WORKS: there it is.
    """

    GONE = "gone"
    UNREACHABLE = "unreachable"
    FAILING = "failing"
    MOVED = "moved"
    REFUSED = "refused"
    WORKS = "works"


class LinkView(StrEnum):
    """Which addresses a report has: all, those whose answer wants a look, those never asked."""

    ATTENTION = "attention"
    UNCHECKED = "unchecked"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class LinkHealth:
    """How an address answered at the time `checked` (as times are stored). `code` is the HTTP
    status, None where no site answered; `leads_to` where it was led to, None where nowhere
    else; `message` says it in a sentence."""

    url: str
    state: LinkState
    checked: str
    code: int | None = None
    leads_to: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class WebLink:
    """A web address and how many unspiked articles have it; `health` is None if never asked."""

    url: str
    articles: int
    health: LinkHealth | None = None
