"""The values a library keeps, as frozen dataclasses; how they are stored is left to the stores."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from db.list_records import Found as Found
from db.list_records import Group as Group
from db.list_records import Grouping as Grouping
from db.list_records import Hit as Hit
from db.list_records import Order as Order
from db.list_records import SavedSearch as SavedSearch
from db.list_records import View as View


class Status(StrEnum):
    """Where an article stands on its way to readers."""

    DRAFT = "draft"
    IN_PROGRESS = "in progress"
    SUBMITTED = "submitted"
    COPY_EDIT = "copy edit"
    READY = "ready"
    PUBLISHED = "published"
    HOLD = "hold"
    WITHDRAWN = "withdrawn"
    SPIKED = "spiked"


# Every legal move. Spiking is legal from everywhere and restores to exactly where it came from,
# so SPIKED is not listed here: `ArticleStore.set_status` and `restore` know it.
STATUS_MOVES: dict[Status, tuple[Status, ...]] = {
    Status.DRAFT: (Status.IN_PROGRESS,),
    Status.IN_PROGRESS: (Status.SUBMITTED, Status.DRAFT),
    Status.SUBMITTED: (Status.COPY_EDIT, Status.IN_PROGRESS),
    Status.COPY_EDIT: (Status.READY, Status.SUBMITTED),
    Status.READY: (Status.PUBLISHED, Status.COPY_EDIT),
    Status.PUBLISHED: (Status.HOLD, Status.WITHDRAWN, Status.COPY_EDIT),
    Status.HOLD: (Status.PUBLISHED, Status.WITHDRAWN),
    Status.WITHDRAWN: (Status.HOLD, Status.COPY_EDIT),
}


class TagKind(StrEnum):
    """What a tag names; it decides where the tag goes in every export."""

    TOPIC = "topic"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    EVENT = "event"
    SECTION = "section"
    INTERNAL = "internal"


class RelatedKind(StrEnum):
    """How a related story stands to the one beside it."""

    BACKGROUND = "background"
    EARLIER = "earlier"
    TIMELINE = "timeline"
    SIDEBAR = "sidebar"
    EXPLAINER = "explainer"
    SEE_ALSO = "see also"
    SOURCE = "source"


class Direction(StrEnum):
    """Which way the copy runs; AUTO takes it from the language and the first strong letter."""

    AUTO = "auto"
    LTR = "ltr"
    RTL = "rtl"


class Reason(StrEnum):
    """Why a revision was kept."""

    NEW = "new"
    FIRST = "before the first edit"
    AUTOSAVE = "autosave"
    NAMED = "named"
    RESTORE = "restore"
    IMPORT = "import"
    STATUS = "status"
    PUBLISHED = "published"
    CONFLICT = "conflict"
    OUTSIDE = "outside"
    """The text was changed in the file, past Standfirst: by another program, or by damage."""


INDEFINITE = "indefinite"
"""The embargo that has no end yet."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when the copy was filed, as it is printed: `PLACE, date (SOURCE)`."""

    place: str = ""
    date: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.place or self.date or self.source)


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `id` is empty until the library has stored it; times are UTC, ISO 8601, `Z`.

    `notes` are private and never exported; `ednote` is for editors and never shown to readers.
    `embargo` is an ISO 8601 time with its zone, `INDEFINITE`, or None. `writer` is who stored this
    version, empty where nobody gave a name; it is for the history and never exported.
    """

    id: str = ""
    headline: str = ""
    standfirst: str = ""
    kicker: str = ""
    slug: str = ""
    slugline: str = ""
    byline: str = ""
    dateline: Dateline = field(default_factory=Dateline)
    language: str = "en"
    direction: Direction = Direction.AUTO
    section: str = ""
    body: str = ""
    ednote: str = ""
    notes: str = ""
    target_words: int | None = None
    embargo: str | None = None
    status: Status = Status.DRAFT
    spiked_from: Status | None = None
    created: str = ""
    updated: str = ""
    published: str | None = None
    version: int = 0
    writer: str = ""


WRITING_FIELDS = ("kicker", "headline", "standfirst", "byline", "dateline", "body")
"""The fields of the writing area: journalled and autosaved, undone in their own editors."""

STORY_FIELDS = (
    "slug", "slugline", "language", "direction", "section", "embargo", "ednote", "notes",
    "target_words",
)  # fmt: skip
"""The fields of the Story panel: each change is an operation of its own, undone as one."""

SLUGLINE_LIMIT = 24
"""Characters, as wire desks keep it."""


@dataclass(frozen=True, slots=True)
class OutgoingLink:
    """A `[[slug#section|words]]` in a body, as written; `words` is None where it has none."""

    slug: str
    section: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a save tells the library about a body, worked out by the text layer."""

    plain: str = ""
    words: int = 0
    cross_links: tuple[OutgoingLink, ...] = ()
    web_links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    """The anchors of the body's sections."""
    anchors_before: tuple[str, ...] = ()
    """Those of the body before this one."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Old and new anchor of the sections renamed between the two."""
    pictures: tuple[str, ...] = ()
    """The hashes of the pictures the body shows, each once, in order."""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article as a row of a list. `number` is the row's place in the file, for paging."""

    number: int
    id: str
    slug: str
    headline: str
    status: Status
    section: str
    tags: tuple[str, ...]
    words: int
    updated: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; `uses` is how many unspiked articles carry it."""

    id: str
    label: str
    slug: str
    kind: TagKind = TagKind.TOPIC
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    colour: str = ""
    note: str = ""
    external_id: str = ""
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """A related story beside an article: another article (`article`), a web page (`url`),
    or, with neither, a title still unresolved. `title` of an article is its present headline."""

    title: str
    kind: RelatedKind = RelatedKind.SEE_ALSO
    article: str | None = None
    slug: str | None = None
    url: str | None = None
    id: str = ""

    @property
    def unresolved(self) -> bool:
        return self.article is None and self.url is None


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A cross-link found in the body of `source` at its last save; `target` is None if broken."""

    source: str
    target: str | None
    slug: str
    section: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Backlink:
    """Another article that points here, in its body or beside it."""

    source: ArticleSummary
    where: str
    """`body` or the related kind."""


PICTURE_DETAILS = ("caption", "credit", "alt", "rights")
"""What is said of a picture, by name. `rights` are for the desk and never leave it."""


PICTURE_HASH_LENGTH = 32
"""Hexadecimal digits: 128 bits tell any two pictures apart, and a body's line stays a line."""


def picture_hash(content: bytes) -> str:
    """What a picture of these bytes is called: the first half of their SHA-256."""
    # Loads OpenSSL, which is not to be spent before the first paint.
    import hashlib

    return hashlib.sha256(content).hexdigest()[:PICTURE_HASH_LENGTH]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the library without its `size` bytes; `hash` is their `picture_hash`.

    `width` and `height` are pixels as the picture is seen; `alt` says it in words.
    """

    hash: str
    media_type: str
    width: int
    height: int
    size: int
    caption: str = ""
    credit: str = ""
    alt: str = ""
    rights: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """An immutable copy of an article at a version; `number` orders one article's revisions.
    `tags` are labels; of a related story no id is kept, of those kept by older versions only the
    title."""

    number: int
    article: Article
    time: str
    reason: Reason
    name: str | None = None
    tags: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A revision as a line of a timeline, without its text. `version` is the article's then."""

    number: int
    time: str
    reason: Reason
    name: str | None
    version: int
    headline: str
    status: Status
    writer: str = ""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """The running text of an open article, later than its stored version.

    `fields` has the WRITING_FIELDS that differ, by name, as text (the dateline's parts as
    `dateline_place`, `dateline_date`, `dateline_source`); `cursor` is in UTF-16 units. Without
    fields it tells where the writer was in an article whose text is stored.
    """

    article: str
    base_version: int
    fields: dict[str, str]
    cursor: int
    time: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What one operation touched, by kind: ids of articles, of tags, and of articles whose
    related stories changed. `lists` is True where rows came, went or moved in the library list,
    `words` where the word lists changed; `pictures` are the hashes of pictures that came, went or
    have other details. `vocabularies` is True where a controlled vocabulary came or went,
    `searches` where saved searches changed."""

    articles: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    lists: bool = False
    words: bool = False
    pictures: frozenset[str] = frozenset()
    vocabularies: bool = False
    searches: bool = False

    def __bool__(self) -> bool:
        ids = self.articles or self.tags or self.links or self.pictures
        return bool(ids or self.lists or self.words or self.vocabularies or self.searches)

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.articles | other.articles,
            self.tags | other.tags,
            self.links | other.links,
            self.lists or other.lists,
            self.words or other.words,
            self.pictures | other.pictures,
            self.vocabularies or other.vocabularies,
            self.searches or other.searches,
        )
