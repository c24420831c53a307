"""Searching and replacing from the window's side: in portions, called off, and killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import LibraryError
from db.library import Library
from editor.app import replacing as module
from editor.app.operations import Operations
from editor.app.replace_operations import Chosen, FoundIn, Replacing
from editor.app.replacing import LibraryReplacing
from editor.app.save_state import SaveKind
from editor.text.search import Query
from tests.app.conftest import elsewhere, type_text

ESTERIA = Replacing(Query("Esteria"), "Northland")


@pytest.fixture
def work(desk, open_article) -> LibraryReplacing:
    return LibraryReplacing(desk, open_article)


@pytest.fixture
def articles(add_article) -> list[str]:
    return [add_article(headline=f"No. {n}", body=f"Esteria {n}").id for n in range(6)]


def found(qtbot, work: LibraryReplacing, replacing: Replacing = ESTERIA, numbers=None):
    batches: list[tuple[FoundIn, ...]] = []
    work.found.connect(batches.append)
    with qtbot.waitSignal(work.searched) as ended:
        work.find(replacing, numbers)
    work.found.disconnect(batches.append)
    return [one for batch in batches for one in batch], ended.args[0]


def chosen(finds: list[FoundIn]) -> list[Chosen]:
    return [Chosen(one.article, one.number, one.version, {"body": frozenset({0})}) for one in finds]


def bodies(ask) -> set[str]:
    return ask(
        lambda operations: {
            operations.stored(one).body for one in operations.library.articles.all_ids()
        }
    )


def test_the_whole_library_is_looked_through_in_portions(qtbot, monkeypatch, work, articles):
    monkeypatch.setattr(module, "_SLICE_ARTICLES", 2)
    told: list[tuple[int, int]] = []
    work.progressed.connect(lambda done, total: told.append((done, total)))
    finds, trouble = found(qtbot, work)
    assert {one.article for one in finds} == set(articles)
    assert trouble == ""
    assert told == [(0, 6), (2, 6), (4, 6), (6, 6)]


def test_a_search_that_is_given_up_tells_nothing_more(qtbot, work, articles, ask):
    told: list[object] = []
    for signal_ in (work.found, work.searched):
        signal_.connect(told.append)
    work.find(ESTERIA)
    work.stop()
    ask(lambda operations: operations.search())
    assert not told and not work.is_searching


def test_a_search_ends_at_more_finds_than_anybody_goes_through(qtbot, monkeypatch, work, articles):
    monkeypatch.setattr(module, "MOST_FINDS", 3)
    monkeypatch.setattr(module, "_SLICE_ARTICLES", 2)
    finds, trouble = found(qtbot, work)
    assert len(finds) == 4
    assert "more than 3 finds" in trouble


def test_a_bad_expression_is_told_in_words(qtbot, work, articles):
    finds, trouble = found(qtbot, work, Replacing(Query("(", expression=True), ""))
    assert not finds and "Not a valid expression" in trouble


def test_an_endless_expression_is_told_with_the_article_it_came_to(qtbot, work, add_article):
    add_article(headline="Long", body="a" * 40 + "!")
    finds, trouble = found(qtbot, work, Replacing(Query(r"(a|aa)+$", expression=True), ""))
    assert not finds and "takes too long" in trouble and "“Long”" in trouble


def test_what_was_typed_is_saved_before_it_is_looked_through(
    qtbot, work, articles, open_article, ask
):
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(articles[0])
    type_text(open_article, " and Esteria again")
    finds, _ = found(qtbot, work)
    assert next(one for one in finds if one.article == articles[0]).finds[1][1].number == 1
    with qtbot.waitSignal(work.replaced):
        work.replace(ESTERIA, chosen(finds))
    qtbot.waitUntil(lambda: open_article.text() == "Northland 0 and Esteria again")
    version = ask(lambda operations: operations.stored(articles[0]).version)
    open_article.save_now()
    qtbot.waitUntil(lambda: open_article.state.kind is SaveKind.SAVED)
    assert ask(lambda operations: operations.stored(articles[0]).version) == version


def test_an_article_with_text_that_cannot_be_saved_is_left_out(
    qtbot, work, articles, open_article, library_path
):
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(articles[0])
    type_text(open_article, "!")
    with elsewhere(library_path) as other:
        other.article(articles[0])
        other.save(articles[0], {"body": "Esteria, by somebody else"})
    finds, _ = found(qtbot, work)
    assert open_article.state.kind is SaveKind.STALE
    with qtbot.waitSignal(work.replaced) as done:
        work.replace(ESTERIA, chosen(finds))
    (left,) = done.args[0].left
    assert left.article == articles[0] and "could not be saved" in left.why
    assert len(done.args[0].changed) == 5
    with elsewhere(library_path) as other:
        assert other.stored(articles[0]).body == "Esteria, by somebody else"


def test_calling_a_replacement_off_leaves_nothing_of_it(qtbot, work, articles, ask, desk):
    finds, _ = found(qtbot, work)
    before = bodies(ask)
    with qtbot.waitSignal(work.refused) as refused:
        work.replace(ESTERIA, chosen(finds))
        work.call_off()
    assert "called off" in refused.args[0]
    assert bodies(ask) == before
    assert not work.is_replacing and desk.undo_text == "New article"


def test_a_replacement_is_undone_and_done_again(qtbot, work, articles, ask, desk):
    finds, _ = found(qtbot, work)
    with qtbot.waitSignal(desk.did):
        work.replace(ESTERIA, chosen(finds))
    assert desk.undo_text == "Replace “Esteria” with “Northland”"
    after = bodies(ask)
    with qtbot.waitSignals([desk.did, desk.progressed]):
        desk.undo()
    assert bodies(ask) == {f"Esteria {n}" for n in range(6)}
    with qtbot.waitSignal(desk.did):
        desk.redo()
    assert bodies(ask) == after == {f"Northland {n}" for n in range(6)}


def test_an_undo_tells_which_articles_keep_their_text(qtbot, work, articles, desk, library_path):
    finds, _ = found(qtbot, work)
    with qtbot.waitSignal(desk.did):
        work.replace(ESTERIA, chosen(finds))
    with elsewhere(library_path) as other:
        other.article(articles[0])
        other.save(articles[0], {"body": "Northland 0, and more"})
    with qtbot.waitSignal(desk.noted) as noted:
        desk.undo()
    assert "“No. 0”" in noted.args[0]


def test_nothing_is_replaced_in_a_library_that_can_only_be_read(qtbot, work, articles, monkeypatch):
    finds, _ = found(qtbot, work)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise LibraryError("The library is open for reading only.")

    monkeypatch.setattr("editor.app.operations.Operations.replace_across", refuse)
    with qtbot.waitSignal(work.refused) as refused:
        work.replace(ESTERIA, chosen(finds))
    assert "reading only" in refused.args[0]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_in_the_middle_of_replacing_every_article_is_as_it_was(library_path: Path):
    library = Library.open(library_path, create=True)
    operations = Operations(library)
    for n in range(40):
        article = operations.new_article().value
        operations.save(article.id, {"body": f"Esteria {n}"})
    library.close()
    replacer = subprocess.Popen(
        [sys.executable, "-m", "tests.app.replacer", str(library_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with replacer:
        assert replacer.stdout is not None and replacer.stdout.readline() == "half\n"
        replacer.kill()
    with elsewhere(library_path) as after:
        texts = [after.stored(one) for one in after.library.articles.all_ids()]
        assert {article.body for article in texts} == {f"Esteria {n}" for n in range(40)}
        assert {article.version for article in texts} == {2}
        assert len(after.search("esteria")) == 40 and not after.library.check()


def test_what_waits_for_the_open_article_never_begins_in_another_library(
    qtbot, desk, work, open_article, articles, monkeypatch, tmp_path
):
    with elsewhere(desk.path) as operations:
        number = operations.summary(articles[0]).number
    waiting: list[object] = []
    monkeypatch.setattr(open_article, "settle", waiting.append)
    work.replace(ESTERIA, [Chosen(articles[0], number, 2, {"body": frozenset({0})})])
    copy = tmp_path / "copy.standfirst"
    with elsewhere(desk.path) as operations:
        operations.library.backup(copy)
    with qtbot.waitSignal(desk.opened):
        desk.open(copy, create=False)
    with qtbot.waitSignal(work.refused):
        waiting[0]()
    with elsewhere(copy) as operations:
        assert operations.stored(articles[0]).body == "Esteria 0"
