"""Make the pictures of the docs from a real run over the examples: ``python -m tests.pictures``."""

from __future__ import annotations

import tempfile
from pathlib import Path

import cancu
from cli.main import main as run
from examples import plans, registers
from tests.browser import chromium
from viz.chain import chain_html

FOLDER = Path(__file__).parents[1] / "docs"
DIRECTIVE = "21-CT/TW"
DAY = "2025-06-30"
FIGURES = {"chain": "chain-layers.svg", "map": "map.svg", "adoption": "adoption.svg"}
"""The kinds of ``cancu picture`` that ``docs/pictures.md`` shows, and their files."""


def main() -> None:
    """Ingest the examples into new stores, photograph the chain of the directive and draw its figures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        _photograph(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        store = cancu.open_store(folder)
        cancu.ingest([*plans(), *registers()], store)
        store.close()
        for kind, file in FIGURES.items():
            draw = ["picture", kind, DIRECTIVE, "--on", DAY, "--out", str(FOLDER / file)]
            run(["--store", folder, "--lang", "vi", *draw])


def _photograph(folder: Path) -> None:
    store = cancu.open_store(folder / "store")
    cancu.ingest(plans(), store)
    graph = cancu.chain_graph(store)
    directive = cancu.name_document(store, DIRECTIVE)
    page_file = folder / "chain.html"
    page_file.write_text(chain_html(graph, directive.value), encoding="utf-8")
    store.close()
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(page_file.as_uri())
        page.wait_for_timeout(1500)
        page.screenshot(path=str(FOLDER / "chain.png"))


if __name__ == "__main__":
    main()
