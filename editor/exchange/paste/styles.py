"""What the styles of pasted HTML say about its words: bold, hidden, set in, a list of Word's;
colours and faces are nobody's business."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from editor.exchange.paste.tree import Element

Declarations = Mapping[str, str]

NOTHING: Declarations = {}

_WANTED = re.compile(
    r"(?:^|[;{\s])(font-weight|font-style|font-size|font-family|font|text-decoration(?:-line)?"
    r"|vertical-align|display|visibility|opacity|white-space(?:-collapse)?|margin|margin-left|margin-inline-start"
    r"|text-indent|border|border-left|border-top|mso-[\w-]+)\s*+:\s*+"
    r"((?:[^;\"']|\"[^\"]*+\"|'[^']*+')*+)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]*+)\}")
_NO_RULE = re.compile(r"<!--|-->|/\*[^*/]{0,500}\*/")
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<class>[\w-]+))?", re.IGNORECASE)
_LENGTH = re.compile(r"(-?[0-9]{0,6}\.?[0-9]{1,6})(pt|px|in|cm|mm|em|rem|ex|pc)?", re.IGNORECASE)
_POINTS = {
    "pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "em": 12.0, "rem": 12.0,
    "ex": 6.0, "pc": 12.0,
}  # fmt: skip
_NAMED_SIZES = {
    "x-small": 8.0, "small": 10.0, "medium": 12.0, "large": 13.5, "x-large": 18.0,
    "xx-large": 24.0, "xxx-large": 36.0,
}  # fmt: skip
_MONOSPACED = re.compile(
    r"mono\b|mono[ -]|monospace|courier|consolas|menlo|monaco|source code|fira code|cascadia"
    r"|lucida console|sf mono",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def declarations(style: str) -> Declarations:
    """What a style attribute says of interest: lower-case names, values without blanks around."""
    if ":" not in style:
        return NOTHING
    found = {one[1].lower(): one[2].strip() for one in _WANTED.finditer(style)}
    found.pop("", None)
    return found or NOTHING


class Sheet:
    """The style sheets of a fragment, as far as they name an element, a class, or both."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for sheet in sheets:
            self._take(sheet)

    def _take(self, sheet: str) -> None:
        for found in _RULE.finditer(_NO_RULE.sub("", sheet)):
            said = declarations(found[2])
            if said:
                for selector in found[1].split(","):
                    self._add(selector.strip(), said)

    def _add(self, selector: str, said: Declarations) -> None:
        found = _SELECTOR.fullmatch(selector)
        if found and (found["tag"] or found["class"]):
            key = ((found["tag"] or "").lower(), found["class"] or "")
            self._rules.setdefault(key, {}).update(said)

    def of(self, element: Element) -> Declarations:
        """What holds for an element itself: its own style before its class's."""
        attributes = element.attributes
        own = declarations(attributes["style"]) if "style" in attributes else NOTHING
        if not self._rules:
            return own
        keys = [(element.name, "")]
        for one in element.classes:
            keys += [("", one), (element.name, one)]
        rules = [rule for key in keys if (rule := self._rules.get(key))]
        if not rules:
            return own
        together: dict[str, str] = {}
        for rule in rules:
            together.update(rule)
        together.update(own)
        return together


def points(length: str) -> float:
    """A length in points; 0 where it says none."""
    found = _LENGTH.match(length.strip())
    if not found:
        return _NAMED_SIZES.get(length.strip().lower(), 0.0)
    return float(found[1]) * _POINTS.get((found[2] or "px").lower(), 0.0)


def indent(said: Declarations) -> float:
    """How far the first line of a paragraph is set in, in points."""
    left = said.get("margin-left") or said.get("margin-inline-start")
    if left is None and "margin" in said:
        sides = said["margin"].split()
        left = sides[3] if len(sides) > 3 else sides[1] if len(sides) > 1 else "0"
    return points(left or "0") + min(points(said.get("text-indent", "0")), 0.0)


def is_hidden(said: Declarations) -> bool:
    """Whether a reader does not see the element: it is no copy."""
    if not said:
        return False
    size = said.get("font-size", "")
    return (
        said.get("display", "").startswith("none")
        or said.get("visibility", "").startswith("hidden")
        or said.get("mso-hide", "").startswith("all")
        or re.match(r"0(?:\.0+)?(?:[a-z%]|\s|!|$)", said.get("opacity", "")) is not None
        or re.match(r"0(?:\.0+)?(?:[a-z%]|\s|!|$)", size) is not None
    )


def is_bold(weight: str) -> bool:
    """Whether a font-weight is one of the bold ones."""
    return weight.partition(" ")[0].lower() in ("bold", "bolder", "600", "700", "800", "900")


def is_monospaced(said: Declarations) -> bool:
    """Whether the words are set like code."""
    return bool(_MONOSPACED.search(said.get("font-family", said.get("font", ""))))


def is_quoted(said: Declarations) -> bool:
    """A line down the left side and none above: how e-mail shows what is answered."""
    line = said.get("border-left", "").lower()
    if not line or "none" in line or re.match(r"0(?:px|pt|in)?\b", line):
        return False
    above = said.get("border-top", "none").lower()
    return "none" in above or above.startswith("0")
