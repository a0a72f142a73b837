"""Consolidated texts: the act they take in, those that amended it, and the act's legal basis."""

from __future__ import annotations

import pytest

from extract.read import read_text
from graph.identify import identify

OWN = "| BỘ CÔNG THƯƠNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| Số: {own} | Hà Nội, ngày 26 tháng 11 năm 2025 |\n\n"
TEXT = (
    "THÔNG TƯ\n\nQUY ĐỊNH KHUNG GIÁ PHÁT ĐIỆN\n\n"
    "Thông tư số 09/2025/TT-BCT ngày 01 tháng 02 năm 2025 của Bộ trưởng Bộ Công Thương quy định khung giá phát "
    "điện, có hiệu lực kể từ ngày 01 tháng 02 năm 2025, được sửa đổi, bổ sung bởi:\n\n"
    "{first}Thông tư số 25/2025/TT-BCT ngày 13 tháng 4 năm 2025 của Bộ trưởng Bộ Công Thương sửa đổi, bổ sung "
    "Điều 3 Thông tư số 09/2025/TT-BCT ngày 01 tháng 02 năm 2025.\n\n"
    "{second}Thông tư số 54/2025/TT-BCT ngày 21 tháng 11 năm 2025 của Bộ trưởng Bộ Công Thương sửa đổi một số "
    "điều của Thông tư số 09/2025/TT-BCT và Thông tư số 12/2025/TT-BCT ngày 01 tháng 02 năm 2025.\n\n"
    "Căn cứ Luật Điện lực ngày 30 tháng 11 năm 2024;\n\n"
    "Bộ trưởng Bộ Công Thương ban hành Thông tư quy định khung giá phát điện.[1]\n\n"
    "Điều 1. Phạm vi\n\nThông tư này quy định khung giá.\n\n"
    "[1] Thông tư số 25/2025/TT-BCT sửa đổi, bổ sung Điều 3 Thông tư số 09/2025/TT-BCT có căn cứ ban hành như sau:\n"
)
NUMBERED = OWN.format(own="57/VBHN-BCT") + TEXT.format(first="1. ", second="2. ")


@pytest.mark.parametrize("numbers", [("1. ", "2. "), ("", "")])
def test_the_act_is_consolidated_and_the_others_amend_it(numbers: tuple[str, str]) -> None:
    text = OWN.format(own="57/VBHN-BCT") + TEXT.format(first=numbers[0], second=numbers[1])
    assert read_text(text, "a").record.relations == (
        ("this", "consolidates", "09/2025/TT-BCT"),
        ("25/2025/TT-BCT", "amends", "09/2025/TT-BCT"),
        ("54/2025/TT-BCT", "amends", "09/2025/TT-BCT"),
        ("54/2025/TT-BCT", "amends", "12/2025/TT-BCT"),
        ("this", "based_on", "Luật Điện lực"),
    )


def test_an_ordinary_circular_consolidates_nothing() -> None:
    text = OWN.format(own="57/2025/TT-BCT") + TEXT.format(first="1. ", second="2. ")
    relations = read_text(text, "a").record.relations
    assert not [one for one in relations if one[1] == "consolidates"]


def test_a_consolidated_text_is_not_the_circular_of_its_number() -> None:
    document = read_text(NUMBERED, "a").record.document
    assert document.type == "thông tư"
    assert identify(document, "0" * 8).found.iri.value.endswith("/vb/bct/vbhn/2025/57")
