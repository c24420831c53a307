"""When an embargo ends, as embargo lines say it; an end that is not sure is none."""

from __future__ import annotations

from datetime import date

import pytest

from db.records import INDEFINITE
from editor.exchange.wire import read, to_package
from editor.exchange.wire.embargoes import embargo_end

TODAY = date(2024, 12, 20)
STORY = (
    "Sea wall to be mended\n\nThe towns have agreed to share the cost of a sea wall, they said.\n"
)


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("EMBARGOED until 00:01 GMT Monday 6 January", "2025-01-06T00:01:00+00:00"),
        ("Not for release before 6 a.m. EST, Jan. 6, 2025", "2025-01-06T06:00:00-05:00"),
        ("EMBARGO: until 0001hrs GMT, 6 January 2025", "2025-01-06T00:01:00+00:00"),
        ("EMBARGO: 0001 GMT, MONDAY JANUARY 6 2025", "2025-01-06T00:01:00+00:00"),
        ("Embargoed until 6pm ET on January 6", "2025-01-06T18:00:00-05:00"),
        ("Embargoed until noon UTC on 18 December", "2024-12-18T12:00:00+00:00"),
        ("EMBARGO: 6 January 2030 GMT", "2025-01-06T20:30:00+00:00"),
        ("Embargo: 5:30 p.m. GMT+4 on 6th January 2025", "2025-01-06T17:30:00+04:00"),
        ("Embargoed to 2025-01-06 09:00 CET", "2025-01-06T09:00:00+01:00"),
        ("Sperrfrist: 6. Januar 2025, 10.00 Uhr CET", "2025-01-06T10:00:00+01:00"),
        ("Sous embargo jusqu'au 6 janvier 2025 à 10h00 GMT", "2025-01-06T10:00:00+00:00"),
    ],
)
def test_a_day_a_time_and_a_zone_make_an_end(line: str, end: str) -> None:
    found = embargo_end([line], TODAY)
    assert found is not None
    assert found.isoformat() == end


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGO: until 0001hrs 6 January 2025",
        "EMBARGO: 6 January 2025, midnight GMT",
        "EMBARGO: 00:01 GMT, Tuesday 6 January",
        "EMBARGO: 00:01 GMT on Monday",
        "EMBARGO: 6 January 2025",
        "EMBARGO: 25:00 GMT, 6 January 2025",
        "EMBARGO: 10:00 GMT, 30 February 2025",
        "EMBARGO: 12:01 a.m. EST on 7/8/2025",
        "EMBARGO: 0001 GMT (7 p.m. EST) 6 January 2025",
        "EMBARGO: from 00:01 GMT on 6 January to 00:01 GMT on 8 January",
        "EMBARGO: 10:00 CST, 6 January 2025",
        "EMBARGO: until the minister speaks",
    ],
)
def test_an_end_that_is_not_sure_is_none(line: str) -> None:
    assert embargo_end([line], TODAY) is None
    assert to_package(read(f"{line}\n\n{STORY}"), TODAY).article.embargo == INDEFINITE


def test_without_a_day_to_count_from_a_date_needs_its_year() -> None:
    line = "EMBARGOED until 00:01 GMT Monday 6 January"
    assert embargo_end([line]) is None
    assert embargo_end([f"{line} 2025"]) is not None


def test_the_package_says_how_long_the_copy_is_held() -> None:
    package = to_package(read(f"EMBARGO: 6 a.m. EST, Jan. 6, 2025\n\n{STORY}"))
    assert package.article.embargo == "2025-01-06T06:00-05:00"
    assert any("held until 6 January 2025, 11:00 UTC" in note for note in package.notes)
