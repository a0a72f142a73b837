"""Make the pictures of the README from a real run over the example plans: ``python -m tests.pictures``."""

from __future__ import annotations

import tempfile
from pathlib import Path

import cancu
from examples import plans
from tests.browser import chromium
from viz.chain import chain_html

FOLDER = Path(__file__).parents[1] / "docs"
DIRECTIVE = "21-CT/TW"


def main() -> None:
    """Ingest the example plans into a new store and photograph the chain of the directive."""
    with tempfile.TemporaryDirectory() as folder:
        store = cancu.open_store(folder)
        cancu.ingest(plans(), store)
        graph = cancu.chain_graph(store)
        directive = cancu.name_document(store, DIRECTIVE)
        page_file = Path(folder) / "chain.html"
        page_file.write_text(chain_html(graph, directive.value), encoding="utf-8")
        store.close()
        FOLDER.mkdir(exist_ok=True)
        with chromium() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(page_file.as_uri())
            page.wait_for_timeout(1500)
            page.screenshot(path=str(FOLDER / "chain.png"))


if __name__ == "__main__":
    main()
