"""The words of the command line, from one catalogue, in the language that the person chose."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

Language = Literal["vi", "en"]
DEFAULT: Language = "vi"

_chosen: Language = DEFAULT


def say(key: str, /, **facts: object) -> str:
    """The text of a key in the chosen language, its braces filled in; ``KeyError`` for an unknown key."""
    template = catalogue()[key][_chosen]
    return template.format(**facts) if facts else template


def language() -> Language:
    """The language chosen for this run."""
    return _chosen


def choose(wanted: Language) -> None:
    """Say everything in this language from now on."""
    global _chosen
    _chosen = wanted


def language_of(environment: Mapping[str, str]) -> Language:
    """The language that the environment asks for: ``CANCU_LANG``, then the locale, else Vietnamese."""
    for name in ("CANCU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value.startswith("vi"):
            return "vi"
        if value.startswith("en"):
            return "en"
    return DEFAULT


def take_language(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments without ``--lang``, wherever it stands, and the last value given to it.

    Texts of help are chosen before the arguments are parsed, so the option is
    looked for here. Whatever follows ``--`` is left alone.
    """
    left: list[str] = []
    value: str | None = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return [*left, argument, *waiting], value
        if argument == "--lang":
            value = next(waiting, "")
        elif argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
        else:
            left.append(argument)
    return left, value


def choose_for(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """Choose the language for a run; the arguments that are left, and a ``--lang`` that is no language."""
    choose(language_of(os.environ))
    left, value = take_language(arguments)
    if value is None:
        return left, None
    if value not in get_args(Language):
        return left, value
    choose(cast(Language, value))
    return left, None


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All texts: key (``"trace.help"``) → language → text."""
    found: dict[str, dict[str, str]] = {}
    path = Path(__file__).parent / "texts.toml"
    _flatten("", tomllib.loads(path.read_text(encoding="utf-8")), found)
    return found


def _flatten(prefix: str, table: Mapping[str, Any], into: dict[str, dict[str, str]]) -> None:
    if isinstance(table.get(DEFAULT), str):
        into[prefix] = {key: value for key, value in table.items() if isinstance(value, str)}
    for key, value in table.items():
        if isinstance(value, Mapping):
            _flatten(f"{prefix}.{key}" if prefix else key, value, into)
