"""The language of copy, coarsely: by script, then by the small words of a few languages."""

from __future__ import annotations

import re
from collections import Counter

LOOKED_AT = 20_000
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (language, re.compile(f"[{ranges}]"))
    for language, ranges in (
        ("ja", "\u3040-\u30ff"), ("ko", "\uac00-\ud7a3"), ("zh", "\u4e00-\u9fff"),
        ("hy", "\u0531-\u058f"), ("fa", "پچژگ"), ("ar", "\u0620-\u06ff"), ("he", "\u05d0-\u05ea"),
        ("hi", "\u0900-\u097f"), ("bn", "\u0980-\u09ff"), ("ta", "\u0b80-\u0bff"),
        ("th", "\u0e00-\u0e7f"), ("ka", "\u10a0-\u10ff"), ("uk", "іїєґІЇЄҐ"),
        ("ru", "\u0400-\u04ff"), ("el", "\u0370-\u03ff"),
    )
)  # fmt: skip
_SMALL_WORDS = {
    "en": "the of and to in that is was for on with said by from has have at as it",
    "fr": "le la les des du et en un une est dans que qui pour sur par au aux avec pas",
    "de": "der die das und den von zu mit dem des ist nicht ein eine auf für sich im auch",
    "es": "el la los las de que y en un una por con para del se su al es no",
    "it": "il lo la gli di che e un una per con del della nel alla sono non è dei",
    "pt": "o os as de que e em um uma por com para do da no na não se foi dos",
    "nl": "de het een en van in dat is op te met voor zijn niet door aan ook om",
    "tr": "ve bir bu da de için ile olarak olan en çok daha sonra ancak gibi",
}
_WORDS_OF = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The code of the language (`en`, `fr`, `hy` …) the text is most likely in; `en` in doubt."""
    sample = text[:LOOKED_AT]
    letters = sum(character.isalpha() for character in sample)
    for language, pattern in _SCRIPTS:
        share = 0.02 if language in ("fa", "uk", "ja") else 0.3
        if letters and len(pattern.findall(sample)) > letters * share:
            return language
    counts = Counter(_WORD.findall(sample.casefold()))
    scores = {
        language: sum(counts[word] for word in words) for language, words in _WORDS_OF.items()
    }
    best = max(scores, key=lambda language: (scores[language], language == "en"))
    return best if scores[best] > scores["en"] else "en"
