"""What a site's answer says of a web address: whether to ask on, and in the end how the link is;
asking is left to the checker. Knows nothing of networks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from db.web_link_records import LinkHealth, LinkState

MOST_HOPS = 8
"""Redirects followed from one address."""

_PERMANENT, _TEMPORARY = frozenset({301, 308}), frozenset({302, 303, 307})
_NO_SUCH_PAGE = frozenset({404, 410})
# 451 is withheld for legal reasons; some large sites answer 999 to whoever is no browser.
_NOT_FOR_US = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 999})
# Asking once more with GET would be no politer, or no wiser.
_FINAL_FOR_HEAD = frozenset({410, 429, 451})

HEAD, GET = "HEAD", "GET"


@dataclass(frozen=True, slots=True)
class Asking:
    """An address on its way to an answer: `at` is asked now, after these redirects (status and
    where to), with HEAD first because it moves least."""

    url: str
    at: str
    method: str = HEAD
    hops: tuple[tuple[int, str], ...] = ()

    @property
    def host(self) -> str:
        """Whose turn it takes: one request at a time to each."""
        return (urlsplit(self.at).hostname or "").lower()


@dataclass(frozen=True, slots=True)
class Answer:
    """The HTTP status and the Location header of an answer, or `trouble`, a sentence on why there
    was none; `lasting` where asking in another way would not help."""

    code: int | None = None
    location: str = ""
    trouble: str = ""
    lasting: bool = False


def site_of(url: str) -> str:
    """The site of a web address; empty where it names none, or is no web address."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def can_be_asked(url: str) -> bool:
    """Whether this is a web address with a site in it."""
    return bool(site_of(url))


def follow(asking: Asking, answer: Answer, checked: str) -> Asking | LinkHealth:
    """What to ask next, or else how the link is, found out at `checked`."""
    if _wants_get(asking, answer):
        return replace(asking, method=GET)
    if answer.code is None:
        return LinkHealth(
            asking.url, LinkState.UNREACHABLE, checked, message=answer.trouble, leads_to=_at(asking)
        )
    if answer.code in _PERMANENT | _TEMPORARY and answer.location:
        return _redirected(asking, answer.code, answer.location, checked)
    return _ended(asking, answer.code, checked)


def _wants_get(asking: Asking, answer: Answer) -> bool:
    """Many sites answer HEAD wrongly or not at all."""
    if asking.method == GET:
        return False
    if answer.code is None:
        return not answer.lasting
    return answer.code >= 400 and answer.code not in _FINAL_FOR_HEAD


def _redirected(asking: Asking, code: int, location: str, checked: str) -> Asking | LinkHealth:
    try:
        target = urljoin(asking.at, location)
    except ValueError:
        target = ""
    if not can_be_asked(target):
        return LinkHealth(
            asking.url, LinkState.FAILING, checked, code,
            message="The site leads on to something that is no web address.",
        )  # fmt: skip
    been = {asking.url, *(place for _, place in asking.hops)}
    hops = (*asking.hops, (code, target))
    # Some sites lead back once to set a cookie; going round for ever is another matter.
    if len(hops) > MOST_HOPS or (target in been and len(hops) > 2):
        return LinkHealth(
            asking.url, LinkState.FAILING, checked, code,
            message="The site leads from one address to the next without end.",
        )  # fmt: skip
    return Asking(asking.url, target, HEAD, hops)


def _ended(asking: Asking, code: int, checked: str) -> LinkHealth:
    new = _new_address(asking)
    if code < 400:
        state = LinkState.MOVED if new else LinkState.WORKS
        leads_to = new or _at(asking)
        message = f"It has moved to {new} for good." if new else "It works."
    else:
        state, message = _refusal(code)
        leads_to = _at(asking)
    return LinkHealth(asking.url, state, checked, code, leads_to, message)


def _refusal(code: int) -> tuple[LinkState, str]:
    if code in _NO_SUCH_PAGE:
        return LinkState.GONE, "The site says there is no such page."
    if code == 429:
        return LinkState.REFUSED, "The site asks not to be asked so often. Look yourself."
    if code in _NOT_FOR_US:
        return LinkState.REFUSED, "The site answers only people. Look yourself."
    if code >= 500:
        return LinkState.FAILING, "The site has a fault of its own. Try again later."
    return LinkState.FAILING, "The site doesn't understand this address."


def _new_address(asking: Asking) -> str:
    """Where the address leads as long as it is said to be for good; empty where it stays."""
    new = ""
    for code, target in asking.hops:
        if code not in _PERMANENT:
            break
        new = target
    return "" if new == asking.url else new


def _at(asking: Asking) -> str | None:
    return asking.at if asking.hops else None


def archived_copy(url: str, near: str) -> str:
    """Where the Wayback Machine would have a copy of a page from about the time `near` (a stored
    time; empty for the latest). Nothing is asked whether it has one."""
    day = "".join(c for c in near[:10] if c.isdigit())
    return f"https://web.archive.org/web/{day or '2'}/{url}"
