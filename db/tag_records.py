"""The values that tell about tags and controlled vocabularies, as frozen dataclasses; a tag itself
is in `records`, and how all are stored is left to the stores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.records import Tag, TagKind


@dataclass(frozen=True, slots=True)
class TagUse:
    """How many articles carry a tag, how many spiked ones besides, and when the first and the
    last of the unspiked ones were published, or else made (UTC, ISO 8601; None for no article)."""

    articles: int = 0
    spiked: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """What an act on tags would touch, for telling before it is done; spiked articles count.

    `articles` carry one of the tags, `both` of them carry the tag that stays as well; `aliases`
    and `children` belong to the tags that go. `clash` is the tag that has a new label already.
    """

    articles: int = 0
    both: int = 0
    aliases: int = 0
    children: int = 0
    clash: Tag | None = None


@dataclass(frozen=True, slots=True)
class NearTags:
    """Two tags that may be one, and in a sentence why."""

    one: Tag
    other: Tag
    reason: str


@dataclass(frozen=True, slots=True)
class Hygiene:
    """Tags to look at: on no article at all, on a single one, and nearly the same as another.
    `apart` are those that look alike as well, and a writer has said that they are two."""

    never_used: tuple[Tag, ...] = ()
    used_once: tuple[Tag, ...] = ()
    near: tuple[NearTags, ...] = ()
    apart: tuple[NearTags, ...] = ()


@dataclass(frozen=True, slots=True)
class TagWanted:
    """A tag to be found by label, alias or external id, or else made like this."""

    label: str
    kind: TagKind | None = None
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A tag whose label or alias occurs in a text: as it is first written there, and how often."""

    tag: Tag
    found: str
    count: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a controlled vocabulary. `id` is its external id (`medtop:20000002`); labels,
    definitions and other labels (each an own pair) are by language (BCP 47, as published).

    `parent` is the id of the broader term; `retired` says when it was withdrawn, empty if not.
    """

    id: str
    labels: tuple[tuple[str, str], ...]
    other_labels: tuple[tuple[str, str], ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()
    parent: str | None = None
    retired: str = ""

    def label(self, language: str = "") -> str:
        """The label in that language, or in one of its kind, or else English, or else any."""
        for wanted in (language, language.split("-")[0], "en"):
            for spoken, text in self.labels:
                if wanted and (spoken == wanted or spoken.split("-")[0] == wanted):
                    return text
        return self.labels[0][1] if self.labels else self.id


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """A vocabulary as a file has it: `address` tells one from another, `released` is its date as
    written there (empty if none), `notes` are sentences on what was passed over."""

    name: str
    address: str
    terms: tuple[Term, ...]
    released: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary in the library, with its languages (most terms first) and number of terms."""

    id: str
    name: str
    address: str
    released: str
    loaded: str
    terms: int
    retired: int
    languages: tuple[str, ...]


class MatchedBy(StrEnum):
    """How a tag was found to be a term, the surest first."""

    EXTERNAL_ID = "external id"
    LABEL = "label"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A tag and the term it seems to be; `words` are the label of the term that led there."""

    tag: Tag
    term: Term
    how: MatchedBy
    words: str
