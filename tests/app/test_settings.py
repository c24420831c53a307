from __future__ import annotations

import stat
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.app.settings import THEMES, Settings, SettingsStore, from_table, info_of

texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)
any_settings = st.builds(
    Settings,
    theme=st.sampled_from(THEMES),
    editor_font=texts,
    editor_size=st.integers(8, 40),
    measure=st.integers(40, 140),
    language=texts,
    author=texts,
    export_folder=texts,
    layout=texts,
    last_library=texts,
    last_article=texts,
    recent_libraries=st.lists(texts, max_size=3).map(tuple),
    shortcuts=st.dictionaries(texts, texts, max_size=3),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


@given(any_settings)
def test_settings_kept_are_the_settings_found_again(tmp_path, settings):
    path = tmp_path / "settings.toml"
    SettingsStore(path).put(settings)
    again = SettingsStore(path)
    assert again.value == settings or settings == Settings()
    assert again.problem == ""
    path.unlink(missing_ok=True)


def test_a_change_is_told_once_and_only_where_it_is_one(qtbot, path):
    store = SettingsStore(path)
    told = []
    store.changed.connect(told.append)
    store.set(theme="night")
    store.set(theme="night")
    assert [settings.theme for settings in told] == ["night"]


def test_only_what_differs_is_kept_and_only_for_the_writer_to_read(path):
    SettingsStore(path).set(author="Ines Vale")
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"author": "Ines Vale"}
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_a_file_that_is_no_toml_is_put_aside_and_told(path):
    path.parent.mkdir()
    path.write_text("theme = night = day")
    store = SettingsStore(path)
    assert store.value == Settings()
    assert "settings.toml.bad" in store.problem
    assert path.with_name("settings.toml.bad").read_text() == "theme = night = day"
    assert not path.exists()


def test_bytes_that_are_no_text_are_put_aside_too(path):
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00theme")
    assert SettingsStore(path).value == Settings()
    assert path.with_name("settings.toml.bad").exists()


def test_values_that_can_not_be_used_leave_the_rest_standing():
    table = {
        "theme": "mauve",
        "editor_size": 400,
        "measure": True,
        "recent_libraries": [1],
        "shortcuts": {"save": 3},
        "author": "Ines Vale",
        "from_a_later_version": 7,
    }
    settings, unusable = from_table(table)
    assert settings == Settings(author="Ines Vale")
    assert set(unusable) == {"theme", "editor_size", "measure", "recent_libraries", "shortcuts"}


def test_unusable_values_are_told(path):
    path.parent.mkdir()
    path.write_text('theme = "mauve"\nauthor = "Ines Vale"\n')
    store = SettingsStore(path)
    assert "theme" in store.problem and store.value.author == "Ines Vale"


def test_a_folder_that_can_not_be_made_is_told_and_the_setting_holds(tmp_path):
    (tmp_path / "config").write_text("a file")
    store = SettingsStore(tmp_path / "config" / "settings.toml")
    store.set(theme="paper")
    assert store.value.theme == "paper" and "could not be kept" in store.problem


def test_every_setting_says_how_it_is_put_to_the_writer():
    for row in fields(Settings):
        info = info_of(row.name)
        assert not info.label or info.help
    assert info_of("theme").choices == THEMES
    with pytest.raises(KeyError):
        info_of("colour")


def test_the_last_library_comes_first_and_once(tmp_path):
    settings = Settings()
    for name in ("a", "b", "a", *"cdefghijkl"):
        settings = settings.with_library(tmp_path / name)
    names = [Path(path).name for path in settings.recent_libraries]
    assert names == list("lkjihgfedc") and settings.last_library.endswith("l")
