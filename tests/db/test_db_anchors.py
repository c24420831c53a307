"""Old anchors of renamed sections live on, but not those of headings still being typed."""

from __future__ import annotations

import pytest

from db.records import Article, Facts, Status


@pytest.fixture
def save(library):
    """Saves a body with these anchors, and what the save before had."""

    def save(article, anchors, before, renamed=()):
        article = library.articles.get(article.id)
        facts = Facts(" ".join(anchors), 1, (), (), anchors, before, renamed)
        with library.operation("Save"):
            return library.articles.save(
                article.id, article.version, {"body": f"{article.version} {anchors}"}, facts
            )

    return save


def test_the_old_anchor_of_a_renamed_section_leads_to_the_new_one(library, add, save, clock):
    article = add("Ferry", "body")
    clock.forward(hours=1)
    save(article, ("peace",), ("talks",), (("talks", "peace"),))
    assert library.articles.anchor_aliases(article.id) == {"talks": "peace"}
    clock.forward(hours=1)
    save(article, ("quiet",), ("peace",), (("peace", "quiet"),))
    assert library.articles.anchor_aliases(article.id) == {"talks": "quiet", "peace": "quiet"}


def test_a_heading_that_is_being_typed_leaves_no_trail(library, add, save, clock):
    article = add("Ferry", "body")
    clock.forward(hours=1)
    save(article, ("t",), ())
    clock.forward(seconds=5)
    save(article, ("talks",), ("t",), (("t", "talks"),))
    assert library.articles.anchor_aliases(article.id) == {}


def test_of_a_published_article_every_anchor_is_kept(library, add, save, clock):
    article = add("Ferry", "body", status=Status.READY)
    with library.operation("Publish"):
        library.articles.set_status(article.id, Status.PUBLISHED)
    save(article, ("peace",), ("talks",), (("talks", "peace"),))
    assert library.articles.anchor_aliases(article.id) == {"talks": "peace"}


def test_a_name_that_comes_back_is_no_old_one(library, add, save, clock):
    article = add("Ferry", "body")
    clock.forward(hours=1)
    save(article, ("peace",), ("talks",), (("talks", "peace"),))
    clock.forward(hours=1)
    save(article, ("talks",), ("peace",), (("peace", "talks"),))
    assert library.articles.anchor_aliases(article.id) == {"peace": "talks"}


def test_another_section_may_take_an_old_name(library, add, save, clock):
    article = add("Ferry", "body")
    clock.forward(hours=1)
    save(article, ("peace",), ("talks",), (("talks", "peace"),))
    save(article, ("peace", "talks"), ("peace",))
    assert library.articles.anchor_aliases(article.id) == {}


def test_old_anchors_come_back_with_their_article(library, save, clock):
    with library.operation("Add") as adding:
        article = library.articles.add(Article(slug="ferry"), Facts())
    clock.forward(hours=1)
    save(article, ("peace",), ("talks",), (("talks", "peace"),))
    undone = library.undo(adding.undo)
    assert library.articles.anchor_aliases(article.id) == {}
    library.undo(undone.undo)
    assert library.articles.anchor_aliases(article.id) == {"talks": "peace"}
    assert library.check() == ()
