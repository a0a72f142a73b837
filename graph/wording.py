"""The words of what the library writes for people: headings of tables, lines of calendars."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ontology.concepts import label

Language = Literal["vi", "en"]


def word(language: Language, key: str, /, **facts: object) -> str:
    """The text of a key ("column.day"), its braces filled in; ``KeyError`` for an unknown key."""
    group, _, name = key.partition(".")
    template: str = _catalogue()[group][name][language]
    return template.format(**facts) if facts else template


def concept(language: Language, scheme: str, code: str | None) -> str:
    """The label of a code of a scheme; empty for none."""
    return label(scheme, code, language) if code else ""


def shown_day(language: Language, iso: str | None) -> str:
    """A date as it is written: ``2023-05-04`` is 04/05/2023 in Vietnamese; empty for none."""
    if not iso:
        return ""
    return "/".join(reversed(iso.split("-"))) if language == "vi" else iso


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
