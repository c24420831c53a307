from __future__ import annotations

import stat
import sys

import pytest

from editor.app.paths import find_paths
from editor.app.reporting import Reporting
from editor.version import installed_version

SECRET = "The minister will resign on Friday"


@pytest.fixture
def reporting(qtbot):
    reporting = Reporting(find_paths(), "1.2.3")
    yield reporting
    reporting.close()


def raise_with_copy() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(SECRET) from error


def crash(reporting: Reporting) -> str:
    """What the report says after an exception nobody caught."""
    reports = []
    reporting.crashed.connect(reports.append)
    try:
        raise_with_copy()
    except ValueError:
        sys.excepthook(*sys.exc_info())
    assert len(reports) == 1
    return reports[0]


def test_text_is_saved_before_anything_is_told(reporting):
    order = []
    reporting.install()
    reporting.before_the_end(lambda: order.append("saved"))
    reporting.crashed.connect(lambda _report: order.append("told"))
    crash(reporting)
    assert order == ["saved", "told"]


def test_a_report_says_what_and_where_and_nothing_that_was_written(reporting):
    reporting.install()
    report = crash(reporting)
    assert "Standfirst 1.2.3" in report and "ValueError" in report and "KeyError" in report
    assert "test_reporting.py" in report and "raise_with_copy" in report
    assert SECRET not in report


def test_a_crash_before_there_is_a_log_is_told_on_standard_error(reporting, capsys):
    reporting.install()
    report = crash(reporting)
    assert report in capsys.readouterr().err
    reporting.open_log()
    crash(reporting)
    assert capsys.readouterr().err == ""


def test_a_report_names_the_version_that_is_installed():
    report = Reporting(find_paths()).report_on(ValueError())
    assert report.startswith(f"Standfirst {installed_version()}, Qt")


def test_the_log_has_what_was_noted_before_it_was_open_and_no_copy(reporting):
    reporting.install()
    reporting.note("Started")
    crash(reporting)
    reporting.open_log()
    reporting.note("Log open")
    reporting.unexpected(OSError(SECRET))
    reporting.close()
    text = find_paths().log.read_text(encoding="utf-8")
    assert "Started" in text and "Log open" in text and "ValueError" in text and "OSError" in text
    assert SECRET not in text


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_the_log_is_for_its_writer_alone(reporting):
    reporting.open_log()
    paths = find_paths()
    for path in (paths.log, paths.crash_log):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_log_that_can_not_be_opened_stops_nothing(reporting):
    paths = find_paths()
    paths.logs.parent.mkdir(parents=True, exist_ok=True)
    paths.logs.write_text("a file where the folder should be")
    reporting.open_log()
    reporting.note("Still here")


def test_a_saver_that_fails_itself_does_not_go_round_in_circles(reporting, capsys):
    reporting.install()

    def failing() -> None:
        try:
            raise OSError("disk full")
        except OSError:
            sys.excepthook(*sys.exc_info())

    reporting.before_the_end(failing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reporting, "_hook_before", sys.__excepthook__)
        crash(reporting)
    assert "disk full" in capsys.readouterr().err


def test_closing_puts_the_hook_back():
    before = sys.excepthook
    reporting = Reporting(find_paths(), "1.2.3")
    reporting.install()
    assert sys.excepthook != before
    reporting.close()
    assert sys.excepthook == before
