"""Tags from the command line: listed, renamed, merged, matched to the terms of a vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.commands.conftest import Standfirst

TERMS = "id,label,alt labels\nt:1,Harbours,Seaports|Ports\nt:2,Boats,\n"


def tags(standfirst: Standfirst, library: Path) -> dict[str, Any]:
    return {row["label"]: row for row in standfirst("tags", "list", library, "--json").json}


def two(standfirst: Standfirst, library: Path) -> tuple[str, str]:
    """The labels of two tags that are in use."""
    used = [label for label, row in tags(standfirst, library).items() if row["articles"]]
    return used[0], used[1]


def test_tags_are_listed_with_their_uses(standfirst: Standfirst, library: Path) -> None:
    listed = tags(standfirst, library)
    lines = standfirst("tags", "list", library).out.splitlines()
    assert len(lines) == len(listed) > 1
    label, row = next(iter(listed.items()))
    assert lines[0].startswith(label)
    assert str(row["articles"]) in lines[0]
    assert row["first"] <= row["last"]


def test_a_tag_is_renamed_and_its_old_label_still_leads_to_it(
    standfirst: Standfirst, library: Path
) -> None:
    label, other = two(standfirst, library)
    ran = standfirst("tags", "rename", library, label.upper(), "Quite another")
    assert ran.code == 0
    assert f"“{label}” is now called “Quite another”" in ran.out
    assert label in tags(standfirst, library)["Quite another"]["aliases"]
    assert standfirst("tags", "rename", library, label, "Once more").code == 0
    assert "Merge the two" in standfirst("tags", "rename", library, label, other).refusal


def test_tags_are_merged_after_a_look_at_what_it_would_touch(
    standfirst: Standfirst, library: Path
) -> None:
    gone, stays = two(standfirst, library)
    before = tags(standfirst, library)
    looked = standfirst("tags", "merge", library, gone, "--into", stays, "--dry-run")
    assert looked.out.startswith(f"Merging into “{stays}” would change ")
    assert tags(standfirst, library) == before
    ran = standfirst("tags", "merge", library, gone, "--into", stays)
    assert f"“{gone}” merged into “{stays}”" in ran.out
    after = tags(standfirst, library)
    assert gone not in after
    assert gone in after[stays]["aliases"]
    assert after[stays]["articles"] >= max(before[gone]["articles"], before[stays]["articles"])


def test_an_unknown_tag_is_refused_with_those_near_it(
    standfirst: Standfirst, library: Path
) -> None:
    label, _ = two(standfirst, library)
    refusal = standfirst("tags", "rename", library, label[:3], "New").refusal
    assert f"no tag called “{label[:3]}”" in refusal
    assert "Did you mean" in refusal


def test_a_vocabulary_is_loaded_and_tags_are_matched(
    standfirst: Standfirst, library: Path, tmp_path: Path
) -> None:
    assert "no vocabularies" in standfirst("tags", "vocabulary", library).out
    file = tmp_path / "sea.csv"
    file.write_text(TERMS, "utf-8")
    label, _ = two(standfirst, library)
    standfirst("tags", "rename", library, label, "seaports")
    ran = standfirst("tags", "vocabulary", library, file, "--match")
    assert ran.out.splitlines() == [
        f"“sea”: 2 terms loaded into {library}.",
        "1 tag matched to terms.",
    ]
    assert tags(standfirst, library)["seaports"]["external_id"] == "t:1"
    (row,) = standfirst("tags", "vocabulary", library, "--json").json
    assert (row["name"], row["terms"]) == ("sea", 2)
    file.write_text("id,words\n1,Sea\n", "utf-8")
    assert "Line 1 names id, words" in standfirst("tags", "vocabulary", library, file).refusal
    assert standfirst("tags", "vocabulary", library, "--match").code == 2
