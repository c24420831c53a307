"""The Package: an article with its tags, links and pictures as values, what importers make and
exporters take; reading and writing files is left to the formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.records import Article, RelatedKind, TagKind
from editor.text.crosslinks import LinkTarget


@dataclass(frozen=True, slots=True)
class PackageTag:
    """A tag as it travels: by label. `kind` is None where the importer has no idea."""

    label: str
    kind: TagKind | None = None
    aliases: tuple[str, ...] = ()
    external_id: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class PackageRelated:
    """A related story as it travels: `slug` of an article, or `url`, or a title alone."""

    title: str
    kind: RelatedKind = RelatedKind.SEE_ALSO
    slug: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PackagePicture:
    """A picture as it travels, by the hash its body names it with. `content` is empty where a
    file has only told of it: then `file` says where it lies, from that file's folder. What the
    desk notes of its rights never travels."""

    hash: str
    media_type: str = ""
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""
    alt: str = ""
    content: bytes = b""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """An article on its way in or out.

    `targets` maps each cross-linked slug of the body to its target (absent: broken link);
    exporters that write several articles set each target's `url`. `source` is what arrived,
    byte for byte. `suggested_headline` is a working headline for the window to offer where the
    copy has none; it is never stored by itself.
    """

    article: Article
    tags: tuple[PackageTag, ...] = ()
    related: tuple[PackageRelated, ...] = ()
    targets: Mapping[str, LinkTarget] = field(default_factory=dict)
    source: bytes | None = None
    suggested_headline: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)
    """Old anchors of renamed sections, each with the one it leads to now."""
    pictures: tuple[PackagePicture, ...] = ()
    """Those the body names that are there, in its order."""
    notes: tuple[str, ...] = ()
    """What the importer wants said, in plain words."""
