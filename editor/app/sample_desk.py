"""The sample desk: eight invented stories that ship with Standfirst, put into a library once;
reading their files is left to the importers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from db.records import Article, Status
from db.times import stamp, utc_now
from editor.app.operations import Operations, Outcome
from editor.exchange import markdown_file, wire
from editor.exchange.package import Package
from editor.exchange.picture_places import with_pictures
from resources import path, text

STORIES = (
    "wadi-al-sanawbar-water",
    "the-last-keeper-of-gannet-stack",
    "port-calder-keeps-its-night-ferry",
    "lisvane-marche-aux-grains",
    "sea-grass-returns-to-the-sound-of-orran",
    "northland-premier-offers-to-stand-aside",
    "why-the-tarn-ridge-matters",
)
"""Slugs of the stories kept as Markdown, in the order they are stored: the newest last."""

WIRE_COPY = "samples/wire-copy.txt"
WIRE_SLUG = "ridge-talks"


def fill(operations: Operations, *, now: datetime | None = None) -> Outcome[tuple[Article, ...]]:
    """Store those sample stories whose slug the library doesn't know yet, as one operation.

    The embargo of the embargoed one lifts on the morning after `now`.
    """
    packages = sample_packages(now or utc_now())
    known = operations.link_targets([package.article.slug for package in packages])
    return operations.add_packages(
        [package for package in packages if package.article.slug not in known]
    )


def sample_packages(now: datetime) -> tuple[Package, ...]:
    """Every sample story, the wire copy last."""
    folder = path("samples")
    stories = [
        with_pictures(markdown_file.parse(text(f"samples/{slug}.md")), folder) for slug in STORIES
    ]
    return (*(_lifting_tomorrow(story, now) for story in stories), _edited_wire_copy())


def _lifting_tomorrow(package: Package, now: datetime) -> Package:
    """An embargo long past would show nothing of what an embargo is."""
    if not package.article.embargo:
        return package
    morning = datetime.combine(now.date() + timedelta(days=1), time(6), tzinfo=now.tzinfo)
    return replace(
        package, article=replace(package.article, embargo=stamp(morning, precision="seconds"))
    )


def _edited_wire_copy() -> Package:
    """The wire copy as it reads once the desk has put a headline on it, which agencies leave to
    the paper."""
    package = wire.to_package(wire.read(text(WIRE_COPY)))
    article = replace(
        package.article,
        headline="Northland and Esteria agree to draft a ridge treaty",
        standfirst="Eleven hours in a lakeside hotel end with two pages and a date before snow.",
        kicker="Tarn Ridge",
        slug=WIRE_SLUG,
        slugline="RIDGE-TALKS",
        section="World",
        status=Status.IN_PROGRESS,
    )
    return replace(package, article=article)
