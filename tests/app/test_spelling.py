"""Which words of an open article are wrong: real process, real engine, invented second language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.app import dictionaries, spell_questions
from editor.app.background import SpellProcess
from editor.app.settings import SettingsStore
from editor.app.spelling import Spelling, SpellingState
from editor.app.word_lists import PersonalWords
from tests.app.test_background import is_alive
from tests.app.word_books import write_dictionary
from tests.app.workers import never_ready

pytest.importorskip("hunspell", reason="there is no engine for this computer")


@pytest.fixture
def settings(qtbot, tmp_path):
    return SettingsStore(tmp_path / "settings.toml")


@pytest.fixture
def make_spelling(desk, open_article, settings, tmp_path):
    made = []

    def make(process=None):
        process = process or SpellProcess()
        own = PersonalWords(tmp_path / "words.txt")
        made.append(process)
        return Spelling(desk, open_article, settings, own, tmp_path / "dictionaries", process, 0)

    yield make
    for process in made:
        process.close()


@pytest.fixture
def spelling(qtbot, make_spelling, open_article, add_article):
    spelling = make_spelling()
    article = add_article(body="text")
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    return spelling


def wrong(qtbot, spelling, *words):
    """Those of the words that are wrong, once all have been judged."""
    told = []
    spelling.judge(words, lambda: told.append(True))
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return {word for word in words if spelling.is_wrong(word)}


def test_a_word_counts_as_right_until_it_has_been_judged(qtbot, spelling):
    with qtbot.waitSignal(spelling.judged, timeout=20_000) as judged:
        assert not spelling.is_wrong("goverment")
    assert judged.args == [{"goverment"}]
    assert spelling.is_wrong("goverment")
    assert not spelling.is_wrong("government")


def test_only_unknown_words_are_asked_about(qtbot, spelling, monkeypatch):
    assert wrong(qtbot, spelling, "ferry", "ferrry") == {"ferrry"}
    asked = []
    monkeypatch.setattr(spelling._questions, "want", asked.append)
    assert wrong(qtbot, spelling, "ferry", "ferrry") == {"ferrry"}
    assert asked == []


def test_the_writers_languages_count_beside_the_articles(qtbot, spelling, settings, tmp_path):
    write_dictionary(tmp_path / "dictionaries", "tl", "orlo")
    assert wrong(qtbot, spelling, "orlo") == {"orlo"}
    settings.set(spelling_languages=("tl",))
    assert spelling.languages == ("en", "tl")
    assert wrong(qtbot, spelling, "orlo", "goverment") == {"goverment"}


def test_an_article_in_another_language_is_judged_in_that(
    qtbot, spelling, run, open_article, tmp_path
):
    write_dictionary(tmp_path / "dictionaries", "tl", "orlo")
    article_id = open_article.article.id
    run(lambda operations: operations.set_fields(article_id, {"language": "tl"}))
    qtbot.waitUntil(lambda: spelling.languages == ("tl",))
    assert wrong(qtbot, spelling, "orlo", "government") == {"government"}


def test_a_missing_dictionary_is_said_and_nothing_is_wrong(
    qtbot, spelling, run, open_article, settings
):
    article_id = open_article.article.id
    settings.set(spelling_languages=("en",))
    with qtbot.waitSignal(spelling.state_changed) as told:
        run(lambda operations: operations.set_fields(article_id, {"language": "hy"}))
    assert told.args == [SpellingState(checking=False, missing=("hy",))]
    assert wrong(qtbot, spelling, "goverment") == set()


def test_a_dictionary_the_writer_adds_is_used_at_once(qtbot, spelling, run, open_article, tmp_path):
    article_id = open_article.article.id
    run(lambda operations: operations.set_fields(article_id, {"language": "tl"}))
    qtbot.waitUntil(lambda: spelling.state.missing == ("tl",))
    assert spelling.add_dictionary(write_dictionary(tmp_path / "down", "tl", "orlo")) == "tl"
    assert spelling.state == SpellingState(checking=True)
    assert wrong(qtbot, spelling, "orlo", "orlu") == {"orlu"}


def test_a_computer_without_an_engine_is_told_so(spelling, settings, monkeypatch):
    settings.set(check_spelling=False)
    monkeypatch.setattr(dictionaries, "ENGINE", "no_such_engine")
    settings.set(check_spelling=True)
    assert spelling.state == SpellingState(no_engine=True)
    assert not spelling.is_wrong("goverment")


def test_spelling_switched_off_asks_nothing(qtbot, spelling, settings, monkeypatch):
    settings.set(check_spelling=False)
    monkeypatch.setattr(spelling._questions, "want", lambda _words: pytest.fail("asked"))
    assert not spelling.is_wrong("goverment")


def test_a_word_added_to_mine_is_right_in_all_its_forms_and_in_compounds(qtbot, spelling, tmp_path):
    words = ("Vennick", "Vennick's", "Vennick-backed", "Vennick-baked-upp")
    assert wrong(qtbot, spelling, *words) == set(words)
    with qtbot.waitSignal(spelling.changed):
        spelling.add_to_mine("Vennick's")
    assert wrong(qtbot, spelling, *words) == {"Vennick-baked-upp"}
    assert (tmp_path / "words.txt").read_text("utf-8") == "Vennick\n"


def test_a_word_added_to_the_library_is_right_until_that_is_undone(qtbot, spelling, desk):
    assert wrong(qtbot, spelling, "Vennick") == {"Vennick"}
    spelling.add_to_library("Vennick")
    qtbot.waitUntil(lambda: not spelling.is_wrong("Vennick"))
    assert desk.undo_text == "Add “Vennick” to the library’s words"
    desk.undo()
    qtbot.waitUntil(lambda: spelling.is_wrong("Vennick"))


def test_a_word_ignored_is_so_in_its_article_alone(qtbot, spelling, open_article, add_article):
    other = add_article(headline="Other")
    here = open_article.article.id
    assert wrong(qtbot, spelling, "teh") == {"teh"}
    spelling.ignore("teh")
    qtbot.waitUntil(lambda: not spelling.is_wrong("teh"))
    open_article.open(other.id)
    qtbot.waitUntil(lambda: open_article.article.id == other.id and spelling.is_wrong("teh"))
    open_article.open(here)
    qtbot.waitUntil(lambda: open_article.article.id == here and not spelling.is_wrong("teh"))


def test_suggestions_are_asked_for_and_come(qtbot, spelling):
    came = []
    spelling.suggest("goverment", came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    assert came[0][0] == "government"


def test_a_word_list_that_can_not_be_kept_is_told(qtbot, spelling, tmp_path):
    (tmp_path / "words.txt").write_bytes(b"caf\xe9\n")
    with qtbot.waitSignal(spelling.failed) as told:
        spelling.add_to_mine("Vennick")
    assert "not UTF-8" in told.args[0]


def test_a_process_that_dies_is_told_and_its_words_are_not_asked_again(
    qtbot, make_spelling, open_article, add_article, monkeypatch
):
    spelling = make_spelling(SpellProcess(never_ready, limit=lambda _request: 2))
    article = add_article(body="text")
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    with qtbot.waitSignal(spelling.failed, timeout=20_000) as told:
        assert not spelling.is_wrong("teh")
    assert "The spelling check stopped unexpectedly" in told.args[0]
    monkeypatch.setattr(spelling._questions, "want", lambda _words: pytest.fail("asked"))
    assert wrong(qtbot, spelling, "teh") == set()


def test_more_words_than_fit_one_question_are_all_judged(qtbot, spelling, monkeypatch):
    monkeypatch.setattr(spell_questions, "MOST_AT_ONCE", 3)
    words = ("ferry", "ferrry", "boat", "boaat", "tide", "tiide", "mail", "maiil")
    assert wrong(qtbot, spelling, *words) == {"ferrry", "boaat", "tiide", "maiil"}


ORPHAN = """
import os, sys
from PySide6.QtCore import QCoreApplication
from editor.app.background import SpellProcess
from editor.app.spell_worker import CheckRequest

def replied(reply):
    print(process.pid, flush=True)
    os.kill(os.getpid(), 9)

if __name__ == "__main__":
    application = QCoreApplication(sys.argv)
    process = SpellProcess()
    process.replied.connect(replied)
    process.request(CheckRequest(1, (), ("late",)))
    application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_the_process_ends_when_its_parent_is_killed(qtbot, tmp_path):
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": root},
    )
    pid = int(done.stdout)
    qtbot.waitUntil(lambda: not is_alive(pid), timeout=10_000)
