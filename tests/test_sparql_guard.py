"""What may not reach a parser."""

from __future__ import annotations

import time

import pytest

from api.problems import Problem
from api.sparql.guard import Checked, Limits, check_query, nesting

LIMITS = Limits(size=20_000, nesting=50)

ACCEPTED = [
    ("ASK {}", "ASK", False),
    ("# INSERT DATA\nask {}", "ASK", False),
    ("PREFIX select: <http://x#> describe select:x", "DESCRIBE", False),
    ("BASE <http://x/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT", False),
    ("SELECT * FROM <a:b> { ?s ?p ?o }", "SELECT", True),
    ("SELECT * FROM NAMED <a:b> { GRAPH ?g { ?s ?p ?o } }", "SELECT", True),
    ("CONSTRUCT { ?s ?p ?o } FROM <a:b> { ?s ?p ?o }", "CONSTRUCT", True),
    ("SELECT ?service { ?service ?p 'FROM' }", "SELECT", False),
    ("SELECT * { ?s rdfs:label ?l FILTER(CONTAINS(?l, 'public service')) }", "SELECT", False),
    ("SELECT * { ?s ?p '" + "(" * 100 + "' }", "SELECT", False),
    ("SELECT * { ?s ?p <http://x/((((> } # ((((", "SELECT", False),
]

REFUSED = [
    ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "service"),
    ("SELECT * { service silent <http://127.0.0.1/> { ?s ?p ?o } }", 403, "service"),
    ("SELECT * { ?s ?p ?o.SERVICE<http://127.0.0.1/>{?s ?p ?o} }", 403, "service"),
    ("SELECT * { SERVICE # a comment\n ?where { ?s ?p ?o } }", 403, "service"),
    ("PREFIX x: <a:b> SELECT * { SERVICE x:y { ?s ?p ?o } }", 403, "service"),
    # Read as an IRI and then a long string, SERVICE is hidden; the parser reads "less than" and a comment.
    ("ASK { FILTER(?a<?b#>'''\n) SERVICE <http://x/> {} #'''\n}", 403, "service"),
    # A false alarm, on purpose: see the comment at SERVICE_CALL.
    ("# SERVICE <a:b> {\nASK {}", 403, "service"),
    ("INSERT DATA { <a:a> <a:b> 1 }", 403, "read-only"),
    ("PREFIX x: <a:b> LOAD <http://127.0.0.1/>", 403, "read-only"),
    ("WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 403, "read-only"),
    ("clear all", 403, "read-only"),
    ("", 400, "query-form"),
    ("xin chào", 400, "query-form"),
    ("ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }", 400, "query-nesting"),
    ("ASK " + "{" * 51 + "}" * 51, 400, "query-nesting"),
    ("ASK { ?s ?p " + "[ ?p " * 60 + "]" * 60 + " }", 400, "query-nesting"),
    ("ASK { ?s ?p 'ế' }" + " " * 20_000, 413, "query-size"),
]


@pytest.mark.parametrize(("text", "form", "has_dataset"), ACCEPTED)
def test_accepted(text: str, form: str, has_dataset: bool) -> None:
    assert check_query(text, LIMITS) == Checked(form, has_dataset)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "status", "code"), REFUSED)
def test_refused(text: str, status: int, code: str) -> None:
    problem = check_query(text, LIMITS)
    assert isinstance(problem, Problem)
    assert (problem.status, problem.code) == (status, code)


def test_nesting_counts_every_kind_of_bracket() -> None:
    assert nesting("ASK { { ( [ ] ) } } { }") == 4


@pytest.mark.parametrize(
    "piece",
    [
        "SERVICE ",
        "SERVICE #",
        "1SERVICE",
        "x service",
        '"',
        "'''",
        '"\\',
        '"""a',
        "<",
        "a.",
        "\\",
        ":",
        "@a",
        "(" * 10,
    ],
)
def test_the_time_of_the_check_grows_with_the_text_alone(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    started = time.process_time()
    check_query(text, Limits(size=200_000, nesting=10**6))
    assert time.process_time() - started < 1
