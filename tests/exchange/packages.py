"""Packages for the tests of the exchange: one rich, one hostile, and strategies for any."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from db.records import Article, Dateline, Direction, RelatedKind, TagKind
from editor.exchange.package import Package, PackageRelated, PackageTag
from editor.text.crosslinks import LinkTarget

MARKER = "QUINCEJELLY"
"""Stands wherever readers must not look; no export may hold it."""

BODY = """\
The two governments will meet on Monday, officials said, for the [first talks][1] since the ferry
lines were cut.

The meeting was agreed after [[harbour-truce]] and [[harbour-truce#Terms|the *terms* it set]].

## Upcoming talks

Delegations of **six** arrive on Sunday.[^1]

> We shall listen first.
> — A delegate

| Day | Where |
|-----|------:|
| Mon | Port Calder |
| Tue | Orran |

## A question of trust

- Ferries
- Fuel
    - Diesel

### What is not agreed

[[a-story-nobody-wrote|The fishing grounds]] are left out.

[1]: https://example.org/talks
[^1]: The number was eight last year.
"""

RICH = Package(
    article=Article(
        id="1f0c",
        headline="Northland and Esteria to hold first talks in 11 months",
        standfirst="Officials confirm a Monday meeting in Port Calder, ferries first on the list",
        kicker="Diplomacy",
        slug="northland-esteria-talks",
        slugline="NORTHLAND-TALKS",
        byline="By Ann Vale and Bo Quist in Port Calder, Northland Press",
        dateline=Dateline("PORT CALDER", "Jan 2", "Northland Press"),
        language="en-GB",
        section="World",
        body=BODY,
        ednote=f"Check the number with the desk {MARKER}",
        notes=f"Source is the harbour master {MARKER}",
        writer=f"ivarga {MARKER}",
        target_words=800,
        created="2025-01-02T08:00:00Z",
        updated="2025-01-02T11:30:00Z",
        published="2025-01-02T10:00:00Z",
        version=7,
    ),
    tags=(
        PackageTag("World", TagKind.SECTION, slug="world"),
        PackageTag("Port Calder", TagKind.PLACE, slug="port-calder"),
        PackageTag("Council of the Sound (CS)", TagKind.ORGANISATION, ("CS",), slug="cs"),
        PackageTag("Ida Brandt", TagKind.PERSON, external_id="Q42", slug="ida-brandt"),
        PackageTag("Peace talks", TagKind.TOPIC, external_id="medtop:20000056", slug="peace"),
        PackageTag("Sound Summit", TagKind.EVENT, slug="sound-summit"),
        PackageTag(f"Legal read {MARKER}", TagKind.INTERNAL, slug="legal-read"),
    ),
    related=(
        PackageRelated("The harbour truce, explained", RelatedKind.EXPLAINER, "harbour-truce"),
        PackageRelated("Minutes of the council", RelatedKind.SOURCE, url="https://example.org/min"),
        PackageRelated("Orran: what the islanders want", RelatedKind.BACKGROUND),
    ),
    targets={"harbour-truce": LinkTarget("harbour-truce", "The *harbour* truce")},
    anchors={"what-comes-next": "upcoming-talks", "disputes": "what-is-not-agreed"},
)

HOSTILE_BODY = """\
<script>alert("body")</script> Copy <img src=x onerror=alert(1)> with [a link](javascript:alert(2))
and <a href="javascript:alert(3)" onclick="alert(4)">another</a>.

## Heading <script>alert(5)</script> {#id onclick=alert(6)}

<iframe src="https://example.org/"></iframe> [data](data:text/html,<script>alert(7)</script>)

[[x" onmouseover="alert(8)|</a><script>alert(9)</script>]]

<style>body { display: none }</style> </article></main> <!-- comment
"""

_SCRIPT = "</script><script>alert('x')</script>\u2028 \" onload=alert(1) '"

HOSTILE = Package(
    article=Article(
        headline=f"Headline {_SCRIPT}",
        standfirst=f"Standfirst {_SCRIPT}",
        kicker=f"Kicker {_SCRIPT}",
        slug="hostile",
        slugline="X",
        byline=f"By Eve {_SCRIPT}",
        dateline=Dateline(f"PLACE {_SCRIPT}", "</time>", "<b>"),
        language='en" onload="alert(1)',
        section=f"Section {_SCRIPT}",
        body=HOSTILE_BODY,
        ednote=MARKER,
        notes=MARKER,
        writer=MARKER,
        updated="2025-01-02T11:30:00Z",
    ),
    tags=(
        PackageTag(f"Tag {_SCRIPT}", TagKind.TOPIC, (_SCRIPT,), "javascript:alert(1)"),
        PackageTag("x", TagKind.PLACE, slug='" onclick="alert(1)'),
        PackageTag(MARKER, TagKind.INTERNAL),
    ),
    related=(
        PackageRelated(f"Related {_SCRIPT}", url="javascript:alert(1)"),
        PackageRelated("Broken address", url="https://[bad"),
        PackageRelated("Quoted", url='https://example.org/"onclick="alert(1)'),
        PackageRelated("Data", url="data:text/html,<script>alert(1)</script>"),
        PackageRelated(_SCRIPT, slug='"><script>'),
    ),
    targets={
        'x" onmouseover="alert(8)': LinkTarget("x", "</a><script>", "javascript:alert(1)"),
    },
)

_HOSTILE_PIECES = st.sampled_from(
    [
        "---", "\n---\n", "...", "\n", "\n\n", " ", "  \n", "\t", "\x85", "\u2028", "\ufeff",
        "\x07", "😀", "é", "日本", "NO", "1:30", "null", "~", "key: value", "- item", "# ",
        "'", '"', "\\",
        "[[harbour-truce]]", "[[harbour-truce|the truce]]", "[[old-name#Terms|the truce]]",
        "[[nobody]]", "[[nobody|truce]]", "truce", "[the truce](harbour-truce.md)", "`", "```\n",
        "\\[[harbour-truce]]", "[The \\*harbour\\* truce](harbour-truce.md)", "nobody", "](", "[",
        "{{", "&amp;", "<b>", "*", "_",
    ]
)  # fmt: skip

text = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)
bodies = st.lists(st.one_of(_HOSTILE_PIECES, text), max_size=14).map("".join)
lines = st.one_of(_HOSTILE_PIECES, text)
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
labels = lines.filter(lambda label: bool(label.strip()))

_TARGETS = {
    "harbour-truce": LinkTarget("harbour-truce", "The *harbour* truce"),
    "old-name": LinkTarget("harbour-truce", "The *harbour* truce"),
}

articles = st.builds(
    Article,
    headline=lines,
    standfirst=lines,
    kicker=lines,
    slug=slugs,
    slugline=st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=24),
    byline=lines,
    dateline=st.builds(Dateline, lines, lines, lines),
    language=st.sampled_from(["en", "en-GB", "ar", "hy", "no"]),
    direction=st.sampled_from(Direction),
    section=lines,
    body=bodies,
    target_words=st.none() | st.integers(0, 99999),
    embargo=st.sampled_from([None, "indefinite", "2030-01-02T10:00:00+01:00"]),
    published=st.sampled_from([None, "2025-01-02T10:00:00Z"]),
)
tags = st.builds(
    PackageTag,
    labels,
    st.none() | st.sampled_from(TagKind).filter(lambda kind: kind is not TagKind.INTERNAL),
    st.lists(labels, max_size=2).map(tuple),
    st.sampled_from(["", "Q42"]),
    st.just("") | slugs,
)
related = st.builds(
    PackageRelated,
    lines,
    st.sampled_from(RelatedKind),
    st.none() | slugs,
    st.none() | st.just("https://example.org/a?b=c"),
)
packages = st.builds(
    Package,
    article=articles,
    tags=st.lists(tags, max_size=3).map(tuple),
    related=st.lists(related, max_size=2).map(tuple),
    targets=st.just(_TARGETS),
)


def with_body(body: str, package: Package = RICH) -> Package:
    return replace(package, article=replace(package.article, body=body))
