"""Requests become operations; the W3C protocol cases hold against a running endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection

from api.problems import Problem
from api.sparql.protocol import Dataset, HttpRequest, Query, ServiceDescription, read_request
from graph.store import Change, open_store
from tests.api_graph import client

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

OPERATIONS = [
    (HttpRequest("GET", "query=ASK%20%7B%7D"), Query("ASK {}")),
    (HttpRequest("HEAD", "query=ASK+%7B%7D"), Query("ASK {}")),
    (HttpRequest("GET"), ServiceDescription()),
    (HttpRequest("GET", "lang=en"), ServiceDescription()),
    (HttpRequest("POST", "", FORM, b"query=ASK+%7B%7D"), Query("ASK {}")),
    (HttpRequest("POST", "", QUERY, "ASK { ?s ?p 'đ' }".encode()), Query("ASK { ?s ?p 'đ' }")),
    (HttpRequest("POST", "", f"{QUERY}; charset=UTF-8", b"ASK {}"), Query("ASK {}")),
    (
        HttpRequest("GET", "query=ASK&default-graph-uri=a:1&default-graph-uri=a:2&named-graph-uri=a:3"),
        Query("ASK", Dataset(("a:1", "a:2"), ("a:3",))),
    ),
    (
        HttpRequest("POST", "default-graph-uri=a:1", QUERY, b"ASK"),
        Query("ASK", Dataset(("a:1",))),
    ),
    (
        HttpRequest("POST", "default-graph-uri=a:1", FORM, b"query=ASK&named-graph-uri=a:2"),
        Query("ASK", Dataset(("a:1",), ("a:2",))),
    ),
]

REFUSALS = [
    (HttpRequest("PUT", "query=ASK"), 405, "method"),
    (HttpRequest("GET", "update=CLEAR+ALL"), 400, "update-by-get"),
    (HttpRequest("GET", "query=ASK&query=ASK"), 400, "one-operation"),
    (HttpRequest("POST", "query=ASK", FORM, b"query=ASK"), 400, "one-operation"),
    (HttpRequest("POST", "", FORM, b"query=ASK&update=CLEAR+ALL"), 400, "one-operation"),
    (HttpRequest("POST", "", FORM, b"update=CLEAR+ALL"), 403, "read-only"),
    (HttpRequest("POST", "", UPDATE, b"CLEAR ALL"), 403, "read-only"),
    (HttpRequest("POST", "", FORM, b""), 400, "no-query"),
    (HttpRequest("GET", "default-graph-uri=a:1"), 400, "no-query"),
    (HttpRequest("POST", "", None, b"query=ASK"), 415, "content-type"),
    (HttpRequest("POST", "", "text/plain", b"ASK"), 415, "content-type"),
    (HttpRequest("POST", "", f'{QUERY}; charset="utf-16"', b"ASK"), 415, "charset"),
    (HttpRequest("POST", "", QUERY, b"\xff\xfeA"), 400, "not-utf8"),
    (HttpRequest("POST", "", FORM, b"query=%FF"), 400, "not-utf8"),
    (HttpRequest("GET", "query=%C3%28"), 400, "not-utf8"),
    (HttpRequest("GET", "query=ASK&default-graph-uri=not+an+iri"), 400, "graph-iri"),
    (HttpRequest("GET", "&".join(["x=1"] * 1001)), 400, "too-many-parameters"),
]


@pytest.mark.parametrize(("request_", "operation"), OPERATIONS)
def test_operation(request_: HttpRequest, operation: object) -> None:
    assert read_request(request_) == operation


@pytest.mark.parametrize(("request_", "status", "code"), REFUSALS)
def test_refusal(request_: HttpRequest, status: int, code: str) -> None:
    problem = read_request(request_)
    assert isinstance(problem, Problem)
    assert (problem.status, problem.code) == (status, code)
    assert problem.detail("vi") != problem.detail("en")


# --- the W3C cases ----------------------------------------------------------

CASES = Path(__file__).parents[2] / "shared" / "conformance" / "sparql11-protocol"
MANIFEST = CASES / "manifest.ttl"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
TABULAR = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv")
GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"


@cache
def manifest() -> Graph:
    return Graph().parse(MANIFEST, format="turtle")


def case_names() -> list[str]:
    if not MANIFEST.exists():
        return []
    entries = Collection(manifest(), next(manifest().objects(predicate=MF.entries)))
    return [str(entry).rpartition("#")[2] for entry in entries]


def requests_of(name: str) -> list[Any]:
    graph = manifest()
    entry = next(each for each in graph.subjects(RDF.type, MF.ProtocolTest) if str(each).endswith(f"#{name}"))
    connection = graph.value(entry, MF.action)
    return list(Collection(graph, graph.value(connection, HT.requests)))


def send(endpoint: TestClient, node: Any) -> Any:
    graph = manifest()
    headers = {
        str(graph.value(each, HT.fieldName)): str(graph.value(each, HT.fieldValue))
        for each in (
            Collection(graph, graph.value(node, HT.headers)) if graph.value(node, HT.headers) else ()
        )
    }
    body = graph.value(node, HT.body)
    content = None
    if body is not None:
        content = str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))
    method, path = str(graph.value(node, HT.methodName)), str(graph.value(node, HT.absolutePath))
    return endpoint.request(method, path, content=content, headers=headers)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("w3c")
    store = open_store(folder)
    for number in (1, 2, 3):
        name = ox.NamedNode(DATA.format(number))
        triples = ox.parse(path=str(CASES / f"data{number}.nt"), format=ox.RdfFormat.N_TRIPLES)
        store.replace([Change(name, [ox.Quad(*quad.triple, name) for quad in triples])])
    store.close()
    with client(folder) as found:
        yield found


@pytest.mark.skipif(
    not MANIFEST.exists(), reason="../shared/conformance is absent: the W3C cases are not run"
)
@pytest.mark.parametrize("name", case_names() or ["absent"])
def test_w3c_case(endpoint: TestClient, name: str) -> None:
    first, *_ = requests_of(name)
    response = send(endpoint, first)
    graph = manifest()
    expected = graph.value(first, HT.resp)
    if name.startswith("update_"):
        # A read-only endpoint must refuse every update, and say that this is why.
        assert response.status_code == 403
        assert response.json()["code"] == "read-only"
        return
    statuses = {str(each)[-3] for each in graph.objects(expected, MF.expectedStatus)}
    assert str(response.status_code)[0] in statuses, response.text
    boolean, form = graph.value(expected, MF.expectedBoolean), graph.value(expected, MF.expectedFormat)
    media_type = response.headers["content-type"].partition(";")[0]
    if boolean is not None:
        assert response.json()["boolean"] is boolean.toPython()
    if form is not None:
        wanted = {"boolean": TABULAR[:2], "tabular": TABULAR, "RDF": GRAPHS}[str(form)]
        assert media_type in wanted
    if "4" in statuses:
        assert media_type == "application/problem+json"


@pytest.mark.skipif(
    not MANIFEST.exists(), reason="../shared/conformance is absent: the W3C cases are not run"
)
def test_every_w3c_case_is_run() -> None:
    assert len(case_names()) == 34
