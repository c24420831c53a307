"""Whatever is done to a library, every link points at what its slug leads to, and one that points
at nothing is listed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import LibraryError
from db.records import Related, Status
from editor.app.operations import Operations
from editor.app.outcome import Outcome
from editor.text import crosslinks
from tests.app.desks import operations_in, package

Work = Callable[[Operations, str, str, int], Outcome[object] | None]

SLUGS = ("ferry", "port-calder", "rain", "talks")
HEADLINES = ("Ferry", "Port Calder", "Rain", "Talks", "Port Calder!", "")
BODIES = (
    "See [[ferry]] and [[rain|the rain]].",
    "In Port Calder the [[talks#vote]] of [[ferry]].",
    "Port Calder, [[port-calder]], `[[rain]]`.",
    "No links to Port Calder or the ferry.",
)


def save(desk: Operations, one: str, _other: str, n: int) -> Outcome[object]:
    desk.article(one)
    return desk.save(one, {"body": BODIES[n % 4], "headline": HEADLINES[n % 6]})


def new_slug(desk: Operations, one: str, _other: str, n: int) -> Outcome[object]:
    desk.article(one)
    return desk.set_fields(one, {"slug": SLUGS[n % 4]})


def arrive(desk: Operations, _one: str, _other: str, n: int) -> Outcome[object]:
    return desk.add_package(
        package(HEADLINES[n % 6], BODIES[n % 4], tags=("Orran",), related=(HEADLINES[n % 5],))
    )


def relate(desk: Operations, one: str, other: str, n: int) -> Outcome[object]:
    stories = (
        Related("", article=other),
        Related(HEADLINES[n % 5]),
        Related("", url="https://a.b"),
    )
    return desk.add_related(one, stories[n % 3])


def merge_tags(desk: Operations, _one: str, _other: str, n: int) -> Outcome[object] | None:
    tags = desk.all_tags()
    return desk.merge_tags(tags[0].id, tags[-1].id) if len(tags) > 1 else None


def link_mention(desk: Operations, one: str, _other: str, n: int) -> Outcome[object] | None:
    found = desk.mentions(one)
    return desk.link_mention(found[n % len(found)]) if found else None


WORK: tuple[Work, ...] = (
    save,
    new_slug,
    arrive,
    relate,
    merge_tags,
    link_mention,
    lambda desk, one, other, n: desk.new_article(),
    lambda desk, one, other, n: desk.add_tag(one, ("Orran", "Trade")[n % 2]),
    lambda desk, one, other, n: desk.duplicate(one),
    lambda desk, one, other, n: desk.merge_articles([one, other]),
    lambda desk, one, other, n: desk.spike(one),
    lambda desk, one, other, n: desk.restore(one),
    lambda desk, one, other, n: desk.set_status(one, list(Status)[n % len(Status)]),
    lambda desk, one, other, n: desk.delete_for_ever([one]),
    lambda desk, one, other, n: desk.resolve_waiting(desk.matches_for(one), bool(n % 2)),
)
UNDO = "undo"
STEPS = st.lists(
    st.tuples(st.sampled_from((*WORK, UNDO, UNDO)), st.integers(0, 9), st.integers(0, 9),
              st.integers(0, 30)),
    min_size=3, max_size=16,
)  # fmt: skip


def nth(desk: Operations, n: int) -> str:
    articles = desk.library.articles
    ids = sorted(articles.all_ids() + articles.all_ids(spiked=True))
    return ids[n % len(ids)] if ids else desk.new_article().value.id


def missing(desk: Operations) -> set[tuple[str, int]]:
    """Cross-links without a target; every other has the one its slug leads to."""
    found = set()
    articles = desk.library.articles
    for article_id in articles.all_ids() + articles.all_ids(spiked=True):
        links = desk.library.links.cross_links(article_id)
        in_text = [link.slug for link in crosslinks.find(articles.get(article_id).body)]
        assert [link.slug for link in links] == in_text
        leads_to = articles.resolve(in_text)
        for place, link in enumerate(links):
            assert link.target == leads_to.get(link.slug, (None,))[0]
            if link.target is None:
                found.add((article_id, place))
    return found


def untitled(desk: Operations) -> set[str]:
    """Related stories that are neither an article that is there nor a page."""
    articles = desk.library.articles
    ids = articles.all_ids() + articles.all_ids(spiked=True)
    stories = [story for one in ids for story in desk.related(one)]
    assert all(story.article in ids for story in stories if story.article is not None)
    return {story.id for story in stories if story.unresolved}


def nothing_has_rotted(desk: Operations) -> None:
    reports = desk.library.link_reports
    broken = reports.broken() + reports.broken(spiked=True)
    assert len(broken) == len(missing(desk))
    assert {one.source.id for one in broken} == {article for article, _ in missing(desk)}
    waiting = reports.waiting() + reports.waiting(spiked=True)
    assert {story.id for _, story in waiting} == untitled(desk)
    assert len(reports.broken()) == len(desk.broken_links()) == desk.loose_counts()["broken"]
    assert len(reports.waiting()) == len(desk.waiting_titles()) == desk.loose_counts()["waiting"]


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_no_link_loses_its_target_unlisted(steps: list[tuple[Work | str, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, operations_in(Path(folder)) as desk:
        desk.library._connection.sqlite.execute("PRAGMA synchronous = OFF")
        undoable = []
        for headline in HEADLINES[:3]:
            desk.add_package(package(headline, BODIES[0], tags=("Trade",)))
        for work, first, second, n in steps:
            try:
                if work == UNDO:
                    outcome = desk.undo(undoable.pop(n % len(undoable))) if undoable else None
                else:
                    outcome = work(desk, nth(desk, first), nth(desk, second), n)
            except LibraryError:
                outcome = None
            if outcome is not None and outcome.undo is not None:
                undoable.append(outcome.undo)
            nothing_has_rotted(desk)
        assert desk.library.check() == ()
