"""The pictures in a browser with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from tests.browser import chromium, record_outside
from tests.chain_graphs import PROVINCE_PLAN, ROOT, small_chain, wide_chain
from tests.test_viz import evil_chain
from viz.chain import chain_html
from viz.neighbourhood import neighbourhood_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


class Opened:
    """A page opened from a file, with all it asked of the network and all that went wrong in it."""

    def __init__(self, browser: Browser, file: Path, html: str) -> None:
        file.write_text(html, encoding="utf-8")
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.outside = record_outside(self.page, "file:", "data:")
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("#frame[data-drawn=true]")

    def inked(self) -> int:
        """Pixels of the picture that are neither clear nor nearly white."""
        return self.page.evaluate(
            """() => { const c = document.querySelector('#mynetwork canvas');
            const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;
            for (let i = 0; i < p.length; i += 4) if (p[i + 3] > 200 && Math.min(p[i], p[i + 1], p[i + 2]) < 160) n++;
            return n; }"""
        )

    def spot(self, index: int) -> tuple[float, float]:
        """Where the label of a line is on the screen."""
        x, y = self.page.evaluate(
            """(index) => { const d = JSON.parse(document.getElementById('cancu-data').textContent);
            const [x, y] = d.lines[index].spot; const at = network.canvasToDOM({x, y});
            const box = document.getElementById('mynetwork').getBoundingClientRect();
            return [box.left + at.x, box.top + at.y]; }""",
            index,
        )
        return x, y


@pytest.mark.parametrize(
    "html",
    [
        chain_html(small_chain(), ROOT),
        chain_html(wide_chain(250), ROOT),
        neighbourhood_html(small_chain(), PROVINCE_PLAN, lang="en"),
    ],
    ids=["small", "wide", "neighbourhood"],
)
def test_a_page_draws_with_no_network(browser: Browser, tmp_path: Path, html: str) -> None:
    opened = Opened(browser, tmp_path / "page.html", html)
    assert opened.inked() > 1000
    opened.page.wait_for_timeout(200)
    assert opened.outside == []
    assert opened.errors == []


def test_clicking_and_pointing_at_a_line_shows_its_sentence(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path / "page.html", chain_html(small_chain(), ROOT))
    opened.page.mouse.move(*opened.spot(0))
    opened.page.wait_for_selector("#tooltip:not([hidden])")
    sentence = opened.page.locator("tbody tr").first.locator("q").first.inner_text()
    assert sentence in opened.page.locator("#tooltip").inner_text()
    opened.page.mouse.click(*opened.spot(0))
    assert opened.page.locator("#chosen q").first.inner_text() == sentence
    assert opened.page.locator("#chosen mark").first.inner_text() == "21-CT/TW"


def test_the_keyboard_reaches_every_sentence(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path / "page.html", chain_html(small_chain(), ROOT))
    opened.page.focus("#frame")
    seen = set()
    for _ in range(5):
        opened.page.keyboard.press("ArrowRight")
        seen.update(opened.page.locator("#chosen q").all_inner_texts())
    assert len(seen) == 7
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#chosen q").count() == 0


def test_focus_on_a_row_shows_it_in_the_picture(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path / "page.html", chain_html(small_chain(), ROOT))
    opened.page.locator("tbody tr").last.locator("button").focus()
    assert opened.page.locator("tr.chosen").count() >= 1
    assert opened.page.locator("#chosen q").count() >= 1


def test_a_hostile_title_stays_text(browser: Browser, tmp_path: Path) -> None:
    graph: nx.MultiDiGraph = evil_chain()
    opened = Opened(browser, tmp_path / "page.html", chain_html(graph, ROOT))
    lines = len(opened.page.locator("tbody tr").all())
    opened.page.focus("#frame")
    for _ in range(lines):
        opened.page.keyboard.press("ArrowRight")
    assert opened.page.evaluate("window.broken") is None
    assert opened.page.locator("a, #chosen script").count() == 0
    assert opened.errors == []
