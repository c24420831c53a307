"""A vocabulary in the JSON that IPTC publishes its NewsCodes in: a set of concepts with labels and
definitions by language, each below a broader one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from db.errors import Invalid
from db.tag_records import Term, VocabularyFile

_MEDIA_TOPICS = "mediatopic"


def read_json(text: str, stem: str, notes: tuple[str, ...]) -> VocabularyFile:
    """The vocabulary of a JSON text; `stem` is its name where it has none. Raises Invalid."""
    root = _parsed(text, stem)
    concepts = root.get("conceptSet")
    if not isinstance(concepts, list):
        raise Invalid(
            f"{stem} has no list called conceptSet, as the NewsCodes of IPTC have. "
            "Choose their JSON file, or a table of terms (CSV)."
        )
    ids = {
        _address(name): _id(concept)
        for concept in concepts
        if isinstance(concept, dict)
        for name in (concept.get("uri"), concept.get("qcode"))
        if isinstance(name, str)
    }
    above = _above(concepts, ids)
    terms = tuple(
        _term(concept, ids, above)
        for concept in concepts
        if isinstance(concept, dict) and _id(concept) and _by_language(concept.get("prefLabel"))
    )
    if not terms:
        raise Invalid(f"{stem} has no terms in its conceptSet. Choose another file.")
    left = len(concepts) - len(terms)
    if left:
        notes = (*notes, f"Entries left out for want of an id or a label: {left}.")
    address = _address(str(root.get("uri") or stem))
    return VocabularyFile(
        name=_name(root, address, stem),
        address=address,
        terms=terms,
        released=str(root.get("dateReleased") or root.get("modified") or ""),
        notes=notes,
    )


def _parsed(text: str, stem: str) -> dict[str, Any]:
    try:
        root = json.loads(text)
    except json.JSONDecodeError as error:
        raise Invalid(f"{stem} can't be read as JSON: line {error.lineno}: {error.msg}.") from error
    except RecursionError as error:
        raise Invalid(f"{stem} can't be read as JSON: it is nested too deeply.") from error
    return root if isinstance(root, dict) else {}


def _name(root: Mapping[str, Any], address: str, stem: str) -> str:
    for key in ("title", "prefLabel", "name"):
        titles = _by_language(root.get(key))
        for language, title in titles:
            if language.startswith("en") or len(titles) == 1:
                return title
    return "IPTC Media Topics" if _MEDIA_TOPICS in address else stem


def _id(concept: Mapping[str, Any]) -> str:
    """`medtop:20000002`, or else the address."""
    for key in ("qcode", "uri"):
        value = concept.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _address(name: str) -> str:
    """An address, which is the same with `http` and with `https`: editions differ in it."""
    return name.strip().replace("https://", "http://", 1)


def _above(concepts: list[Any], ids: Mapping[str, str]) -> dict[str, str]:
    """The broader term of those that only the broader one tells of."""
    return {
        narrower: _id(concept)
        for concept in concepts
        if isinstance(concept, dict)
        for narrower in _references(concept.get("narrower"), ids)
    }


def _term(concept: Mapping[str, Any], ids: Mapping[str, str], above: Mapping[str, str]) -> Term:
    broader = tuple(_references(concept.get("broader"), ids))
    retired = concept.get("retired")
    return Term(
        id=_id(concept),
        labels=_by_language(concept.get("prefLabel")),
        other_labels=_by_language(concept.get("altLabel")),
        definitions=_by_language(concept.get("definition")),
        parent=broader[0] if broader else above.get(_id(concept)),
        retired=str(retired) if retired else "",
    )


def _references(value: object, ids: Mapping[str, str]) -> Iterator[str]:
    """Ids of the terms named here by address or code: one or a list; those not in the file left
    out."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and _address(one) in ids:
            yield ids[_address(one)]


def _by_language(value: object) -> tuple[tuple[str, str], ...]:
    """(language, text) of a text, a list of texts, or either by language."""
    if isinstance(value, str):
        return (("", value.strip()),) if value.strip() else ()
    if isinstance(value, list):
        return tuple(pair for one in value for pair in _by_language(one))
    if not isinstance(value, dict):
        return ()
    return tuple(
        (str(language), text)
        for language, texts in value.items()
        for _, text in _by_language(texts if isinstance(texts, list) else [texts])
    )
