"""Tasks and comparisons over HTTP: JSON, files, and the pages with what they say of bad filters."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from tests.api_graph import HTML, client
from tests.example_store import make_example_store

RANGE = "from=2026-01-01&to=31/12/2026"
PAIR = "document=ha-quang-2021&document=hai-phong-2024"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(make_example_store(tmp_path_factory.mktemp("api-tasks"))) as found:
        yield found


def test_tasks_of_a_range(api: TestClient) -> None:
    found = api.get(f"/api/tasks?{RANGE}&size=200&on=2026-11-26").json()
    days = [row["day"] for row in found["rows"]]
    assert days[:6] == ["2026-12-14"] * 5 + ["2026-12-31"]
    assert (found["total"], found["running"], found["undated"]) == (31, 24, 66)
    first = found["rows"][0]
    assert first["printed"] is True
    assert first["task"]["source"]["file"] == "lai-chau-2026.txt"
    assert first["task"]["due"]["latest"] == "--12-14"


def test_pages_join_to_the_whole(api: TestClient) -> None:
    whole = api.get("/api/tasks?size=200").json()
    parts = [api.get(f"/api/tasks?size=40&page={page}").json() for page in (1, 2, 3)]
    assert [row for part in parts for row in part["rows"]] == whole["rows"]
    assert whole["total"] == 100


def test_the_holder_of_today_stands_beside_the_body_printed(api: TestClient) -> None:
    found = api.get("/api/tasks?body=sgddt-hai-phong&on=2026-11-26").json()
    part = found["rows"][1]["task"]["assignments"][0]
    assert part["name"] == "Sở Lao động - Thương binh và Xã hội"
    assert [one["name"] for one in part["today"]["bodies"]] == ["Sở Giáo dục và Đào tạo thành phố Hải Phòng"]
    assert (part["today"]["function"], part["today"]["told_by"]) == ("giáo dục nghề nghiệp", "task")
    assert len(found["possible"]) == 1


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("from=2026-01-01", 400, "range-one-date"),
        ("from=2027-01-01&to=2026-01-01", 400, "range-backwards"),
        ("from=1900-01-01&to=2026-01-01", 400, "range-long"),
        ("from=mai&to=2026-01-01", 400, "not-a-day"),
        ("role=chef", 400, "unknown-role"),
        ("body=S%E1%BB%9F+Giao+d%E1%BB%A5c", 404, "no-such-body"),
        ("body=UBND+huy%E1%BB%87n+Ch%C3%A2u+Th%C3%A0nh", 409, "several-bodies"),
        ("province=Atlantis", 404, "no-province"),
        ("plan=9999/KH-UBND", 404, "near-documents"),
    ],
)
def test_bad_filters_are_problems_and_pages_say_so(
    api: TestClient, query: str, status: int, code: str
) -> None:
    found = api.get(f"/api/tasks?{query}")
    assert (found.status_code, found.json()["code"]) == (status, code)
    page = api.get(f"/tasks?{query}", headers=HTML)
    assert page.status_code == status
    assert found.json()["texts"]["vi"]["title"] in page.text
    assert "<form" in page.text


def test_files_of_the_same_tasks(api: TestClient) -> None:
    answer = api.get(f"/api/tasks.ics?{RANGE}")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert 'filename="nhiem-vu.ics"' in answer.headers["content-disposition"]
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 7
    book = openpyxl.load_workbook(io.BytesIO(api.get("/api/tasks.xlsx?lang=en").content))
    assert (book.sheetnames, book["Tasks"].max_row) == (["Tasks"], 101)
    assert api.get("/api/tasks.csv").content.startswith(b"\xef\xbb\xbf")
    assert api.get("/api/tasks.pdf").status_code == 400


def test_the_page_of_tasks_leads_to_each_sentence(api: TestClient) -> None:
    page = api.get(f"/tasks?{RANGE}", headers=HTML).text
    assert page.count("<blockquote>") == 20
    assert "lai-chau-2026.txt" in page
    assert "/api/tasks.ics?from=2026-01-01&amp;to=31%2F12%2F2026" in page
    first = page.partition('href="/page/nhiem-vu/')[2].partition('"')[0]
    assert api.get(f"/page/nhiem-vu/{first}", headers=HTML).status_code == 200


def test_an_empty_page_says_why(api: TestClient) -> None:
    page = api.get("/tasks?province=hai+phong&words=zzz", headers=HTML).text
    assert "Riêng từng điều kiện" in page
    assert "từ ngữ: 0 nhiệm vụ" in page


def test_compare(api: TestClient) -> None:
    found = api.get(f"/api/compare?{PAIR}&with=534/QĐ-LĐTBXH").json()
    assert [(one["held"], one["national"]) for one in found["documents"]] == [
        (False, True),
        (True, False),
        (True, False),
    ]
    assert [one["label"] for one in found["shared"]] == ["Quyết định số 534/QĐ-LĐTBXH"]
    assert [cell and cell["low"] for cell in found["targets"][0]["cells"]] == [None, 1.0, None]
    page = api.get(f"/compare?{PAIR}&with=534/QĐ-LĐTBXH", headers=HTML).text
    assert "Kho chưa có toàn văn của văn bản này" in page
    assert "ít nhất 1 sản phẩm" in page


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("document=ha-quang-2021", 400, "compare-count"),
        ("document=ha-quang-2021&document=9999/KH-UBND", 404, "near-documents"),
    ],
)
def test_comparisons_that_cannot_be_made(api: TestClient, query: str, status: int, code: str) -> None:
    found = api.get(f"/api/compare?{query}")
    assert (found.status_code, found.json()["code"]) == (status, code)
    assert api.get(f"/compare?{query}", headers=HTML).status_code == status


def test_the_empty_form_of_a_comparison(api: TestClient) -> None:
    assert "Văn bản thứ 3" in api.get("/compare", headers=HTML).text


def test_pages_without_a_store(tmp_path) -> None:
    with client(tmp_path / "none") as empty:
        for path in ("/tasks", f"/compare?{PAIR}"):
            page = empty.get(path, headers=HTML)
            assert page.status_code == 503
            assert "Chưa có kho dữ liệu" in page.text
