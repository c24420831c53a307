from __future__ import annotations

from pathlib import Path

from editor.app.paths import HOME_VARIABLE, find_paths


def test_a_home_of_its_own_holds_everything(monkeypatch, tmp_path):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    paths = find_paths()
    for path in (paths.library, paths.settings, paths.log, paths.crash_log):
        assert path.is_relative_to(tmp_path)


def test_without_one_the_systems_folders_are_named_and_none_is_made(monkeypatch):
    monkeypatch.delenv(HOME_VARIABLE)
    paths = find_paths()
    for path in (paths.library, paths.settings, paths.log):
        assert "standfirst" in str(path).casefold() and path.is_absolute()
    assert paths.library.suffix == ".standfirst"
    assert isinstance(paths.data, Path)
