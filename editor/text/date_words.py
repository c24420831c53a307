"""The names of months and days, and the words around dates, by language; reading dates is left
to `dates`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language writes dates. `months` and `days` (from Monday) hold every form of each,
    `short_days` those that mean a day only beside a date. `later` and `earlier` are patterns of
    what makes a day the next or the last one; `near` has days from today by word. `earlier_title`
    heads a section of things that are over."""

    months: tuple[tuple[str, ...], ...]
    days: tuple[tuple[str, ...], ...]
    day_names: tuple[str, ...]
    short_days: tuple[tuple[str, ...], ...] = ((),) * 7
    later: str = r"(?!)"
    earlier: str = r"(?!)"
    near: Mapping[str, int] = field(default_factory=dict)
    lower_case: bool = False
    month_first: bool = False
    earlier_title: str = "Earlier"


def _forms(text: str) -> tuple[tuple[str, ...], ...]:
    """Entries parted by blanks, the forms of each by strokes, `_` for a blank in one."""
    return tuple(
        tuple(form.replace("_", " ") for form in entry.split("|")) for entry in text.split()
    )


_EN = DateWords(
    months=_forms(
        "January|Jan February|Feb March|Mar April|Apr May June|Jun July|Jul August|Aug"
        " September|Sept|Sep October|Oct November|Nov December|Dec"
    ),
    days=_forms("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    day_names=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    short_days=_forms("Mon Tue|Tues Wed Thu|Thur|Thurs Fri Sat Sun"),
    later="next|coming",
    earlier="last|past",
    near={"today": 0, "tomorrow": 1, "yesterday": -1},
    month_first=True,
)
_FR = DateWords(
    months=_forms(
        "janvier|janv février|fevrier|févr mars avril|avr mai juin juillet|juil août|aout"
        " septembre|sept octobre|oct novembre|nov décembre|decembre|déc"
    ),
    days=_forms("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    day_names=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    short_days=_forms("lun mar mer jeu ven sam dim"),
    later="prochain",
    earlier="dernier",
    near={"aujourd’hui": 0, "aujourd'hui": 0, "demain": 1, "hier": -1},
    lower_case=True,
    earlier_title="Précédemment",
)
_DE = DateWords(
    months=_forms(
        "Januar|Jan|Jänner Februar|Feb|Feber März|Mrz April|Apr Mai Juni|Jun Juli|Jul August|Aug"
        " September|Sept|Sep Oktober|Okt November|Nov Dezember|Dez"
    ),
    days=_forms("Montag Dienstag Mittwoch Donnerstag Freitag Samstag|Sonnabend Sonntag"),
    day_names=(
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ),
    short_days=_forms("Mo Di Mi Do Fr Sa So"),
    later="nächste[nrm]?|kommende[nrm]?",
    earlier="letzte[nrm]?|vergangene[nrm]?",
    near={"heute": 0, "morgen": 1, "übermorgen": 2, "gestern": -1},
    earlier_title="Früher",
)  # fmt: skip
_ES = DateWords(
    months=_forms(
        "enero|ene febrero|feb marzo|mar abril|abr mayo junio|jun julio|jul agosto|ago"
        " septiembre|setiembre|sept octubre|oct noviembre|nov diciembre|dic"
    ),
    days=_forms("lunes martes miércoles|miercoles jueves viernes sábado|sabado domingo"),
    day_names=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    short_days=_forms("lun mar mié jue vie sáb dom"),
    later="próximo|que viene",
    earlier="pasado",
    near={"hoy": 0, "ayer": -1},
    lower_case=True,
    earlier_title="Anteriormente",
)
_AR = DateWords(
    months=_forms(
        "يناير|كانون_الثاني فبراير|شباط مارس|آذار أبريل|إبريل|نيسان مايو|أيار يونيو|حزيران"
        " يوليو|تموز أغسطس|آب سبتمبر|أيلول أكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني"
        " ديسمبر|كانون_الأول"
    ),
    days=_forms("الاثنين|الإثنين الثلاثاء الأربعاء|الاربعاء الخميس الجمعة السبت الأحد|الاحد"),
    day_names=("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    later="المقبل|القادم",
    earlier="الماضي",
    near={"اليوم": 0, "غدا": 1, "غداً": 1, "أمس": -1},
    earlier_title="سابقًا",
)

WORDS: dict[str, DateWords] = {"en": _EN, "fr": _FR, "de": _DE, "es": _ES, "ar": _AR}
"""By the first part of a language code."""


def date_words(language: str) -> DateWords:
    """The words of a language; English where its dates are not known here."""
    return WORDS.get(language.split("-")[0].lower(), _EN)
