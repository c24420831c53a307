"""Undo: any run of operations, undone in turn, leaves the tables exactly as they were."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import Invalid, LibraryError
from db.library import Library
from db.records import (
    Article,
    Facts,
    OutgoingLink,
    Related,
    RelatedKind,
    Status,
    TagKind,
)
from db.tag_records import Term, VocabularyFile
from db.undo import UndoStep

from .conftest import Clock

Dump = dict[str, list[tuple[object, ...]]]
Work = Callable[[Library, int, int, str], object]

TABLES = (
    "articles", "slug_aliases", "tags", "tag_aliases", "article_tags", "related", "cross_links",
    "web_links", "sources", "search", "words", "article_words", "tags_apart", "vocabularies",
    "vocabulary_terms", "vocabulary_words", "plain_texts", "pinned_articles", "saved_searches",
)  # fmt: skip

LEFT_OUT = ("version", "updated")


def dump(library: Library) -> Dump:
    """Every undoable table, save the version and the time of articles."""
    found = {}
    for table in TABLES:
        rows = (dict(row) for row in library._connection.rows(f"SELECT * FROM {table}"))
        kept = (tuple(v for k, v in row.items() if k not in LEFT_OUT) for row in rows)
        found[table] = sorted(kept, key=repr)
    return found


def article(library: Library, n: int) -> str:
    ids = sorted(library.articles.all_ids() + library.articles.all_ids(spiked=True))
    return ids[n % len(ids)]


def tag(library: Library, n: int) -> str:
    tags = library.tags.all()
    return tags[n % len(tags)].id if tags else library.tags.ensure("Trade").id


def set_tags(library: Library, n: int, m: int, label: str) -> None:
    present = [one.id for one in library.tags.of(article(library, n))]
    library.tags.set_for(article(library, n), [tag(library, m), *reversed(present)][: 1 + m % 4])


def relate(library: Library, n: int, m: int, label: str) -> None:
    stories = library.links.related(article(library, n))
    new = (
        Related(label or "Talks", RelatedKind.EARLIER),
        Related("There", article=article(library, m)),
        Related("Web", url="https://port.example/"),
    )[m % 3]
    library.links.set_related(article(library, n), [new, *reversed(stories)][: 1 + m % 3])


def story_fields(library: Library, n: int, m: int, label: str) -> None:
    stored = library.articles.get(article(library, n))
    fields = {"section": label, "target_words": m, "notes": label * 2}
    library.articles.save(stored.id, stored.version, fields, None)


def new_slug(library: Library, n: int, m: int, label: str) -> None:
    stored = library.articles.get(article(library, n))
    library.articles.save(stored.id, stored.version, {"slug": f"slug-{m % 4}"}, None)


def change_status(library: Library, n: int, m: int, label: str) -> None:
    library.articles.set_status(article(library, n), list(Status)[m % len(Status)])


def add(library: Library, n: int, m: int, label: str) -> None:
    added = library.articles.add(
        Article(headline=label, slug=f"slug-{m % 4}", body="text"),
        Facts("text", 1, (OutgoingLink(f"slug-{n % 4}"),), ("https://port.example/",)),
        source=b"\x00raw",
    )
    library.tags.set_for(added.id, [tag(library, n)])


def words(library: Library, n: int, m: int, label: str) -> None:
    library.words.pass_over(article(library, n), f"word-{m % 3}")
    library.words.add(f"word-{n % 3}")
    library.words.remove(f"word-{m % 3}")


def merge_several(library: Library, n: int, m: int, label: str) -> None:
    gone = {tag(library, n), tag(library, n + 1), tag(library, n + 2)}
    library.tags.merge(sorted(gone - {tag(library, m)}), tag(library, m))


def keep_apart(library: Library, n: int, m: int, label: str) -> None:
    library.tag_hygiene.keep_apart(tag(library, n), tag(library, m))
    library.tag_hygiene.keep_apart_no_more(tag(library, m), tag(library, n + 1))


def tag_all(library: Library, n: int, m: int, label: str) -> None:
    library.tags.put_on([*library.articles.all_ids(), "gone"], tag(library, n))
    library.tags.take_off([article(library, m)], tag(library, m))


def describe(library: Library, n: int, m: int, label: str) -> None:
    library.tags.set_details(tag(library, n), colour="#2b6cb0", note=label, external_id=f"x:{m}")
    library.tags.remove_alias(tag(library, n), label)


def load(library: Library, n: int, m: int, label: str) -> None:
    terms = tuple(
        Term(f"term:{one}", (("en", f"{label} {one}"),), parent="term:0") for one in range(m)
    )
    library.vocabularies.load(VocabularyFile(label, f"file:{n % 2}", terms))


def unload(library: Library, n: int, m: int, label: str) -> None:
    for vocabulary in library.vocabularies.all()[: n % 2 + 1]:
        library.vocabularies.delete(vocabulary.id)


def pin(library: Library, n: int, m: int, label: str) -> None:
    library.pins.add([article(library, n)])
    library.pins.remove([article(library, m)])


def keep_searches(library: Library, n: int, m: int, label: str) -> None:
    saved = library.saved_searches
    saved.add(label, label or "ferry")
    saved.move(saved.all()[n % len(saved.all())].id, m % 4)
    if m % 3 == 0:
        saved.change(saved.all()[0].id, label, f"ferry {m}")
    if n % 3 == 0:
        saved.delete(saved.all()[-1].id)


TAG_WORK: tuple[Work, ...] = (
    merge_several,
    keep_apart,
    tag_all,
    describe,
    load,
    unload,
    set_tags,
    lambda library, n, m, label: library.tags.ensure(label, list(TagKind)[m % 7], [f"{label} {n}"]),
    lambda library, n, m, label: library.tags.rename(tag(library, n), label),
    lambda library, n, m, label: library.tags.merge(tag(library, n), tag(library, m)),
    lambda library, n, m, label: library.tags.add_alias(tag(library, n), label),
    lambda library, n, m, label: library.tags.set_parent(tag(library, n), tag(library, m)),
    lambda library, n, m, label: library.tags.set_kind(tag(library, n), list(TagKind)[m % 7]),
    lambda library, n, m, label: library.tags.delete(tag(library, n)),
)
OTHER_WORK: tuple[Work, ...] = (
    relate,
    story_fields,
    new_slug,
    change_status,
    add,
    words,
    pin,
    keep_searches,
    lambda library, n, m, label: library.articles.restore(article(library, n)),
)
LABELS = st.sampled_from(("Trade", "trade", "Ferries", "São Vento", "EU", "", "Port\0Calder", "Ø"))


def runs(work: tuple[Work, ...]) -> st.SearchStrategy[list[tuple[Work, int, int, str]]]:
    one = st.tuples(st.sampled_from(work), st.integers(0, 20), st.integers(0, 20), LABELS)
    return st.lists(one, min_size=1, max_size=14)


def undone_in_turn(run: list[tuple[Work, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "desk.standfirst", create=True, clock=Clock())
        library._connection.sqlite.execute("PRAGMA synchronous = OFF")
        with library.operation("Start"):
            for n in range(3):
                library.articles.add(
                    Article(slug=f"slug-{n}"), Facts("", 0, (OutgoingLink("slug-3"),))
                )
            tags = [library.tags.ensure(label).id for label in ("Trade", "Ferries", "EU")]
            library.tags.set_for(article(library, 0), tags)
            library.tags.set_for(article(library, 1), tags[1:])
        states, steps = do_all(library, run)
        redo = []
        for before, step in zip(reversed(states[:-1]), reversed(steps), strict=True):
            redo.append(library.undo(step).undo)
            assert dump(library) == before
        for after, again in zip(states[1:], reversed(redo), strict=True):
            assert again is not None
            library.undo(again)
            assert dump(library) == after
        assert library.check() == ()
        library.close()


def do_all(
    library: Library, run: list[tuple[Work, int, int, str]]
) -> tuple[list[Dump], list[UndoStep]]:
    states, steps = [dump(library)], []
    for work, n, m, label in run:
        try:
            with library.operation(getattr(work, "__name__", "work")) as operation:
                work(library, n, m, label)
        except LibraryError:
            assert dump(library) == states[-1]
            continue
        after = dump(library)
        assert operation.undo is not None or after == states[-1]
        if operation.undo is not None:
            states.append(after)
            steps.append(operation.undo)
    return states, steps


@settings(max_examples=60, deadline=None)
@given(runs(TAG_WORK))
def test_tag_operations_undone_in_turn_leave_the_tables_as_they_were(
    run: list[tuple[Work, int, int, str]],
) -> None:
    undone_in_turn(run)


@settings(max_examples=60, deadline=None)
@given(runs(TAG_WORK + OTHER_WORK))
def test_all_operations_undone_in_turn_leave_the_tables_as_they_were(
    run: list[tuple[Work, int, int, str]],
) -> None:
    undone_in_turn(run)


def test_undoing_a_status_gives_the_article_a_new_version(library: Library) -> None:
    with library.operation("Add"):
        stored = library.articles.add(Article(), Facts())
    with library.operation("Set status") as operation:
        library.articles.set_status(stored.id, Status.IN_PROGRESS)
    assert operation.undo is not None
    undone = library.undo(operation.undo)
    assert undone.changes.articles == {stored.id}
    assert library.articles.get(stored.id).version == 3
    assert library.articles.get(stored.id).status is Status.DRAFT


def test_saving_text_is_left_to_the_editor_to_undo(library: Library) -> None:
    with library.operation("Add"):
        stored = library.articles.add(Article(status=Status.READY), Facts())
    with library.operation("Save") as operation:
        library.articles.save(stored.id, 1, {"body": "x", "slug": "x"}, Facts("x"))
    assert operation.undo is None
    assert operation.changes.articles == {stored.id}


def test_an_article_added_undone_and_redone_has_its_revisions_and_source(library: Library) -> None:
    with library.operation("Add") as operation:
        stored = library.articles.add(Article(headline="Ferry"), Facts(), source=b"raw")
    with library.operation("Save"):
        library.articles.save(stored.id, 1, {"headline": "Later"}, None, name="Kept")
    assert operation.undo is not None
    undone = library.undo(operation.undo)
    assert undone.changes.lists
    assert library.counts()["revisions"] == 0
    assert undone.undo is not None
    library.undo(undone.undo)
    assert library.articles.get(stored.id).headline == "Later"
    assert library.articles.source(stored.id) == b"raw"
    assert [one.name for one in library.revisions.of(stored.id)] == ["Kept", None]


def spiked(library: Library, *headlines: str) -> tuple[list[str], UndoStep]:
    with library.operation("Add"):
        ids = [library.articles.add(Article(headline=one), Facts()).id for one in headlines]
    with library.operation("Spike") as operation:
        for one in ids:
            library.articles.spike(one)
    assert operation.undo is not None
    return ids, operation.undo


def test_an_undo_passes_over_what_was_deleted_for_ever_and_says_so(library: Library) -> None:
    (stays, goes), undo = spiked(library, "It stays", "It goes")
    with library.operation("Delete for ever"):
        library.articles.delete_for_ever(goes)
    assert library.undo(undo).is_partial
    assert library.articles.get(stays).status is Status.DRAFT


def test_an_undo_of_which_nothing_is_left_is_refused(library: Library) -> None:
    (goes,), undo = spiked(library, "It goes")
    with library.operation("Delete for ever"):
        library.articles.delete_for_ever(goes)
    with pytest.raises(Invalid, match="because of later changes"):
        library.undo(undo)
    assert library.check() == ()


def test_an_undo_never_puts_tags_in_a_ring(library: Library) -> None:
    with library.operation("Start"):
        one, other = (library.tags.ensure(label).id for label in ("Coast", "Harbour"))
        library.tags.set_parent(one, other)
    with library.operation("Move tag") as operation:
        library.tags.set_parent(one, None)
    with library.operation("As another window does"):
        library.tags.set_parent(other, one)
    assert operation.undo is not None
    with pytest.raises(Invalid, match="because of later changes"):
        library.undo(operation.undo)
    assert (library.tags.get(one).parent, library.tags.get(other).parent) == (None, one)


def test_an_undo_never_gives_a_name_to_two_tags(library: Library) -> None:
    with library.operation("Start"):
        one, other = (library.tags.ensure(label).id for label in ("Coast", "Harbour"))
    with library.operation("Delete tag") as operation:
        library.tags.delete(one)
    with library.operation("As another window does"):
        library.tags.add_alias(other, "Coast")
    assert operation.undo is not None
    with pytest.raises(Invalid, match="because of later changes"):
        library.undo(operation.undo)
    found = library.tags.find("coast")
    assert found is not None and found.id == other
