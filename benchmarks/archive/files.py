"""Articles of the archive as Markdown files, as the program itself would export them; who reads
the files is left to the benchmarks."""

from __future__ import annotations

from pathlib import Path

from benchmarks.archive.stories import ArchiveRelated, Story, heading, story, tags
from editor.exchange import markdown_file
from editor.exchange.package import Package, PackageRelated, PackageTag


def write_files(folder: Path, numbers: range, of: int) -> list[Path]:
    """Write the articles of these numbers, of an archive of so many, a file each."""
    paths = []
    for number in numbers:
        path = folder / f"story-{number:06}.md"
        path.write_text(markdown_file.export(_package(story(number, of))), "utf-8")
        paths.append(path)
    return paths


def _package(one: Story) -> Package:
    carried = [tags()[number] for number in one.tags]
    return Package(
        article=one.article,
        tags=tuple(PackageTag(tag.label, tag.kind, tag.aliases) for tag in carried),
        related=tuple(map(_related, one.related)),
    )


def _related(related: ArchiveRelated) -> PackageRelated:
    if related.number is None:
        return PackageRelated(related.title, related.kind)
    target = heading(related.number)
    return PackageRelated(target.headline, related.kind, target.slug)
