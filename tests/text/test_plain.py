from __future__ import annotations

import pytest

from editor.text.plain import plain_text


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        ("A **bold** and *soft* `code` word", "A bold and soft code word"),
        ("# Talks\n\nText", "Talks\n\nText"),
        ("[[port-calder|the port]] and [[sum]]", "the port and sum"),
        ("[words](http://x.example) ![alt](p.png)", "words alt"),
        ("- one\n- [x] two\n  1. three", "one\ntwo\nthree"),
        ("> said\n> he", "said\nhe"),
        ("| a | b |\n|---|---|\n| c | [[d|e f]] |", "a   b\nc   e f"),
        ("Text[^1]\n\n[^1]: The note.", "Text\n\nThe note."),
        ("The mark `[^1]` and \\[^1] say[^no] *so[^1]*", "The mark [^1] and [^1] say so"),
        ("## Talks[^1] of `[^1]`", "Talks of [^1]"),
        ("[a]: http://x.example", ""),
        ("<aside>Raw <b>words</b><script>no()</script></aside>", "Raw words"),
        ("AT&amp;T \\*so\\*", "AT&T *so*"),
        ("```py\ncode\n```", "code"),
        ("He said <nothing> of it", "He said <nothing> of it"),
    ],
)
def test_the_words_stay_and_the_marks_go(body, plain):
    assert plain_text(body) == plain
