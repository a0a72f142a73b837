"""The words of the pictures, from one catalogue in Vietnamese and English."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Texts:
    """The catalogue in one language: plain texts and the names of levels, kinds, relations and states."""

    lang: str
    plain: dict[str, str]
    levels: dict[str, str]
    kinds: dict[str, str]
    relations: dict[str, str]
    states: dict[str, str]

    def say(self, key: str, **values: object) -> str:
        """The text named ``key`` with its braces filled in; an unknown key raises ``KeyError``."""
        return self.plain[key].format(**values)

    def relation(self, code: str) -> str:
        """The word for a relation; a code the catalogue lacks is shown as it is."""
        return self.relations.get(code, code)

    def date(self, value: str | None) -> str:
        """A date as precise as known (``2023-05-04``, ``2023-05``, ``2023``); "4/5/2023" in Vietnamese."""
        if not value:
            return self.plain["no_date"]
        if self.lang != "vi":
            return value
        return "/".join(part.lstrip("0") for part in reversed(value.split("-")))


@cache
def texts(lang: str) -> Texts:
    """The catalogue in ``vi`` or ``en``; another language raises ``ValueError``."""
    catalogue: dict[str, Any] = tomllib.loads(files("viz").joinpath("texts.toml").read_text(encoding="utf-8"))
    if lang not in catalogue:
        raise ValueError(f"no texts in language {lang!r}; there are {', '.join(catalogue)}")
    words = catalogue[lang]
    plain = {key: value for key, value in words.items() if isinstance(value, str)}
    return Texts(lang, plain, words["levels"], words["kinds"], words["relations"], words["states"])
