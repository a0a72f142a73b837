"""Which format an ``Accept`` header gets."""

from __future__ import annotations

import pytest

from api.negotiate import best, parse_accept
from api.sparql.formats import GRAPHS, RESULTS, negotiate

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

RESULTS_FOR = [
    (None, "JSON"),
    ("", "JSON"),
    ("*/*", "JSON"),
    ("application/json", "JSON"),
    ("text/csv", "CSV"),
    ("text/tab-separated-values;q=0.5, text/csv;q=0.4", "TSV"),
    ("application/sparql-results+xml, application/sparql-results+json;q=0.9", "XML"),
    ("application/sparql-results+json;q=0, */*;q=0.1", "XML"),
    ("text/*", "CSV"),
    ("TEXT/CSV ; Q=1.0", "CSV"),
    ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "TSV"),
    ("image/png", None),
    ("*/*;q=0", None),
    ("nonsense", None),
]


@pytest.mark.parametrize(("accept", "name"), RESULTS_FOR)
def test_results(accept: str | None, name: str | None) -> None:
    chosen = negotiate(accept, RESULTS)
    assert (chosen and chosen.name) == name


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "TURTLE"),
        ("application/ld+json", "JSON_LD"),
        ("application/n-triples;q=0.9, text/turtle;q=0.1", "N_TRIPLES"),
        ("application/rdf+xml", "RDF_XML"),
        ("text/csv", None),
    ],
)
def test_graphs(accept: str | None, name: str | None) -> None:
    chosen = negotiate(accept, GRAPHS)
    assert (chosen and chosen.name) == name


def test_a_browser_likes_html_best() -> None:
    assert best(CHROME, ["text/turtle", "application/xml", "text/html"]) == "text/html"


def test_an_exact_range_wins_over_a_wide_one() -> None:
    assert best("text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5", ["text/csv", "application/json"]) == (
        "application/json"
    )


def test_qualities_are_kept_between_zero_and_one() -> None:
    assert [each.quality for each in parse_accept("a/b;q=7, a/c;q=-1")] == [1.0, 0.0]
