"""The last step of all HTML that leaves the editor: an allow-list of elements, attributes and
address schemes; what is not on it is gone, its words stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

import nh3

from editor.text.html_names import ALLOWED, WITH_THEIR_CONTENT

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""The schemes any link may have; relative addresses may always stand."""

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "aria-label"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},  # and loading="lazy"
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "section": {"aria-label"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
_VALUES: dict[str, dict[str, set[str]]] = {
    "input": {"type": {"checkbox"}, "checked": {"", "checked"}},
    "img": {"loading": {"lazy"}},
}
_VOID = re.compile(r"<(?P<name>input|img)(?P<attributes>(?:[^\">]|\"[^\"]*\")*)>")
_SOURCE = re.compile(r' src="[^"]+"')
_ALTERNATIVE = re.compile(r' alt="([^"]*)"')


def clean(html: str, schemes: Iterable[str] = ()) -> str:
    """The HTML with nothing on it that could run, load or disguise anything.

    `schemes` are address schemes allowed beside the ordinary ones, such as the preview's own.
    Tags come back balanced. Any string is taken.
    """
    cleaned = nh3.clean(
        html,
        tags=set(ALLOWED),
        clean_content_tags=set(WITH_THEIR_CONTENT),
        attributes=_ATTRIBUTES,
        tag_attribute_values=_VALUES,
        filter_style_properties={"text-align"},
        url_schemes=set(LINK_SCHEMES | set(schemes)),
        link_rel=None,
    )
    return _VOID.sub(_completed, cleaned) if "<i" in cleaned else cleaned


def _completed(found: re.Match[str]) -> str:
    """A picture with an alternative, or its words where it has no source left; an input as a
    task's box that cannot be ticked, or nothing."""
    attributes = found["attributes"]
    if found["name"] == "img":
        alternative = _ALTERNATIVE.search(attributes)
        if not _SOURCE.search(attributes):
            return alternative[1] if alternative else ""
        return found[0] if alternative else f'<img{attributes} alt="">'
    if ' type="checkbox"' not in attributes:
        return ""
    return f'<input type="checkbox" disabled{" checked" if " checked" in attributes else ""}>'
