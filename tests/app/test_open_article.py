from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtGui import QTextCursor

from db.errors import Unavailable
from db.records import Dateline, JournalEntry, Reason, Status
from editor.app import article_jobs
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle, SaveKind
from tests.app.conftest import QUICK, elsewhere, type_text


@pytest.fixture
def opened(qtbot, add_article, make_open_article):
    """An article of three fields, open, with nothing due by itself."""
    article = add_article(headline="Ferry delayed", byline="By Ines Vale", body="It is late.")
    open_article = make_open_article()
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    return open_article


def settle(qtbot, open_article: OpenArticle) -> None:
    settled = []
    open_article.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))


def stored(ask, open_article: OpenArticle):
    article_id = open_article.article.id
    return ask(lambda operations: operations.library.articles.get(article_id))


def journal(ask, article_id: str):
    return ask(lambda operations: operations.library.journal.of(article_id))


# Opening.


def test_opening_is_no_edit_and_nothing_to_undo(qtbot, opened):
    assert opened.text() == "It is late."
    assert opened.field("headline") == "Ferry delayed"
    assert opened.state.kind is SaveKind.SAVED
    assert not opened.document.isUndoAvailable()
    type_text(opened, "!")
    opened.document.undo()
    assert opened.text() == "It is late."


def test_a_new_article_is_a_row_from_the_first(qtbot, ask, open_article):
    with qtbot.waitSignal(open_article.loaded):
        open_article.new("fr")
    assert open_article.article.language == "fr"
    assert stored(ask, open_article).id == open_article.article.id
    assert open_article.state.kind is SaveKind.SAVED


def test_of_several_articles_asked_for_the_last_is_opened(qtbot, add_article, open_article):
    articles = [add_article(headline=f"Story {number}") for number in range(5)]
    loaded = []
    open_article.loaded.connect(loaded.append)
    for article in articles:
        open_article.open(article.id)
    qtbot.waitUntil(lambda: bool(loaded))
    settle(qtbot, open_article)
    assert [article.id for article in loaded] == [articles[-1].id]


def test_switching_saves_what_was_typed_first(qtbot, ask, opened, add_article):
    left = opened.article.id
    other = add_article(headline="Tide tables")
    type_text(opened, " Very late.")
    with qtbot.waitSignal(opened.loaded):
        opened.open(other.id)
    assert opened.text() == ""
    saved = ask(lambda operations: operations.library.articles.get(left))
    assert saved.body == "It is late. Very late."
    qtbot.waitUntil(lambda: journal(ask, left) is None)


def test_what_is_typed_while_another_article_is_on_its_way_is_saved_too(
    qtbot, ask, opened, add_article
):
    left, other = opened.article.id, add_article(headline="Tide tables")
    with qtbot.waitSignal(opened.loaded):
        opened.open(other.id)
        type_text(opened, " Just now.")
    assert opened.article.id == other.id
    saved = ask(lambda operations: operations.library.articles.get(left))
    assert saved.body == "It is late. Just now."


def test_opening_the_open_article_changes_nothing(qtbot, opened, add_article):
    other = add_article()
    type_text(opened, " Unsaved.")
    opened.open(other.id)
    opened.open(opened.article.id)
    settle(qtbot, opened)
    assert opened.text() == "It is late. Unsaved." and opened.field("headline") == "Ferry delayed"


def test_an_article_that_is_not_there_is_told_and_the_open_one_stays(qtbot, desk, opened):
    with qtbot.waitSignal(desk.failed):
        opened.open("0" * 32)
    assert opened.article is not None and opened.text() == "It is late."


def test_closing_saves_and_empties(qtbot, ask, opened):
    article_id = opened.article.id
    type_text(opened, " So late.")
    with qtbot.waitSignal(opened.closed):
        opened.close_article()
    assert opened.article is None and opened.text() == "" and opened.field("headline") == ""
    assert opened.state.kind is SaveKind.EMPTY
    saved = ask(lambda operations: operations.library.articles.get(article_id))
    assert saved.body.endswith("So late.")


def test_the_cursor_of_each_article_is_remembered(qtbot, opened, add_article):
    first = opened.article.id
    other = add_article()
    opened.remember_cursor(7)
    with qtbot.waitSignal(opened.loaded):
        opened.open(other.id)
    assert opened.cursor == 0
    with qtbot.waitSignal(opened.loaded):
        opened.open(first)
    assert opened.cursor == 7


def test_the_cursor_of_a_widget_that_is_given_another_text_is_not_remembered(
    qtbot, opened, add_article
):
    first, other = opened.article.id, add_article()
    opened.remember_cursor(7)
    opened.document.contentsChange.connect(lambda *_: opened.remember_cursor(0))
    for article_id in (other.id, first):
        with qtbot.waitSignal(opened.loaded):
            opened.open(article_id)
    assert opened.cursor == 7


# Edits and saving.


def test_edit_numbers_only_grow_over_all_articles(qtbot, opened, add_article):
    numbers = []
    opened.edited.connect(numbers.append)
    type_text(opened, "abc")
    opened.set_field("kicker", "Harbour")
    other = add_article()
    with qtbot.waitSignal(opened.loaded):
        opened.open(other.id)
    type_text(opened, "d")
    assert numbers == sorted(set(numbers)) and len(numbers) == 5


def test_a_field_set_to_what_it_is_is_no_edit(opened):
    before = opened.edit_number
    opened.set_field("headline", "Ferry delayed")
    assert opened.edit_number == before and opened.state.kind is SaveKind.SAVED
    with pytest.raises(KeyError):
        opened.set_field("title", "No such field")


def test_every_writing_field_is_saved(qtbot, ask, opened):
    texts = {
        "kicker": "Harbour",
        "headline": "Ferry cancelled",
        "standfirst": "No boat today",
        "byline": "By Ivo Marr",
        "dateline_place": "PORT CALDER",
        "dateline_date": "3 March",
        "dateline_source": "NNA",
    }
    for name, text in texts.items():
        opened.set_field(name, text)
    type_text(opened, " Not a boat.")
    settle(qtbot, opened)
    article = stored(ask, opened)
    assert article.dateline == Dateline("PORT CALDER", "3 March", "NNA")
    assert [article.kicker, article.headline, article.standfirst, article.byline] == list(
        texts.values()
    )[:4]
    assert article.body == "It is late. Not a boat."
    assert {name: opened.field(name) for name in texts} == texts


def test_saving_goes_through_its_states_truthfully(qtbot, ask, desk, make_open_article):
    open_article = make_open_article(QUICK)
    with qtbot.waitSignal(open_article.loaded):
        open_article.new()
    states = []

    def check(state):
        states.append(state.kind)
        if state.kind is SaveKind.SAVED:
            assert stored(ask, open_article).body == open_article.text()

    open_article.state_changed.connect(check)
    type_text(open_article, "Late")
    qtbot.waitUntil(lambda: SaveKind.SAVED in states)
    assert states == [SaveKind.WRITING, SaveKind.SAVING, SaveKind.SAVED]
    assert open_article.state.at is not None


def test_text_typed_while_a_save_is_under_way_is_not_taken_for_saved(qtbot, ask, opened):
    type_text(opened, " One.")
    opened.save_now()
    assert opened.state.kind is SaveKind.SAVING
    type_text(opened, " Two.")
    qtbot.waitUntil(lambda: opened.state.kind is not SaveKind.SAVING)
    assert opened.state.kind is SaveKind.WRITING
    assert stored(ask, opened).body == "It is late. One."
    settle(qtbot, opened)
    assert stored(ask, opened).body == "It is late. One. Two."
    assert opened.state.kind is SaveKind.SAVED


def test_undoing_everything_leaves_nothing_to_save(qtbot, ask, opened):
    version = opened.article.version
    type_text(opened, "x")
    opened.document.undo()
    settle(qtbot, opened)
    assert opened.state.kind is SaveKind.SAVED
    assert stored(ask, opened).version == version


def test_a_named_version_is_kept_even_of_unchanged_text(qtbot, ask, opened):
    opened.save_now(name="Before the lawyers")
    settle(qtbot, opened)
    article_id = opened.article.id
    newest = ask(lambda operations: operations.revisions(article_id))[0]
    assert (newest.reason, newest.name) == (Reason.NAMED, "Before the lawyers")


def test_the_slug_that_follows_the_headline_is_told(qtbot, open_article):
    with qtbot.waitSignal(open_article.loaded):
        open_article.new()
    open_article.set_field("headline", "Port Calder bridge reopens")
    with qtbot.waitSignal(open_article.article_changed) as told:
        open_article.save_now()
    assert told.args[0].slug == "port-calder-bridge-reopens"


def test_saves_of_text_are_not_among_what_the_desk_undoes(qtbot, desk, opened):
    names = []
    desk.did.connect(lambda name, _: names.append(name))
    before = desk.undo_text
    opened.set_field("headline", "Another headline")
    settle(qtbot, opened)
    assert desk.undo_text == before and names == []


# Failing.


class FullDisk:
    """Makes saves of text fail for as long as it is full, and the journal too where told."""

    def __init__(self, monkeypatch, journal_too: bool = False) -> None:
        from db.articles import ArticleStore
        from db.journal import JournalStore

        self.is_full = True
        self._fill(monkeypatch, ArticleStore, "save")
        if journal_too:
            self._fill(monkeypatch, JournalStore, "write")

    def _fill(self, monkeypatch, store, name: str) -> None:
        works = getattr(store, name)

        def write(*arguments, **named):
            if self.is_full:
                raise Unavailable("The disk is full. Make room, then go on.")
            return works(*arguments, **named)

        monkeypatch.setattr(store, name, write)


def test_a_save_that_fails_is_told_journalled_and_tried_again(
    qtbot, ask, add_article, make_open_article, monkeypatch
):
    article = add_article(body="One.")
    open_article = make_open_article(QUICK)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    disk = FullDisk(monkeypatch)
    type_text(open_article, " Two.")
    qtbot.waitUntil(lambda: open_article.state.kind is SaveKind.FAILED)
    assert open_article.state.message == "The disk is full. Make room, then go on."
    qtbot.waitUntil(lambda: journal(ask, article.id) is not None)
    assert journal(ask, article.id).fields == {"body": "One. Two."}
    disk.is_full = False
    qtbot.waitUntil(lambda: open_article.state.kind is SaveKind.SAVED)
    assert stored(ask, open_article).body == "One. Two."
    assert journal(ask, article.id).fields == {}


def test_settling_is_content_with_the_journal_where_saving_fails(qtbot, ask, opened, monkeypatch):
    FullDisk(monkeypatch)
    type_text(opened, " Two.")
    settle(qtbot, opened)
    assert opened.state.kind is SaveKind.FAILED
    assert journal(ask, opened.article.id).fields["body"] == "It is late. Two."


def test_settling_waits_while_the_disk_takes_nothing(
    qtbot, ask, add_article, make_open_article, monkeypatch
):
    article = add_article(body="One.")
    open_article = make_open_article(QUICK)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    disk = FullDisk(monkeypatch, journal_too=True)
    type_text(open_article, " Two.")
    settled = []
    open_article.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: open_article.state.kind is SaveKind.FAILED)
    assert settled == [] and open_article.text() == "One. Two."
    disk.is_full = False
    qtbot.waitUntil(lambda: settled == [True])
    qtbot.waitUntil(lambda: open_article.state.kind is SaveKind.SAVED)
    assert stored(ask, open_article).body == "One. Two."


def test_a_library_for_reading_says_so(qtbot, library_path, add_article, desk, monkeypatch):
    from PySide6.QtGui import QTextDocument

    article = add_article(body="One.")
    monkeypatch.setattr("editor.app.desk_sides.is_protected", lambda _path: True)
    with qtbot.waitSignal(desk.opened):
        desk.open(library_path, create=False)
    document = QTextDocument()
    reading = OpenArticle(desk, document)
    with qtbot.waitSignal(reading.loaded):
        reading.open(article.id)
    assert reading.state.kind is SaveKind.READ_ONLY
    settled = []
    reading.settle(lambda: settled.append(True))
    assert settled == [True]


# Others.


def test_text_saved_elsewhere_is_never_overwritten_unasked(qtbot, ask, opened, library_path):
    article_id = opened.article.id
    with elsewhere(library_path) as other:
        other.article(article_id)
        other.save(article_id, {"body": "Theirs."})
    type_text(opened, " Mine.")
    opened.save_now()
    qtbot.waitUntil(lambda: opened.state.kind is SaveKind.STALE)
    settle(qtbot, opened)
    assert stored(ask, opened).body == "Theirs."
    assert opened.text() == "It is late. Mine."
    assert journal(ask, article_id).fields["body"] == "It is late. Mine."


@pytest.fixture
def stale(qtbot, opened, library_path):
    with elsewhere(library_path) as other:
        other.article(opened.article.id)
        other.save(opened.article.id, {"body": "Theirs.", "headline": "Their headline"})
    type_text(opened, " Mine.")
    opened.save_now()
    qtbot.waitUntil(lambda: opened.state.kind is SaveKind.STALE)
    return opened


def test_mine_is_saved_over_theirs_which_is_kept(qtbot, ask, stale):
    stale.resolve_stale("mine")
    qtbot.waitUntil(lambda: stale.state.kind is SaveKind.SAVED)
    settle(qtbot, stale)
    article_id = stale.article.id
    assert stored(ask, stale).body == "It is late. Mine."
    kept = ask(lambda operations: operations.revisions(article_id))
    assert "Theirs." in [revision.article.body for revision in kept]
    assert journal(ask, article_id) is None
    type_text(stale, " More.")
    settle(qtbot, stale)
    assert stored(ask, stale).body == "It is late. Mine. More."


def test_theirs_is_put_in_and_mine_is_an_undo_away(qtbot, ask, stale):
    stale.resolve_stale("theirs")
    qtbot.waitUntil(lambda: stale.state.kind is SaveKind.SAVED)
    assert stale.text() == "Theirs." and stale.field("headline") == "Their headline"
    assert journal(ask, stale.article.id) is None
    stale.document.undo()
    settle(qtbot, stale)
    assert stored(ask, stale).body == "It is late. Mine."


def test_both_are_kept_and_writing_goes_on_in_mine(qtbot, ask, stale):
    theirs = stale.article.id
    with qtbot.waitSignal(stale.loaded):
        stale.resolve_stale("both")
    assert stale.article.id != theirs and stale.text() == "It is late. Mine."
    assert ask(lambda operations: operations.library.articles.get(theirs)).body == "Theirs."
    assert journal(ask, theirs) is None
    type_text(stale, " More.")
    settle(qtbot, stale)
    assert stored(ask, stale).body == "It is late. Mine. More."


def test_an_operation_on_the_open_article_is_told_and_saving_goes_on(qtbot, desk, ask, opened):
    type_text(opened, " One.")
    article_id = opened.article.id
    with qtbot.waitSignal(opened.article_changed) as told:
        desk.do(lambda operations: operations.set_status(article_id, Status.IN_PROGRESS))
    assert told.args[0].status is Status.IN_PROGRESS
    assert opened.text() == "It is late. One."
    settle(qtbot, opened)
    assert opened.state.kind is SaveKind.SAVED
    assert stored(ask, opened).body == "It is late. One."


def test_a_writing_field_set_by_an_operation_is_loaded(qtbot, desk, ask, opened):
    article_id = opened.article.id
    type_text(opened, " One.")
    with qtbot.waitSignal(opened.field_loaded) as told:
        desk.do(lambda operations: operations.set_fields(article_id, {"headline": "Suggested"}))
    assert told.args == ["headline", "Suggested"]
    assert opened.field("headline") == "Suggested"
    settle(qtbot, opened)
    article = stored(ask, opened)
    assert (article.headline, article.body) == ("Suggested", "It is late. One.")


def test_undoing_the_making_of_the_open_article_closes_it(qtbot, desk, open_article):
    with qtbot.waitSignal(open_article.loaded):
        open_article.new()
    with qtbot.waitSignal(open_article.closed):
        desk.undo()
    assert open_article.article is None


def test_opening_another_library_leaves_the_article(qtbot, desk, opened, tmp_path):
    with qtbot.waitSignal(opened.closed):
        desk.open(tmp_path / "other.standfirst", create=True)
    assert opened.article is None and opened.state.kind is SaveKind.EMPTY


# Recovery.


@pytest.fixture
def journalled(qtbot, desk: Desk):
    def write(article, body: str | None, base_version: int) -> None:
        fields = {} if body is None else {"body": body}
        entry = JournalEntry(article.id, base_version, fields, 3, "2031-01-01T00:00:00.000Z")
        written = []
        desk.take(lambda operations: operations.write_journal(entry), written.append)
        qtbot.waitUntil(lambda: len(written) == 1)

    return write


def test_what_a_crash_left_in_the_journal_is_recovered_and_saved(
    qtbot, ask, add_article, open_article, journalled
):
    article = add_article(body="One.")
    journalled(article, "One. Two.", article.version)
    with qtbot.waitSignal(open_article.recovered) as told:
        open_article.open(article.id)
    assert told.args[0].endswith("recovered.")
    assert open_article.text() == "One. Two." and open_article.cursor >= 3
    settle(qtbot, open_article)
    assert stored(ask, open_article).body == "One. Two."
    assert journal(ask, article.id).fields == {}
    open_article.document.undo()
    assert open_article.text() == "One."


def test_a_journal_that_says_what_is_stored_leaves_the_place_alone_without_a_word(
    qtbot, ask, add_article, open_article, journalled
):
    article = add_article(body="One.")
    journalled(article, "One.", article.version - 1)
    words = []
    open_article.recovered.connect(words.append)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    qtbot.waitUntil(lambda: journal(ask, article.id).fields == {})
    assert words == [] and open_article.state.kind is SaveKind.SAVED


def test_a_journal_of_an_article_changed_since_is_kept_beside_it(
    qtbot, ask, add_article, open_article, journalled, library_path
):
    article = add_article(body="One.")
    journalled(article, "One. Mine.", article.version)
    with elsewhere(library_path) as other:
        other.article(article.id)
        other.save(article.id, {"body": "Theirs."})
    with qtbot.waitSignal(open_article.recovered):
        open_article.open(article.id)
    assert open_article.text() == "Theirs."
    numbers = ask(lambda operations: operations.search(""))
    bodies = [
        ask(lambda operations, s=summary: operations.library.articles.get(s.id)).body
        for summary in ask(lambda operations: operations.summaries(numbers))
    ]
    assert sorted(bodies) == ["One. Mine.", "Theirs."]
    qtbot.waitUntil(lambda: journal(ask, article.id) is None)


def test_a_program_that_goes_down_takes_its_text_to_the_journal_first(qtbot, ask, opened):
    type_text(opened, " Two.")
    opened.set_field("headline", "Ferry lost")
    opened.keep_before_the_end()
    entry = journal(ask, opened.article.id)
    assert entry.fields == {"body": "It is late. Two.", "headline": "Ferry lost"}


def test_going_down_in_the_middle_of_a_save_takes_the_text_typed_since(qtbot, ask, opened):
    type_text(opened, " Two.")
    opened.save_now()
    type_text(opened, " Three.")
    opened.keep_before_the_end()
    assert journal(ask, opened.article.id).fields == {"body": "It is late. Two. Three."}


def test_typing_at_a_place_journals_the_cursor_there(qtbot, ask, opened):
    cursor = QTextCursor(opened.document)
    cursor.setPosition(2)
    cursor.insertText(" 😀")
    opened.keep_before_the_end()
    assert journal(ask, opened.article.id).cursor == 5


def test_where_the_writer_is_stays_in_the_journal_when_all_is_saved(qtbot, ask, opened):
    type_text(opened, " Very", at=5)
    settle(qtbot, opened)
    entry = journal(ask, opened.article.id)
    assert (entry.cursor, entry.fields) == (10, {})
    assert entry.base_version == opened.article.version


def test_where_the_writer_only_reads_is_journalled_too(qtbot, ask, opened):
    opened.remember_cursor(7)
    qtbot.waitUntil(lambda: journal(ask, opened.article.id) is not None)
    assert journal(ask, opened.article.id).cursor == 7


def test_leaving_an_article_leaves_nothing_that_leads_back(qtbot, ask, opened, add_article):
    left, other = opened.article.id, add_article(headline="Tide tables")
    type_text(opened, " Very", at=5)
    settle(qtbot, opened)
    with qtbot.waitSignal(opened.loaded):
        opened.open(other.id)
    qtbot.waitUntil(lambda: journal(ask, left) is None)


def test_a_place_found_in_the_journal_is_gone_to_without_a_word(
    qtbot, add_article, open_article, journalled
):
    article = add_article(body="One. Two.")
    journalled(article, None, article.version)
    words = []
    open_article.recovered.connect(words.append)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    assert open_article.cursor == 3 and words == []


@pytest.fixture
def altered(run, add_article, library_path):
    """An article, kept as “Noon”, whose body another program has changed in the file."""
    article = add_article(headline="Ferry", body="The boats sail at noon.")
    run(lambda operations: operations.save(article.id, {}, name="Noon"))
    with closing(sqlite3.connect(library_path)) as shell, shell:
        shell.execute("UPDATE articles SET body = 'The boats sail at dusk.'")
    return article


def test_a_text_changed_past_the_library_is_shown_told_and_kept(qtbot, ask, open_article, altered):
    with qtbot.waitSignal(open_article.altered) as told:
        open_article.open(altered.id)
    assert "outside Standfirst" in told.args[0]
    assert open_article.text() == "The boats sail at dusk."
    qtbot.waitUntil(lambda: open_article.article.version == altered.version + 1)
    kept = ask(lambda operations: operations.versions(altered.id))
    assert kept[0].reason is Reason.OUTSIDE
    assert ask(lambda operations: operations.version(altered.id, kept[1].number)).article.body == (
        "The boats sail at noon."
    )
    assert len(ask(lambda operations: operations.search("dusk"))) == 1


def test_it_is_told_once_and_written_on_like_any_other(
    qtbot, ask, open_article, make_open_article, altered
):
    with qtbot.waitSignal(open_article.altered):
        open_article.open(altered.id)
    type_text(open_article, " Perhaps.")
    settle(qtbot, open_article)
    assert stored(ask, open_article).body == "The boats sail at dusk. Perhaps."
    again = make_open_article()
    told = []
    again.altered.connect(told.append)
    with qtbot.waitSignal(again.loaded):
        again.open(altered.id)
    assert told == []


def test_text_taken_over_after_an_operation_is_saved_on_without_asking(
    qtbot, desk, ask, opened, library_path
):
    article_id = opened.article.id
    with elsewhere(library_path) as other:
        other.article(article_id)
        other.save(article_id, {"standfirst": "Theirs."})
    with qtbot.waitSignal(opened.field_loaded):
        desk.do(lambda operations: operations.add_tag(article_id, "Ferries"))
    type_text(opened, " Mine.")
    settle(qtbot, opened)
    assert opened.state.kind is SaveKind.SAVED
    article = stored(ask, opened)
    assert (article.standfirst, article.body) == ("Theirs.", "It is late. Mine.")


def test_both_having_changed_the_same_text_the_writer_is_asked(
    qtbot, desk, ask, opened, library_path
):
    article_id = opened.article.id
    type_text(opened, " Mine.")
    with elsewhere(library_path) as other:
        other.article(article_id)
        other.save(article_id, {"body": "Theirs."})
    desk.do(lambda operations: operations.add_tag(article_id, "Ferries"))
    qtbot.waitUntil(lambda: opened.state.kind is SaveKind.STALE)
    settle(qtbot, opened)
    assert opened.text() == "It is late. Mine." and stored(ask, opened).body == "Theirs."


def test_a_long_article_is_read_ahead_in_many_moments(
    qtbot, add_article, make_open_article, monkeypatch
):
    told = []
    read_ahead = article_jobs.read_ahead

    def listen(article_id, operations):
        told.append(read_ahead(article_id, operations))
        return told[-1]

    monkeypatch.setattr(article_jobs, "_AT_ONCE", 0.0)
    monkeypatch.setattr(article_jobs, "read_ahead", listen)
    article = add_article(headline="Ferry", body="# Pier\n\nWords of the [[pier]].\n\n" * 50)
    open_article = make_open_article()
    open_article.open(article.id)
    qtbot.waitUntil(lambda: told[-1:] == [False])
    assert len(told) > 50
    type_text(open_article, " More.")
    open_article.save_now()
    qtbot.waitUntil(lambda: open_article.state.kind is SaveKind.SAVED)
