"""``GET /api/who``: the same answers as the library, and problems for names that are not of one body."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api_graph import client, district_plan, write_store


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = write_store(tmp_path_factory.mktemp("store"), district_plan())
    with client(folder) as found:
        yield found


def test_who_answers(api: TestClient) -> None:
    asked = {"body": "Sở LĐTBXH tỉnh Kon Tum", "function": "giáo dục nghề nghiệp", "on": "2026-11-21"}
    found = api.get("/api/who", params=asked).json()
    assert (found["status"], found["certainty"], found["why"]) == ("succeeded", "memory", None)
    assert found["heirs"][0]["body"]["slug"] == "sgddt-quang-ngai-2025"
    assert [event["legal_basis"] for event in found["heirs"][0]["events"]] == [
        "45/2025/NĐ-CP",
        "202/2025/QH15 (12/06/2025)",
    ]


def test_the_day_may_be_left_out(api: TestClient) -> None:
    assert api.get("/api/who", params={"body": "bldtbxh"}).json()["status"] == "split"


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"body": "zzzz"}, 404, "unknown-body"),
        ({"body": "UBND huyện Châu Thành"}, 409, "several-bodies"),
        ({"body": "Sở LĐTBXH"}, 400, "body-area"),
        ({"body": "Bộ Y tế", "on": "21/13/2026"}, 400, "parameters"),
        ({}, 400, "parameters"),
    ],
)
def test_refusals_are_problems(api: TestClient, asked: dict[str, str], status: int, code: str) -> None:
    response = api.get("/api/who", params=asked)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert {"vi", "en"} == set(response.json()["texts"])
