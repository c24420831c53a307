from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt

from db.records import Article, Facts, Reason
from editor.app.desk import Desk
from editor.app.models.article_list import PAGE, ArticleListModel, ArticleRole
from editor.app.models.mime import ARTICLES, articles_in
from editor.app.outcome import Outcome


@pytest.fixture
def model(qtbot, desk) -> ArticleListModel:
    model = ArticleListModel(desk)
    with qtbot.waitSignal(model.counted):
        model.refresh()
    return model


@pytest.fixture
def many(run):
    """Stores that many articles at once."""

    def add(count: int) -> None:
        def work(operations):
            with operations.library.operation("Fill") as operation:
                for number in range(count):
                    operations.library.articles.add(
                        Article(headline=f"Story {number}", slug=f"story-{number}"),
                        Facts(),
                        reason=Reason.IMPORT,
                    )
            return Outcome(None, operation.changes, operation.undo, "Fill")

        run(work)

    return add


def headlines(qtbot, model: ArticleListModel) -> list[str]:
    def shown() -> list[str | None]:
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    qtbot.waitUntil(lambda: None not in shown())
    return shown()


def test_the_newest_article_comes_first(qtbot, model, add_article):
    for headline in ("First", "Second", "Third"):
        with qtbot.waitSignal(model.counted):
            add_article(headline=headline)
    qtbot.waitUntil(lambda: headlines(qtbot, model) == ["Third", "Second", "First"])


def test_the_model_keeps_qts_rules(qtbot, model, many, qtmodeltester):
    qtmodeltester.check(model)
    many(PAGE + 5)
    qtbot.waitUntil(lambda: model.rowCount() == PAGE + 5)
    headlines(qtbot, model)
    qtmodeltester.check(model)


def test_only_pages_that_are_looked_at_are_fetched(qtbot, desk, model, many):
    many(5 * PAGE)
    qtbot.waitUntil(lambda: model.rowCount() == 5 * PAGE)
    row = 3 * PAGE + 7
    assert model.index(row, 0).data() is None
    with qtbot.waitSignal(model.dataChanged) as told:
        model.index(row, 0).data()
    assert (told.args[0].row(), told.args[1].row()) == (3 * PAGE, 4 * PAGE - 1)
    assert model.index(row, 0).data() == f"Story {5 * PAGE - 1 - row}"
    assert len(model._summaries) <= 3 * PAGE


def test_a_row_gives_its_parts(qtbot, model, add_article):
    article = add_article(headline="Ferry late", body="Two words.")
    qtbot.waitUntil(lambda: headlines(qtbot, model) == ["Ferry late"])
    index = model.index(0, 0)
    assert index.data(ArticleRole.ID) == article.id
    assert index.data(ArticleRole.SLUG) == "ferry-late"
    assert index.data(ArticleRole.WORDS) == 2
    assert index.data(ArticleRole.SUMMARY).headline == "Ferry late"
    assert model.row_of(article.id) == 0 and model.id_of(0) == article.id
    assert model.row_of("nobody") == -1


def test_a_search_shows_what_matches_and_of_many_only_the_last(qtbot, model, add_article):
    for headline in ("Ferry late", "Ferry lost", "Bridge open"):
        add_article(headline=headline)
    counts = []
    model.counted.connect(counts.append)
    for query in ("f", "fe", "fer", "b", "br"):
        model.search(query)
    qtbot.waitUntil(lambda: headlines(qtbot, model) == ["Bridge open"])
    model.search("")
    qtbot.waitUntil(lambda: model.rowCount() == 3)


def test_spiked_articles_are_in_a_view_of_their_own(qtbot, model, add_article, run):
    article = add_article(headline="Ferry late")
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    run(lambda operations: operations.spike(article.id))
    qtbot.waitUntil(lambda: model.rowCount() == 0)
    model.view("spiked")
    qtbot.waitUntil(lambda: headlines(qtbot, model) == ["Ferry late"])
    with pytest.raises(ValueError):
        model.view("mine")


def test_a_selection_stays_with_its_article_while_rows_come_go_and_move(
    qtbot, model, add_article, run
):
    articles = [add_article(headline=f"Story {number}") for number in range(4)]
    qtbot.waitUntil(lambda: len(headlines(qtbot, model)) == 4)
    selection = QItemSelectionModel(model)
    selection.select(
        model.index(model.row_of(articles[1].id), 0), QItemSelectionModel.SelectionFlag.Select
    )

    def selected() -> list[str]:
        return [index.data(ArticleRole.ID) for index in selection.selectedIndexes()]

    add_article(headline="A fifth")
    qtbot.waitUntil(lambda: len(headlines(qtbot, model)) == 5)
    assert selected() == [articles[1].id]
    run(lambda operations: operations.save(articles[0].id, {"body": "Now first."}))
    qtbot.waitUntil(lambda: model.row_of(articles[0].id) == 0)
    assert selected() == [articles[1].id]
    run(lambda operations: operations.save(articles[1].id, {"headline": "Now first"}))
    qtbot.waitUntil(lambda: model.row_of(articles[1].id) == 0)
    assert selected() == [articles[1].id]
    run(lambda operations: operations.spike(articles[2].id))
    qtbot.waitUntil(lambda: model.rowCount() == 4)
    assert selected() == [articles[1].id]


def test_a_new_headline_is_shown_where_the_article_stands(qtbot, model, add_article, run):
    article = add_article(headline="Ferry late")
    qtbot.waitUntil(lambda: headlines(qtbot, model) == ["Ferry late"])
    run(lambda operations: operations.save(article.id, {"headline": "Ferry lost"}))
    qtbot.waitUntil(lambda: headlines(qtbot, model) == ["Ferry lost"])


def test_the_row_of_an_article_never_looked_at_can_be_found(qtbot, model, many, ask):
    many(3 * PAGE)
    qtbot.waitUntil(lambda: model.rowCount() == 3 * PAGE)
    article = ask(lambda operations: operations.by_slug("story-0"))
    assert model.row_of(article.id) == -1
    rows = []
    model.find_row(article.id, rows.append)
    qtbot.waitUntil(lambda: rows == [3 * PAGE - 1])


def test_rows_are_dragged_as_articles_and_as_cross_links(qtbot, model, add_article):
    article = add_article(headline="Ferry\tlate")
    qtbot.waitUntil(lambda: headlines(qtbot, model) == ["Ferry\tlate"])
    index = model.index(0, 0)
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    data = model.mimeData([index])
    assert data.hasFormat(ARTICLES) and data.text() == "[[ferry-late]]"
    assert [dragged.id for dragged in articles_in(data)] == [article.id]
    assert articles_in(data)[0].headline == "Ferry late"


def test_another_library_empties_the_list(qtbot, desk, model, add_article, tmp_path):
    add_article()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    with qtbot.waitSignal(model.counted):
        desk.open(tmp_path / "other.standfirst", create=True)
    qtbot.waitUntil(lambda: model.rowCount() == 0)


numbers = st.lists(st.integers(0, 12), unique=True)


@given(numbers, numbers)
def test_whatever_changes_every_row_that_stays_announced_keeps_its_place(qapp, old, new):
    """Rows that are inserted, removed or moved carry the persistent indexes of the others."""

    model = ArticleListModel(Desk())
    model._take_rows(array("q", old))
    kept = {number: QPersistentModelIndex(model.index(row, 0)) for row, number in enumerate(old)}
    resets = []
    model.modelReset.connect(lambda: resets.append(True))
    model._take_rows(array("q", new))
    assert model.rowCount() == len(new)
    for number, index in kept.items():
        if index.isValid() and not resets:
            assert new[index.row()] == number
