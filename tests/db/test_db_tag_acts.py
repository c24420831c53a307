"""Acts on tags: what they touch, told before and counted after; merges that lose nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db import progress, tag_links
from db.errors import Invalid, NotFound, TagExists
from db.library import Library
from db.records import Article, Facts, Status, Tag
from db.tag_records import Impact, TagUse
from db.undo import UndoStep

from .conftest import Add
from .test_db_undo import dump

Make = Callable[..., list[Tag]]


@pytest.fixture
def make(library: Library) -> Make:
    def make(*labels: str) -> list[Tag]:
        with library.operation("Make tags"):
            return [library.tags.ensure(label) for label in labels]

    return make


def put(library: Library, article: Article, *tags: Tag) -> None:
    with library.operation("Tag"):
        library.tags.set_for(article.id, [one.id for one in tags])


def labels(library: Library, article: Article) -> list[str]:
    return [one.label for one in library.tags.of(article.id)]


def test_uses_are_counted_with_the_first_and_the_last(library: Library, add: Add, make) -> None:
    trade, ferries = make("Trade", "Ferries")
    first, second, third = add(), add(), add()
    for article in (first, second, third):
        put(library, article, trade)
    with library.operation("Spike"):
        library.articles.spike(third.id)
    assert library.tag_uses.all() == {
        trade.id: TagUse(2, 1, first.created, second.created),
        ferries.id: TagUse(),
    }


def test_an_article_is_in_use_from_when_it_was_published(
    library: Library, add: Add, make, clock
) -> None:
    (trade,) = make("Trade")
    article = add()
    put(library, article, trade)
    clock.forward(days=3)
    for status in (Status.IN_PROGRESS, Status.SUBMITTED, Status.COPY_EDIT, Status.READY):
        with library.operation("Status"):
            library.articles.set_status(article.id, status)
    with library.operation("Publish") as operation:
        published = library.articles.set_status(article.id, Status.PUBLISHED)
    assert library.tag_uses.all()[trade.id].first == published.published
    assert operation.undo is not None
    library.undo(operation.undo)
    assert library.tag_uses.all()[trade.id].first == article.created


def test_an_impact_is_told_before_a_merge_a_rename_and_a_deletion(
    library: Library, add: Add, make
) -> None:
    sea, trade, child = make("Sea trade", "Trade", "Harbours")
    with library.operation("Arrange"):
        library.tags.add_alias(sea.id, "Shipping")
        library.tags.set_parent(child.id, sea.id)
    put(library, add(), sea, trade)
    put(library, add(), sea)
    put(library, add(), trade)
    assert library.tag_uses.of_merging([sea.id], trade.id) == Impact(2, 1, 1, 1)
    assert library.tag_uses.of_deleting([sea.id, child.id]) == Impact(2, 0, 1, 0)
    clash = library.tag_uses.of_renaming(trade.id, "SHIPPING").clash
    assert clash is not None
    assert clash.id == sea.id
    assert library.tag_uses.of_renaming(sea.id, "shipping") == Impact(2, 0, 1, 1)


def test_several_tags_are_merged_at_once(library: Library, add: Add, make) -> None:
    stays, one, two, other = make("Trade", "Commerce", "Business", "Ferries")
    all_three, both_gone, alone = add(), add(), add()
    put(library, all_three, other, two, stays, one)
    put(library, both_gone, one, other, two)
    put(library, alone, stays)
    with library.operation("Describe"):
        library.tags.set_details(two.id, note="Of goods.", external_id="medtop:1")
    before = dump(library)
    with library.operation("Merge") as operation:
        merged = library.tags.merge([one.id, two.id], stays.id)
    assert labels(library, all_three) == ["Ferries", "Trade"]
    assert labels(library, both_gone) == ["Trade", "Ferries"]
    assert (merged.uses, set(merged.aliases)) == (3, {"Commerce", "Business"})
    assert (merged.note, merged.external_id) == ("Of goods.", "medtop:1")
    assert operation.undo is not None
    undone = library.undo(operation.undo)
    assert dump(library) == before
    assert undone.changes.tags == {stays.id, one.id, two.id}


def test_a_long_merge_tells_how_far_it_is_and_so_does_its_undo(
    library: Library, add: Add, make, monkeypatch
) -> None:
    monkeypatch.setattr(tag_links, "PORTION", 3)
    monkeypatch.setattr(progress, "PORTION", 3)
    gone, stays = make("Gone", "Stays")
    for number in range(8):
        put(library, add(), *([gone, stays] if number % 3 == 0 else [gone]))
    before, told = dump(library), []
    with library.operation("Merge") as operation:
        library.tags.merge(gone.id, stays.id, lambda done, total: told.append((done, total)))
    assert told == [(3, 8), (6, 8), (8, 8)]
    assert operation.undo is not None
    told.clear()
    undone = library.undo(operation.undo, lambda done, total: told.append((done, total)))
    assert dump(library) == before
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    assert undone.undo is not None
    library.undo(undone.undo)
    assert library.tags.get(stays.id).uses == 8


def test_the_undo_of_a_change_to_many_rows_is_few_statements(
    library: Library, add: Add, make
) -> None:
    gone, stays = make("Gone", "Stays")
    for _ in range(30):
        put(library, add(), gone)
    with library.operation("Merge") as operation:
        library.tags.merge(gone.id, stays.id)
    assert operation.undo is not None
    assert len(operation.undo.statements) < 5
    assert sum(len(one.each) for one in operation.undo.statements) < 40


def test_tags_deleted_leave_those_under_them_where_they_stood(library: Library, make) -> None:
    top, middle, other, low = make("Top", "Middle", "Other", "Low")
    with library.operation("Arrange"):
        library.tags.set_parent(middle.id, top.id)
        library.tags.set_parent(other.id, middle.id)
        library.tags.set_parent(low.id, other.id)
    before = dump(library)
    with library.operation("Delete") as operation:
        library.tags.delete([middle.id, other.id])
    assert library.tags.get(low.id).parent == top.id
    assert operation.undo is not None
    library.undo(operation.undo)
    assert dump(library) == before


def test_tags_are_put_on_many_articles_and_taken_off(library: Library, add: Add, make) -> None:
    trade, ferries = make("Trade", "Ferries")
    tagged, bare = add(), add()
    put(library, tagged, ferries, trade)
    with library.operation("Tag"):
        new = library.tags.put_on([tagged.id, bare.id, bare.id, "gone"], trade.id)
    assert new == {bare.id}
    assert labels(library, tagged) == ["Ferries", "Trade"]
    with library.operation("Untag"):
        assert library.tags.take_off([tagged.id, bare.id], ferries.id) == {tagged.id}
    assert labels(library, tagged) == labels(library, bare) == ["Trade"]
    with pytest.raises(NotFound), library.operation("Tag"):
        library.tags.put_on([bare.id], "no such tag")


def test_details_are_set_and_refused_in_plain_words(library: Library, make) -> None:
    one, other = make("Trade", "Ferries")
    with library.operation("Describe"):
        done = library.tags.set_details(one.id, colour=" #2B6CB0 ", note=" Of goods. ")
        library.tags.set_details(one.id, external_id="medtop:1")
    assert (done.colour, done.note) == ("#2b6cb0", "Of goods.")
    with pytest.raises(Invalid, match="no colour"), library.operation("Describe"):
        library.tags.set_details(one.id, colour="blue")
    with pytest.raises(TagExists, match="“Trade” has") as refused, library.operation("Describe"):
        library.tags.set_details(other.id, external_id="medtop:1")
    assert refused.value.existing == one.id
    with library.operation("Clear"):
        assert library.tags.set_details(one.id, colour="", external_id="").external_id == ""


def test_an_alias_taken_off_leads_nowhere(library: Library, make) -> None:
    (made,) = make("European Union (EU)")
    with library.operation("Alias"):
        library.tags.add_alias(made.id, "EU")
    with library.operation("No alias"):
        assert library.tags.remove_alias(made.id, "eu").aliases == ()
    assert library.tags.find("EU") is None


def test_completion_puts_what_stands_beside_these_tags_first(
    library: Library, add: Add, make
) -> None:
    port, ports, portal, sao = make("Port", "Ports authority", "Portal", "São Vento")
    put(library, add(), port, portal)
    for _ in range(2):
        put(library, add(), ports)
    assert [one.label for one in library.tags.complete("por")][:2] == ["Ports authority", "Port"]
    assert [one.label for one in library.tags.complete("por", beside=[port.id])] == [
        "Portal", "Ports authority",
    ]  # fmt: skip
    assert library.tags.complete("sao") == (sao,)
    assert library.tags.complete("") != ()


def test_tags_never_and_once_used_are_found(library: Library, add: Add, make) -> None:
    trade, ferries, unused = make("Trade", "Ferries", "Unused")
    put(library, add(), trade, ferries)
    put(library, add(), trade)
    assert library.tag_hygiene.never_used() == (unused.id,)
    assert library.tag_hygiene.used_once() == (ferries.id,)


def test_tags_kept_apart_stay_so_until_the_undo(library: Library, make) -> None:
    one, other = make("Conservation", "Conversation")
    with library.operation("Apart") as operation:
        library.tag_hygiene.keep_apart(other.id, one.id)
        library.tag_hygiene.keep_apart(one.id, other.id)
    assert library.tag_hygiene.apart() == {frozenset((one.id, other.id))}
    assert operation.changes.tags == {one.id, other.id}
    assert operation.undo is not None
    library.undo(operation.undo)
    assert library.tag_hygiene.apart() == frozenset()
    with pytest.raises(Invalid, match="no other"), library.operation("Apart"):
        library.tag_hygiene.keep_apart(one.id, one.id)


def tag_tables(library: Library) -> list[list[tuple[object, ...]]]:
    return [
        sorted(map(tuple, library._connection.rows(f"SELECT * FROM {table}")), key=repr)
        for table in ("tags", "tag_aliases", "article_tags", "tags_apart")
    ]


class TagsOverTime(RuleBasedStateMachine):
    """Names merged or renamed away lead to what they became for ever, and no article loses or
    doubles what a merge gives it; undo and redo bring every table back exactly."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "desk.standfirst", create=True)
        self.library._connection.sqlite.execute("PRAGMA synchronous = OFF")
        self.leads_to: dict[str, str] = {}
        with self.library.operation("Start"):
            self.articles = [
                self.library.articles.add(Article(slug=f"a-{n}"), Facts()).id for n in range(4)
            ]
            for n in range(6):
                self.library.tags.ensure(f"Tag {n}")
            for n, article in enumerate(self.articles):
                tags = [one.id for one in self.library.tags.all()]
                self.library.tags.set_for(article, tags[n:] + tags[: max(0, n - 2)])

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.library.close()
            self.folder.cleanup()

    def tag(self, n: int) -> Tag:
        tags = self.library.tags.all()
        return tags[n % len(tags)]

    @rule(n=st.integers(0, 9), m=st.integers(0, 9), more=st.integers(0, 2))
    def merge(self, n: int, m: int, more: int) -> None:
        into = self.tag(m)
        gone = {self.tag(n + k).id: self.tag(n + k) for k in range(more + 1)}
        gone.pop(into.id, None)
        if not gone:
            return
        wanted = {}
        for article in self.articles:
            before = [one.id for one in self.library.tags.of(article)]
            after = [into.id if one in gone else one for one in before]
            wanted[article] = list(dict.fromkeys(after))
        self.library_step(lambda: self.library.tags.merge(tuple(gone), into.id))
        for article, tags in wanted.items():
            assert [one.id for one in self.library.tags.of(article)] == tags
        for name, owner in self.leads_to.items():
            if owner in gone:
                self.leads_to[name] = into.id
        for tag in gone.values():
            self.leads_to.update(dict.fromkeys((tag.label, *tag.aliases), into.id))

    @rule(n=st.integers(0, 9), label=st.sampled_from(("Trade", "Ferries", "Harbour", "EU")))
    def rename(self, n: int, label: str) -> None:
        tag = self.tag(n)
        owner = self.library.tags.named(label)
        if owner is None or owner.id == tag.id:
            self.library_step(lambda: self.library.tags.rename(tag.id, label))
            self.leads_to.update({label: tag.id, tag.label: tag.id})

    @rule(n=st.integers(0, 9))
    def new(self, n: int) -> None:
        self.library_step(lambda: self.library.tags.ensure(f"New {n}"))

    def library_step(self, work: Callable[[], object]) -> None:
        before = tag_tables(self.library)
        with self.library.operation("Step") as operation:
            work()
        if operation.undo is not None:
            self.there_and_back(before, operation.undo)

    def there_and_back(self, before: object, step: UndoStep) -> None:
        after = tag_tables(self.library)
        undone = self.library.undo(step)
        assert tag_tables(self.library) == before
        assert undone.undo is not None
        self.library.undo(undone.undo)
        assert tag_tables(self.library) == after

    @invariant()
    def every_old_name_leads_to_what_it_became(self) -> None:
        for name, owner in getattr(self, "leads_to", {}).items():
            found = self.library.tags.find(name)
            assert found is not None
            assert found.id == owner


TagsOverTime.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestTagsOverTime = TagsOverTime.TestCase


def test_tags_that_share_a_name_by_damage_can_be_merged_and_renamed(library: Library) -> None:
    with library.operation("Start"):
        one, other = (library.tags.ensure(label).id for label in ("Coast", "Harbour"))
        library._connection.insert(
            "tag_aliases", {"folded": "coast", "alias": "Coast", "tag": other}
        )
    with library.operation("Rename"):
        assert library.tags.rename(one, "Shore").label == "Shore"
    with library.operation("Merge"):
        library._connection.change(
            "UPDATE tags SET label = 'Coast', folded = 'coast' WHERE id = ?", (one,)
        )
        assert library.tags.merge(one, other).aliases == ("Coast",)
