"""Codes, dates and truth values in words of the chosen language."""

from __future__ import annotations

from functools import cache

from cli.texts import language, say

_CONCEPTS = "https://w3id.org/can-cu/id/"
_RELATIONS = "quan-he"


def concept(scheme: str, code: str) -> str:
    """The label of a concept of a scheme of the ontology, or its code when the scheme lacks it."""
    return _labels(language()).get(f"{scheme}/{code}", code)


def relation(code: str) -> str:
    """What one document does to another."""
    return concept(_RELATIONS, code)


def day(value: str | None) -> str:
    """A date as it is written: ``2023-05-04`` is 04/05/2023 in Vietnamese; what is not known stays out."""
    if not value:
        return ""
    return "/".join(reversed(value.split("-"))) if language() == "vi" else value


def truth(value: str) -> str:
    """``true`` or ``false`` in words."""
    return say("value.true" if value == "true" else "value.false")


@cache
def _labels(chosen: str) -> dict[str, str]:
    import pyoxigraph as ox

    from ontology.terms import SCHEME_FILES, SKOS

    return {
        quad.subject.value.removeprefix(_CONCEPTS): quad.object.value
        for path in SCHEME_FILES
        for quad in ox.parse(path=str(path))
        if quad.predicate == SKOS.prefLabel
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == chosen
    }
