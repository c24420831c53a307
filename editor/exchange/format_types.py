"""What an exporter and an importer are; which there are is left to the registry in formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.exchange.addresses import PageOptions
from editor.exchange.files import encode, safe_name
from editor.exchange.package import Package
from editor.exchange.picture_places import Beside, beside


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format an article goes out in. `suffix` begins with its dot; `text` makes the file."""

    id: str
    label: str
    suffix: str
    text: Callable[[Package, PageOptions], str]

    def make(self, package: Package, options: PageOptions | None = None) -> bytes:
        """The file's bytes: UTF-8, never anything that isn't for readers."""
        return self.export(package, options)[0]

    def export(
        self, package: Package, options: PageOptions | None = None
    ) -> tuple[bytes, tuple[Beside, ...]]:
        """The file's bytes as `make` gives them, and the pictures that go beside it."""
        text = self.text(package, options or PageOptions())
        return encode(text), beside(package, text)

    def file_name(self, package: Package) -> str:
        """The name the file should have, fit for every system; it may be taken."""
        return f"{safe_name(package.article.slug or package.article.headline)}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Importer:
    """A format an article comes in. `recognises` looks at a name and the bytes and is quick;
    `parse` takes the same two the other way round and raises FileError in plain words."""

    id: str
    label: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str, bytes], bool]
    parse: Callable[[bytes, str], Package]
