"""Names of news agencies and of press-release wires, as datelines and sign-offs carry them."""

from __future__ import annotations

import re

AGENCIES = frozenset(
    (
        "ap", "reuters", "afp", "dpa", "efe", "tass", "itar-tass", "ansa", "xinhua", "kyodo", "upi",
        "pa", "pa media", "ats", "sda", "apa", "belga", "anp", "lusa", "pti", "ani", "ians",
        "bernama", "interfax", "ria novosti", "armenpress", "trend", "anadolu", "aa", "yonhap",
        "cp", "the canadian press", "aap", "mena", "wam", "spa", "petra", "ntb", "tt", "ritzau",
        "stt", "bna", "kuna", "irna", "antara", "vna", "cna", "jiji", "bloomberg", "rfe/rl",
        "business wire", "globe newswire", "prnewswire", "pr newswire", "newsfile", "accesswire",
        "marketwired", "cision", "europa press", "agencia efe", "associated press", "xinhuanet",
        "आईएएनएस", "भाषा", "वार्ता", "رويترز", "أ ف ب", "ا ف ب", "د ب أ", "وكالات", "واس",
        "арменпресс", "тасс", "արմենպրեսս", "интерфакс", "риа новости", "արմենպրես", "ロイター",
        "共同", "時事",
        "新华社", "cnw", "bang", "ddp", "kna", "epd", "sid", "ots", "askanews", "adnkronos", "agi",
    )
)  # fmt: skip


def is_agency(source: str) -> bool:
    """Whether a source names a known agency, alone or beside others (`dpa/lsw`, `AFP, AP`)."""
    return any(part.strip().casefold() in AGENCIES for part in (source, *re.split("[/,]", source)))
