"""Web links by operations: the report, and a new address in place of an old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import Invalid, Unavailable
from db.library import Library
from db.records import Reason, Related
from db.web_link_records import LinkHealth, LinkState, LinkView
from editor.app.operations import Operations

OLD, NEW = "http://harbour.example/tides", "https://port-calder.example/tides"


@pytest.fixture
def operations(tmp_path: Path):
    library = Library.open(tmp_path / "desk.standfirst", create=True)
    yield Operations(library)
    library.close()


def write(operations: Operations, headline: str, body: str, *related: Related) -> str:
    article = operations.new_article().value
    operations.save(article.id, {"headline": headline, "body": body})
    for story in related:
        operations.add_related(article.id, story)
    return article.id


def body(operations: Operations, article_id: str) -> str:
    return operations.stored(article_id).body


def addresses(operations: Operations) -> set[str]:
    return {link.url for link in operations.web_links()}


def test_a_new_address_goes_into_texts_and_beside_stories_and_undo_brings_the_old_back(operations):
    text = write(operations, "Ferries", f"See [the tides]({OLD}).")
    beside = write(operations, "Fish", "No links.", Related(title="Tides", url=OLD))
    outcome = operations.readdress(OLD, NEW)
    assert (outcome.value.changed, outcome.value.left) == (2, ())
    assert body(operations, text) == f"See [the tides]({NEW})."
    assert operations.related(beside)[0].url == NEW
    assert addresses(operations) == {NEW}

    undone = operations.undo(outcome.undo)
    assert body(operations, text) == f"See [the tides]({OLD})."
    assert operations.related(beside)[0].url == OLD
    assert addresses(operations) == {OLD}

    operations.undo(undone.undo)
    assert body(operations, text) == f"See [the tides]({NEW})."
    assert operations.related(beside)[0].url == NEW


def test_an_address_only_beside_stories_is_changed_and_undone_too(operations):
    beside = write(operations, "Fish", "", Related(title="Tides", url=OLD))
    outcome = operations.readdress(OLD, NEW)
    assert operations.related(beside)[0].url == NEW
    operations.undo(outcome.undo)
    assert operations.related(beside)[0].url == OLD


def test_the_text_before_is_kept_in_the_history(operations):
    text = write(operations, "Ferries", f"<{OLD}>")
    operations.readdress(OLD, NEW)
    kept = [one for one in operations.revisions(text) if one.reason is Reason.NAMED]
    assert [one.article.body for one in kept] == [f"<{OLD}>"]


def test_spiked_articles_keep_their_addresses(operations):
    text = write(operations, "Ferries", f"<{OLD}>")
    operations.spike(text)
    assert operations.readdress(OLD, NEW).value.changed == 0
    assert body(operations, text) == f"<{OLD}>"


def test_an_address_written_in_a_way_that_can_t_be_changed_is_told(operations):
    write(operations, "Ferries", r"[tides](http://harbour.example/a\_b)")
    outcome = operations.readdress("http://harbour.example/a_b", NEW)
    assert (outcome.value.changed, outcome.value.left) == (0, ("Ferries",))
    assert outcome.undo is None


@pytest.mark.parametrize("new", ["", "harbour.example", "ftp://harbour.example/", "http://"])
def test_what_is_no_web_address_is_refused(operations, new):
    with pytest.raises(Invalid, match="begins with http"):
        operations.readdress(OLD, new)


def test_answers_are_kept_and_change_nothing_that_could_be_undone(operations):
    write(operations, "Ferries", f"<{OLD}>")
    health = LinkHealth(OLD, LinkState.GONE, "2026-03-02T12:00:00.000Z", 404)
    outcome = operations.record_link_health([health])
    assert outcome.undo is None
    assert [link.health for link in operations.web_links(LinkView.ATTENTION)] == [health]
    assert operations.web_link_counts()[LinkView.ATTENTION] == 1
    assert operations.web_links_due("2026-03-02", 10) == ()


def test_texts_that_are_back_are_told_though_the_rest_of_an_undo_is_refused(
    operations, monkeypatch
):
    text = write(operations, "Ferries", f"See [the tides]({OLD}).", Related(title="Tides", url=OLD))
    step = operations.readdress(OLD, NEW).undo

    def refuse(*_given):
        raise Unavailable("Another program keeps writing.")

    monkeypatch.setattr(operations.library, "undo", refuse)
    undone = operations.undo(step)
    assert body(operations, text) == f"See [the tides]({OLD})."
    assert text in undone.changes.articles
    assert undone.notes == ("Another program keeps writing.",)
