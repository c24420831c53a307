"""Dates and times as wire copy writes them, in the languages desks meet; found, never changed."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep",
    "Sept", "Oct", "Nov", "Dec", "janvier", "février", "fevrier", "mars", "avril", "mai",
    "juin", "juillet", "août", "aout", "septembre", "octobre", "novembre", "décembre",
    "decembre", "janv", "févr", "fév", "avr", "juil", "sept", "déc", "Januar", "Jänner",
    "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember", "Mrz", "Okt", "Dez",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "setiembre", "octubre", "noviembre", "diciembre", "ene", "abr", "ago", "dic", "gennaio",
    "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
    "gen", "mag", "giu", "lug", "set", "ott", "janeiro", "fevereiro", "março", "maio", "junho",
    "julho", "setembro", "outubro", "dezembro", "fev", "abr", "out", "dez", "januari",
    "februari", "maart", "mei", "juni", "juli", "augustus", "december", "mrt", "января",
    "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
    "ноября", "декабря", "січня", "лютого", "березня", "квітня", "травня", "червня", "липня",
    "серпня", "вересня", "жовтня", "листопада", "грудня", "հունվարի", "փետրվարի", "մարտի",
    "ապրիլի", "մայիսի", "հունիսի", "հուլիսի", "օգոստոսի", "սեպտեմբերի", "հոկտեմբերի",
    "նոյեմբերի", "դեկտեմբերի", "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو",
    "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر", "जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई",
    "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर", "ocak", "şubat", "mart",
    "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
)  # fmt: skip
_DAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue",
    "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag",
    "Samstag", "Sonntag", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado",
    "domingo",
)  # fmt: skip


def _any(names: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(set(names), key=len, reverse=True)) + r")(?!\w)\.?"


_MONTH, _DAY = _any(_MONTHS), _any(_DAYS)
_HINDI = "(?:एक|दो|तीन|चार|पांच|पाँच|छह|सात|आठ|नौ|दस)"
_NUMBER = rf"(?:\d{{1,2}}|{_HINDI})(?:st|nd|rd|th|er|\.)?(?:\s+de)?"
_YEAR = r"(?:,?\s*(?:de\s+)?\d{4})"
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|IST|local time|Uhr)"
_TIME = rf"\d{{1,2}}(?:[:.h]\d{{2}}|(?=\s*[ap]\.?m))(?:\s*[ap]\.?m\.?)?(?:\s*\(?{_ZONE}\)?)?"
_DATE = (
    rf"(?:(?:le|el|am|den)\s+)?(?:{_DAY},?\s+)?"
    rf"(?:{_NUMBER}\s+{_MONTH}{_YEAR}?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}?"
    rf"|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?\.?|\d{{4}}-\d{{2}}-\d{{2}}"
    r"|(?:\d{1,4}年)?(?:\d{1,2}月)?\d{1,2}日)"
)
_WHOLE_DATE = re.compile(
    rf"(?:{_DATE}|{_DAY}|{_MONTH}(?:\s+\d{{4}})?)(?:,?\s+(?:at\s+)?{_TIME})?", re.IGNORECASE
)
_WHOLE_TIME = re.compile(
    rf"[\[(]?(?:{_TIME}|\d{{4}}\s?(?:{_ZONE}|hrs|h)\b|\d{{1,2}}\s?h)[\])]?(?:,?\s+{_DATE})?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"(?:{_DATE}|{_TIME}|(?:in\s+)?\d{{4}}\s*[:–—-]|{_MONTH}\s+\d{{4}}\s*[:–—-])", re.IGNORECASE
)
_LEADING_TIME = re.compile(_TIME, re.IGNORECASE)
_YEARS = re.compile(r"(?:1[4-9]|20)\d{2}s?(?:\s?[-–—]\s?(?:1[4-9]|20)?\d{2})?")
LONGEST = 60
"""No date, time or both is longer, in characters."""


def is_year(text: str) -> bool:
    """Whether the text is a year of our time, or two with a dash between, and nothing else."""
    return bool(_YEARS.fullmatch(text))


def is_date(text: str) -> bool:
    """Whether the text is a date (with or without a time) and nothing else."""
    return len(text) <= LONGEST and bool(_WHOLE_DATE.fullmatch(text.strip(" .,")))


def is_time(text: str) -> bool:
    """Whether the text is a time of day (with or without a date) and nothing else."""
    return len(text) <= LONGEST and bool(_WHOLE_TIME.fullmatch(text.strip(" -–—:")))


def starts_with_time(text: str) -> bool:
    """Whether the text opens with a time of day."""
    return bool(_LEADING_TIME.match(text))


def starts_with_date(text: str) -> bool:
    """Whether the text opens with a date or a time, as entries of a timeline do."""
    return bool(_LEADING.match(text))
