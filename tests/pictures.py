"""Make the pictures of the docs from a real run over the examples: ``python -m tests.pictures``."""

from __future__ import annotations

import tempfile
from pathlib import Path

import cancu
from cli.main import main as run
from examples import plans, registers

FOLDER = Path(__file__).parents[1] / "docs"
DIRECTIVE = "21-CT/TW"
DAY = "2025-06-30"
FIGURES = {"chain": "chain-layers.svg", "map": "map.svg", "adoption": "adoption.svg"}
"""The kinds of ``cancu picture`` that ``docs/pictures.md`` shows, and their files."""


def main() -> None:
    """Ingest the examples into a new store and draw the figures of the directive."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = cancu.open_store(folder)
        cancu.ingest([*plans(), *registers()], store)
        store.close()
        for kind, file in FIGURES.items():
            draw = ["picture", kind, DIRECTIVE, "--on", DAY, "--out", str(FOLDER / file)]
            run(["--store", folder, "--lang", "vi", *draw])


if __name__ == "__main__":
    main()
