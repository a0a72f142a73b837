"""The page on tables names every column of every table, and no other."""

import re
from datetime import date
from pathlib import Path

from graph.listing import listings
from graph.store import open_store
from tests.example_store import make_example_store

PAGE = Path(__file__).parents[1] / "docs" / "tables.md"


def test_every_column_is_documented(tmp_path):
    store = open_store(make_example_store(tmp_path), read_only=True)
    tables = {table.name: set(table.columns) for table in listings(store, date(2026, 11, 26), "vi")}
    store.close()
    rows = re.findall(r"(?m)^\| (\w+) \| an? .*?\| (.+) \|$", PAGE.read_text(encoding="utf-8"))
    documented = {
        name: set(re.findall(r"`([a-z_]+)`", columns)) - {"maybe"}
        for name, columns in rows
        if name != "table"
    }
    assert documented == tables
