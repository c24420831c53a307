"""Whether a line describes a picture, told by the credit that ends it or the label before it."""

from __future__ import annotations

import re

from editor.exchange.wire.labels import caption_label

LONGEST = 600
"""Characters of a caption."""

_AGENCY = r"(?:REUTERS|AFP|EPA|AP|Getty Images|Reuters|Shutterstock|PA Wire|PA|dpa|EFE)"
_PICTURE = (
    r"(?:[Pp]hoto(?:graph)?s?|PHOTO|Picture|Pic|Image|Foto|Fotos|Credit|Crédit photo|Crédits?|Bild"
    r"|Fotografie|Créditos?|Фото|Screenshot|Illustration|Graphic|Լուսանկարը|写真)"
)
_AFTER = r"(?:^|[.!?]['\"”»]?\s+)"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:de|van|von|der|bin|al|[A-ZÀ-Þ][\w.'’-]*)){1,3}"
_HOUSE = r"[A-ZÀ-Þ][^()\[\]/.!?]{1,40}"
_CREDIT = re.compile(
    rf"[(\[](?:[A-Z][\w.&'-]*\s){{0,3}}{_PICTURE}\s?(?:[:：/–—-]|(?:by|courtesy|from|via)\b)"
    r"[^()\[\]]{0,120}[)\]]\.?$"
    rf"|[(\[](?:File )?(?:{_PICTURE}|Handout|file photo)[)\]]\.?$"
    r"|[(\[](?:File|Archive|Handout)\s?[:：][^()\[\]]{1,80}[)\]]\.?$"
    r"|[(\[][A-ZÀ-Þ][^()\[\]]{1,50}\svia\s[A-ZÀ-Þ][^()\[\]]{1,30}[)\]]\.?$"
    r"|[(\[](?:Courtesy (?:of )?[A-Z]|Handout[ /]|©)[^()\[\]]{0,120}[)\]]\.?$"
    rf"|{_AFTER}{_AGENCY}\s?/\s?[A-ZÀ-Þ(][^.!?]{{0,50}}(?:\.[^.!?]{{1,30}})?$"
    rf"|{_AFTER}[A-ZÀ-Þ][^.!?/]{{1,50}}/\s?{_AGENCY}(?:[ /][^.!?]{{1,20}})?$"
    rf"|(?:{_AFTER}|\s[|–—]\s){_PICTURE}\s?[:：/].{{1,80}}$"
    rf"|{_AFTER}(?:Photo(?:graph)?s?|Pictures?|Images?) (?:by|courtesy)\b"
    r"(?:[A-Z]\.|[^.!?]){1,60}$"
    r"|[.!?]['\"”»]?\s*©.{1,60}$|\w\s+©\s?[A-ZÀ-Þ][^!?]{1,50}$"
    r"|[.!?]['\"”»]?\s+\([A-ZÀ-Þ][^()/]{1,40}/[^()]{2,60}\)$|^FILE\s?[-–—].{10,500}$"
    rf"|[(\[]{_NAME}\s?/\s?{_HOUSE}[)\]]$|[.!?]['\"”»]?\s+{_NAME}\s?/\s?{_HOUSE}$"
)
_SIGNS = ("/", "©", ":", "：", " by ", " via ", "ourtesy", "FILE", "hoto)", "andout")


def is_caption(text: str) -> bool:
    """Whether the line describes a picture: it ends with a credit or opens with `Caption:`."""
    if len(text) > LONGEST or not any(sign in text for sign in _SIGNS):
        return False
    return bool(_CREDIT.search(text)) or caption_label(text) is not None
