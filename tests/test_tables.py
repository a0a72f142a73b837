"""Tables as files: CSV that a spreadsheet opens right, workbooks with dates as dates, the tables of a store."""

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.listing import listings
from graph.store import Store, open_store
from graph.tables import Table, csv_bytes, dated, workbook_bytes
from graph.wording import word
from tests.example_store import make_example_store

WORDING = Path(__file__).parents[1] / "graph" / "wording.toml"
TASK = Table("tasks", ("text", "day", "start"), [("=1+1", date(2026, 12, 14), 3), ("a\nb", None, None)])


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    opened = open_store(make_example_store(tmp_path_factory.mktemp("tables")), read_only=True)
    yield opened
    opened.close()


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_begins_with_the_mark_that_excel_needs():
    content = csv_bytes(TASK)
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows_of(content) == [["text", "day", "start"], ["'=1+1", "2026-12-14", "3"], ["a\nb", "", ""]]


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), max_size=5))
def test_csv_keeps_every_text_and_never_makes_a_formula(rows):
    read = rows_of(csv_bytes(Table("tasks", ("text", "day", "start"), rows)))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in read for cell in row)


@pytest.mark.parametrize(
    ("language", "heading", "form"), [("vi", "Nội dung", "dd/mm/yyyy"), ("en", "Text", "yyyy-mm-dd")]
)
def test_a_workbook_reads_well(language, heading, form):
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([TASK], language)))
    sheet = book[word(language, "sheet.tasks")]
    assert sheet["A1"].value == heading
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert (sheet["B2"].value, sheet["B2"].number_format) == (datetime(2026, 12, 14), form)
    assert sheet["A3"].alignment.wrap_text
    assert sheet.auto_filter.ref == "A1:C3"


def test_a_workbook_of_an_empty_table_has_its_headings():
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([Table("targets", ("year",), [])], "vi")))
    assert [cell.value for cell in book["Chỉ tiêu"][1]] == ["Năm"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [("2026-12-14", date(2026, 12, 14)), ("2026-12", "2026-12"), ("2026", "2026"), (None, None)],
)
def test_only_a_whole_date_is_a_date(text, cell):
    assert dated(text) == cell


# -- the tables of a store


def test_the_five_tables_of_the_examples(store):
    tables = {table.name: table for table in listings(store, date(2026, 11, 26), "vi")}
    assert list(tables) == ["documents", "relations", "tasks", "targets", "citations"]
    assert (len(tables["tasks"].rows), len(tables["targets"].rows)) == (100, 3)
    documents = [dict(zip(tables["documents"].columns, row, strict=True)) for row in tables["documents"].rows]
    assert sum(row["held"] for row in documents) == 5
    relations = [dict(zip(tables["relations"].columns, row, strict=True)) for row in tables["relations"].rows]
    assert {row["subject"] for row in relations} <= {row["iri"] for row in documents}
    assert all(row["sentence"] and row["mentions"] > 0 for row in relations)


def test_every_column_has_a_heading_and_every_heading_a_column(store):
    from graph.compare import compare
    from graph.compare_table import compared_tables
    from queries.naming import name_document

    named = [name_document(store, name).value for name in ("ha-quang-2021", "hai-phong-2024")]
    tables = (*listings(store, date(2026, 11, 26), "vi"), *compared_tables(compare(store, named), "vi"))
    used = {column for table in tables for column in table.columns}
    wording = tomllib.loads(WORDING.read_text(encoding="utf-8"))
    assert used <= set(wording["column"])
    written = "".join(path.read_text(encoding="utf-8") for path in WORDING.parent.glob("*.py"))
    assert set(re.findall(r'Table\(\s*"(\w+)"', written)) == set(wording["sheet"])
    assert {table.name for table in tables} <= set(wording["sheet"])
    for group in wording.values():
        for text in group.values():
            assert set(text) == {"vi", "en"}
    for table in tables:
        for row in table.rows:
            assert len(row) == len(table.columns)
