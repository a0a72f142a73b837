"""Coverage, impact and structure over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api_graph import DIRECTIVE, client
from tests.example_store import make_example_store


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = make_example_store(tmp_path_factory.mktemp("api"))
    with client(folder) as found:
        yield found


@pytest.mark.parametrize(("on", "provinces"), [("2025-06-30", 63), ("2025-07-01", 34)])
def test_coverage(api: TestClient, on: str, provinces: int) -> None:
    found = api.get("/api/coverage", params={"document": "21-CT/TW", "on": on}).json()
    assert len(found["rows"]) == provinces
    first = found["rows"][0]["cells"][0]["documents"][0]
    assert first["document"]["number"] == "184-KH/TU"
    assert first["way"][0]["upper"].endswith(DIRECTIVE)
    assert first["way"][0]["evidence"][0]["sentence"]
    assert found["curves"][-1]["points"][0]["provinces"] == 1


def test_impact(api: TestClient) -> None:
    found = api.get("/api/impact", params={"document": "21-CT/TW"}).json()
    assert (found["cut"], len(found["dependents"])) == (False, found["documents"])
    assert all(link["evidence"] for one in found["dependents"] for link in one["way"])
    short = api.get("/api/impact", params={"document": "21-CT/TW", "limit": 1}).json()
    assert (short["cut"], len(short["dependents"])) == (True, 1)
    guided = api.get("/api/impact", params={"document": "21-CT/TW", "relation": "guides"}).json()
    assert guided["relations"] == ["guides"]


def test_structure(api: TestClient) -> None:
    found = api.get("/api/structure", params={"communities": "true", "limit": 2}).json()
    assert len(found["longest"]) == 2
    assert found["communities"]


@pytest.mark.parametrize("path", ["coverage", "impact"])
def test_an_unknown_document_names_the_nearest(api: TestClient, path: str) -> None:
    answer = api.get(f"/api/{path}", params={"document": "21-CT/TX"})
    assert answer.status_code == 404
    assert DIRECTIVE in answer.text


@pytest.mark.parametrize(
    "question",
    ["coverage?document=21-CT/TW&on=x", "impact?document=21-CT/TW&relation=cites", "structure?limit=0"],
)
def test_wrong_values_are_refused(api: TestClient, question: str) -> None:
    assert api.get(f"/api/{question}").status_code in (400, 422)
