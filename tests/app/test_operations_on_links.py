"""Operations on links: sections offered, backlinks told in sentences, mentions linked and waiting
titles resolved, each with an undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import Invalid, NotFound, SlugTaken, Stale
from db.link_records import OfferedBy
from db.records import Article, Related, RelatedKind
from editor.app.operations import Operations
from tests.app.desks import operations_in, package


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


def add(desk: Operations, headline: str, body: str = "Some copy.", **fields: object) -> Article:
    return desk.add_package(package(headline, body, **fields)).value


SECTIONS = "## The strike\n\nText.\n\n## The long strike vote\n\nText.\n\n## What now\n\nText."


def sections(desk: Operations, text: str) -> list[tuple[str | None, str]]:
    return [(offer.section, offer.heading) for offer in desk.link_offers(text)]


def test_sections_of_an_article_are_offered_after_its_slug_or_headline(desk: Operations) -> None:
    article = add(desk, "Ferry crews", SECTIONS)
    strikes = [("the-strike", "The strike"), ("the-long-strike-vote", "The long strike vote")]
    assert sections(desk, "ferry-crews#") == [*strikes, ("what-now", "What now")]
    assert sections(desk, "Ferry cr#strike") == sections(desk, "ferry-crews#STRIKE") == strikes
    assert sections(desk, "ferry-crews#the-long") == strikes[1:]
    assert sections(desk, "ferry-crews#nothing") == sections(desk, "nobody#") == []
    offer = desk.link_offers("ferry-crews#what")[0]
    assert (offer.summary.id, offer.by) == (article.id, OfferedBy.SECTION)


def test_articles_are_offered_but_the_one_being_written(desk: Operations) -> None:
    first, second = add(desk, "Ferry crews"), add(desk, "Ferry fares")
    offers = desk.link_offers("ferry", beside=second.id)
    assert [(one.summary.id, one.section, one.by) for one in offers] == [
        (first.id, None, OfferedBy.HEADLINE)
    ]


def test_an_offer_says_by_which_name_it_is_made(desk: Operations) -> None:
    article = add(desk, "Møller’s rain")
    assert [one.by for one in desk.link_offers("rain møll")] == [OfferedBy.HEADLINE]
    desk.article(article.id)
    desk.set_fields(article.id, {"slug": "harbour-talks"})
    desk.set_fields(article.id, {"slug": "weather"})
    assert [one.by for one in desk.link_offers("weath")] == [OfferedBy.SLUG]
    assert [one.by for one in desk.link_offers("harbour ta")] == [OfferedBy.ALIAS]
    assert desk.link_offers("nobody") == ()


def test_for_an_empty_text_the_most_recent_are_offered(desk: Operations) -> None:
    first, second, here = (add(desk, name) for name in ("One", "Two", "Three"))
    assert [one.summary.id for one in desk.link_offers("", beside=here.id)] == [second.id, first.id]
    assert len(desk.link_offers("", 1)) == 1


def test_backlinks_are_told_with_the_sentence_around_each(desk: Operations) -> None:
    target = add(desk, "Ferry crews")
    add(desk, "First", "Rain. After [[ferry-crews]] came *sun*. More.")
    second = add(desk, "Second", "See [[ferry-crews#vote|the vote]].")
    desk.add_related(second.id, Related("", RelatedKind.EARLIER, article=target.id))
    lines = desk.backlinks_with_context(target.id)
    told = [
        (line.source.headline, line.where, line.before, line.words, line.after) for line in lines
    ]
    assert told == [
        ("Second", "body", "See ", "the vote", "."),
        ("Second", "earlier", "", "Ferry crews", ""),
        ("First", "body", "After ", "Ferry crews", " came sun."),
    ]
    assert desk.backlink_count(target.id) == 3
    assert desk.backlinks_with_context(target.id, 1, 1) == lines[1:2]
    with pytest.raises(NotFound):
        desk.backlinks_with_context("nobody")


def test_a_mention_becomes_a_link_and_its_undo_brings_the_text_back(desk: Operations) -> None:
    target = add(desk, "Port Calder")
    source = add(desk, "Rain", "In `Port Calder` and in Port Calder. Port Calder again.")
    (mention,) = desk.mentions(target.id)
    assert (mention.before, mention.words, mention.after) == (
        "In Port Calder and in ", "Port Calder", ".",
    )  # fmt: skip
    outcome = desk.link_mention(mention)
    body = "In `Port Calder` and in [[port-calder|Port Calder]]. Port Calder again."
    assert desk.stored(source.id).body == body
    assert [line.source.id for line in desk.backlinks_with_context(target.id)] == [source.id]
    assert desk.mentions(target.id) == ()
    assert source.body in [revision.article.body for revision in desk.revisions(source.id)]
    assert outcome.undo is not None
    undone = desk.undo(outcome.undo)
    assert desk.stored(source.id).body == source.body
    assert desk.backlink_count(target.id) == 0
    assert undone.undo is not None
    desk.undo(undone.undo)
    assert desk.stored(source.id).body == body


def test_a_mention_whose_source_was_stored_anew_is_stale(desk: Operations) -> None:
    target, source = add(desk, "Port Calder"), add(desk, "Rain", "In Port Calder.")
    (mention,) = desk.mentions(target.id)
    desk.article(source.id)
    desk.save(source.id, {"body": "Now in Port Calder."})
    with pytest.raises(Stale):
        desk.link_mention(mention)
    assert desk.stored(source.id).body == "Now in Port Calder."


def test_a_mention_that_makes_no_link_is_refused(desk: Operations) -> None:
    target = add(desk, "Port Calder")
    add(desk, "Rain", "In Port Calder and `Port Calder`.")
    (mention,) = desk.mentions(target.id)
    with pytest.raises(Invalid):
        desk.link_mention(replace(mention, start=20, end=31))


def test_an_editor_that_has_the_article_is_not_overwritten_by_a_link(desk: Operations) -> None:
    target, source = add(desk, "Port Calder"), add(desk, "Rain", "In Port Calder.")
    desk.article(source.id)
    desk.link_mention(desk.mentions(target.id)[0])
    with pytest.raises(Stale):
        desk.save(source.id, {"body": "My own text."})


def test_headlines_that_stand_in_a_text_are_told_but_for_those_linked(desk: Operations) -> None:
    first, second = add(desk, "Port Calder votes"), add(desk, "Ferry crews strike")
    here = add(desk, "Round-up", "After **Port Calder** votes, [[ferry-crews-strike]].")
    assert [one.id for one in desk.mentioned_in(here.body, here.id)] == [first.id]
    assert desk.mentioned_in("ferry crews strike") == (desk.summary(second.id),)
    quoted = add(desk, "“Calder first”, says mayor")
    assert desk.mentioned_in("It was Calder first, says Mayor Hale") == (desk.summary(quoted.id),)
    assert desk.mentioned_in("Round-up of rain", here.id) == ()


def waiting(desk: Operations, title: str, beside: str = "Beside") -> Article:
    return desk.add_package(package(beside, related=(title,))).value


def test_a_story_that_arrives_is_matched_with_the_titles_that_waited(desk: Operations) -> None:
    near = waiting(desk, "Ferry crew ends strike")
    exact = waiting(desk, "FERRY CREWS: end strike!")
    waiting(desk, "Rain in the hills")
    arrived = add(desk, "Ferry crews end strike")
    found = [(match.beside.id, match.how) for match in desk.matches_for(arrived.id)]
    assert found == [(exact.id, "the same headline"), (near.id, "2 letters differ")]
    assert [beside.id for beside, _ in desk.waiting_titles()].count(near.id) == 1


def test_an_import_says_where_a_title_much_like_it_waits(desk: Operations) -> None:
    waiting(desk, "Ferry crew end strike")
    waiting(desk, "Ferry crews end strike")
    notes = desk.add_package(package("Ferry crews end strike")).notes
    assert notes == (
        "One story was waiting for this headline among its related stories.",
        "One story waits for a headline much like this among its related stories.",
    )


def test_waiting_titles_are_resolved_with_links_back_and_one_undo(desk: Operations) -> None:
    first, second = waiting(desk, "Ferry strike ends"), waiting(desk, "Ferry strike: ends")
    arrived = add(desk, "Ferry strike ends!")
    matches = desk.matches_for(arrived.id)
    outcome = desk.resolve_waiting(matches, back_link=True)
    assert outcome.value == 2
    for article in (first, second):
        (story,) = desk.related(article.id)
        assert (story.title, story.article) == ("Ferry strike ends!", arrived.id)
    assert {story.article for story in desk.related(arrived.id)} == {first.id, second.id}
    assert desk.matches_for(arrived.id) == desk.waiting_titles() == ()
    assert desk.resolve_waiting(matches).value == 0
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert len(desk.waiting_titles()) == 2
    assert desk.related(arrived.id) == ()


def test_a_title_whose_article_stands_in_the_list_already_goes(desk: Operations) -> None:
    beside = waiting(desk, "Ferry strike: ends")
    arrived = add(desk, "Ferry strike ends!")
    desk.add_related(beside.id, Related("", article=arrived.id))
    assert desk.resolve_waiting(desk.matches_for(arrived.id)).value == 1
    assert [story.article for story in desk.related(beside.id)] == [arrived.id]


def test_a_working_slug_a_spiked_article_links_to_keeps_its_alias(desk: Operations) -> None:
    target = desk.new_article().value
    desk.save(target.id, {"headline": "Ferry"})
    source = add(desk, "Source", "See [[ferry]].")
    desk.spike(source.id)
    desk.save(target.id, {"headline": "Ferry crews"})
    desk.restore(source.id)
    assert desk.broken_links() == ()
    assert desk.link_targets(["ferry"])["ferry"].slug == "ferry-crews"


def test_a_broken_slug_is_led_to_an_article_and_every_link_to_it_heals(desk: Operations) -> None:
    target = add(desk, "Ferry crews")
    for number in range(2):
        add(desk, f"Story {number}", "See [[old-ferries]].")
    assert len(desk.broken_links()) == 2
    outcome = desk.lead_slug("old-ferries", target.id)
    assert desk.broken_links() == ()
    assert desk.backlink_count(target.id) == 2
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert len(desk.broken_links()) == 2
    assert desk.lead_slug("old-ferries", target.id).undo is not None
    assert desk.lead_slug("old-ferries", target.id).undo is None


def test_a_slug_somebody_has_is_not_led_elsewhere(desk: Operations) -> None:
    target, other = add(desk, "Ferry crews"), add(desk, "Ferry fares")
    with pytest.raises(SlugTaken):
        desk.lead_slug(other.slug, target.id)
    with pytest.raises(Invalid):
        desk.lead_slug("no slug", target.id)
    with pytest.raises(NotFound):
        desk.lead_slug("old-ferries", "nobody")
