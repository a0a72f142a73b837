"""The page to explore coverage: all of it there, nothing from elsewhere, nothing injected; and in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.chains import chains_of
from graph.coverage import coverage
from graph.proofs import GraphProofs
from tests.browser import chromium, record_outside
from tests.chain_graphs import ROOT
from tests.covered_graphs import CARRIED, covered
from tests.test_viz import EVIL, Tags
from viz.explore import coverage_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ON = date(2025, 6, 30)


def page_of(graph: nx.MultiDiGraph, lang: str = "vi", on: date = ON) -> str:
    chains = chains_of(graph)
    return coverage_html(coverage(chains, ROOT, on), chains, proofs=GraphProofs(graph), lang=lang)


def data_of(html: str) -> dict:
    found = re.search(r'<script type="application/json" id="cancu-data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def evil() -> nx.MultiDiGraph:
    graph = covered()
    for name in graph:
        if name != ROOT:
            graph.nodes[name].update(title=EVIL, number=EVIL, issuer=EVIL)
    for *_, data in graph.edges(data=True):
        for one in data["evidence"]:
            one.update(sentence=EVIL, quote=EVIL)
    return graph


@pytest.mark.parametrize(("on", "count"), [(ON, 63), (date(2025, 8, 1), 34)])
def test_every_province_has_a_tile_and_a_row(on: date, count: int) -> None:
    tags = Tags(page_of(covered(), on=on)).seen
    tiles = [given["data-province"] for tag, given in tags if given.get("class", "").startswith("tile ")]
    rows = [given["data-province"] for tag, given in tags if tag == "tr" and "data-province" in given]
    assert len(tiles) == len(set(tiles)) == count
    assert set(rows) == set(tiles)


def test_every_filled_cell_has_its_way_with_sentences() -> None:
    html = page_of(covered())
    cells = data_of(html)["cells"]
    buttons = {given["data-cell"] for _, given in Tags(html).seen if "data-cell" in given}
    assert buttons == set(cells)
    for slug in CARRIED:
        (document,) = cells[f"{slug}.party"]["documents"]
        assert [one["sentence"] for one in document["links"][0]["evidence"]] == [
            f"{slug}: Thực hiện Chỉ thị số 21-CT/TW"
        ]
    assert [
        len(one["documents"][0]["links"]) for key, one in cells.items() if key == "lai-chau.government"
    ] == [2]
    assert cells["son-la.government"]["documents"] == []
    assert cells["son-la.government"]["examples"][0].startswith("Kế hoạch số 8/KH-UBND")


@pytest.mark.parametrize(("lang", "words"), [("vi", "6 trong 63 tỉnh"), ("en", "6 of 63")])
def test_the_page_speaks_the_language_asked_for(lang: str, words: str) -> None:
    html = page_of(covered(), lang)
    assert f'<html lang="{lang}">' in html
    assert words in html
    assert page_of(covered(), lang) == html


def test_text_of_documents_never_becomes_markup() -> None:
    html = page_of(evil())
    assert "<script>window" not in html
    assert not any(tag == "a" or "onclick" in given for tag, given in Tags(html).seen)


def test_the_page_loads_nothing() -> None:
    html = page_of(covered())
    assert "default-src &#39;none&#39;" in html
    assert not any(name in given for tag, given in Tags(html).seen for name in ("src", "srcset", "action"))


# -- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def opened(browser: Browser, file: Path, html: str) -> tuple[Page, list[str]]:
    file.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    wrong = record_outside(page, "file:", "data:")
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    return page, wrong


@pytest.mark.browser
def test_a_cell_shows_its_sentence_and_a_tile_its_row(browser: Browser, tmp_path: Path) -> None:
    page, wrong = opened(browser, tmp_path / "page.html", page_of(covered()))
    page.locator('[data-cell="lai-chau.government"]').click()
    assert page.locator("#chosen q").all_inner_texts() == [
        "Triển khai Kế hoạch số 2-KH/TU",
        "lai-chau: Thực hiện Chỉ thị số 21-CT/TW",
    ]
    page.locator('.tile[data-province="kon-tum"]').click()
    assert page.locator("tr.chosen").get_attribute("data-province") == "kon-tum"
    assert "tỉnh Kon Tum" in page.locator("#chosen").inner_text()
    assert wrong == []


@pytest.mark.browser
def test_the_table_is_filtered_without_marks_and_sorted(browser: Browser, tmp_path: Path) -> None:
    page, wrong = opened(browser, tmp_path / "page.html", page_of(covered()))
    visible = page.locator("#matrix tbody tr:not([hidden])")
    assert visible.count() == 63
    page.fill("#name-filter", "dong")
    assert {name.strip() for name in visible.locator("th").all_inner_texts()} == {
        "Đồng Nai", "Đồng Tháp", "Lâm Đồng",
    }  # fmt: skip
    page.fill("#name-filter", "")
    page.select_option("#state-filter", "plan")
    assert visible.count() == len(CARRIED)
    days = page.locator("#matrix thead th").last
    days.locator("button").click()
    days.locator("button").click()
    assert days.get_attribute("aria-sort") == "descending"
    assert [int(text) for text in visible.locator("td:last-child").all_inner_texts()] == [
        120,
        100,
        80,
        60,
        40,
        20,
    ]
    assert wrong == []


@pytest.mark.browser
def test_a_hostile_title_stays_text(browser: Browser, tmp_path: Path) -> None:
    page, wrong = opened(browser, tmp_path / "page.html", page_of(evil()))
    for button in page.locator("button[data-cell]").all():
        button.click()
        assert page.locator("#chosen script, #chosen a").count() == 0
    assert page.evaluate("window.broken") is None
    assert wrong == []
