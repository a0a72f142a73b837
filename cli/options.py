"""Options that several commands share, and the reading of their values.

A help text is a key of the catalogue here; ``cli.help`` puts the words in its place,
in the language of the run.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.stop import WRONG, Stop
from cli.texts import say


def one_of(*known: str) -> Callable[[str], str]:
    """A reader of a value that must be one of ``known``; an empty one, if known, stands for none given."""

    def read(value: str) -> str:
        if value not in known:
            raise Stop(say("wrong.choice", value=value, known=", ".join(filter(None, known))), WRONG)
        return value

    return read


def whole_number(least: int) -> Callable[[object], int]:
    """A reader of a whole number that is at least ``least``."""

    def read(value: object) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit()) or int(text) < least:
            raise Stop(say("wrong.number", value=text, least=least), WRONG)
        return int(text)

    return read


def day(value: object) -> date:
    """A reader of a day, written 2026-11-21 or as Vietnamese texts write it: 21/11/2026."""
    text = str(value).strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise Stop(say("wrong.date", value=text), WRONG)


def port_number(value: object) -> int:
    """A reader of a TCP port."""
    text = str(value)
    if not (text.isascii() and text.isdigit()) or int(text) > 65535:
        raise Stop(say("wrong.port", value=text), WRONG)
    return int(text)


def format_option(*known: str) -> Any:
    """``--format`` with one of ``known``; none given means that the file's ending tells, else text."""
    return typer.Option("--format", help="option.format", metavar="|".join(known), parser=one_of("", *known))


OutOption = Annotated[Path | None, typer.Option("--out", help="option.out", metavar="FILE")]

StoreOption = Annotated[str, typer.Option("--store", help="option.store", metavar="DIR|URL")]

TextOrJson = Annotated[
    str, typer.Option("--format", help="option.format", metavar="text|json", parser=one_of("text", "json"))
]
