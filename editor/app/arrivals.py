"""How a Package is put into a library: its slug, its tags by label, its related stories by slug
or exact headline. Transactions and what the writer is told are left to the operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from db.library import Library
from db.names import tidy
from db.records import Article, ArticleSummary, Picture, Reason, Related
from editor.app.facts import facts_of
from editor.exchange.package import Package, PackagePicture, PackageRelated, PackageTag
from editor.text import pictures
from editor.text.pictures import PictureTarget
from editor.text.slugs import slugify


def story_of_headline(library: Library, headline: str, beside: str) -> ArticleSummary | None:
    """The newest article, other than `beside`, with this headline, case and punctuation aside."""
    found = library.search.of_headline(headline)
    return next((summary for summary in found if summary.id != beside), None)


def store(library: Library, package: Package) -> Article:
    """Put a package into the library as a new article; call inside an operation.

    The article gets a new id. Its slug is the package's, or made from its headline, or from the
    working headline suggested for it (which is not stored); made unique by the library.
    """
    for picture in package.pictures:
        keep_picture(library, picture)
    given = package.article
    slug = given.slug or slugify(given.headline or package.suggested_headline)
    article = library.articles.add(
        replace(given, id="", slug=slug, version=0),
        facts_of(given.body),
        source=package.source,
        reason=Reason.IMPORT,
    )
    dress(library, article.id, package)
    return article


def keep_picture(library: Library, picture: PackagePicture) -> None:
    """Put a picture that came with a package into the library, if its bytes came along."""
    if picture.content:
        details = {"caption": picture.caption, "credit": picture.credit, "alt": picture.alt}
        library.pictures.add(
            picture.content, picture.media_type, picture.width, picture.height, details
        )


def picture_target(picture: Picture) -> PictureTarget:
    """What a picture is to a page, without an address: each page has its own for it."""
    return PictureTarget(
        slug=picture.hash,
        headline=picture.alt,
        width=picture.width,
        height=picture.height,
        caption=picture.caption,
        credit=picture.credit,
    )


def _packed(library: Library, body: str) -> Iterator[PackagePicture]:
    """The pictures a body names that are there, with their bytes."""
    names = pictures.hashes(body)
    known = library.pictures.known(names)
    for name in names:
        if picture := known.get(name):
            yield PackagePicture(
                hash=name,
                media_type=picture.media_type,
                width=picture.width,
                height=picture.height,
                caption=picture.caption,
                credit=picture.credit,
                alt=picture.alt,
                content=library.pictures.content(name),
            )


def dress(library: Library, article_id: str, package: Package) -> None:
    """Give an article the tags and related stories of its package; call inside an operation."""
    library.tags.set_for(article_id, tag_ids(library, package.tags))
    library.links.set_related(article_id, list(_related_stories(library, package, article_id)))


def tag_ids(library: Library, tags: Iterable[PackageTag]) -> list[str]:
    """The ids of these tags, found by label or alias or made, each once, in order."""
    ids = [
        library.tags.ensure_id(tag.label, tag.kind, tag.aliases, tag.external_id)
        for tag in tags
        if tag.label.strip()
    ]
    return list(dict.fromkeys(ids))


def _related_stories(library: Library, package: Package, beside: str) -> Iterator[Related]:
    """Those that can stand there: not the story itself, and not one without a name."""
    for related in package.related:
        story = related_story(library, related, beside)
        if story.article != beside and (story.title.strip() or story.url or story.article):
            yield story


def related_story(library: Library, related: PackageRelated, beside: str) -> Related:
    """A related story of `beside` as the library keeps it: resolved where it is known, by its
    slug or its exact headline; never guessed."""
    if related.slug and (found := library.articles.resolve([related.slug]).get(related.slug)):
        article_id, slug, headline = found
        return Related(headline or related.title, related.kind, article_id, slug)
    if related.url:
        return Related(related.title, related.kind, url=related.url)
    if story := story_of_headline(library, related.title, beside):
        return Related(story.headline, related.kind, story.id, story.slug)
    return Related(related.title.strip() or related.slug or "", related.kind)


def settle(library: Library, arrived: Sequence[tuple[str, Package]]) -> int:
    """Resolve related stories that name, by slug, a story that arrived later; returns how many.

    A slug is the sender's own word for the story, so nothing is guessed here. Call inside an
    operation.
    """
    return sum(_settle_one(library, article_id, package) for article_id, package in arrived)


def _settle_one(library: Library, article_id: str, package: Package) -> int:
    known = library.articles.resolve(related.slug for related in package.related if related.slug)
    named = {
        tidy(related.title or related.slug): related
        for related in package.related
        if related.slug in known
    }
    if not named:
        return 0
    present = library.links.related(article_id)
    settled = [_settled(library, related, named, article_id) for related in present]
    count = sum(now != before for now, before in zip(settled, present, strict=True))
    if count:
        library.links.set_related(article_id, settled)
    return count


def _settled(
    library: Library, related: Related, named: Mapping[str, PackageRelated], beside: str
) -> Related:
    if not related.unresolved or related.title not in named:
        return related
    found = related_story(library, named[related.title], beside)
    return related if found.article in (None, beside) else replace(found, id=related.id)


def package_of(library: Library, article: Article) -> Package:
    """An article on its way out, without its link targets."""
    return Package(
        article=article,
        tags=tuple(
            PackageTag(tag.label, tag.kind, tag.aliases, tag.external_id, tag.slug)
            for tag in library.tags.of(article.id)
        ),
        related=tuple(
            PackageRelated(related.title, related.kind, related.slug, related.url)
            for related in library.links.related(article.id)
        ),
        source=library.articles.source(article.id),
        anchors=library.articles.anchor_aliases(article.id),
        pictures=tuple(_packed(library, article.body)),
    )
