"""The catalogue of questions: one ``.rq`` file each, whose header says what it asks and answers.

The header is the block of comment lines that opens the file; without its ``#``
marks it is TOML::

    vi, en        the question in both languages
    users         who asks it: policy, review, browse
    [parameters]  a table each: type, example, vi, en, and a default if it may be left out
    [columns]     a table each: vi, en, and the kind of its values where it matters
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.store import Rows, Store
from queries.parameters import Parameter, to_term
from queries.problem import QuestionError

__all__ = ["Column", "Parameter", "Query", "QuestionError", "catalogue", "check", "get", "run"]

DIRECTORY = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its name in the query, its heading in both languages.

    ``kind`` is ``iri`` for identifiers, ``vi`` or ``en`` for a text in that language
    alone, the name of a concept scheme (``cap``, ``quan-he`` …) for its codes, else
    empty.
    """

    name: str
    vi: str
    en: str
    kind: str = ""

    def __str__(self) -> str:
        return self.name

    def heading(self, language: str) -> str:
        """What stands above the column in ``vi`` or ``en``."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Query:
    """A question, its parameters and columns, and the SPARQL that answers it."""

    name: str
    question_vi: str
    question_en: str
    users: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def question(self, language: str) -> str:
        """The question in ``vi`` or ``en``."""
        return self.question_vi if language == "vi" else self.question_en


@cache
def catalogue() -> tuple[Query, ...]:
    """All questions, in the order of their names."""
    return tuple(read_query(path) for path in sorted(DIRECTORY.glob("*.rq")))


def get(name: str) -> Query:
    """The question of this name; ``QuestionError`` names the nearest when there is none."""
    names = {query.name: query for query in catalogue()}
    if name not in names:
        nearest = ", ".join(difflib.get_close_matches(name, names, n=3, cutoff=0.4))
        key = "unknown-question" if nearest else "unknown-question-far"
        raise QuestionError(key, name=name, nearest=nearest, known=", ".join(names))
    return names[name]


def run(store: Store, name: str, parameters: Mapping[str, str]) -> Rows:
    """The answer to a question; ``parameters`` are as people type them.

    Each becomes a term of its declared type and is bound as a term, so that no
    value can change the query. ``QuestionError`` for an unknown question, an
    unknown or missing parameter, or a value that is not of its type.
    """
    query = get(name)
    return store.select(query.text, terms(store, query, parameters))


def check(query: Query, parameters: Mapping[str, str]) -> None:
    """``QuestionError`` when a question does not have one of the parameters, or lacks one that it needs."""
    known = [parameter.name for parameter in query.parameters]
    for name in parameters:
        if name not in known:
            key = "unknown-parameter" if known else "no-parameters"
            raise QuestionError(key, query=query.name, name=name, known=", ".join(known))
    for parameter in query.parameters:
        if parameter.required and parameter.name not in parameters:
            raise QuestionError(
                "missing-parameter",
                query=query.name,
                name=parameter.name,
                expected_vi=parameter.vi,
                expected_en=parameter.en,
                example=parameter.example,
            )


def terms(store: Store, query: Query, parameters: Mapping[str, str]) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms that fix the parameters of a question, defaults included."""
    check(query, parameters)
    values = {each.name: parameters.get(each.name, each.default or "") for each in query.parameters}
    return {each.name: to_term(each, values[each.name], store) for each in query.parameters}


def read_query(path: Path) -> Query:
    """A question from its file; ``ValueError`` names the file whose header is not as it must be."""
    text = path.read_text(encoding="utf-8")
    comments = takewhile(lambda line: line.startswith("#"), text.splitlines())
    try:
        header = tomllib.loads("\n".join(line[1:].removeprefix(" ") for line in comments))
        return _from_header(path.stem, header, text)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name}: the header lacks or misspells {error}") from error


def _from_header(name: str, header: Mapping[str, Any], text: str) -> Query:
    return Query(
        name=name,
        question_vi=header["vi"],
        question_en=header["en"],
        users=tuple(header["users"]),
        parameters=tuple(Parameter(key, **table) for key, table in header.get("parameters", {}).items()),
        columns=tuple(Column(key, **table) for key, table in header["columns"].items()),
        text=text,
    )
