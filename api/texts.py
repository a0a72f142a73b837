"""The catalogue of texts for people, and the choice of a language.

The texts are in ``pages/texts.toml``: one table a subject, one key a text, each
with ``vi`` and ``en``.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Literal, cast, get_args

from fastapi import Request

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
COOKIE = "cancu_lang"


@functools.cache
def catalogue() -> dict[str, dict[str, str]]:
    """All texts: key (``"problem.not-found.title"``) → language → text."""
    raw = resources.files("api.pages").joinpath("texts.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    _flatten("", tomllib.loads(raw), found)
    return found


def _flatten(prefix: str, table: dict[str, object], into: dict[str, dict[str, str]]) -> None:
    for key, value in table.items():
        if not isinstance(value, dict):
            raise ValueError(f"texts.toml: {prefix}{key} must have vi and en")
        if set(value) == set(LANGUAGES):
            into[prefix + key] = cast(dict[str, str], value)
        else:
            _flatten(f"{prefix}{key}.", value, into)


def text(language: Language, key: str, /, **facts: object) -> str:
    """One text with its facts filled in; an unknown key raises ``KeyError``."""
    template = catalogue()[key][language]
    return template.format(**facts) if facts else template


def choose_language(request: Request, default: Language) -> Language:
    """``?lang=``, then the cookie of an earlier choice, then the server's default.

    ``Accept-Language`` is left out on purpose: most browsers in Vietnam send
    English, and the readers are Vietnamese.
    """
    for value in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if value in LANGUAGES:
            return value
    return default
