"""Citations and relations: tables of (text, expected)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.citations import find_citations
from extract.issuers import Home
from extract.layout import lay_out
from extract.mentions import _LAW, _law_kinds
from extract.record import Citation
from extract.text import normalise
from ontology.registers import relation_triggers

KON_TUM = Home("tỉnh Kon Tum", "huyện Ngọc Hồi")


def cite(raw: str, home: Home = KON_TUM, own: str | None = None) -> tuple[Citation, ...]:
    text = normalise(raw)
    citations, _ = find_citations(text, lay_out(text.normal), home, own)
    for citation in citations:
        assert raw[citation.start : citation.end] == citation.quote
    return citations


@pytest.mark.parametrize(
    ("raw", "kind", "number", "date"),
    [
        ("theo Quyết định số 522/QĐ-TTg ngày 14/5/2018 của", "quyết định", "522/QĐ-TTg", "2018-05-14"),
        ("Quyết định số 53/2015/QĐ-TTg", "quyết định", "53/2015/QĐ-TTg", None),
        ("Chỉ thị số 21-CT/TW ngày 04-5-2023 của", "chỉ thị", "21-CT/TW", "2023-05-04"),
        ("Hướng dẫn số 1147-QĐ/BTGDVTW", "hướng dẫn", "1147-QĐ/BTGDVTW", None),
        ("Công văn số 703/BLĐTBXH- TCGDNN ngày 16/3/2021", "công văn", "703/BLĐTBXH-TCGDNN", "2021-03-16"),
        ("Kế hoạch số 184- KH/TU ngày 27 tháng 6 năm 2023", "kế hoạch", "184-KH/TU", "2023-06-27"),
        ("KH 119/KH-UBND ngày 12/7/2019", "kế hoạch", "119/KH-UBND", "2019-07-12"),
        ("Nghị định 238/2025/NĐ-CP", "nghị định", "238/2025/NĐ-CP", None),
        ("Nghị quyết số 66.4/2025/NQ-CP", "nghị quyết", "66.4/2025/NQ-CP", None),
        ("CHỈ THỊ SỐ 27/CT-TTG NGÀY 25 THÁNG 8 NĂM 2025", "chỉ thị", "27/CT-TTG", "2025-08-25"),
        ("theo tiêu chuẩn TCVN 14423:2025 về", "tiêu chuẩn", "TCVN14423:2025", None),
        ("Nghị quyết số 1314/NQ- UBTVQH15", "nghị quyết", "1314/NQ-UBTVQH15", None),
        ("Thông tư số 49/2025TT-BCT ngày 09/9/2025", "thông tư", "49/2025TT-BCT", "2025-09-09"),
        ("Quyết định số 2665 QĐ/UBND ngày 26/11/2025", "quyết định", "2665QĐ/UBND", "2025-11-26"),
        (
            "Báo cáo số\n\n413\n\n/BC-UBPLTP15 ngày\n\n03\n\ntháng 6 năm 2025",
            "báo cáo",
            "413/BC-UBPLTP15",
            "2025-06-03",
        ),
        ("văn bản 3612/UBND-NC ngày 19/07/2022", "công văn", "3612/UBND-NC", "2022-07-19"),
    ],
)
def test_numbers_in_every_printed_form(raw: str, kind: str, number: str, date: str | None) -> None:
    (citation,) = cite(raw)
    wanted = ("văn bản",) if raw.startswith("văn bản") else ()
    assert (citation.number, citation.date) == (number, date)
    assert citation.type in (kind, *wanted)


@pytest.mark.parametrize(
    "raw",
    [
        "Kế hoạch này, Luật này và Đề án 06",
        "Mẫu số 01/TĐKT ban hành kèm theo",
        "01 phóng sự x 50.000.000đ/phóng sự = 50.000.000đ",
        "giai đoạn 2021-2025, tỷ lệ 45-50% và 3D/VR360",
        "sinh viên Trường Đại học Luật Hà Nội",
        "pháp luật và luật sư",
        "(Kèm theo Kế hoạch số: /KH-SLĐTBXH ngày tháng 3 năm 2023)",
        "giai đoạn 2021 - 2025 TRÊN ĐỊA BÀN TỈNH và 5 UBND-HĐND xã",
    ],
)
def test_what_is_not_a_citation(raw: str) -> None:
    assert cite(raw) == ()


def test_the_own_number_is_not_a_citation() -> None:
    assert cite("Kèm theo Quyết định số 12/QĐ-UBND ngày 01/01/2025", own="12/QĐ-UBND") == ()


@pytest.mark.parametrize(
    ("raw", "name", "number", "date"),
    [
        (
            "Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
            "Luật Tổ chức chính quyền địa phương",
            "72/2025/QH15",
            None,
        ),
        ("Luật Giá ngày 19 tháng 6 năm 2023;", "Luật Giá", None, "2023-06-19"),
        ("theo Luật An ninh mạng 2025 và", "Luật An ninh mạng", None, "2025"),
        ("nội dung của Luật GDNN và các văn bản", "Luật GDNN", None, None),
        ("Bộ luật Lao động số 45/2019/QH14", "Bộ luật Lao động", "45/2019/QH14", None),
        ("Luật Phòng, chống thiên tai được", "Luật Phòng, chống thiên tai", None, None),
        ("theo Hiến pháp, pháp luật", "Hiến pháp", None, None),
        ("Luật Phòng, chống ma túy (sửa đổi) và", "Luật Phòng, chống ma túy (sửa đổi)", None, None),
        ("(quy định Luật Đất đai)", "Luật Đất đai", None, None),
    ],
)
def test_laws_by_name(raw: str, name: str, number: str | None, date: str | None) -> None:
    (citation,) = cite(raw)
    assert (citation.name, citation.number, citation.date) == (name, number, date)


def test_a_law_that_amends_others_holds_them() -> None:
    outer, first, second = cite(
        "Căn cứ Luật Sửa đổi, bổ sung một số điều của Luật Phòng, chống thiên tai và Luật Đê điều ngày 17 tháng 6 năm 2020;"
    )
    assert outer.name == "Luật Sửa đổi, bổ sung một số điều của Luật Phòng, chống thiên tai và Luật Đê điều"
    assert outer.date == "2020-06-17"
    assert [(one.from_, one.relation, one.date) for one in (first, second)] == [
        (outer.name, "amends", None)
    ] * 2


@pytest.mark.parametrize(
    ("raw", "issuer"),
    [
        ("Kế hoạch số 3101/KH-UBND ngày 15/9/2023 của UBND tỉnh", "Ủy ban nhân dân tỉnh Kon Tum"),
        (
            "Kế hoạch số 135-KH/HU ngày 17-11-2023 của Ban Thường vụ Huyện ủy thực hiện",
            "Ban Thường vụ Huyện ủy Ngọc Hồi",
        ),
        ("Chỉ thị 21-CT/TW ngày 04/5/2023 của Ban Bí thư về", "Ban Bí thư Trung ương Đảng"),
        (
            "Nghị quyết số 27-NQ/TW của Ban Chấp hành Trung ương Đảng khóa XIII",
            "Ban Chấp hành Trung ương Đảng khóa XIII",
        ),
        (
            "Kế hoạch số 51/KH-SLĐTBXH của Sở Lao động - Thương binh và Xã hội;",
            "Sở Lao động - Thương binh và Xã hội tỉnh Kon Tum",
        ),
        ("Quyết định số 1397/QĐ-UBND của Ủy ban nhân dân tỉnh Bình Dương", "Ủy ban nhân dân tỉnh Bình Dương"),
        (
            "Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 139/TTr-STP ngày 04/11/2025",
            "Giám đốc Sở Tư pháp tỉnh Kon Tum",
        ),
        ("Quyết định số 522/QĐ-TTg phê duyệt Đề án", None),
        (
            "Thông tư liên tịch số 7/2013/TTLT-BGDĐT-BNV ngày 8/3/2013 của Bộ trưởng Bộ Giáo dục và Đào tạo và "
            "Bộ trưởng Bộ Nội vụ quy định",
            "Bộ trưởng Bộ Giáo dục và Đào tạo và Bộ trưởng Bộ Nội vụ",
        ),
        ("Nghị định số 113/2025/NĐ-CP ngày 03 tháng 6 năm 2025 Chính phủ quy định chi tiết", "Chính phủ"),
        ("Quyết định số 80/QĐ-BYT ngày 25 tháng 8 năm 2025 2025 của Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Y tế"),
        (
            "Quy chế số 23/QC-LN giữa Bộ Công an, Bộ Quốc phòng về phối hợp",
            "Bộ Công an, Bộ Quốc phòng",
        ),
        (
            "Nghị quyết số 36-NQ/TW ngày 22/10/2018, Hội nghị lần thứ 8 của Ban Chấp hành Trung ương Đảng khóa XII",
            "Ban Chấp hành Trung ương Đảng khóa XII",
        ),
        (
            "danh mục do Bộ Công Thương quy định tại Thông tư số 05/2018/TT-BCT ngày 03/4/2018",
            "Bộ Công Thương",
        ),
        (
            "các công điện của Thủ tướng Chính phủ, đặc biệt là các Công điện số 215/CĐ-TTg và 225/CĐ-TTg",
            "Thủ tướng Chính phủ",
        ),
        (
            "Theo đề nghị của Sở Xây dựng tại các Tờ trình: số 441/TTr-SXD ngày 07/11/2025 và số 464/TTr-SXD",
            "Sở Xây dựng tỉnh Kon Tum",
        ),
    ],
)
def test_issuers_as_stated(raw: str, issuer: str | None) -> None:
    assert cite(raw)[0].issuer == issuer


def test_a_trailing_issuer_covers_both_members_of_a_pair() -> None:
    pair = cite(
        "Chỉ thị số 31-CT/TU ngày 06/6/2023, Kế hoạch số 134-KH/TU ngày 29/12/2023 của Ban Thường vụ Tỉnh ủy;"
    )
    assert [one.issuer for one in pair] == ["Ban Thường vụ Tỉnh ủy Kon Tum"] * 2


TITLE = "KẾ HOẠCH\n\nTriển khai một việc\n\n"


@pytest.mark.parametrize(
    ("raw", "edges"),
    [
        (
            TITLE
            + "Thực hiện Kế hoạch số 3214/KH-UBND ngày 24/8/2023 của UBND tỉnh về thực hiện Kế hoạch số 184-KH/TU "
            "ngày 27/6/2023 của Tỉnh ủy về việc thực hiện Chỉ thị 21-CT/TW ngày 04/5/2023 của Ban Bí thư về việc gì",
            [
                ("this", "implements", "3214/KH-UBND"),
                ("3214/KH-UBND", "implements", "184-KH/TU"),
                ("184-KH/TU", "implements", "21-CT/TW"),
            ],
        ),
        (
            TITLE
            + "Căn cứ Nghị định số 19/2011/NĐ-CP của Chính phủ quy định chi tiết thi hành một số điều của Luật Nuôi con nuôi "
            "được sửa đổi, bổ sung bởi Nghị định số 24/2019/NĐ-CP, Nghị định số 06/2025/NĐ-CP;",
            [
                ("this", "based_on", "19/2011/NĐ-CP"),
                ("19/2011/NĐ-CP", "guides", "Luật Nuôi con nuôi"),
                ("19/2011/NĐ-CP", "amended_by", "24/2019/NĐ-CP"),
                ("19/2011/NĐ-CP", "amended_by", "06/2025/NĐ-CP"),
            ],
        ),
        (
            TITLE
            + "Thực hiện Quyết định số 326/QĐ-TTg ngày 24/02/2026 của Thủ tướng Chính phủ và Chương trình hành động số "
            "56-CTr/TU ngày 07/10/2024 của Tỉnh ủy về thực hiện Chỉ thị số 37-CT/TW của Ban Bí thư",
            [
                ("this", "implements", "326/QĐ-TTg"),
                ("this", "implements", "56-CTr/TU"),
                ("56-CTr/TU", "implements", "37-CT/TW"),
            ],
        ),
        (
            TITLE + "Căn cứ Luật Lâm nghiệp; Luật Thú y và Luật Đất đai;",
            [
                ("this", "based_on", "Luật Lâm nghiệp"),
                ("this", "based_on", "Luật Thú y"),
                ("this", "based_on", "Luật Đất đai"),
            ],
        ),
        (
            TITLE
            + "Căn cứ Luật Thú y;\n\nĐiều 2. Hiệu lực\n\nQuyết định này thay thế Quyết định số 3089/QĐ-UBND; Quyết định số 12/QĐ-UBND.",
            [
                ("this", "based_on", "Luật Thú y"),
                ("this", "replaces", "3089/QĐ-UBND"),
                ("this", "replaces", "12/QĐ-UBND"),
            ],
        ),
        (
            TITLE
            + "Căn cứ Luật Thú y;\n\nĐiều 2. Bãi bỏ khoản 3 Điều 5 Thông tư số 02/2023/TT-BTP.\n\nĐiều 3. Bãi bỏ Quyết định số 9/QĐ-UBND.",
            [
                ("this", "based_on", "Luật Thú y"),
                ("this", "amends", "02/2023/TT-BTP"),
                ("this", "repeals", "9/QĐ-UBND"),
            ],
        ),
        (
            TITLE + "Căn cứ Luật Thú y;\n\nI. NHIỆM VỤ\n\n1. Tiếp tục thực hiện Quyết định số 9/QĐ-TTg.",
            [("this", "based_on", "Luật Thú y"), ("this", "cites", "9/QĐ-TTg")],
        ),
        (
            "NGHỊ QUYẾT\n\nSỬA ĐỔI NGHỊ QUYẾT SỐ 09/2022/NQ-HĐND\n\nXét Tờ trình số 16/TTr-UBND ngày 14/11/2025 của Ủy ban nhân dân tỉnh về "
            "dự thảo Nghị quyết sửa đổi Nghị quyết số 09/2022/NQ-HĐND;",
            [
                ("this", "amends", "09/2022/NQ-HĐND"),
                ("this", "cites", "16/TTr-UBND"),
                ("16/TTr-UBND", "cites", "09/2022/NQ-HĐND"),
            ],
        ),
        (
            TITLE
            + "Thực hiện Nghị quyết Đại hội toàn quốc lần thứ XIII của Đảng; Chỉ thị số 45-CT/TW; Quyết định số 9/QĐ-TTg.",
            [("this", "implements", "45-CT/TW"), ("this", "implements", "9/QĐ-TTg")],
        ),
        (
            "Luật Việc làm số 64/2025/QH15 được sửa đổi, bổ sung bới Luật số 87/2025/QH15",
            [("this", "cites", "64/2025/QH15"), ("64/2025/QH15", "amended_by", "87/2025/QH15")],
        ),
        (
            "Nghị định số 8/2022/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 5/2025/NĐ-CP và khoản 1 Điều 62 "
            "Nghị định số 8/2022/NĐ-CP",
            [
                ("this", "cites", "8/2022/NĐ-CP"),
                ("8/2022/NĐ-CP", "amended_by", "5/2025/NĐ-CP"),
                ("this", "cites", "8/2022/NĐ-CP"),
            ],
        ),
        (
            "Nghị định số 165/2024/NĐ-CP quy định chi tiết một số điều của Luật Việc làm và Điều 77 Luật Thú y",
            [
                ("this", "cites", "165/2024/NĐ-CP"),
                ("165/2024/NĐ-CP", "guides", "Luật Việc làm"),
                ("165/2024/NĐ-CP", "guides", "Luật Thú y"),
            ],
        ),
        (
            "Căn cứ Kế hoạch số 371/KH-UBND của Ủy ban nhân dân tỉnh Tiền Giang (nay là tỉnh Đồng Tháp) về thực hiện "
            "Nghị quyết số 48/NQ-CP;",
            [("this", "based_on", "371/KH-UBND"), ("371/KH-UBND", "implements", "48/NQ-CP")],
        ),
        (
            "theo khoản 1 Điều 3 Luật Việc làm quy định tại Điều 5 Luật Thú y",
            [("this", "cites", "Luật Việc làm"), ("this", "cites", "Luật Thú y")],
        ),
    ],
)
def test_relations_by_the_grammar_of_the_clause(raw: str, edges: list[tuple[str, str, str]]) -> None:
    assert [(one.from_, one.relation, one.number or one.name) for one in cite(raw)] == edges


def test_relations_are_listed_once_and_always_active() -> None:
    text = normalise(
        TITLE
        + "Căn cứ Luật Thú y số 79/2015/QH13 được sửa đổi bởi Luật số 5/2020/QH14; Luật Thú y số 79/2015/QH13;"
    )
    _, relations = find_citations(text, lay_out(text.normal), KON_TUM, None)
    assert relations == (("this", "based_on", "79/2015/QH13"), ("5/2020/QH14", "amends", "79/2015/QH13"))


def test_a_citation_keeps_its_place() -> None:
    raw = (
        TITLE
        + "Căn cứ Luật Thú y;\n\nI. MỤC ĐÍCH\n\n1. Yêu cầu\n\n- Theo khoản 2 Điều 49 Luật Đất đai; còn lại theo Luật Đất đai."
    )
    first, second = cite(raw)[1:]
    assert first.section == ("I. MỤC ĐÍCH", "1. Yêu cầu")
    assert first.pinpoint == "khoản 2 Điều 49"
    assert first.sentence == "- Theo khoản 2 Điều 49 Luật Đất đai"
    assert (first.first_mention, second.first_mention) == (True, False)


@pytest.mark.parametrize(
    ("raw", "instrument"),
    [
        (
            "tuyên truyền Chiến lược phát triển GDNN giai đoạn 2021-2030 theo Quyết định số 2239/QĐ-TTg ngày 30/12/2021",
            "Chiến lược phát triển GDNN giai đoạn 2021-2030",
        ),
        (
            "Quyết định số 522/QĐ-TTg ngày 14/5/2018 của Thủ tướng Chính phủ phê duyệt Đề án “Giáo dục hướng nghiệp”;",
            "Đề án Giáo dục hướng nghiệp",
        ),
        ("thực hiện nhiệm vụ theo Quyết định số 9/QĐ-TTg", None),
        ("Kế hoạch số 5/KH-UBND theo Quyết định số 9/QĐ-TTg", None),
    ],
)
def test_the_programme_that_a_decision_approves_is_a_thing_of_its_own(
    raw: str, instrument: str | None
) -> None:
    assert cite(raw)[-1].instrument == instrument


@pytest.mark.parametrize(
    "trigger", relation_triggers(), ids=lambda trigger: f"{trigger.relation}: {trigger.example[:40]}"
)
def test_every_trigger_matches_its_example(trigger: object) -> None:
    import re

    example = trigger.example  # type: ignore[attr-defined]
    pattern = re.compile(trigger.pattern.removesuffix("$"), re.IGNORECASE)  # type: ignore[attr-defined]
    assert pattern.search(example)


@pytest.mark.parametrize(
    "unit",
    [
        "Luật ",
        "Quyết định số ",
        "1/QĐ-",
        "của ",
        "sửa đổi, bổ sung ",
        "Luật sửa đổi, bổ sung một số điều của ",
        "1/2020/",
        "- ",
        "| ",
        "A-",
        "khoản 1, ",
        "(",
        "ngày 1 tháng ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(count: int) -> float:
        raw = unit * count
        start = time.process_time()
        cite(raw)
        return time.process_time() - start

    small = max(seconds(4_000), 0.01)
    large = seconds(32_000)
    assert large / small < 40  # eight times the text; a square would take 64 times as long


def test_a_list_takes_type_and_issuer_from_its_head() -> None:
    raw = (
        TITLE
        + "Căn cứ các Nghị định của Chính phủ: số 7/2025/NĐ-CP ngày 01/4/2025; số 8/2025/NĐ-CP ngày 16/6 2025;"
    )
    assert [(one.type, one.issuer, one.date, one.relation) for one in cite(raw)] == [
        ("nghị định", "Chính phủ", "2025-04-01", "based_on"),
        ("nghị định", "Chính phủ", "2025-06-16", "based_on"),
    ]


CHANGES = TITLE + "Căn cứ Luật Thú y;\n\nĐiều 1. Việc gì\n\n"


@pytest.mark.parametrize(
    ("raw", "edges"),
    [
        (
            CHANGES
            + "Điều 2. Quyết định này có hiệu lực kể từ ngày ký; đồng thời thay thế Quyết định số 899/QĐ-UBND.",
            [("this", "replaces", "899/QĐ-UBND")],
        ),
        (
            CHANGES
            + "Điều 2. Các Quyết định sau hết hiệu lực kể từ ngày ký: Quyết định số 449/2016/QĐ-UBND; Quyết định số 8/2019/QĐ-UBND.",
            [("this", "repeals", "449/2016/QĐ-UBND"), ("this", "repeals", "8/2019/QĐ-UBND")],
        ),
        (
            CHANGES
            + "Điều 2. Hiệu lực\n\n2. Quyết định này bãi bỏ toàn bộ các Quyết định sau:\n\na) Quyết định số 32/2021/QĐ-UBND;\n\nb) Quyết định số 33/2021/QĐ-UBND.",
            [("this", "repeals", "32/2021/QĐ-UBND"), ("this", "repeals", "33/2021/QĐ-UBND")],
        ),
        (
            CHANGES
            + "Điều 2. Danh mục\n\n2. Danh mục thủ tục hành chính bị bãi bỏ\n\na) Nghị định số 267/2025/NĐ-CP.",
            [("this", "cites", "267/2025/NĐ-CP")],
        ),
        (
            CHANGES + "Điều 2. Xem Tờ trình số 431/TTr-UBND đề nghị thay thế Nghị quyết số 47/2024/NQ-HĐND.",
            [("this", "cites", "431/TTr-UBND"), ("431/TTr-UBND", "cites", "47/2024/NQ-HĐND")],
        ),
    ],
)
def test_changes_in_the_body(raw: str, edges: list[tuple[str, str, str]]) -> None:
    assert [(one.from_, one.relation, one.number) for one in cite(raw)[1:]] == edges


def test_an_amending_law_whose_laws_have_numbers_amends_each() -> None:
    outer, *inner = cite(
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 "
        "và Luật Các tổ chức tín dụng số 32/2024/QH15;"
    )
    assert outer.number is None
    assert [(one.number, one.relation, one.from_) for one in inner] == [
        ("31/2024/QH15", "amends", outer.name),
        ("27/2023/QH15", "amends", outer.name),
        ("32/2024/QH15", "amends", outer.name),
    ]


def test_a_passive_goes_to_a_document_of_the_same_issuer() -> None:
    citations = cite(
        TITLE
        + "Căn cứ Nghị quyết số 03/NQ-CP của Chính phủ thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị "
        "được sửa đổi, bổ sung tại Nghị quyết số 71/NQ-CP;"
    )
    assert (citations[-1].from_, citations[-1].relation) == ("03/NQ-CP", "amended_by")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("Nghị định số 137/2020/NĐ-СР ngày 27/11/2020", "137/2020/NĐ-CP"),  # Cyrillic СР
        ("Nghị định số 42/2022/NĐ-CP /Tổng số", "42/2022/NĐ-CP"),
        ("Báo cáo thẩm tra số 104/BC-BVHXH ngày 24/11/2025", "104/BC-BVHXH"),
    ],
)
def test_numbers_with_flaws(raw: str, number: str) -> None:
    (citation,) = cite(raw)
    assert citation.number == number
    assert citation.type


def test_a_long_table_is_read_in_linear_time() -> None:
    def seconds(rows: int) -> float:
        raw = (
            TITLE
            + "| STT | Văn bản |\n"
            + "".join(f"| {row} | Quyết định số {row}/QĐ-UBND |\n" for row in range(rows))
        )
        start = time.process_time()
        cite(raw)
        return time.process_time() - start

    assert seconds(3200) / max(seconds(400), 0.02) < 40


def test_the_evidence_carries_the_words_that_state_the_relation() -> None:
    second = cite(TITLE + "Thực hiện Chỉ thị số 24/CT-TTg; Quyết định số 534/QĐ-LĐTBXH ban hành Kế hoạch.")[1]
    assert second.sentence == "Thực hiện […] Quyết định số 534/QĐ-LĐTBXH ban hành Kế hoạch"


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("theo Quyết định số 12\n/QĐ-UBND", "12/QĐ-UBND"),
        ("theo Quyết định số 12/\nQĐ-UBND", "12/QĐ-UBND"),
        ("theo Quyết định số 12/QĐ-\nUBND", "12/QĐ-UBND"),
        ("theo Chỉ thị số 21-\nCT/TW", "21-CT/TW"),
        ("theo Chỉ thị số 21\n-CT/TW", "21-CT/TW"),
    ],
)
def test_a_number_may_be_broken_over_two_lines(raw: str, number: str) -> None:
    assert [citation.number for citation in cite(raw)] == [number]


laws = st.sampled_from(
    ["Luật", "luật", "Bộ luật", "BỘ LUẬT", "Pháp lệnh", "Hiến pháp", " ", "\n", "a", "Đất"]
)


@given(st.lists(laws, max_size=12).map("".join))
def test_laws_are_found_as_by_reading_everything(text: str) -> None:
    assert [match.span() for match in _law_kinds(text)] == [match.span() for match in _LAW.finditer(text)]


def test_a_body_without_its_area_in_a_title_is_of_the_province_of_that_document() -> None:
    first, inner, outer = cite(
        "Căn cứ:\na) Quyết định số 06/2020/QĐ-UBND ngày 13/02/2020 của Ủy ban nhân dân tỉnh Lạng Sơn bổ sung "
        "định mức quy định tại Quyết định số 09/2019/QĐ-UBND ngày 28/5/2019 của Ủy ban nhân dân tỉnh;\n"
        "Quyết định số 7/QĐ-UBND ngày 02/3/2020 của Ủy ban nhân dân tỉnh"
    )
    assert (first.issuer, inner.issuer) == ("Ủy ban nhân dân tỉnh Lạng Sơn",) * 2
    assert outer.issuer == "Ủy ban nhân dân tỉnh Kon Tum"


def test_an_issuer_after_a_list_does_not_reach_into_the_title_before_it() -> None:
    _, inner, last = cite(
        "Thay thế các Quyết định: số 21/2023/QĐ-UBND ngày 23/6/2023 của Ủy ban nhân dân tỉnh Hải Dương sửa đổi "
        "một số điều của quy định kèm theo Quyết định số 23/2016/QĐ-UBND ngày 05/8/2016; "
        "số 48/2023/QĐ-UBND ngày 08/12/2023 của Ủy ban nhân dân thành phố Hải Phòng"
    )
    assert (inner.number, inner.issuer) == ("23/2016/QĐ-UBND", None)
    assert last.issuer == "Ủy ban nhân dân thành phố Hải Phòng"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (
            "theo Luật Khoa học công nghệ và đổi mới sáng tạo năm 2025",
            "Luật Khoa học công nghệ và đổi mới sáng tạo",
        ),
        (
            "Luật Đầu tư theo phướng thức đối tác công tư ngày 18/6/2020",
            "Luật Đầu tư theo phướng thức đối tác công tư",
        ),
        ("Luật Đầu tư theo quy định của pháp luật", "Luật Đầu tư"),
        ("theo quy định Luật Bảo hiểm xã hội số 41/2024/QH15", "Luật Bảo hiểm xã hội"),
    ],
)
def test_law_names_with_slips_of_the_pen(raw: str, name: str) -> None:
    assert [citation.name for citation in cite(raw)] == [name]
