"""Parameters of questions: what people type becomes a term, or an error that says what is expected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import pyoxigraph as ox

from graph.store import Store
from ontology.terms import XSD
from queries.naming import name_document
from queries.problem import QuestionError

ParameterType = Literal["document", "text", "date", "year"]
TYPES: tuple[ParameterType, ...] = get_args(ParameterType)

LONGEST = 500
"""Characters of a text parameter: longer than any number, title or body's name."""

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes; one without ``default`` must be given."""

    name: str
    type: ParameterType
    example: str
    vi: str
    en: str
    default: str | None = None

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return self.default is None

    def __str__(self) -> str:
        return self.name


def to_term(parameter: Parameter, value: str, store: Store) -> ox.NamedNode | ox.Literal:
    """The value as a term of the parameter's type; ``QuestionError`` says what is expected."""
    text = unicodedata.normalize("NFC", value).strip()
    if len(text) > LONGEST:
        raise QuestionError("long-text", name=parameter.name, limit=LONGEST)
    if not text and parameter.required:
        raise QuestionError("empty-text", name=parameter.name)
    return _READERS[parameter.type](parameter, text, store)


def _document(_: Parameter, text: str, store: Store) -> ox.NamedNode:
    return name_document(store, text)


def _text(_: Parameter, text: str, __: Store) -> ox.Literal:
    return ox.Literal(text)


def _date(parameter: Parameter, text: str, _: Store) -> ox.Literal:
    """An ISO date, or day, month and year as Vietnamese texts print them."""
    printed = _DAY_FIRST.fullmatch(text)
    try:
        day = date(int(printed[3]), int(printed[2]), int(printed[1])) if printed else date.fromisoformat(text)
    except ValueError:
        raise QuestionError("not-a-date", name=parameter.name, value=text) from None
    return ox.Literal(day.isoformat(), datatype=XSD.date)


def _year(parameter: Parameter, text: str, _: Store) -> ox.Literal:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise QuestionError("not-a-year", name=parameter.name, value=text)
    return ox.Literal(text, datatype=XSD.gYear)


_READERS: dict[ParameterType, Callable[[Parameter, str, Store], ox.NamedNode | ox.Literal]] = {
    "document": _document,
    "text": _text,
    "date": _date,
    "year": _year,
}
