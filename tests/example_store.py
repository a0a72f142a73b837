"""The graph of the five example plans, made once for the tests of a module."""

from __future__ import annotations

from pathlib import Path

from examples import plans
from graph.ingest import ingest
from graph.store import open_store


def make_example_store(folder: Path) -> Path:
    """Load the example plans into a new store in the folder."""
    store = open_store(folder / "store")
    report = ingest(plans(), store)
    store.close()
    assert (report.new, report.failed) == (5, ())
    return folder / "store"
