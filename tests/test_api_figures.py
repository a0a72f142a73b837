"""Figures over HTTP and the pages of coverage and structure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from tests.api_graph import DIRECTIVE, HTML, client, district_plan, write_store
from tests.test_api_pages import Links


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = write_store(tmp_path_factory.mktemp("store"), district_plan())
    with client(folder) as found:
        found.headers.update(HTML)
        yield found


@pytest.mark.parametrize("kind", ["coverage", "map", "adoption", "delay", "down", "up"])
def test_a_figure_of_a_document(site: TestClient, kind: str) -> None:
    answer = site.get(f"/figure/{kind}.svg/{DIRECTIVE}?lang=en")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script" not in answer.headers["content-security-policy"].replace("sandbox", "")
    assert "Directive No. 21-CT/TW" in "".join(ElementTree.fromstring(answer.text).itertext())
    assert site.get(f"/figure/{kind}.png/{DIRECTIVE}").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/figure/map.svg/vb/nothing", 404),
        ("/figure/atlas.svg/" + DIRECTIVE, 400),
        (f"/figure/map.svg/{DIRECTIVE}?on=someday", 400),
        ("/figure/calendar.svg", 400),
        ("/explore/vb/nothing", 404),
        ("/coverage?document=9999/QĐ-XYZ", 404),
        ("/coverage?document=21-CT/TW&on=someday", 400),
    ],
)
def test_bad_questions_are_answered(site: TestClient, address: str, status: int) -> None:
    answer = site.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")


def test_the_calendar_and_the_delays(site: TestClient) -> None:
    calendar = site.get("/figure/calendar.svg?from=2024-01-01&to=2024-12-31").text
    assert "Lịch nhiệm vụ năm 2024" in calendar
    assert "1 nhiệm vụ không nêu hạn" in calendar
    assert site.get("/figure/delays.svg").text.startswith("<?xml")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("day", ["", "2025-06-30", "30/06/2025"])
def test_the_page_of_coverage_has_figures_with_words_and_a_table(
    site: TestClient, lang: str, day: str
) -> None:
    answer = site.get(f"/coverage?document=21-CT/TW&on={day}&lang={lang}")
    html = answer.text
    assert html.count('<tr><th scope="row"') == (63 if day else 34)
    links = Links(html)
    assert links.inline == []
    figures = [address for address in links.loaded if address.startswith("/figure/")]
    assert len(figures) == 3
    for address in (*figures, *(one for one in links.addresses if one.startswith("/explore/"))):
        assert site.get(address).status_code == 200, address
    assert 'alt=""' not in html.partition("<main")[2]
    site.cookies.clear()


def test_the_page_of_structure_shows_findings_chains_and_delays(site: TestClient) -> None:
    html = site.get("/structure").text
    assert "Chuỗi dài nhất" in html
    assert "105-KH/TU" in html
    assert Links(html).inline == []


def test_the_pages_are_reached_from_every_page_and_from_a_document(site: TestClient) -> None:
    addresses = Links(site.get("/").text).addresses
    assert {"/coverage", "/structure"} <= set(addresses)
    of_document = Links(site.get(f"/page/{DIRECTIVE}").text).addresses
    for address in of_document:
        if address.startswith(("/figure/", "/coverage?")):
            assert site.get(address).status_code == 200, address
    assert any(address.startswith("/figure/down.svg") for address in of_document)
