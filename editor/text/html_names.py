"""The names of HTML elements and what becomes of each in copy; doing it is left to `inline`,
`render` and `sanitise`."""

from __future__ import annotations

import re


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


INLINE = _names(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong "
    "sub sup time u var wbr"
)
"""Elements that may stand in the middle of a sentence."""

BLOCK = _names(
    "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure "
    "footer h2 h3 h4 h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead tr "
    "ul"
)
"""Elements that may stand on lines of their own."""

ALLOWED = INLINE | BLOCK | {"input"}
"""Every element that may leave `render`; `input` only as a task's disabled checkbox."""

WITH_THEIR_CONTENT = frozenset({"script", "style"})
"""Elements dropped together with what is in them: it was never copy."""

DROPPED = _names(
    "applet area audio base basefont bgsound big body button canvas center datalist dialog dir "
    "embed fencedframe fieldset font form frame frameset h1 head hgroup html iframe image input "
    "isindex keygen label legend link listing main map marquee math menu menuitem meta meter nav "
    "nobr noembed noframes noscript object optgroup option output param picture plaintext portal "
    "progress rb rp rt rtc ruby search select slot source strike svg template textarea title "
    "track tt video xmp"
)
"""Elements whose tags are dropped and whose words stay. Any other name in angle brackets is no
HTML: it stays in the copy as it was typed."""

VOID = _names("br col hr img input wbr")
"""Elements that have no closing tag."""

# "if a <b and c> d" is no tag: an attribute has a value unless it is one of those that never
# have. No part of a tag may hold "<", so a page of open tags is read once.
_BARE_ATTRIBUTES = (
    "allowfullscreen|async|autofocus|autoplay|checked|compact|controls|defer|disabled|download"
    "|hidden|inert|loop|multiple|muted|nowrap|open|playsinline|readonly|required|reversed|selected"
)
TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>"
    r"(?:[\s/]++(?:[A-Za-z_:@][\w.:-]*+\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'=<>`]++)"
    rf"|(?:{_BARE_ATTRIBUTES})(?=[\s/>])))*+[\s/]*+)>"
)


def is_markup(name: str) -> bool:
    """Whether a lower-case name in angle brackets is HTML at all."""
    return name in ALLOWED or name in DROPPED or name in WITH_THEIR_CONTENT
