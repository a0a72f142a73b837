"""Which document a mention names, or why that is not known."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from extract.record import Citation, Document
from graph.identify import identify
from graph.iri import key_of
from graph.known import Known, KnownDocument
from graph.resolution import Resolution, context_of
from graph.resolve import resolve
from tests.factories import CITY, DEPARTMENT, DISTRICT, OLD_DEPARTMENT, OTHER_DISTRICT, cite

VB = "https://w3id.org/can-cu/id/vb/"


def resolved(document: Document, *citations: Citation) -> Resolution:
    """The resolution of the first citation in a document that makes all of them."""
    own = identify(document, "0a1b2c3d")
    context = context_of(own.found.iri, own.place, citations, date=document.date, title=document.title)
    return resolve(citations[0], context, Known())


def short(resolution: Resolution) -> str:
    return resolution.iri.value.removeprefix(VB)


# What the five example plans state, and the document that is meant.
PLANS = [
    (OTHER_DISTRICT, "24/CT-TTg", "chỉ thị", "2020-05-28", "Thủ tướng Chính phủ", "ttg/ct/2020/24"),
    (OTHER_DISTRICT, "534/QĐ-BLĐTBXH", "quyết định", "2021-05-07", None, "bldtbxh/qd/2021/534"),
    (OTHER_DISTRICT, "703/BLĐTBXH-TCGDNN", "công văn", "2021-03-16", "Bộ Lao động - Thương binh và Xã hội", "bldtbxh/cv/2021/703"),
    (OTHER_DISTRICT, "270/QĐ-TCGDNN", "quyết định", "2021-06-18", "Tổng cục trưởng Tổng cục Giáo dục nghề nghiệp", "tcgdnn/qd/2021/270"),
    (OTHER_DISTRICT, "1837/KH-UBND", "kế hoạch", "2021-07-19", "Ủy ban nhân dân tỉnh Cao Bằng", "ubnd-cao-bang/kh/2021/1837"),
    (CITY, "534/QĐ-LĐTBXH", "quyết định", "2021-05-07", "Bộ trưởng Bộ Lao động - Thương binh và Xã hội", "bldtbxh/qd/2021/534"),
    (CITY, "50/QĐ-TCGDNN", "quyết định", "2024-03-13", "Tổng cục trưởng Tổng cục Giáo dục nghề nghiệp", "tcgdnn/qd/2024/50"),
    (CITY, "221/KH-UBND", "kế hoạch", "2018-10-09", "Ủy ban nhân dân thành phố Hải Phòng", "ubnd-hai-phong/kh/2018/221"),
    (CITY, "522/QĐ-TTg", "quyết định", "2018-05-14", None, "ttg/qd/2018/522"),
    (CITY, "126/KH-UBND", "kế hoạch", "2019-04-24", "Ủy ban nhân dân thành phố Hải Phòng", "ubnd-hai-phong/kh/2019/126"),
    (CITY, "21-CT/TW", "chỉ thị", "2023-05-04", "Ban Bí thư Trung ương Đảng", "tw/ct/2023/21"),
    (CITY, "2239/QĐ-TTg", "quyết định", "2021-12-30", None, "ttg/qd/2021/2239"),
    (CITY, "73/QĐ-TTg", "quyết định", "2023-02-10", None, "ttg/qd/2023/73"),
    (CITY, "2222/QĐ-TTg", "quyết định", "2021-12-30", None, "ttg/qd/2021/2222"),
    (CITY, "1446/QĐ-TTg", "quyết định", "2021-08-30", None, "ttg/qd/2021/1446"),
    (CITY, "1232/QĐ-TTg", "quyết định", "2021-07-15", None, "ttg/qd/2021/1232"),
    (CITY, "1260/QĐ-TTg", "quyết định", "2021-07-19", None, "ttg/qd/2021/1260"),
    (CITY, "71/KH-UBND", "kế hoạch", "2023-03-22", "Ủy ban nhân dân thành phố Hải Phòng", "ubnd-hai-phong/kh/2023/71"),
    (CITY, "311/QĐ-TTg", "quyết định", "2022-03-05", None, "ttg/qd/2022/311"),
    (DISTRICT, "135-KH/HU", "kế hoạch", "2023-11-17", "Ban Thường vụ Huyện ủy Ngọc Hồi", "hu-ngoc-hoi-kon-tum/kh/2023/135"),
    (DISTRICT, "135-KH/HU", "kế hoạch", "2023-11-17", "Huyện ủy", "hu-ngoc-hoi-kon-tum/kh/2023/135"),
    (DISTRICT, "3101/KH-UBND", "kế hoạch", "2023-09-15", "Ủy ban nhân dân tỉnh Kon Tum", "ubnd-kon-tum/kh/2023/3101"),
    (DISTRICT, "51/KH-SLĐTBXH", "kế hoạch", "2021-06-04", "Sở Lao động - Thương binh và Xã hội tỉnh Kon Tum", "sldtbxh-kon-tum/kh/2021/51"),
    (DISTRICT, "51/KH-SLĐTBXH", "kế hoạch", "2021-06-04", None, "sldtbxh-kon-tum/kh/2021/51"),
    (DISTRICT, "1959/KH-UBND", "kế hoạch", "2021-06-28", "UBND huyện", "ubnd-ngoc-hoi-kon-tum/kh/2021/1959"),
    (DISTRICT, "2259/KH-UBND", "kế hoạch", "2022-08-05", "Ủy ban nhân dân huyện Ngọc Hồi", "ubnd-ngoc-hoi-kon-tum/kh/2022/2259"),
    (OLD_DEPARTMENT, "119/KH-UBND", "kế hoạch", "2019-07-12", "Ủy ban nhân dân tỉnh Lạng Sơn", "ubnd-lang-son/kh/2019/119"),
    (DEPARTMENT, "733/KH-BGDĐT", "kế hoạch", "2026-05-04", "Bộ Giáo dục và Đào tạo", "bgddt/kh/2026/733"),
    (DEPARTMENT, "124/2025/QH15", "luật", None, None, "qh/luat/2025/124"),
    (DEPARTMENT, "53/2015/QĐ-TTg", "quyết định", "2015-10-20", "Thủ tướng Chính phủ", "ttg/qdqp/2015/53"),
    (DEPARTMENT, "57/2017/NĐ-CP", "nghị định", "2017-05-09", "Chính phủ", "cp/nd/2017/57"),
    (DEPARTMENT, "238/2025/NĐ-CP", "nghị định", "2025-09-03", "Chính phủ", "cp/nd/2025/238"),
    (DEPARTMENT, "72/2016/NQ-HĐND", "nghị quyết", "2016-12-10", "Hội đồng nhân dân tỉnh Lai Châu", "hdnd-lai-chau/nqqp/2016/72"),
    (DEPARTMENT, "674/QĐ-UBND", "quyết định", "2017-06-30", "Ủy ban nhân dân tỉnh Lai Châu", "ubnd-lai-chau/qd/2017/674"),
    (DEPARTMENT, "1145/QĐ-UBND", "quyết định", "2019-09-24", "Ủy ban nhân dân tỉnh Lai Châu", "ubnd-lai-chau/qd/2019/1145"),
    (DEPARTMENT, "2089/KH-UBND", "kế hoạch", "2022-06-20", "Ủy ban nhân dân tỉnh Lai Châu", "ubnd-lai-chau/kh/2022/2089"),
    (DEPARTMENT, "184-KH/TU", "kế hoạch", "2023-06-27", "Tỉnh ủy Lai Châu", "tu-lai-chau/kh/2023/184"),
    (DEPARTMENT, "3214/KH-UBND", "kế hoạch", "2023-08-24", "Ủy ban nhân dân tỉnh Lai Châu", "ubnd-lai-chau/kh/2023/3214"),
    (DEPARTMENT, "56-CTr/TU", "chương trình hành động", "2024-10-07", "Ban Thường vụ Tỉnh ủy Lai Châu", "tu-lai-chau/ctr/2024/56"),
    (DEPARTMENT, "37-CT/TW", "chỉ thị", "2024-07-10", "Ban Bí thư Trung ương Đảng", "tw/ct/2024/37"),
    (DEPARTMENT, "8637/KH-UBND", "kế hoạch", "2025-12-31", None, "ubnd-lai-chau/kh/2025/8637"),
    (DEPARTMENT, "1336/KH-UBND", "kế hoạch", "2026-02-27", None, "ubnd-lai-chau/kh/2026/1336"),
    (DEPARTMENT, "3254/KH-UBND", "kế hoạch", "2026-04-29", None, "ubnd-lai-chau/kh/2026/3254"),
    (DEPARTMENT, "326/QĐ-TTg", "quyết định", "2026-02-24", "Thủ tướng Chính phủ", "ttg/qd/2026/326"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "number", "type", "date", "issuer", "expected"), PLANS)
def test_the_documents_of_the_example_plans(
    document: Document, number: str, type: str, date: str | None, issuer: str | None, expected: str
) -> None:
    found = resolved(document, cite(number, type, date, issuer))
    assert short(found) == expected
    assert found.status == "resolved"


MISMATCHES = [
    (DISTRICT, cite("105-KH/HU", "kế hoạch", "2023-07-11", "Ban Thường vụ Tỉnh ủy Kon Tum"), "tu-kon-tum/kh/2023/105", "symbol-other-issuer"),
    (OLD_DEPARTMENT, cite("10536/QĐ-LĐTĐ", "quyết định", "2022-12-22", "Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn"), "sldtbxh-lang-son/qd/2022/10536", "symbol-other-issuer"),
    (CITY, cite("53/2015/QĐ-TTg", "quyết định", "2016-10-20"), "ttg/qdqp/2015/53", "year-other-date"),
    (CITY, cite("12/QĐ-TTg", "chỉ thị", "2016-10-20"), "ttg/ct/2016/12", "type-other-symbol"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "citation", "expected", "code"), MISMATCHES)
def test_words_win_over_symbols_and_the_conflict_is_named(
    document: Document, citation: Citation, expected: str, code: str
) -> None:
    found = resolved(document, citation)
    assert (short(found), found.status) == (expected, "mismatch")
    assert code in {reason.code for reason in found.reasons}


def test_a_wrong_symbol_is_as_wrong_where_the_issuer_is_left_out() -> None:
    full = cite("105-KH/HU", "kế hoạch", "2023-07-11", "Ban Thường vụ Tỉnh ủy Kon Tum")
    found = resolved(DISTRICT, cite("105-KH/HU", "kế hoạch"), full)
    assert (short(found), found.status) == ("tu-kon-tum/kh/2023/105", "mismatch")


def test_two_symbols_of_one_ministry_are_one_document() -> None:
    old, new = cite("534/QĐ-BLĐTBXH", date="2021-05-07"), cite("534/QĐ-LĐTBXH", date="2021-05-07")
    assert short(resolved(CITY, old)) == short(resolved(DISTRICT, new)) == "bldtbxh/qd/2021/534"


def test_two_dates_of_one_year_are_one_document() -> None:
    first = cite("270/QĐ-TCGDNN", "quyết định", "2021-06-18")
    second = cite("270/QĐ-TCGDNN", "quyết định", "2021-06-21")
    assert resolved(CITY, first).iri == resolved(DISTRICT, second).iri
    together = resolved(CITY, cite("270/QĐ-TCGDNN", "quyết định"), first, second)
    assert (short(together), together.status) == ("tcgdnn/qd/2021/270", "mismatch")


def test_one_number_of_two_provinces_is_two_documents() -> None:
    own = cite("126/KH-UBND", "kế hoạch", "2019-04-24", "Ủy ban nhân dân thành phố Hải Phòng")
    other = cite("126/KH-UBND", "kế hoạch", "2019-05-02", "Ủy ban nhân dân tỉnh Lạng Sơn")
    assert short(resolved(CITY, own, other)) == "ubnd-hai-phong/kh/2019/126"
    assert short(resolved(CITY, other, own)) == "ubnd-lang-son/kh/2019/126"
    assert resolved(CITY, own, other).status == "resolved"
    bare = resolved(CITY, cite("126/KH-UBND", "kế hoạch"), own, other)
    assert bare.status == "ambiguous"
    assert {one.value.removeprefix(VB) for one in bare.candidates} == {
        "ubnd-hai-phong/kh/2019/126",
        "ubnd-lang-son/kh/2019/126",
    }
    by_date = resolved(CITY, cite("126/KH-UBND", "kế hoạch", "2019-05-02"), own, other)
    assert short(by_date) == "ubnd-lang-son/kh/2019/126"


def test_later_mentions_take_what_the_first_one_states() -> None:
    first = cite("3101/KH-UBND", "kế hoạch", "2023-09-15", "Ủy ban nhân dân tỉnh Kon Tum")
    found = resolved(DISTRICT, cite("3101/KH-UBND", "kế hoạch"), first)
    assert (short(found), found.status) == ("ubnd-kon-tum/kh/2023/3101", "resolved")
    assert {reason.code for reason in found.reasons} == {"issuer-from-mention", "year-from-mention"}


def test_a_district_plan_may_mean_two_committees() -> None:
    found = resolved(DISTRICT, cite("77/KH-UBND", "kế hoạch", "2022-01-03"))
    assert found.status == "ambiguous"
    assert [one.value.removeprefix(VB) for one in found.candidates] == [
        "ubnd-kon-tum/kh/2022/77",
        "ubnd-ngoc-hoi-kon-tum/kh/2022/77",
    ]


def test_the_inferred_issuer_is_said() -> None:
    found = resolved(DEPARTMENT, cite("8637/KH-UBND", "kế hoạch", "2025-12-31"))
    assert [reason.code for reason in found.reasons] == ["issuer-from-place"]
    assert "UBND" in found.reasons[0].vi
    assert "UBND" in found.reasons[0].en


UNRESOLVED = [
    (CITY, cite("1260/QĐ-TTg", "quyết định"), "ttg/qd/khong-ro/x-", "year-unknown"),
    (Document(), cite("12/KH-UBND", "kế hoạch", "2022-01-01"), "khong-ro/kh/2022/x-", "issuer-unknown"),
    (CITY, cite("12/KH-UBND", "kế hoạch", "2022-01-01", "Ủy ban nhân dân xã Đoàn Kết"), "khong-ro/kh/2022/x-", "issuer-not-registered"),
    (CITY, cite("7/2025/QH15"), "qh/khong-ro/2025/x-", "type-unknown"),
    (CITY, cite("QĐ số 5"), "khong-ro/khong-ro/khong-ro/x-", "number-unreadable"),
    (CITY, cite("12/QĐ-ABCXYZ", "quyết định", "2020"), "khong-ro/qd/2020/x-", "issuer-unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "citation", "expected", "code"), UNRESOLVED)
def test_what_is_not_known_stays_a_stub(
    document: Document, citation: Citation, expected: str, code: str
) -> None:
    found = resolved(document, citation)
    assert short(found).startswith(expected)
    assert found.status == "unresolved"
    assert code in {reason.code for reason in found.reasons}


def test_a_stub_is_the_same_for_every_mention_in_one_document_alone() -> None:
    citation = cite("1260/QĐ-TTg", "quyết định")
    assert resolved(CITY, citation).iri == resolved(CITY, cite("1260/QĐ- TTg", "quyết định")).iri
    assert resolved(CITY, citation).iri != resolved(DISTRICT, citation).iri


REFORM = [
    ("12/KH-UBND", "2025-06-30", "Ủy ban nhân dân thành phố Hải Phòng", "ubnd-hai-phong/kh/2025/12"),
    ("12/KH-UBND", "2025-07-01", "Ủy ban nhân dân thành phố Hải Phòng", "ubnd-hai-phong-2025/kh/2025/12"),
    ("12/KH-UBND", "2025-07-01", "Ủy ban nhân dân tỉnh Lai Châu", "ubnd-lai-chau/kh/2025/12"),
    ("12/QĐ-BNV", "2025-02-28", "Bộ trưởng Bộ Nội vụ", "bnv/qd/2025/12"),
    ("12/QĐ-BNV", "2025-03-01", "Bộ Nội vụ", "bnv-2025/qd/2025/12"),
    ("12/QĐ-BNV", "2025-03-01", None, "bnv-2025/qd/2025/12"),
]


@pytest.mark.parametrize(("number", "date", "issuer", "expected"), REFORM)
def test_a_body_of_the_same_name_is_new_after_the_reform(
    number: str, date: str, issuer: str | None, expected: str
) -> None:
    assert short(resolved(CITY, cite(number, date=date, issuer=issuer))) == expected


PARTY = [
    ("66-QĐ/TW", "quy định", "2017-02-06", "tw/quydinh/2017/66"),
    ("66-QĐ/TW", "quyết định", "2017-02-06", "tw/quyetdinh/2017/66"),
    ("27/NQ-TW", "nghị quyết", "2022-11-09", "tw/nq/2022/27"),
    ("91-KL/TW", None, "2024-08-12", "tw/kl/2024/91"),
]


@pytest.mark.parametrize(("number", "type", "date", "expected"), PARTY)
def test_party_numbers(number: str, type: str | None, date: str, expected: str) -> None:
    assert short(resolved(CITY, cite(number, type, date))) == expected


def test_laws_by_name_and_standards() -> None:
    named = resolved(CITY, cite(None, "luật", name="Luật Hội"))
    assert (short(named), named.status) == ("qh/luat/hoi", "unresolved")
    assert [reason.code for reason in named.reasons] == ["law-by-name"]
    numbered = cite("124/2025/QH15", "luật", name="Luật GDNN")
    assert short(resolved(DEPARTMENT, cite(None, "luật", name="Luật GDNN"), numbered)) == "qh/luat/2025/124"
    dated = cite(None, "luật", "2019", name="Luật Giáo dục")
    assert short(resolved(CITY, dated)) == "qh/luat/2019/43"
    standard = resolved(CITY, cite("TCVN14423:2025", "tiêu chuẩn"))
    assert standard.status == "out-of-scope"
    assert standard.iri.value.endswith("/tieu-chuan/tcvn14423-2025")


LAWS = [
    ("2024-06", "Luật GDNN", "qh/luat/2014/74"),
    ("2021", "Luật Giáo dục nghề nghiệp", "qh/luat/2014/74"),
    ("2026-05", "Luật GDNN", "qh/luat/2025/124"),
    ("2025-12-31", "Luật Việc làm", "qh/luat/2013/38"),
    ("2019", "Bộ luật Lao động", "qh/luat/2012/10"),
    ("2025", "Luật Tổ chức chính quyền địa phương", "qh/luat/to-chuc-chinh-quyen-dia-phuong"),
    (None, "Luật GDNN", "qh/luat/giao-duc-nghe-nghiep"),
]


@pytest.mark.parametrize(("date", "name", "expected"), LAWS)
def test_a_law_by_name_is_the_one_in_force_when_it_was_cited(
    date: str | None, name: str, expected: str
) -> None:
    found = resolved(replace(CITY, date=date), cite(None, name=name))
    assert short(found) == expected
    assert found.reasons[0].code == ("law-in-force" if expected[-1].isdigit() else "law-by-name")


def named_in(title: str, date: str, name: str, **more: object) -> Citation:
    """A law by name in the title of a decree of a day."""
    return cite(None, "luật", name=name, from_=title, relation="guides", **more)


NESTED = [
    # A law in a title is that of the time of the document that bears the title.
    ("87/2011/NĐ-CP", "2011-09-27", "Luật Khám bệnh, chữa bệnh", "qh/luat/2009/40", "resolved"),
    ("154/2017/NĐ-CP", "2017-12-27", "Luật Đất đai", "qh/luat/2013/45", "resolved"),
    # A decree that details a law prepares for it before its first day: both remain.
    ("95/2024/NĐ-CP", "2024-07-24", "Luật Nhà ở", "qh/luat/nha-o", "ambiguous"),
]


@pytest.mark.parametrize(("number", "date", "name", "expected", "status"), NESTED)
def test_a_law_in_a_title_is_that_of_its_time(
    number: str, date: str, name: str, expected: str, status: str
) -> None:
    holder = cite(number, "nghị định", date, "Chính phủ")
    found = resolved(replace(CITY, date="2025-11-24"), named_in(number, date, name), holder)
    assert (short(found), found.status) == (expected, status)


BY_DATE = [
    ("2025-06-16", "Luật Tổ chức chính quyền địa phương", "qh/luat/2025/72"),
    ("2005-06-14", "Bộ luật Hàng hải Việt Nam", "qh/luat/2005/40"),
    ("2020-12-09", "Pháp lệnh Ưu đãi người có công với cách mạng", "ubtvqh/pl/2020/2"),
    ("2013", "Hiến pháp", "qh/hp/hien-phap-2013"),
]


@pytest.mark.parametrize(("date", "name", "expected"), BY_DATE)
def test_a_law_by_name_and_date(date: str, name: str, expected: str) -> None:
    found = resolved(replace(CITY, date="2025-11-24"), cite(None, None, date, name=name))
    assert (short(found), found.status) == (expected, "resolved")


def test_an_undated_plan_means_the_law_of_the_year_in_its_title() -> None:
    plan = replace(CITY, date=None, title="Truyền thông về giáo dục nghề nghiệp năm 2024")
    assert short(resolved(plan, cite(None, "luật", name="Luật GDNN"))) == "qh/luat/2014/74"


def test_a_misprinted_number_of_a_law_is_named_and_decides_nothing() -> None:
    wrong = cite("17/2020/QH14", "luật", name="Luật Bảo vệ môi trường")
    found = resolved(replace(CITY, date="2025-11-24"), wrong)
    assert found.status == "mismatch"
    assert [one.value.removeprefix(VB) for one in found.candidates] == ["qh/luat/2020/72"]
    bare = cite(None, "luật", name="Luật Bảo vệ môi trường")
    assert short(resolved(replace(CITY, date="2025-11-24"), bare, wrong)) == "qh/luat/2020/72"


def test_a_national_assembly_of_other_years_is_a_mismatch() -> None:
    found = resolved(CITY, cite("21/2017/QH12", "luật", "2017-11-24"))
    assert (short(found), found.status) == ("qh/luat/2017/21", "mismatch")
    assert "legislature-other-year" in {reason.code for reason in found.reasons}


def test_another_mention_dates_a_body_of_an_old_name() -> None:
    full = cite("07/2025/TT-BKHCN", "thông tư", "2025-06-20")
    assert short(resolved(CITY, cite("07/2025/TT-BKHCN", "thông tư"), full)) == "bkhcn-2025/tt/2025/7"
    bare = resolved(CITY, cite("11/2025/TT-BKHCN", "thông tư", None, "Bộ Khoa học và Công nghệ"))
    assert bare.status == "ambiguous"
    assert [one.value.removeprefix(VB) for one in bare.candidates] == [
        "bkhcn/tt/2025/11",
        "bkhcn-2025/tt/2025/11",
    ]


FORMS = [
    ("66.2/2025/NQ-CP", "nghị quyết", "cp/nqqp/2025/66-2"),
    ("88/2016/TTLT/BTC-BTNMT", "thông tư liên tịch", "btc/ttlt/2016/88"),
    ("255/2025-NĐ-CP", "nghị định", "cp/nd/2025/255"),
]


@pytest.mark.parametrize(("number", "type", "expected"), FORMS)
def test_numbers_in_rarer_forms(number: str, type: str, expected: str) -> None:
    assert short(resolved(CITY, cite(number, type))) == expected


OWN = [
    (
        Document(type="thông tư", number="57/VBHN-BCT", date="2025-11-26", issuer="Bộ Công Thương"),
        "bct/vbhn/2025/57",
    ),
    (DISTRICT, "ubnd-ngoc-hoi-kon-tum/kh/2023/x-0a1b2c3d"),
    (DEPARTMENT, "sgddt-lai-chau/kh/2026/x-0a1b2c3d"),
    (CITY, "ubnd-hai-phong/kh/2024/x-0a1b2c3d"),
    (Document(), "khong-ro/khong-ro/khong-ro/x-0a1b2c3d"),
    (
        Document(type="kế hoạch", number="552/KH-UBND", date="2025-11-19", issuer="Ủy ban nhân dân tỉnh Lai Châu"),
        "ubnd-lai-chau/kh/2025/552",
    ),
    (
        Document(type="nghị định", number="57/2017/NĐ-CP", date="2017-05-09", issuer="Chính phủ"),
        "cp/nd/2017/57",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("document", "expected"), OWN)
def test_a_document_is_known_by_its_own_header(document: Document, expected: str) -> None:
    assert short(identify(document, "0a1b2c3d").found) == expected


# -- in the light of what is held


class Held(Known):
    """Known documents given outright."""

    def __init__(self, *documents: KnownDocument) -> None:
        super().__init__()
        self._documents = documents

    def numbered(self, digits: str) -> tuple[KnownDocument, ...]:
        return tuple(one for one in self._documents if one.iri.value.endswith(f"/{digits}"))


def held(path: str, date: str | None, title: str | None = None) -> KnownDocument:
    node = ox.NamedNode(VB + path)
    issuer, kind, year = key_of(node)
    return KnownDocument(node, issuer, kind, year, (date,) if date else (), (title,) if title else ())


SCHEME = "Phê duyệt Đề án Giáo dục hướng nghiệp và định hướng phân luồng học sinh giai đoạn 2018-2025"
DECISION = held("ttg/qd/2018/522", "2018-05-14", SCHEME)
STATED = "phê duyệt Đề án “Giáo dục hướng nghiệp và định hướng phân luồng học sinh”"

WEIGHED = [
    # citation, what is held, status, document, code of the last reason
    (cite("522/QĐ-TTg", date="2018-05-14"), DECISION, "resolved", "ttg/qd/2018/522", "agrees-with-held"),
    (cite("522/QĐ-TTg", date="2018-05-15"), DECISION, "mismatch", "ttg/qd/2018/522", "date-other-than-held"),
    (cite("522/QĐ-TTg", date="2018-05-14", title="về thuế nhập khẩu ô tô"), DECISION, "mismatch", "ttg/qd/2018/522", "title-other-than-held"),
    (cite("522/QĐ-TTg"), DECISION, "unresolved", "ttg/qd/khong-ro/x-", "held-of-that-number"),
    (cite("522/QĐ-TTg", title=STATED), DECISION, "resolved", "ttg/qd/2018/522", "held-same-title"),
    (cite("522/QĐ-TTg", date="2019-05-14", title=STATED), DECISION, "mismatch", "ttg/qd/2019/522", "likely-other"),
    (cite("522/QĐ-TTg", date="2019-08-01"), DECISION, "resolved", "ttg/qd/2019/522", "stated"),
    (cite("53/QĐ-TTg", date="2015-10-20"), held("ttg/qdqp/2015/53", "2015-10-20"), "mismatch", "ttg/qd/2015/53", "likely-other"),
    (cite("53/QĐ-TTg", date="2015-01-12"), held("ttg/qdqp/2015/53", "2015-10-20"), "resolved", "ttg/qd/2015/53", "stated"),
    (cite("78/2024/NĐ-CP", title=STATED), held("cp/nd/2018/78", "2018-05-16", SCHEME), "resolved", "cp/nd/2024/78", "stated"),
    (cite("21-CT/TW"), held("tw/ct/2023/21", "2023-05-04"), "resolved", "tw/ct/2023/21", "held-same-term"),
    (cite("21-CT/TW"), held("tw/ct/2017/21", "2017-05-04"), "unresolved", "tw/ct/khong-ro/x-", "held-of-that-number"),
    (cite("21-CT/TW", date="2022-05-04"), held("tw/ct/2023/21", "2023-05-04"), "mismatch", "tw/ct/2022/21", "likely-other"),
    (cite("9/KH-UBND", date="2022-01-03"), held("ubnd-lang-son/kh/2022/9", "2022-01-03"), "resolved", "ubnd-hai-phong/kh/2022/9", "issuer-from-place"),
    (cite("9/QĐ-TTg"), held("ttg/qd/2025/9", "2025-01-03"), "unresolved", "ttg/qd/khong-ro/x-", "year-unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("citation", "known", "status", "expected", "code"), WEIGHED)
def test_what_is_held_confirms_contradicts_or_leads_further(
    citation: Citation, known: KnownDocument, status: str, expected: str, code: str
) -> None:
    own = identify(CITY, "0a1b2c3d")
    context = context_of(own.found.iri, own.place, (citation,), date="2024-03", title="Truyền thông")
    found = resolve(citation, context, Held(known))
    assert (short(found)[: len(expected)], found.status) == (expected, status)
    assert found.reasons[-1].code == code


def test_the_title_of_a_plan_repeats_that_of_what_it_implements() -> None:
    own = identify(CITY, "0a1b2c3d")
    citation = cite("522/QĐ-TTg", relation="implements")
    title = "Thực hiện Đề án Giáo dục hướng nghiệp và định hướng phân luồng học sinh giai đoạn 2018-2025"
    context = context_of(own.found.iri, own.place, (citation,), date="2024", title=title)
    found = resolve(citation, context, Held(DECISION))
    assert (short(found), found.reasons[-1].code) == ("ttg/qd/2018/522", "held-title-repeated")


def test_several_held_documents_of_a_number_are_listed() -> None:
    own = identify(Document(), "0a1b2c3d")
    citation = cite("9/KH-UBND", "kế hoạch")
    context = context_of(own.found.iri, own.place, (citation,))
    found = resolve(
        citation, context, Held(held("ubnd-ha-noi/kh/2020/9", None), held("ubnd-lang-son/kh/2021/9", None))
    )
    assert found.status == "ambiguous"
    assert [one.value.removeprefix(VB) for one in found.candidates] == [
        "ubnd-ha-noi/kh/2020/9",
        "ubnd-lang-son/kh/2021/9",
    ]
