"""Pages hold before the validator of the web's own makers (the npm package `vnu-jar`, Java)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from db.records import Dateline
from editor.exchange.addresses import PageOptions
from editor.exchange.formats import exporter_for
from editor.exchange.package import Package
from tests.exchange.packages import HOSTILE, RICH, packages, with_body
from tests.exchange.test_picture_exports import BOTH

ROOT = Path(__file__).parent.parent.parent
JAR = Path(
    os.environ.get("STANDFIRST_VNU_JAR")
    or ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
)
JAVA = shutil.which("java")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(JAVA is None, reason="there is no Java"),
    pytest.mark.skipif(not JAR.is_file(), reason="there is no vnu.jar (STANDFIRST_VNU_JAR)"),
]

BODIES = {
    "empty": "",
    "headings": "# One\n\n## Two\n\n## Two\n\n##### Five\n\nText\n\nUnderlined\n===\n\n### Three",
    "heading first": "## Heading\n\nText",
    "raw": "<div class='x'>\n\n**bold**\n\n</div>\n\n<center>old</center> <font color=red>f</font>",
    "unbalanced": "<b>open <i>both</b></i>\n\n</div></article>\n\n<table><tr><td>cell",
    "lists": "1. a\n    - b\n        1. c\n\n- [ ] open\n- [x] done\n\nTerm\n:   Meaning",
    "tables": "| a | b |\n|:-:|--:|\n| 1 | `|` |\n| 2 |",
    "footnotes": "A[^a] and B[^b] and A[^a].\n\n[^a]: One\n\n    More\n\n[^b]: Two",
    "code": "```python\n<b>&amp;\n```\n\n    indented & <code>\n\n`a < b`",
    "quotes": "> One\n>\n> > Two\n>\n> ## In a quote\n\n---\n\n***",
    "addresses": "<https://example.org> [a](https://example.org/a b) [b](<x y>) [c](#none) [d]()",
    "pictures": "![Flags](https://example.org/a.jpg 'Title')\n\n![](x.jpg)",
    "attributes": "Text {: #one .two lang=fr onclick=x }\n\n## H {#one}\n\n## I {#one}",
    "abbreviations": "The EU\n\n*[EU]: European Union",
    "admonition": "!!! note\n    Text\n\n~~gone~~ H~2~O",
    "arabic": "فتح الأهالي\n\n## كم يساوي الليتر؟\n\nText",
}


_ABOUT_COPY = ("Document uses the Unicode Private", "Text run is not in Unicode", "The heading “h")
"""How warnings begin that are about the characters and the heading levels the writer chose."""


def problems(pages: dict[str, str], folder: Path) -> list[str]:
    """What the validator says of each page, errors and warnings alike."""
    for name, html in pages.items():
        (folder / f"{name.replace(' ', '-')}.html").write_text(html, encoding="utf-8")
    assert JAVA
    command = [JAVA, "-Xss4m", "-jar", str(JAR), "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=True)
    return [
        f"{Path(message['url']).name}: {message['message']} «{message.get('extract', '')}»"
        for message in json.loads(done.stderr)["messages"]
        if not message["message"].startswith(_ABOUT_COPY)
    ]


def page(package: Package, options: PageOptions | None = None) -> str:
    return exporter_for("html").make(package, options).decode("utf-8")


def as_a_page(fragment: bytes) -> str:
    """A fragment where a content system would put it."""
    head = '<meta charset="utf-8"><title>A story</title>'
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{fragment.decode()}</body></html>'
    )


def test_pages_of_every_kind_of_copy_are_valid(tmp_path):
    site = PageOptions("Northland Press", "https://example.org/")
    bare = replace(RICH.article, headline="Bare", standfirst="", byline="", dateline=Dateline())
    pages = {name: page(with_body(body)) for name, body in BODIES.items()}
    pages |= {
        "rich": page(RICH),
        "on a site": page(RICH, site),
        "hostile": page(HOSTILE, site),
        "bare": page(Package(replace(bare, body="", kicker="", section="", published=None))),
        "with pictures": page(BOTH, site),
        "fragment": as_a_page(exporter_for("fragment").make(RICH)),
    }
    assert problems(pages, tmp_path) == []


def test_pages_of_hostile_packages_are_valid(tmp_path):
    pages: dict[str, str] = {}

    @settings(max_examples=60, deadline=None, database=None, phases=[Phase.generate],
              derandomize=True, suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(packages)
    def collect(package: Package) -> None:
        headline = f"Headline {package.article.headline}"
        named = replace(package, article=replace(package.article, headline=headline))
        pages[f"generated-{len(pages)}"] = page(named)

    collect()
    assert problems(pages, tmp_path) == []
