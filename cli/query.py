"""``cancu query``: the questions of the catalogue."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import StoreOption, one_of
from cli.output import note, print_json, print_table
from cli.stop import DONE, WRONG, Stop
from cli.stores import location_of, reading
from cli.texts import language, say
from cli.words import concept, day, truth

if TYPE_CHECKING:
    from graph.store import Rows
    from graph.store.base import Term
    from queries.catalogue import Column, Query

_LANGUAGES = ("vi", "en")
_DATES = ("date", "gYearMonth", "gYear")


def query(
    name: Annotated[str, typer.Argument(help="query.name", metavar="[NAME]", show_default=False)] = "",
    parameter: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", help="query.parameter", metavar="NAME=VALUE")
    ] = None,
    store: StoreOption = "",
    format: Annotated[
        str,
        typer.Option(
            "--format", help="option.format", metavar="text|json|csv", parser=one_of("text", "json", "csv")
        ),
    ] = "text",
    iris: Annotated[bool, typer.Option("--iris", help="option.iris")] = False,
    sparql: Annotated[bool, typer.Option("--sparql", help="query.sparql")] = False,
) -> int:
    """Answer a question of the catalogue, or list the questions."""
    from queries.catalogue import get
    from queries.naming import DocumentError
    from queries.problem import QuestionError

    values = _values(parameter or ())
    if not name:
        _check_alone(values, sparql=sparql)
        _list(format)
        return DONE
    try:
        question = get(name)
        if sparql:
            print(question.text, end="")
            return DONE
        rows = _ask(question, values, store)
    except DocumentError as error:
        raise Stop(error.listed(language())) from error
    except QuestionError as error:
        raise Stop(error.text(language()), WRONG) from error
    _show(question, rows, format, iris=iris)
    return DONE


def _ask(question: Query, values: Mapping[str, str], store: str) -> Rows:
    from queries.catalogue import check, run

    check(question, values)
    with reading(location_of(store)) as opened:
        return run(opened, question.name, values)


def _values(given: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or not name:
            raise Stop(say("wrong.parameter", value=each), WRONG)
        if name in values:
            raise Stop(say("wrong.parameter-twice", name=name), WRONG)
        values[name] = value
    return values


def _check_alone(values: Mapping[str, str], *, sparql: bool) -> None:
    if values:
        raise Stop(say("wrong.parameters-alone"), WRONG)
    if sparql:
        raise Stop(say("wrong.sparql-alone"), WRONG)


def _list(format: str) -> None:
    from queries.catalogue import catalogue

    if format == "json":
        print_json([_described(question) for question in catalogue()])
        return
    headings = [say(f"query.column-{name}") for name in ("name", "parameters", "question")]
    rows = [(each.name, _usage(each), each.question(language())) for each in catalogue()]
    if format == "csv":
        csv.writer(sys.stdout).writerows([headings, *rows])
        return
    print_table(headings, rows)
    note(say("query.list"))


def _described(question: Query) -> dict[str, Any]:
    return {
        "name": question.name,
        "vi": question.question_vi,
        "en": question.question_en,
        "users": list(question.users),
        "parameters": [
            {
                "name": each.name,
                "type": each.type,
                "required": each.required,
                "default": each.default,
                "example": each.example,
                "vi": each.vi,
                "en": each.en,
            }
            for each in question.parameters
        ],
        "columns": [{"name": each.name, "vi": each.vi, "en": each.en} for each in question.columns],
    }


def _usage(question: Query) -> str:
    """The parameters with their examples, those that may be left out in brackets."""
    shown = (f"{each.name}={each.example}" for each in question.parameters)
    pairs = zip(shown, question.parameters, strict=True)
    return " ".join(text if each.required else f"[{text}]" for text, each in pairs)


def _show(question: Query, rows: Rows, format: str, *, iris: bool) -> None:
    if format == "json":
        print_json(
            {
                "query": question.name,
                "columns": list(rows.columns),
                "rows": [dict(zip(rows.columns, map(_plain, row), strict=True)) for row in rows.rows],
            }
        )
        return
    if format == "csv":
        csv.writer(sys.stdout).writerows([rows.columns, *rows.as_text()])
        return
    if not rows.rows:
        note(say("query.empty"))
        return
    kept = [(place, each) for place, each in enumerate(question.columns) if _is_shown(each, iris=iris)]
    print_table(
        [column.heading(language()) for _, column in kept],
        [[_words(column, row[place]) for place, column in kept] for row in rows.rows],
    )
    note(say("query.rows", count=len(rows.rows)))


def _is_shown(column: Column, *, iris: bool) -> bool:
    if column.kind == "iri":
        return iris
    return column.kind not in _LANGUAGES or column.kind == language()


def _words(column: Column, term: Term | None) -> str:
    if term is None:
        return ""
    kind = _datatype(term)
    if kind == "boolean":
        return truth(term.value)
    if kind in _DATES:
        return day(term.value)
    if column.kind and column.kind != "iri" and column.kind not in _LANGUAGES:
        return concept(column.kind, term.value)
    return term.value


def _plain(term: Term | None) -> str | int | float | bool | None:
    """A term as a JSON value: numbers and truth values keep their type."""
    if term is None:
        return None
    match _datatype(term):
        case "boolean":
            return term.value == "true"
        case "integer":
            return int(term.value)
        case "decimal":
            return float(term.value)
    return term.value


def _datatype(term: Term) -> str:
    import pyoxigraph as ox

    return term.datatype.value.rpartition("#")[2] if isinstance(term, ox.Literal) else ""
