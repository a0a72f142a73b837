"""Words for the codes that a page shows: relations from their register, the rest from the catalogue."""

from __future__ import annotations

import functools

from api.texts import Language, catalogue, text
from ontology.registers import naming_types, relation_kinds


@functools.cache
def _relations() -> dict[str, dict[str, str]]:
    return {
        kind.code: {"vi": kind.label_vi, "en": kind.label_en, "vi-inverse": kind.label_vi_inverse}
        for kind in relation_kinds()
    }


@functools.cache
def _types() -> dict[str, dict[str, str]]:
    return {code: {"vi": kind.name_vi, "en": kind.name_en} for code, kind in naming_types().items()}


def relation_label(language: Language, code: str | None) -> str:
    """What one document does to another, in words."""
    if code is None:
        return ""
    return _relations().get(code, {}).get(language, code)


def type_label(language: Language, code: str | None) -> str:
    """The type of a document in words."""
    if code is None:
        return ""
    return _types().get(code, {}).get(language, code)


def code_label(language: Language, group: str, code: str | None) -> str:
    """The words for a code of a group (``level``, ``status``, ``role`` …), else the code itself."""
    key = f"{group}.{(code or '').replace('_', '-')}"
    return text(language, key) if key in catalogue() else (code or "")


def shown_number(language: Language, value: float) -> str:
    """A number with its thousands apart: 1.234 in Vietnamese, 1,234 in English."""
    written = f"{value:,.10g}"
    return written.translate(str.maketrans(",.", ".,")) if language == "vi" else written


def shown_date(language: Language, date: str | None) -> str:
    """A date as it is written: 2021-08-05 is 05/08/2021 in Vietnamese; what is not known stays out."""
    if date is None or language == "en":
        return date or ""
    return "/".join(reversed(date.split("-")))
