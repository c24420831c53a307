"""Invented vocabularies in several scripts, used as often as words of a real language are: few
of them all the time, most of them hardly ever; what is said with them is left to the stories."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

_CONSONANTS = "bcdfghjklmnprstvw"
_THAI_VOWELS = ("า", "ิ", "ี", "ุ", "ู", "่า", "ั", "้ำ", "์")

# fmt: off
_COMMON = (
    "the", "of", "to", "and", "a", "in", "that", "for", "on", "said", "is", "was", "with", "as",
    "at", "it", "by", "be", "from", "have", "has", "he", "she", "they", "would", "will", "who",
    "which", "had", "their", "its", "were", "been", "after", "more", "about", "than", "over",
    "harbour", "minister", "council", "police", "school", "water", "week", "year", "people",
    "report", "island", "ferry", "court", "market", "hospital", "vote", "budget", "storm",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Sounds:
    """What words are made of: each syllable is one of `heads` and one of `tails`."""

    heads: tuple[str, ...]
    tails: tuple[str, ...]
    longest: int = 4
    """Syllables."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its words, the most used first, and how they stand beside one another."""

    code: str
    share: float
    """Of the archive's articles."""
    words: tuple[str, ...]
    weights: tuple[float, ...]
    """Running totals, as `random.choices` takes them."""
    sounds: Sounds
    gap: str = " "
    stop: str = ". "
    comma: str = ", "

    def some(self, chance: random.Random, count: int) -> list[str]:
        """So many words, used as the language uses them."""
        return chance.choices(self.words, cum_weights=self.weights, k=count)

    def coined(self, chance: random.Random) -> str:
        """A word that hardly any other text has."""
        return _word(self.sounds, chance, 2) + _word(self.sounds, chance, self.sounds.longest)


@cache
def tongues() -> tuple[Tongue, ...]:
    """Every language of the archive, the same at each call."""
    latin = (*_CONSONANTS, "br", "ch", "cl", "dr", "gr", "pl", "qu", "sh", "st", "th", "tr")
    azeri = Sounds((*_CONSONANTS, "ç", "ğ", "ş"), ("ə", "ı", "a", "ü", "ö", "lər"))
    russian = Sounds(tuple("бвгджзклмнпрст"), ("а", "е", "и", "о", "ый", "ия", "ов"))
    ends = ("a", "e", "i", "o", "u", "an", "en", "er", "in", "or", "et", "al", "is", "ou", "ea")
    return (
        _tongue("en", 0.56, Sounds(latin, ends), common=_COMMON, size=14_000),
        _tongue("de", 0.08, Sounds((*latin, "sch"), (*ends, "ä", "öß", "ü", "ung"))),
        _tongue("fr", 0.07, Sounds(latin, (*ends, "é", "è", "ê", "ç", "eau"))),
        _tongue("es", 0.06, Sounds((*latin, "ñ"), (*ends, "á", "ción", "í", "ó"))),
        _tongue("az", 0.05, azeri),
        _tongue("ru", 0.07, russian),
        _tongue(
            "ar", 0.05, Sounds(tuple("بتجحدرسشصطعفقكلمنه"), ("ا", "و", "ي", "", "ة", "ال")),
            comma="، ",
        ),
        _tongue(
            "zh", 0.03, Sounds(tuple(map(chr, range(0x4E00, 0x5400))), ("", "人", "大", "会"), 1),
            gap="", stop="。", comma="，",
        ),
        _tongue(
            "th", 0.03, Sounds(tuple("กขคงจชตทนบปพมยรลวสหอ"), _THAI_VOWELS),
            gap="", stop=" ", comma=" ",
        ),
    )  # fmt: skip


def _tongue(
    code: str,
    share: float,
    sounds: Sounds,
    *,
    common: tuple[str, ...] = (),
    size: int = 6_000,
    gap: str = " ",
    stop: str = ". ",
    comma: str = ", ",
) -> Tongue:
    chance = random.Random(f"words of {code}")
    words = dict.fromkeys(common)
    while len(words) < size:
        # Words used often are short.
        longest = min(sounds.longest, 2 + 4 * len(words) // size)
        words.setdefault(_word(sounds, chance, longest))
    weights = tuple(accumulate(1 / (rank + 2.7) for rank in range(size)))
    return Tongue(code, share, tuple(words), weights, sounds, gap, stop, comma)


def _word(sounds: Sounds, chance: random.Random, longest: int) -> str:
    return "".join(
        chance.choice(sounds.heads) + chance.choice(sounds.tails)
        for _ in range(chance.randint(1, longest))
    )
