"""Lines as blocks: the cells of rows, and the headings above."""

import pytest

from extract.layout import lay_out


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| Nội dung | Cơ quan chủ trì |", ["Nội dung", "Cơ quan chủ trì"]),
        ("|1|Sở Y tế|", ["1", "Sở Y tế"]),
        ("| 1 | Sở Y tế", ["1", "Sở Y tế"]),
        ("|  |  Sở Y tế  |", ["", "Sở Y tế"]),
        (
            "- Như Điều 3; - Sở Y tế; - Lưu: VT. | GIÁM ĐỐC",
            ["- Như Điều 3; - Sở Y tế; - Lưu: VT.", "GIÁM ĐỐC"],
        ),
        ("||", [""]),
        ("|", []),
    ],
)
def test_the_cells_of_a_row(row: str, cells: list[str]) -> None:
    normal = f"Mở đầu\n  {row}\n"
    block = lay_out(normal).blocks[1]
    assert block.kind == "row"
    assert [normal[start:end] for start, end in block.cells] == cells


def test_the_headings_above_a_line() -> None:
    lines = ("I. Một", "1. Hai", "- ba", "bốn", "- năm", "| sáu |", "2. Bảy", "| tám |", "II. Chín", "mười")
    layout = lay_out("\n".join(("KẾ HOẠCH", *lines)))
    assert [layout.headings(block) for block in layout.blocks[1:]] == [
        (),
        ("I. Một",),
        ("I. Một", "1. Hai"),
        ("I. Một", "1. Hai"),
        ("I. Một", "1. Hai"),
        ("I. Một", "1. Hai", "- năm"),
        ("I. Một",),
        ("I. Một", "2. Bảy"),
        (),
        ("II. Chín",),
    ]


def test_a_number_behind_a_full_stop_begins_a_block_only_where_the_list_goes_on() -> None:
    layout = lay_out("1. Giao Sở Y tế chủ trì.2. Giao Sở Nội vụ phối hợp.4. Khác\nMục tiêu.2. Không đánh số")
    assert [block.text for block in layout.blocks] == [
        "1. Giao Sở Y tế chủ trì.",
        "2. Giao Sở Nội vụ phối hợp.4. Khác",
        "Mục tiêu.2. Không đánh số",
    ]
