"""The JSON of documents, chains and questions, and the linked data, over a small graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph.iri import BASE, ID
from graph.store import Change, open_store
from queries.catalogue import catalogue
from tests.api_graph import DIRECTIVE, HTML, PARTY_PLAN, client, district_plan, write_store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("store"), district_plan())


@pytest.fixture(scope="module")
def api(folder: Path) -> Iterator[TestClient]:
    with client(folder) as found:
        yield found


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("q=21-CT/TW", ["21-CT/TW"]),
        ("q=21 ct tw", ["21-CT/TW"]),
        ("q=trien khai", ["97/KH-UBND"]),
        ("q=TRIỂN KHAI ngọc hồi", ["97/KH-UBND"]),
        ("type=ct", ["21-CT/TW"]),
        ("level=district", ["97/KH-UBND"]),
        ("year=2023&type=kh", ["97/KH-UBND", "105-KH/TU"]),
        ("held=true", ["97/KH-UBND"]),
        ("q=không có gì như vậy", []),
    ],
)
def test_search(api: TestClient, question: str, numbers: list[str]) -> None:
    found = api.get(f"/api/documents?{question}").json()
    assert [each["number"] for each in found["documents"]] == numbers
    assert found["total"] == len(numbers)


def test_pages_of_a_list_join_to_the_whole(api: TestClient) -> None:
    whole = api.get("/api/documents?size=200").json()
    parts = [api.get(f"/api/documents?size=1&page={page + 1}").json() for page in range(whole["total"])]
    assert [each for part in parts for each in part["documents"]] == whole["documents"]


@pytest.mark.parametrize("name", [DIRECTIVE, "21-CT/TW", ID + DIRECTIVE])
def test_a_document_by_path_number_and_iri(api: TestClient, name: str) -> None:
    found = api.get(f"/api/documents/{name}").json()
    assert found["document"]["path"] == DIRECTIVE
    assert [each["citing"]["number"] for each in found["cited_by"]] == ["97/KH-UBND"]


def test_a_document_with_its_citations_and_tasks(api: TestClient) -> None:
    found = api.get("/api/documents/97/KH-UBND").json()
    raw = district_plan().raw
    assert len(found["citations"]) == 3
    for each in found["citations"]:
        assert raw[each["start"] : each["end"]] == each["quote"]
        assert each["quote"] in each["sentence"]
    chained = next(each for each in found["citations"] if each["cited"]["path"] == DIRECTIVE)
    assert chained["subject"]["path"] == PARTY_PLAN
    assert chained["relation"] == "implements"
    [task] = found["tasks"]
    assert [(each["agency"], each["role"]) for each in task["assignments"]] == [
        ("Phòng Giáo dục và Đào tạo", "chu-tri"),
        ("Phòng Nội vụ", "phoi-hop"),
    ]


def test_an_unknown_document_is_a_404_in_both_languages(api: TestClient) -> None:
    response = api.get("/api/documents/999/KH-KHÔNG")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["code"] == "not-found"
    assert "999/KH-KHÔNG" in body["texts"]["vi"]["detail"]
    assert "999/KH-KHÔNG" in body["texts"]["en"]["detail"]
    assert api.get("/api/documents/x?lang=en").json()["title"] == "Not found"


def test_the_chain_down_has_its_sentences(api: TestClient) -> None:
    found = api.get("/api/trace", params={"document": "21-CT/TW"}).json()
    assert (found["documents"], found["cut"]) == (3, False)
    [party] = found["root"]["children"]
    [plan] = party["children"]
    assert plan["document"]["number"] == "97/KH-UBND"
    assert plan["evidence"][0]["quote"] in plan["evidence"][0]["sentence"]


def test_the_chain_up_and_its_depth(api: TestClient) -> None:
    up = api.get("/api/trace", params={"document": "97/KH-UBND", "direction": "up", "depth": 1}).json()
    numbers = [each["document"]["number"] for each in up["root"]["children"]]
    assert sorted(numbers) == ["105-KH/TU", "522/QĐ-TTg"]
    assert all(not each["children"] for each in up["root"]["children"])


def test_a_cut_chain_says_so(folder: Path) -> None:
    with client(folder, trace_nodes=2) as api:
        found = api.get("/api/trace", params={"document": "21-CT/TW"}).json()
    assert found["cut"] is True
    assert found["documents"] == 3


@pytest.mark.parametrize("query", ["", "document=21-CT/TW&direction=sideways", "document=21-CT/TW&depth=0"])
def test_wrong_parameters_are_problems(api: TestClient, query: str) -> None:
    response = api.get(f"/api/trace?{query}")
    assert response.status_code == 400
    assert response.json()["code"] == "parameters"


def test_every_question_answers_or_says_what_it_lacks(api: TestClient) -> None:
    listed = api.get("/api/queries").json()
    assert [each["name"] for each in listed] == [query.name for query in catalogue()]
    for each in listed:
        response = api.get(f"/api/queries/{each['name']}")
        if any(parameter["default"] is None for parameter in each["parameters"]):
            assert (response.status_code, response.json()["code"]) == (400, "question")
        else:
            assert response.status_code == 200, response.text
            assert response.json()["columns"] == [column["name"] for column in each["columns"]]


def test_unknown_questions_and_parameters(api: TestClient) -> None:
    assert api.get("/api/queries/khong-co").status_code == 404
    assert api.get("/api/queries/counts?nothing=1").status_code == 400
    assert "SELECT" in api.get("/api/queries/counts/text").text


# --- linked data --------------------------------------------------------------


def test_a_browser_is_sent_to_the_page(api: TestClient) -> None:
    response = api.get(f"/id/{DIRECTIVE}", headers=HTML)
    assert (response.status_code, response.headers["location"]) == (303, f"/page/{DIRECTIVE}")


@pytest.mark.parametrize(
    ("accept", "media_type", "format_"),
    [
        ("text/turtle", "text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_program_gets_the_triples(
    api: TestClient, accept: str, media_type: str, format_: ox.RdfFormat
) -> None:
    response = api.get(f"/id/{DIRECTIVE}", headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == media_type
    triples = {quad.triple for quad in ox.parse(response.content, format=format_)}
    named = ox.NamedNode(BASE + "ontology#implements")
    assert ox.Triple(ox.NamedNode(ID + PARTY_PLAN), named, ox.NamedNode(ID + DIRECTIVE)) in triples


def test_linked_data_refuses_and_misses(api: TestClient) -> None:
    assert api.get(f"/id/{DIRECTIVE}", headers={"Accept": "image/png"}).status_code == 406
    assert api.get("/id/vb/no/such/thing", headers={"Accept": "text/turtle"}).status_code == 404
    assert api.get("/id/a b<c>", headers={"Accept": "text/turtle"}).status_code == 404
    assert api.get(f"/id/{DIRECTIVE}?format=nt", headers=HTML).text.startswith("<")


# --- SPARQL over HTTP ----------------------------------------------------------


def test_the_generation_is_the_entity_tag(tmp_path: Path) -> None:
    write_store(tmp_path, district_plan())
    with client(tmp_path) as api:
        first = api.get("/sparql", params={"query": "ASK {}"})
        tag = {"If-None-Match": first.headers["etag"]}
        assert api.get("/sparql", params={"query": "ASK {}"}, headers=tag).status_code == 304
        before = api.get("/healthz").json()
        store = open_store(tmp_path)
        node = ox.NamedNode("http://example.org/g")
        store.replace([Change(node, [ox.Quad(node, node, node, node)])])
        store.close()
        assert api.get("/sparql", params={"query": "ASK {}"}, headers=tag).status_code == 200
        assert api.get("/healthz").json()["generation"] != before["generation"]


def test_prefixes_and_relative_iris_need_no_declaration(api: TestClient) -> None:
    query = f"ASK {{ <id/{PARTY_PLAN}> cancu:implements id:{DIRECTIVE.replace('/', chr(92) + '/')} }}"
    assert api.get("/sparql", params={"query": query}).json()["boolean"] is True


def test_from_chooses_a_graph_and_the_union_is_the_default(api: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    union, one, none = (
        int(
            api.get("/sparql", params={"query": count.format(source)}).json()["results"]["bindings"][0]["n"][
                "value"
            ]
        )
        for source in ("", "FROM <id/nguon/ngoc-hoi>", "FROM <http://example.org/nothing>")
    )
    assert union > one > none == 0


def test_what_is_not_offered_is_listed(api: TestClient) -> None:
    response = api.get("/sparql", params={"query": "SELECT * {}"}, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/csv" in response.json()["facts"]["offered"]


def test_a_plain_get_describes_the_service(api: TestClient) -> None:
    response = api.get("/sparql", headers={"Accept": "text/turtle"})
    assert "SPARQL11Query" in response.text


def test_without_a_store_everything_says_so(tmp_path: Path) -> None:
    with client(tmp_path / "nothing") as api:
        for path in ("/healthz", "/api/documents", "/sparql?query=ASK+%7B%7D"):
            response = api.get(path)
            assert (response.status_code, response.json()["code"]) == (503, "no-store")
        assert "cancu ingest" in api.get("/", headers=HTML).text


def test_a_document_is_called_by_its_number_and_issuer_too(api: TestClient) -> None:
    named = api.get("/api/documents", params={"size": 100}).json()["documents"]
    one = next(each for each in named if each["number"] and each["issuer"])
    long_name = f"{one['number']} của {one['issuer']}"
    assert (
        api.get("/api/trace", params={"document": long_name}).json()["root"]["document"]["iri"] == one["iri"]
    )


def test_the_nearest_numbers_are_offered_for_an_unknown_one(api: TestClient) -> None:
    response = api.get("/api/trace", params={"document": "21-CT/TX"})
    assert response.status_code == 404
    assert response.json()["code"] in ("near-documents", "not-found")
