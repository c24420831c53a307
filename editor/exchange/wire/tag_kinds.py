"""What kind of thing a tag names, guessed from its words and from the story it stands on."""

from __future__ import annotations

import re

from db.records import TagKind
from editor.exchange.package import PackageTag
from editor.exchange.wire.names import abbreviated
from editor.exchange.wire.places import DESKS, PLACES, TOPICS

_ORGANISATION = re.compile(
    r"\b(?:Union|Council|Ministry|Party|Bank|Commission|Court|Agency|Organi[sz]ation|Association"
    r"|Federation|Company|Corporation|University|Institute|Committee|Parliament|Congress|Senate"
    r"|Nations|Fund|Alliance|Authority|Government|Army|Navy|Police|FC|United|Inc|Ltd|plc|GmbH|AG"
    r"|Group|League|Society|Foundation|Centre|Center|Department|Office|Assembly|Academy)\.?$"
    r"|^(?:Ministry|Bank|University|Court|House|Organi[sz]ation|Department) (?:of|for)\b"
)
_EVENT = re.compile(
    r"\b(?:Olympics|Olympic Games|World Cup|Summit|Festival|Championships?|Grand Prix|Cup|Prize"
    r"|Awards?"
    r"|Games|COP\d+|Conference|Marathon|Open|Biennale|Eurovision|G7|G20)\b.*"
    r"|.*\b(?:19|20)\d{2}$"
)
_PERSON = re.compile(
    r"[A-ZÀ-ÞА-ЯԱ-Ֆ][\w'’-]+(?:\s+(?:de|van|von|bin|al|[A-ZÀ-ÞА-ЯԱ-Ֆ][\w.'’-]*)){1,3}"
)
_OFFICE = (
    r"(?:[Pp]resident|[Mm]inister|[Mm]ayor|[Cc]hancellor|[Ss]ecretary|[Cc]hairman|[Cc]hairwoman"
    r"|[Cc]hair"
    r"|[Dd]irector|[Ee]ngineer|[Ss]pokes\w+|[Ss]enator|[Cc]ouncillor|[Gg]overnor|[Jj]udge"
    r"|[Cc]oach|[Cc]aptain"
    r"|[Pp]rofessor|[Ll]eader|[Gg]eneral|[Kk]ing|[Qq]ueen|[Pp]rince|[Pp]rincess|[Pp]ope|[Aa]ctor"
    r"|[Ss]inger"
    r"|[Aa]uthor|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|M\.|Mme|Herr|Frau|Sr\.|Sra\.)\.?\s+"
)
_SAID = (
    r"(?:\s+(?:said|says|told|added|announced|warned|wrote|who|has said)\b|, (?:the|a|an|who|\d))"
)


def package_tag(label: str, copy: str) -> PackageTag:
    """The tag with its kind, and its abbreviation as an alias. `copy` is the story's text."""
    short = abbreviated(label)
    aliases = (short[1],) if short else ()
    return PackageTag(label, kind(label, copy), aliases)


def kind(label: str, copy: str) -> TagKind:
    """What the tag most likely names; a topic where nothing tells."""
    folded = label.casefold().strip()
    if folded in DESKS:
        return TagKind.SECTION
    if folded in PLACES:
        return TagKind.PLACE
    if folded in TOPICS:
        return TagKind.TOPIC
    short = abbreviated(label)
    if short:
        return TagKind.PLACE if short[0].casefold() in PLACES else TagKind.ORGANISATION
    if _EVENT.fullmatch(label):
        return TagKind.EVENT
    if _ORGANISATION.search(label):
        return TagKind.ORGANISATION
    if _PERSON.fullmatch(label) and _acts(label, copy):
        return TagKind.PERSON
    return TagKind.PLACE if _is_where(label, copy) else TagKind.TOPIC


def _acts(label: str, copy: str) -> bool:
    """Whether the copy names an office before the name, or lets it speak."""
    name = re.escape(label)
    return bool(re.search(rf"{_OFFICE}{name}\b|\b{name}{_SAID}", copy))


def _is_where(label: str, copy: str) -> bool:
    """Whether things happen in it: `in Northland`, or it opens the dateline."""
    if not label[:1].isupper() or label.isupper() or len(label.split()) > 3:
        return False
    return bool(re.search(rf"\b(?:in|from|near|across|outside|into|to) {re.escape(label)}\b", copy))
