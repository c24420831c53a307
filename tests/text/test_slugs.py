from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.slugs import SLUG_LIMIT, UniqueNames, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Upcoming Talks", "upcoming-talks"),
        ("“A national humiliation”", "a-national-humiliation"),
        ("The minister’s 30,000 homes", "the-ministers-30-000-homes"),
        ("Ñandú & Æther", "nandu-aether"),
        ("  --  ", "untitled"),
    ],
)
def test_a_slug_is_lower_case_ascii_words(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["Հայաստան", "سلام دنیا", "東京", "한국", "Київ", "हिन्दी"])
def test_letters_of_every_script_are_spelled(text):
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slugify(text, fallback=""))


def test_a_long_headline_is_cut_at_a_word():
    slug = slugify("harbour " * 40)
    assert len(slug) <= SLUG_LIMIT
    assert set(slug.split("-")) == {"harbour"}


@given(st.text())
def test_a_slug_is_its_own_slug(text):
    assert slugify(slugify(text)) == slugify(text)


@pytest.mark.timeout(20)
def test_twenty_thousand_names_are_handed_out_once():
    names = UniqueNames(["talks-3"])
    given_out = [names.claim("talks") for _ in range(20_000)]
    assert given_out[:3] == ["talks", "talks-2", "talks-4"]
    assert len(set(given_out)) == 20_000
