"""Words for the codes of the concept schemes: the role ``chu-tri`` is "được giao thực hiện, chủ trì"."""

from __future__ import annotations

from functools import cache
from typing import Literal

import pyoxigraph as ox

from ontology.terms import SCHEME_FILES, SKOS

_CONCEPTS = "https://w3id.org/can-cu/id/"


def label(scheme: str, code: str, language: Literal["vi", "en"]) -> str:
    """The label of a concept of a scheme (``vai-tro``, ``loai-han`` …), or its code where it has none."""
    return _labels(language).get(f"{scheme}/{code}", code)


@cache
def _labels(language: str) -> dict[str, str]:
    return {
        quad.subject.value.removeprefix(_CONCEPTS): quad.object.value
        for path in SCHEME_FILES
        for quad in ox.parse(path=str(path))
        if quad.predicate == SKOS.prefLabel
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == language
    }
