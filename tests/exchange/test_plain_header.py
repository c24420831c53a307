"""The quick reading of plain headers: the same as all of YAML gives, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.exchange import front_matter
from editor.exchange.front_matter import FrontMatterError
from editor.exchange.plain_header import Value, read_plain

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_KEYS = st.from_regex(r"[a-z_][a-z0-9_]{0,5}", fullmatch=True)
_PLAIN = st.text(st.sampled_from('abz 09 ÄəЖ中"\\\n\t:#-é…'), max_size=12)
_VALUES = st.recursive(
    _PLAIN,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(_KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
_PIECES = st.sampled_from(
    ("a", "key:", "key: ", "- ", "  ", "    ", " ", ":", '"x"', '"', "\\n", "\\", "\n", "\n  ",
     "\n- ", "\n  - ", "\n    - ", "\nb: ", "\nc:", "null", "~", "#", " #", "1:30", "NO", "[]", "é",
     "\u2028", "\t", "|", "&x", "*x", "!t", "'", "? ", "x y", "2024-01-01", ".5", "k: v")
)  # fmt: skip


def all_of_yaml(inside: str) -> dict[str, Value] | None:
    """What the whole of YAML's rules make of a header; None where they refuse it."""
    try:
        return front_matter._loaded(inside)
    except FrontMatterError:
        return None


@given(st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=5))
@settings(max_examples=50)
def test_what_is_read_plain_of_our_own_headers_is_what_was_written(
    header: dict[str, front_matter.Writable],
) -> None:
    inside = front_matter._dumped(header)
    plain = read_plain(inside)
    if plain is not None:
        assert plain == header
    assert all_of_yaml(inside) == header


@given(st.lists(_PIECES, max_size=14).map("".join))
@settings(max_examples=150)
def test_what_is_read_plain_of_any_header_is_what_yaml_reads(soup: str) -> None:
    for inside in (soup, f"k: {soup}\n", f"k:\n  {soup}\n"):
        plain = read_plain(inside)
        if plain is not None:
            assert plain == (all_of_yaml(inside) or {})


@given(_TEXT)
def test_a_quoted_text_is_read_plain_as_yaml_reads_it(text: str) -> None:
    for inside in (f'k: "{text}"\n', f"k: {text}\n", f"k:\n  - {text}\n"):
        plain = read_plain(inside)
        if plain is not None:
            assert plain == all_of_yaml(inside)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('title: "A \\"quoted\\" word\\\\"\n', {"title": 'A "quoted" word\\'}),
        ("tags:\n  - Ferries\n  - Port Calder\n", {"tags": ["Ferries", "Port Calder"]}),
        ("tags:\n- a\nauthor: Ida Vell\n", {"tags": ["a"], "author": "Ida Vell"}),
        ("a:\n  - b: 1\n    c:\n      - 2\n  - b: 3\n",
         {"a": [{"b": "1", "c": ["2"]}, {"b": "3"}]}),
        ("draft: null\nempty:\nno: NO\n", {"draft": None, "empty": None, "no": "NO"}),
    ],
)  # fmt: skip
def test_usual_headers_are_read_plain(inside: str, expected: dict[str, Value]) -> None:
    assert read_plain(inside) == expected == all_of_yaml(inside)


@pytest.mark.parametrize(
    "inside",
    ["a: [b]\n", "a: 'b'\n", "a: b # c\n", "a: b: c\n", "a: b\n  c\n", "a: b\na: c\n", "a: &x b\n",
     "a: |\n  b\n", 'a: "\\u00e9"\n', "- a\n", "a:\tb\n", "a:\n  - b\n c: d\n", "a: b\n  - c\n"],
)  # fmt: skip
def test_all_else_is_left_to_yaml(inside: str) -> None:
    assert read_plain(inside) is None
