"""A document's own identity, from its header and signature only."""

import pytest

from extract.heading import read_heading
from extract.issuers import Home
from extract.layout import lay_out
from extract.record import Document
from extract.text import normalise


def heading(raw: str) -> tuple[Document, Home]:
    text = normalise(raw)
    return read_heading(text, lay_out(text.normal))


TABLE = """| ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI  | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc  |
| Số: 63/2025/QĐ-UBND | Đồng Nai, ngày 18 tháng 11 năm 2025 |

QUYẾT ĐỊNH

PHÂN CẤP CHO SỞ TƯ PHÁP

Căn cứ Luật Nuôi con nuôi số 52/2010/QH12;

| Nơi nhận: - Như Điều 5; - Chủ tịch, các PCT UBND tỉnh; - Lưu: VT, NC. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Võ Tấn Đức |
"""


def test_the_header_table_of_a_decision() -> None:
    document, home = heading(TABLE)
    assert (document.type, document.number, document.symbol) == ("quyết định", "63/2025/QĐ-UBND", "QĐ-UBND")
    assert (document.date, document.place) == ("2025-11-18", "Đồng Nai")
    assert document.issuer == "Ủy ban nhân dân tỉnh Đồng Nai"
    assert document.title == "PHÂN CẤP CHO SỞ TƯ PHÁP"
    assert [(one.name, one.role, one.on_behalf) for one in document.signers] == [
        ("Võ Tấn Đức", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN")
    ]
    assert document.recipients == ("Như Điều 5", "Chủ tịch, các PCT UBND tỉnh", "Lưu: VT, NC")
    assert home.province == "tỉnh Đồng Nai"


def test_a_draft_keeps_its_blanks() -> None:
    document, home = heading(
        "Số: /KH-UBND\n\nNgọc Hôi, ngày tháng năm 2023\n\nKẾ HOẠCH\n\nThực hiện một việc\n\n"
        "Căn cứ Quyết định số 7/QĐ-TTg ngày 01/02/2023, Ủy ban nhân dân huyện ban hành Kế hoạch như sau:\n\n"
        "I. MỤC ĐÍCH\n\nNơi nhận:\n\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nY Lan\n"
    )
    assert (document.number, document.symbol, document.date) == (None, "KH-UBND", "2023")
    assert document.issuer == "Ủy ban nhân dân huyện Ngọc Hồi"  # one district bears the misprinted name
    assert home.province == "tỉnh Kon Tum"
    assert [(one.name, one.role, one.on_behalf) for one in document.signers] == [
        ("Y Lan", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH")
    ]


def test_without_a_header_nothing_cited_is_borrowed() -> None:
    document, _ = heading(
        "KẾ HOẠCH\nTruyền thông năm 2024\ntrên địa bàn thành phố Hải Phòng\n\n"
        "Căn cứ Quyết định số 534/QĐ-LĐTBXH ngày 07/5/2021 của Bộ trưởng Bộ Lao động - Thương binh và Xã hội "
        "ban hành Kế hoạch truyền thông;\n\nỦy ban nhân dân thành phố ban hành Kế hoạch với các nội dung sau:\n\nI. MỤC ĐÍCH\n"
    )
    assert (document.number, document.symbol, document.date, document.place) == (None, None, None, None)
    assert document.issuer == "Ủy ban nhân dân thành phố Hải Phòng"
    assert document.title == "Truyền thông năm 2024 trên địa bàn thành phố Hải Phòng"


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 21-CT/TW", "21-CT/TW", "CT/TW"),
        ("Số: 184- KH/TU", "184-KH/TU", "KH/TU"),
        ("Số: 3612/UBND-VX", "3612/UBND-VX", "UBND-VX"),
        ("Số:       /KH-SGDĐT", None, "KH-SGDĐT"),
        ("Số: 124/2025/QH15", "124/2025/QH15", "QH15"),
    ],
)
def test_numbers_and_symbols(line: str, number: str | None, symbol: str) -> None:
    document, _ = heading(f"{line}\n\nHà Nội, ngày 05 tháng 6 năm 2025\n\nCHỈ THỊ\n\nvề một việc\n")
    assert (document.number, document.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("UBND TỈNH LAI CHÂU SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo tỉnh Lai Châu"),
        ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HUẾ", "Hội đồng nhân dân thành phố Huế"),
        ("BAN CHỈ ĐẠO NHÀ NƯỚC VỀ DU LỊCH", "Ban chỉ đạo nhà nước về du lịch"),
        ("VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ"),
        (
            "UBND TỈNH LAI CHÂU TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
            "Trung tâm Phục vụ hành chính công tỉnh Lai Châu",
        ),
    ],
)
def test_issuers_of_letterheads(letterhead: str, issuer: str) -> None:
    document, _ = heading(
        f"| {letterhead} | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| Số: 1/TB-X | Hà Nội, ngày 5 tháng 6 năm 2025 |\n\nTHÔNG BÁO\n"
    )
    assert document.issuer == issuer


@pytest.mark.parametrize(
    ("ending", "signer"),
    [
        (
            "| - Chính phủ; - Các Bộ; - Lưu: HC. | TM. ỦY BAN THƯỜNG VỤ QUỐC HỘICHỦ TỊCH |",
            (None, "CHỦ TỊCH", "TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI"),
        ),
        (
            "Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành Thông tư này./.\n\n"
            "THỨ TRƯỞNG THƯỜNG TRỰC (Đã ký) Phạm Văn An",
            ("Phạm Văn An", "THỨ TRƯỞNG THƯỜNG TRỰC", None),
        ),
    ],
)
def test_signatures_without_a_name_or_without_recipients(
    ending: str, signer: tuple[str | None, str, str | None]
) -> None:
    document, _ = heading(
        f"Số: 1/NQ-UBTVQH15\n\nNGHỊ QUYẾT\n\nvề một việc\n\nĐiều 1. Một việc.\n\n{ending}\n"
    )
    assert [(one.name, one.role, one.on_behalf) for one in document.signers] == [signer]
