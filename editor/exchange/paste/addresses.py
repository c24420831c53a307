"""The addresses of pasted links: only of kinds that are safe to follow, without the detours that
mail programs and search engines put before them. Nothing is fetched."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from editor.text.sanitise import LINK_SCHEMES

_LONGEST = 2000
_DETOURS_LIMIT = 4
# Host (and below), start of the path, name of the query field that holds the true address.
_DETOURS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("google.", "/url", ("q", "url")),
    ("safelinks.protection.outlook.com", "/", ("url",)),
    ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks", ("url",)),
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("slack-redir.net", "/link", ("url",)),
    ("linkedin.com", "/redir/redirect", ("url",)),
    ("linkedin.com", "/safety/go", ("url",)),
    ("out.reddit.com", "/", ("url",)),
    ("youtube.com", "/redirect", ("q",)),
    ("duckduckgo.com", "/l/", ("uddg",)),
    ("urldefense.proofpoint.com", "/v2/url", ("u",)),
    ("linkprotect.cudasvc.com", "/url", ("a",)),
)
_URLDEFENSE = re.compile(r"https?://urldefense\.com/v3/__(.{1,2000}?)__;", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s\x00-\x20\"<>\\^`{|}()\[\]\x7f-\x9f]")
_BLANKS = re.compile(r"[\t\r\n]")


def link(address: str, base: str = "") -> str:
    """The address as it may stand in Markdown's brackets, or "" where there is no link to make
    of it. `base` is where the page came from."""
    address = _BLANKS.sub("", address).strip()
    if not address or len(address) > 4 * _LONGEST or address.startswith("#"):
        return ""
    try:
        address = _direct(urljoin(base, address) if base else address)
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    if scheme not in LINK_SCHEMES or len(address) > _LONGEST:
        return ""
    lawful = _UNSAFE.sub(lambda found: quote(found[0], safe="", errors="replace"), address)
    return lawful if len(lawful) <= _LONGEST else ""


def _direct(address: str) -> str:
    """Where an address leads in the end."""
    for _ in range(_DETOURS_LIMIT):
        further = _next(address)
        if not further:
            break
        address = further
    return address


def _next(address: str) -> str:
    if found := _URLDEFENSE.match(address):
        return re.sub(r"^(https?:/)(?=[^/])", r"\1/", found[1])
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    for detour, path, names in _DETOURS:
        if not _is_at(host, detour) or not parts.path.startswith(path):
            continue
        fields = parse_qs(parts.query, max_num_fields=100)
        for name in names:
            target = fields.get(name, [""])[0]
            if detour == "urldefense.proofpoint.com":
                target = unquote(target.replace("-", "%").replace("_", "/"))
            if target.lower().startswith(("http://", "https://")):
                return target
    return ""


def _is_at(host: str, detour: str) -> bool:
    if detour.endswith("."):
        return re.fullmatch(rf"{re.escape(detour)}[a-z.]{{2,6}}", host) is not None
    return host == detour or host.endswith(f".{detour}")
