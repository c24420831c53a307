"""What two labels have in common when they differ in case, accents, hyphens or number; what is made
of that is left to the modules that compare and find labels."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

WORD = re.compile(r"[^\W_]+")

_ACCENTS = re.compile("[\u0300-\u036f]")
_LATIN_LETTER = re.compile("[\u0080-\u024f\u1e00-\u1eff]")
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot",
    "teeth": "tooth", "wives": "wife", "lives": "life", "knives": "knife", "wolves": "wolf",
    "leaves": "leaf", "crises": "crisis", "analyses": "analysis", "bases": "basis",
    "media": "medium", "criteria": "criterion", "mice": "mouse", "geese": "goose",
}  # fmt: skip
_SHORTEST_PLURAL = 4
_WORDS_KEPT = 50_000


@lru_cache(_WORDS_KEPT)
def plain_letters(word: str) -> str:
    """A word in small letters and without accents: `Møller` and `MOLLER` are one."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", apart))
    return _LATIN_LETTER.sub(lambda found: anyascii(found[0]).lower(), bare)


@lru_cache(_WORDS_KEPT)
def singular(word: str) -> str:
    """A word of small letters as it is for one of a kind, by the rules of English, which many a
    Romance plural keeps; a word that is no plural stays."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < _SHORTEST_PLURAL or not word.isascii() or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]
