"""Codes, dates and truth values in words of the chosen language."""

from __future__ import annotations

from cli.texts import language, say

_RELATIONS = "quan-he"


def concept(scheme: str, code: str) -> str:
    """The label of a concept of a scheme of the ontology, or its code when the scheme lacks it."""
    from ontology.concepts import label

    return label(scheme, code, language())


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
