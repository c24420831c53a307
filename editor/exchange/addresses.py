"""Where the pages of a site lie, and which web addresses are fit for a page; what links to them
is left to the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

PAGE_SUFFIX = ".html"
MARKDOWN_SUFFIX = ".md"

_UNLAWFUL = re.compile(r"[\x00-\x20\"<>\\^`{|}\[\]#\x7f-\x9f]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?:[^\s@]*@)?(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How pages are made: the site's name, its address, and another stylesheet than ours.

    With no `base_url` every link among pages is relative and no page claims an address.
    Raises ValueError for a `base_url` that is no web address.
    """

    site_name: str = ""
    base_url: str = ""
    stylesheet: str | None = None

    def __post_init__(self) -> None:
        if self.base_url and not web_address(self.base_url):
            raise ValueError(f"“{self.base_url}” is no web address; it should begin with https://.")


def web_address(url: str) -> str:
    """`url` as it may stand in a page, or "" if it is no address of the web (http, https)."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        return ""
    path, query, fragment = map(_lawful, (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))


def site_address(options: PageOptions) -> str:
    """The site's own address with a slash at its end, or "" where none is set."""
    base = web_address(options.base_url)
    return base if not base or base.endswith("/") else f"{base}/"


def page_address(slug: str, options: PageOptions) -> str:
    """Where the page of an article lies: under the site, or beside the page that links to it."""
    return f"{site_address(options)}{quote(slug)}{PAGE_SUFFIX}"


def tag_address(slug: str, options: PageOptions) -> str:
    """Where the page of a tag lies."""
    return f"{site_address(options)}tag/{quote(slug)}"


def _lawful(part: str) -> str:
    part = _UNLAWFUL.sub(lambda found: quote(found[0]), part)
    return _BARE_PERCENT.sub("%25", part)
