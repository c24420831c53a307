"""The name that stands in the history is the writer's to choose, or to leave out."""

from __future__ import annotations

import getpass

from editor.app.settings import Settings
from editor.app.writer import writer_of


def test_the_byline_is_the_name(monkeypatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ivarga")
    assert writer_of(Settings(author="  Ines   Varga ")) == "Ines Varga"


def test_without_a_byline_it_is_the_name_of_the_account(monkeypatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ivarga")
    assert writer_of(Settings()) == "ivarga"


def test_an_account_without_a_name_signs_nothing(monkeypatch) -> None:
    def nameless() -> str:
        raise OSError("no name")

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert writer_of(Settings()) == ""


def test_versions_are_not_signed_where_the_writer_does_not_want_it() -> None:
    assert writer_of(Settings(author="Ines Varga", sign_versions=False)) == ""
