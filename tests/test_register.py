"""Registers of documents: columns by their headings, bad rows by their numbers, citations in their cells."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from examples import registers
from extract.readers.errors import ReadError
from extract.register import Register, Role, read_register, role_of
from tests import shared

HEAD = "Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Trích yếu,Tình trạng,Ngày có hiệu lực"


def written(folder: Path, *lines: str, name: str = "so.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def read_lines(folder: Path, *lines: str, issuer: str | None = None) -> Register:
    return read_register(written(folder, *lines), issuer=issuer)


HEADINGS = [
    ("so_ky_hieu", "number"),
    ("Số/Ký hiệu", "number"),
    ("SỐ HIỆU VĂN BẢN", "number"),
    ("Số ký hiệu văn bản", "number"),
    ("Số KH", "number"),
    ("Số, K/H văn bản", "number"),
    ("Ngày, tháng, năm ban hành", "date"),
    ("Ngày ký", "date"),
    ("Nơi ban hành", "issuer"),
    ("Hình thức văn bản", "type"),
    ("Tên loại", "type"),
    ("Tên loại và trích yếu nội dung", "title"),
    ("Trích yếu nội dung văn bản", "title"),
    ("Thời điểm có hiệu lực", "in_force"),
    ("Ngày hết hiệu lực", "ended"),
    ("Hiệu lực", "effect"),
    ("Tỉnh, thành phố", "area"),
    ("STT", "order"),
    ("Người ký", None),
    ("Ngày đến", None),
]


@pytest.mark.parametrize(("heading", "role"), HEADINGS)
def test_columns_are_known_by_their_headings(heading: str, role: Role | None) -> None:
    assert role_of(heading) == role


def test_a_row_becomes_an_entry(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        HEAD,
        "12/2020/QĐ-TTg,05/3/2020,Thủ tướng Chính phủ,Về trồng rừng,Còn hiệu lực,20/04/2020",
    )
    (entry,) = found.entries
    document = entry.document
    assert (document.number, document.symbol, document.date) == ("12/2020/QĐ-TTg", "QĐ-TTg", "2020-03-05")
    assert (document.issuer, document.title) == ("Thủ tướng Chính phủ", "Về trồng rừng")
    assert (entry.row, entry.status, entry.in_force) == (2, "con-hieu-luc", "2020-04-20")
    assert found.raw[entry.start : entry.end].startswith("| 12/2020/QĐ-TTg | 05/3/2020 |")


def test_the_heading_may_stand_below_a_title_and_columns_anywhere(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "DANH MỤC VĂN BẢN;;;",
        "(kèm theo Báo cáo năm 2020);;;",
        "STT;Trích yếu;Số, ký hiệu;Ngày ký",
        "1;Về trồng rừng;Số: 7/KH-UBND;02-3-2020",
    )
    (entry,) = found.entries
    assert (entry.row, entry.document.number, entry.document.date) == (4, "7/KH-UBND", "2020-03-02")


def test_bad_rows_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        HEAD,
        ",05/3/2020,Chính phủ,Về trồng rừng,,",
        "12/KH-UBND,31/02/2020,Chính phủ,Về trồng rừng,,",
        "",
        "Không,05/3/2020,Chính phủ,Về trồng rừng,,",
        "01/2012/QĐ-,05/3/2020,Chính phủ,Về trồng rừng,,",
        "13/KH-UBND,,,Về trồng rừng,,",
    )
    assert [entry.document.number for entry in found.entries] == ["13/KH-UBND"]
    assert [bad.row for bad in found.bad] == [2, 3, 5, 6]
    assert "thiếu số" in found.bad[0].reason
    assert "31/02/2020" in found.bad[1].reason
    assert "“Không”" in found.bad[2].reason


NUMBERS = [
    ("2403/QÐ-UBND", "2403/QĐ-UBND"),  # the Icelandic eth for Đ
    ("109/UBND - VX", "109/UBND-VX"),
    ("1830 QĐ-UBND", "1830/QĐ-UBND"),
    ("157/TB_UBND", "157/TB-UBND"),
    ("'56/2020/TT-BCT", "56/2020/TT-BCT"),
    ("26/KH-BCĐ (138)", "26/KH-BCĐ"),
    ("184- KH/TU", "184-KH/TU"),
]


@pytest.mark.parametrize(("printed", "number"), NUMBERS)
def test_numbers_as_offices_type_them(tmp_path: Path, printed: str, number: str) -> None:
    (entry,) = read_lines(tmp_path, HEAD, f"{printed},05/3/2020,,Về trồng rừng,,").entries
    assert entry.document.number == number


EFFECTS = [
    ("Văn bản đang có hiệu lực", "con-hieu-luc", None),
    ("Văn bản còn hiệu lực một phần", "het-hieu-luc-mot-phan", None),
    ("Hết hiệu lực một phần", "het-hieu-luc-mot-phan", None),
    ("Văn bản hết hiệu lực", "het-hieu-luc-toan-bo", None),
    ("Chưa có hiệu lực", "chua-co-hieu-luc", None),
    ("có hiệu lực từ 01/01/2016", None, "2016-01-01"),
    ("", None, None),
]


@pytest.mark.parametrize(("printed", "status", "day"), EFFECTS)
def test_effect_as_offices_note_it(tmp_path: Path, printed: str, status: str | None, day: str | None) -> None:
    (entry,) = read_lines(tmp_path, HEAD, f"7/KH-UBND,05/3/2020,,Về trồng rừng,{printed},").entries
    assert (entry.status, entry.in_force) == (status, day)


def test_citations_of_titles_and_lists_stand_in_their_cells(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Số,Loại,Ngày ban hành,Trích yếu,Thực hiện,Căn cứ",
        "7/KH-UBND,Kế hoạch,05/3/2020,Thực hiện Chỉ thị số 24/CT-TTg ngày 28/5/2019 của Thủ tướng Chính phủ,"
        "522/QĐ-TTg 14/5/2018; 2239/QĐ-TTg,10/2015/NĐ-CP 01/02/2015",
    )
    citations = found.entries[0].citations
    assert [(one.number, one.date, one.relation) for one in citations] == [
        ("24/CT-TTg", "2019-05-28", "implements"),
        ("522/QĐ-TTg", "2018-05-14", "implements"),
        ("2239/QĐ-TTg", None, "implements"),
        ("10/2015/NĐ-CP", "2015-02-01", "based_on"),
    ]
    for one in citations:
        assert found.raw[one.start : one.end] == one.quote


def test_a_relative_issuer_is_of_the_area_of_its_row(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Số,Loại,Ngày ban hành,Địa phương,Trích yếu",
        "543/KH-UBND,Kế hoạch,11/03/2024,Gia Lai,Thực hiện Kế hoạch số 189-KH/TU ngày 07/12/2023 của Tỉnh ủy",
    )
    assert [one.issuer for one in found.entries[0].citations] == ["Tỉnh ủy Gia Lai"]


def test_numbers_in_titles_of_small_letters(tmp_path: Path) -> None:
    (entry,) = read_lines(
        tmp_path, HEAD, "7/KH-UBND,05/3/2020,,triển khai chỉ thị số 06/ct-byt ngày 01/3/2020,,"
    ).entries
    (citation,) = entry.citations
    assert (citation.number, citation.quote) == ("06/CT-BYT", "chỉ thị số 06/ct-byt ngày 01/3/2020")


def test_a_workbook_reads_like_a_csv_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Văn bản năm 2020"])
    sheet = book.active
    sheet.append(["Số, ký hiệu", "Ngày ban hành", "Trích yếu"])
    sheet.append(["7/KH-UBND", datetime.datetime(2020, 3, 5), "Về trồng rừng"])
    sheet.append([None, None, None])
    sheet.append(["8/KH-UBND", "06/3/2020", "Về\nthủy lợi"])
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "so.xlsx"
    path.write_bytes(content.getvalue())
    found = read_register(path)
    assert [(one.row, one.document.number, one.document.date) for one in found.entries] == [
        (3, "7/KH-UBND", "2020-03-05"),
        (5, "8/KH-UBND", "2020-03-06"),
    ]
    assert found.entries[1].document.title == "Về thủy lợi"


def test_a_mapping_names_columns_that_nobody_knows(tmp_path: Path) -> None:
    path = written(tmp_path, "Mã,Lập ngày,Đề mục", "7/KH-UBND,05/3/2020,Về trồng rừng")
    with pytest.raises(ReadError) as caught:
        read_register(path)
    assert caught.value.reason == "no_columns"
    assert "Mã, Lập ngày, Đề mục" in str(caught.value)
    found = read_register(path, {"Mã": "number", "lập ngày": "date"}, "Ủy ban nhân dân tỉnh Lai Châu")
    document = found.entries[0].document
    assert (document.date, document.title) == ("2020-03-05", None)
    assert document.issuer == "Ủy ban nhân dân tỉnh Lai Châu"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n ,\n", "empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "not_table"),
        (b"PK\x03\x04 not a zip", "broken"),
        ("Số,Ngày\n\0\0".encode(), "binary"),
    ],
)
def test_what_is_no_register_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read_register(path)
    assert caught.value.reason == reason


def test_the_example_register_reads_whole() -> None:
    (path,) = registers()
    found = read_register(path)
    assert (len(found.entries), found.bad) == (135, ())
    assert len({entry.area for entry in found.entries if entry.area}) == 46
    assert {entry.certainty for entry in found.entries} == {"chắc chắn", "có khả năng"}


@pytest.mark.parametrize(
    ("name", "rows", "bad"),
    [("binh_duong", 4053, 3), ("normative", 3272, 34), ("vocational_education", 135, 0)],
)
def test_the_real_registers(name: str, rows: int, bad: int) -> None:
    found = read_register(shared.path("corpus/registers") / f"{name}.csv")
    assert (len(found.entries), len(found.bad)) == (rows, bad)
    for entry in found.entries:
        for citation in entry.citations:
            assert found.raw[citation.start : citation.end] == citation.quote
