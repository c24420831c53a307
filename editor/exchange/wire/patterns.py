"""Lines that wire desks always write the same way: embargoes, advisories, sluglines, sign-offs,
bylines, speakers; found by their wording alone."""

from __future__ import annotations

import re

from editor.exchange.wire.agencies import AGENCIES
from editor.exchange.wire.dates import is_date
from editor.exchange.wire.labels import author_label
from editor.exchange.wire.sentences import (
    QUOTES,
    count_words,
    ends_statement,
    has_letters,
)

LONGEST_NOTE = 400
_TRIM = " *_/[](){}<>=#-–—"

_EMBARGO = re.compile(
    r"(?:STRICT(?:LY)? |UNDER )?EMBARGO(?:ED)?\b(?:\s*[*:–—-]"
    r"|\s+(?i:until|till|to|for|not|at|on|\d)|\s*$)"
    r"|(?:Strictly )?[Ee]mbargo(?:ed)?(?:\s*:|\s+(?:until|till|for (?:release|publication)|to \d"
    r"|\d))"
    r"|(?i:under (?:strict )?embargo (?:until|till)\b|(?:hold|holding) for release\b)"
    r"|(?i:(?:strictly )?not for (?:publication|release|broadcast|use|distribution)\b)"
    r".*\b(?i:before|until|prior)\b"
    r"|(?i:for (?:release|publication) (?:at|on|after|from|not before)\b.*\d)"
    r"|FOR USE (?:AT|ON|AFTER|FROM|NOT BEFORE)\b"
    r"|(?i:sperrfrist\b|sous embargo\b|embargo jusqu|embargado hasta\b|embargo hasta\b"
    r"|embargo fino|эмбарго\s*[:до]|حظر النشر|解禁)"
)
_NOTE_WORD = (
    r"CORRECTED|CORRECTION|CORRECTS|CORRECTIVE|REFILE[SD]?|REFILING|UPDATE(?:\s?\d+)?|UPDATES"
    r"|RECASTS?|RPT|REPEAT(?:S|ING)?|(?:PLEASE )?KILL(?:ED)?"
    r"|WITHDRAW(?:N|AL|S)|ADVISORY|CLARIFICATION|WRAPUP(?:\s?\d+)?"
    r"|EDS|EDITORS|WRITETHRU|(?:\d(?:ST|ND|RD|TH|st|nd|rd|th)\s)?(?:LEAD|LD|ROUNDUP)(?:\s?\d+)?"
    r"|URGENT|BULLETIN|FLASH|NEWSFLASH|SNAP|ALERT|MANDATORY KILL"
    r"|EILMELDUNG|EIL|BERICHTIGUNG|KORREKTUR|CORRECTIF|RECTIFICATIF|CORRECCIÓN|RECTIFICA|URGENTE"
)
_NOTE_PREFIX = re.compile(
    rf"(?:(?:\((?:{_NOTE_WORD})\)\s*[-–—:]*|(?:{_NOTE_WORD})(?:\s*\(\w+\))?\s*[-–—:]+)\s*)+(?=\S)"
)
_NOTE_ALONE = re.compile(rf"(?:(?:(?:{_NOTE_WORD})\W*)+|BREAKING(?: NEWS)?|FOR IMMEDIATE RELEASE"
                         r"|PRESS RELEASE|NEWS RELEASE|MEDIA RELEASE|COMMUNIQUÉ DE PRESSE"
                         r"|PRESSEMITTEILUNG|NOTA DE PRENSA|COMUNICADO DE PRENSA"
                         r"|NOT FOR PUBLICATION|MEDIA ADVISORY|ATTENTION(?: EDITORS)?)\W*",
                         re.IGNORECASE)  # fmt: skip
_NOTE = re.compile(
    r"(?:Eds?|EDS?|Editors)\s*(?::|\.\s|notes?\b)|Editor(?:s['’]?|['’]s)? notes?\b|EDITOR(?:S['’]?"
    r"|['’]S)? NOTES?\b"
    r"|Note to editors?\s*:|NOTE TO EDITORS?\b|ATTENTION\b|ATTN\b|(?i:note de la rédaction"
    r"|ndlr)\s*:"
    r"|(?:Attention|Dear) editors\b|Anmerkung der Redaktion|Nota del editor|Hinweis an die"
    r" Redaktion"
    r"|(?:Updated|Published|Last updated|Posted|Updated at|First published)\s*(?::|at|on)?\s*\d"
    r"|(?:This|An earlier version of this) (?:story|article|version|item|report) (?:has been|was"
    r"|corrects|had)\b|An earlier version of this (?:story|article|item|report)\b"
    r"|(?:KILL|CORRECTION|CORRECTED|REFILE|WITHDRAWN?|ADVISORY|UPDATE\s?\d|RECASTS?|RPT"
    r"|CLARIFICATION)"
    r"\s*(?:[:–—-]|\()"
    r"|(?:Correction|Clarification|Amendment)s?(?:\s*\([^)]*\))?\s*:\s"
    r"|(?i:for immediate release)|(?i:press release\s*[:–—-])"
)
_CONTACT = re.compile(
    r"(?i:(?:(?:media|press|news)\s)?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))(?:\sinformation)?\s*:)"
)
_MAIL_HEADER = re.compile(r"(?:From|To|Cc|Subject|Date|Sent|Reply-To|Attachments?|Von|An|Betreff"
                          r"|De|À|Objet|Asunto|Para)\s?:\s")  # fmt: skip
_WHAT_CHANGED = re.compile(
    r"(?:Adds?|Updates?|Recasts?|Corrects?|Refiles?|Clarifies|Removes|Repeats|Fixes|Amends|Changes"
    r"|Trims|Inserts|Restores)\b(?:\s+(?:to|with|in|throughout)\b|.*,|.*\b(?:paragraphs?|para"
    r"|headline"
    r"|quotes?|details?|background|comments?|reaction|byline|spelling|lede|lead|dateline"
    r"|analyst)\b)"
)
_PART_OF_COPY = re.compile(
    r"\b(?:paragraphs?|para|headline|quotes?|background|byline|spelling|lede|dateline|reaction)\b"
)
_SLUG = re.compile(
    r"[A-ZÀ-ÞԱ-Ֆ0-9&'.]{2,}(?:[-/–][A-ZÀ-ÞԱ-Ֆ0-9&'.]+)+[/-]?(?:\s\((?:[A-Z0-9 ,-]+)\))?"
)
_AP_SLUG = re.compile(
    r"\^?(?:BC|AM|PM|AP|US|EU|ML|AS|LT"
    r"|AF)-[\w'.&-]{3,}(?:-[\w'.&]+)*(?:--?[^.]{0,40})?(?:,\s?[\w &-]{1,30}){0,2},?<?"
)
_WORK = (
    r"(?:(?:Additional|Extra|Further|With additional) )?(?:[Rr]eporting|[Ww]riting|[Ee]diting"
    r"|Compiled"
    r"|[Gg]raphics?|Production|Research|Translat(?:ed|ion)|Written|Edited|Reported|Rewritten"
    r"|Photography"
    r"|Reportage|Reporte|Reportaje|Bericht|Berichterstattung|Redaktion|Édité|Edité|Rédigé|Redigiert"
    r"|Editado|Version française|Übersetzung|Traducción|Traduit|Traducido|Escrito|Edición|Redazione"
    r"|Reportagem|Edição|Redactie)\b[^.]{0,60}?(?:\b(?:by|By|par|von|de|di|por|door)\b|:)"
)
_SIGN_OFFS = re.compile(
    rf"[(\[]\s*{_WORK}.{{2,380}}[)\]]\.?|{_WORK}\s*[A-ZÀ-Þ][^.!?]{{2,380}}\.?"
    r"|[(\[](?:With|Avec|Mit|Con|Com)\s(?:inputs?|reporting|files|additional|assistance|contributions?"
    r"|información"
    r"|informations?|informações|Material|[A-Z]{2,5}\b|Reuters).{0,200}[)\]]\.?"
    r"|[—–-]{0,2}\s?With (?:assistance|inputs?|reporting|files|additional reporting|contributions?)"
    r" (?:from|by)\b.{2,200}"
    r"|.{4,160}\bcontributed (?:to (?:this|the) (?:report|story|article|coverage)"
    r"|reporting)\b.{0,60}"
    r"|\(\(.{3,200}\)\)|Our Standards:.{0,80}"
    r"|To contact the (?:reporters?|editors?|author)\b.{0,200}"
    r"|(?:©|\([cC]\)|(?i:copyright)\s*(?:©|\([cC]\)|\d{4})).{0,200}"
    r"|.{0,200}(?i:all rights reserved)\b.{0,160}"
    r"|[a-z]{2,4}(?:[-/][a-z]{2,4}){1,5}/?|[(\[][A-Za-z]{2,4}(?:[/-][A-Za-z]{2,4}){1,5}[)\]]"
)
_BRACKETED_WORK = re.compile(rf"\(\s*{_WORK}")
_ENDED = re.compile(r"[.!?…։。।؟]['\"”’»)]*\s*$")
_AGENCY_INITIALS = re.compile(
    r"(?:EFE|AFP|dpa|APA|ANSA|AP|Reuters|DPA)(?:\s+[a-z]{2,4}(?:[/ -][a-z]{2,4}){0,6})+"
)
_NAMES = r"(?:[A-ZÀ-ÞĀ-ŽА-ЯԱ-Ֆ][\w.'’-]*|de|van|von|der|den|bin|al|el|la|di|da|du)"
_AUTHOR_NAME = re.compile(rf"(?:{_NAMES}(?:\s+|$)){{1,5}}")
_NAME = rf"{_NAMES}(?:\s+{_NAMES}){{1,3}}"
_NAMED = re.compile(_NAME)
_NAMES_IN_PLACE = re.compile(
    rf"{_NAME}(?:(?:,\s|\s(?:and|et|und|y|e|&)\s)(?:{_NAME}|agencies|agences|Agenturen|agencias))*"
    rf"(?:\s+in\s+{_NAMES}(?:\s+{_NAMES})*)?"
)
_STAFF = re.compile(
    r"(?:(?:our|the|a|an)\s+)?(?:[\w'’-]+\s+){0,3}(?:staff|correspondents?|reporters?|agencies)"
    r"(?:\s+and agencies)?",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:(?i:correspondents?|reporters?|editors?|writers?|staff|columnist|agency|agencies|press"
    r"|news(?:room)?|desk|bureau|journalist)|AP|AFP|PA|dpa|Reuters|EFE|in [A-Z]\w+)\b"
)
_QUESTION_ANSWER = re.compile(
    r"(?:Q|A|(?i:question|answer)|Frage|Antwort|Réponse|Pregunta|Respuesta|Interviewer|Reporter|F|R|P"
    r"|В|О"
    r"|Հ|Պ|問|答|س|ج)\s?\d*\s?[:.–—-：]\s"
)
_ATTRIBUTION = re.compile(r"[-–—―]{1,2}\s*(?=\S)")


def _core(text: str) -> str:
    return text.strip(_TRIM)


def is_embargo(text: str) -> bool:
    """Whether the line says when the copy may be used."""
    return len(text) <= LONGEST_NOTE and bool(_EMBARGO.match(_core(text)))


def is_contact(text: str) -> bool:
    """Whether the line names whom to ask about a press release, or says that names follow."""
    return len(text) <= LONGEST_NOTE and bool(_CONTACT.match(text))


def is_mail_header(text: str) -> bool:
    """Whether the line is one of those that stand above a forwarded message."""
    return bool(_MAIL_HEADER.match(text))


def is_note(text: str) -> bool:
    """Whether the line speaks to editors: corrections, advisories, kills, what was added."""
    if len(text) > LONGEST_NOTE:
        return False
    core = _core(text)
    if _NOTE_ALONE.fullmatch(core) or _NOTE.match(core):
        return True
    if not _WHAT_CHANGED.match(core):
        return False
    short = count_words(core) <= 14 and bool(_PART_OF_COPY.search(core))
    return short or text[0] in "([*" or not ends_statement(text)


def note_prefix(text: str) -> int:
    """How long the advisory word before a headline is (`UPDATE 1-`), 0 where there is none."""
    found = _NOTE_PREFIX.match(text) if len(text) <= LONGEST_NOTE else None
    return found.end() if found else 0


def is_slugline(text: str) -> bool:
    """Whether the line is a desk's name for the story: `AAA-BBB/CCC`."""
    if len(text) > 80 or not has_letters(text):
        return False
    return bool(_SLUG.fullmatch(text) or _AP_SLUG.fullmatch(text))


def is_sign_off(text: str) -> bool:
    """Whether the line says who reported, wrote and edited, or whose copyright the copy is."""
    if len(text) > LONGEST_NOTE:
        return False
    if text.startswith("(") and text.strip("(). ").casefold() in AGENCIES:
        return True
    return bool(_SIGN_OFFS.fullmatch(text) or _AGENCY_INITIALS.fullmatch(text))


def sign_off_behind(text: str) -> int:
    """Where a sign-off in brackets starts that ends a paragraph of the story, 0 where none does."""
    at = text.rfind(" (", max(0, len(text) - LONGEST_NOTE))
    if at < 20 or text[-1] not in ")." or not _BRACKETED_WORK.match(text, at + 1):
        return 0
    return at + 1 if is_sign_off(text[at + 1 :]) and _ENDED.search(text[:at]) else 0


def is_byline(text: str) -> bool:
    """Whether the line is `By` and a name."""
    labelled = author_label(text.strip("*_ ")) if len(text) <= 160 else None
    if not labelled or count_words(labelled.rest) > 16 or ends_statement(labelled.rest):
        return False
    name = labelled.rest
    if _STAFF.fullmatch(name):
        return True
    if name.casefold().startswith(("the ", "a ", "an ")) and not _ROLE.search(name):
        return False
    first = name.split()[0].strip(",;|")
    if name[0].islower() or name[0].isdigit() or is_date(first) or name[0] in QUOTES:
        return False
    return bool(_AUTHOR_NAME.match(name)) or not labelled.rest.isascii()


def is_bare_name(text: str) -> bool:
    """Whether the line is a name alone, or a name with a newsroom role or a place behind it."""
    if len(text) > 80 or text.isupper():
        return False
    if _NAMES_IN_PLACE.fullmatch(text):
        return True
    before, mark, after = text.partition(",") if "," in text else text.partition(" | ")
    return bool(mark and _NAMED.fullmatch(before.strip()) and _ROLE.search(after))


def names_speaker(text: str) -> bool:
    """Whether the line is a name, perhaps with what the person is: `Ana Velic, trader`."""
    name, mark, office = text.partition(", ")
    if len(text) > 80 or not _NAMED.fullmatch(name):
        return False
    if not mark:
        return True
    return 1 <= count_words(office) <= 6 and not ends_statement(office)


def is_role(text: str) -> bool:
    """Whether the line is what stands under a byline: a newsroom role or an agency."""
    if len(text) > 60 or count_words(text) > 6 or ends_statement(text):
        return False
    return bool(_ROLE.search(text))


def is_question_or_answer(text: str) -> bool:
    return bool(_QUESTION_ANSWER.match(text))


def is_attribution(text: str) -> bool:
    """Whether the line is a dash and the name a quotation belongs to."""
    found = _ATTRIBUTION.match(text)
    if not found or len(text) > 120:
        return False
    name = text[found.end() :]
    return count_words(name) <= 14 and not name[0].islower() and not ends_statement(name)


def quote_and_name(text: str) -> bool:
    """Whether the line is a quotation, a dash and a name, and nothing else."""
    if len(text) > 500 or text[:1] not in QUOTES + "‘'":
        return False
    at = max(text.rfind("—"), text.rfind("–"), text.rfind(" - ") + 1, text.rfind("--"))
    quoted = text[:at].rstrip(" -–—")
    return at > 3 and quoted[-1:] in QUOTES + "’'" and is_attribution(text[at:].strip())
