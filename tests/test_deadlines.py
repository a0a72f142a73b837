"""Deadline wording: where it stands, and its value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.deadlines import _IN_SENTENCE, _UNITS, _first_form, find_deadline, read_due, term_up_to
from extract.record import Due


@pytest.mark.parametrize(
    ("behind", "printed"),
    [
        (", số hộ của các xã, Sở Y tế tổng hợp", ", số hộ của các xã"),
        (", căn cứ quy định, Sở Y tế tổng hợp", ""),
        (" của các xã. Sau đó, Sở Y tế tổng hợp", ""),
    ],
)
def test_a_term_runs_up_to_its_subject(behind: str, printed: str) -> None:
    term = "Trong vòng 30 ngày kể từ ngày nhận báo cáo về số dân"
    start, end = term_up_to(term + behind, (0, len(term)), ("Sở Y tế",))
    assert (term + behind)[start:end] == term + printed


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Tổng hợp, gửi kết quả trước ngày 25/12 hàng năm.", "trước ngày 25/12 hàng năm"),
        ("báo cáo trước ngày 20 hằng tháng qua hệ thống", "trước ngày 20 hằng tháng"),
        ("Xây dựng phương án xong trong tháng 12/2025. Định kỳ báo cáo", "trong tháng 12/2025"),
        ("trình phương án chậm nhất ngày 05 tháng 3 năm 2026", "chậm nhất ngày 05 tháng 3 năm 2026"),
        ("hoàn thành trong năm 2026 theo lộ trình", "trong năm 2026"),
        ("Định kỳ hằng năm hoặc đột xuất báo cáo", "Định kỳ hằng năm hoặc đột xuất"),
        (
            "định kỳ hằng năm (vào tháng 12) hoặc đột xuất (khi có yêu cầu) tổng hợp",
            "định kỳ hằng năm (vào tháng 12) hoặc đột xuất (khi có yêu cầu)",
        ),
        (
            "gửi hồ sơ trong thời hạn 15 ngày kể từ ngày tỉnh chỉ đạo, tổ chức triển khai thực hiện.",
            "trong thời hạn 15 ngày kể từ ngày tỉnh chỉ đạo, tổ chức triển khai thực hiện",
        ),
        ("cập nhật ngay trong ngày chứng thực. Sau 16 giờ thì trước 10 giờ", "ngay trong ngày chứng thực"),
        ("cập nhật ngay trong ngày công chứng, chứng thực.", "ngay trong ngày công chứng, chứng thực"),
        ("thông qua tại kỳ họp gần nhất đề án", "tại kỳ họp gần nhất"),
        ("đánh giá hằng tháng, quý, 6 tháng và đột xuất kết quả", "hằng tháng, quý, 6 tháng và đột xuất"),
        ("xóa hộp thư sau 03 tháng.", "sau 03 tháng"),
        ("Tham mưu kế hoạch. Hằng năm lập dự toán kinh phí", "Hằng năm"),
        ("Hằng năm, tổ chức kiểm tra việc thực hiện", "Hằng năm"),
        ("Báo cáo định kỳ (trước ngày 15/12) hoặc đột xuất kết quả", "trước ngày 15/12"),
        (
            "thẩm định trong thời hạn 05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ, trình Giám đốc",
            "trong thời hạn 05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ",
        ),
        (
            "gửi giấy mời chậm nhất là sau 02 ngày làm việc kể từ khi họp.",
            "chậm nhất là sau 02 ngày làm việc kể từ khi họp",
        ),
        ("gửi tài liệu trước khi họp ít nhất 03 ngày làm việc", "trước khi họp ít nhất 03 ngày làm việc"),
        ("báo cáo 6 tháng và hằng năm kết quả kiểm tra", "6 tháng và hằng năm"),
        ("định kỳ 06 tháng (trước ngày 10 tháng 6 hằng năm) báo cáo", "trước ngày 10 tháng 6 hằng năm"),
        ("giám sát các điểm ngập và báo cáo Sở Y tế hằng ngày.", "hằng ngày"),
        (
            "báo cáo Sở Y tế trước 17h30’ hằng ngày và đột xuất khi cần thiết.",
            "trước 17h30’ hằng ngày và đột xuất khi cần thiết",
        ),
        ("báo cáo 02 lần/ngày (trước 8h00’ và 15h00’) số ca bệnh", "02 lần/ngày (trước 8h00’ và 15h00’)"),
        ("báo cáo 01 lần/tuần số ca bệnh", "01 lần/tuần"),
        ("Vệ sinh kho thuốc 02 lần/ngày theo quy trình", None),
        ("khánh thành sân bay vào ngày 19 tháng 12 năm 2026.", "vào ngày 19 tháng 12 năm 2026"),
        ("Kế hoạch ban hành vào ngày 01/01/2026", None),
        ("bảo đảm đến hết năm 2026 cả nước có đường ven biển", "đến hết năm 2026"),
        ("bảo đảm đến hết năm 2030 đạt 50% địa bàn", None),
        ("Nghị quyết có hiệu lực đến hết ngày 31/12/2026", None),
        ("trình phê duyệt trước 30/12 hằng năm.", "trước 30/12 hằng năm"),
        ("báo cáo trước 16 giờ ngày 20/11/2026 để tổng hợp", "trước 16 giờ ngày 20/11/2026"),
        ("phải xong trước 10 giờ sáng ngày làm việc tiếp theo.", "trước 10 giờ sáng ngày làm việc tiếp theo"),
        ("trong 05 ngày làm việc kể từ ngày nhận đơn, trình", "trong 05 ngày làm việc kể từ ngày nhận đơn"),
        ("trình đề án chậm nhất quý IV/2026", "chậm nhất quý IV/2026"),
        ("gửi kết quả chậm nhất đến ngày 15/12/2026", "chậm nhất đến ngày 15/12/2026"),
        ("chi bổ sung vào kỳ thanh toán tháng 3 năm 2026 cho các hộ", "vào kỳ thanh toán tháng 3 năm 2026"),
        ("tập trung kiểm tra trong 03 tháng cuối năm 2026.", "trong 03 tháng cuối năm 2026"),
        (
            "các việc lớn trong 03 tháng cuối năm 2026 và những tháng đầu năm 2027 của ngành",
            "trong 03 tháng cuối năm 2026 và những tháng đầu năm 2027",
        ),
        ("sớm đưa vào sử dụng trong năm 2026 trạm y tế mới, báo cáo kết quả", "trong năm 2026"),
        ("bảo đảm hệ thống mới chạy từ ngày 01 tháng 3 năm 2026.", "từ ngày 01 tháng 3 năm 2026"),
        ("Quy định này có hiệu lực từ ngày 01 tháng 3 năm 2026.", None),
        ("Bố trí kinh phí trong dự toán hằng năm theo quy định", None),
        ("Định kỳ rà soát, thường xuyên cập nhật", None),
        ("Đối với các việc triển khai trong năm 2025, các sở chủ động bố trí", None),
    ],
)
def test_find(sentence: str, printed: str | None) -> None:
    span = find_deadline(sentence)
    assert (sentence[span[0] : span[1]] if span else None) == printed


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("trước ngày 15/12 hằng năm", Due("recurring", frequency="P1Y", latest="--12-14")),
        ("trước ngày 20 hằng tháng", Due("recurring", frequency="P1M", latest="---19")),
        ("Định kỳ hằng quý", Due("recurring", frequency="P3M")),
        ("định kỳ 6 tháng", Due("recurring", frequency="P6M")),
        (
            "định kỳ hằng năm (vào tháng 12) hoặc đột xuất",
            Due("recurring", frequency="P1Y", latest="--12-31", on_request=True),
        ),
        ("Hoàn thành trong tháng 12/2023", Due("date", end="2023-12-31")),
        ("trước 16 giờ ngày 20/11/2026", Due("date", end="2026-11-20")),
        ("đến hết năm 2026", Due("date", end="2026-12-31")),
        ("trước ngày 01 tháng 01 năm 2026", Due("date", end="2025-12-31")),
        ("chậm nhất ngày 05/3/2026", Due("date", end="2026-03-05")),
        ("Từ tháng 05 đến tháng 12 năm 2023", Due("interval", "2023-05-01", "2023-12-31")),
        ("Quý IV/2026", Due("interval", "2026-10-01", "2026-12-31")),
        ("2025 - 2035", Due("interval", "2025-01-01", "2035-12-31")),
        ("Từ 01/7/2025", Due("interval", "2025-07-01")),
        ("năm 2026 và các năm tiếp theo", Due("interval", "2026-01-01")),
        ("Thường xuyên", Due("continuous")),
        ("trước 17h30’ hằng ngày và đột xuất", Due("recurring", frequency="P1D", on_request=True)),
        ("02 lần/ngày (trước 8h00’ và 15h00’)", Due("recurring", frequency="PT12H")),
        ("02 lần/năm", Due("recurring", frequency="P6M")),
        ("05 lần/năm", Due("other")),
        ("vào kỳ thanh toán tháng 3 năm 2026", Due("interval", "2026-03-01", "2026-03-31")),
        ("trong 03 tháng cuối năm 2026", Due("interval", "2026-10-01", "2026-12-31")),
        ("trong 03 tháng cuối năm 2026 và những tháng đầu năm 2027", Due("interval", "2026-10-01")),
        ("trong 20 tháng cuối năm 2026", Due("date", end="2026-12-31")),
        ("6 tháng và hằng năm", Due("recurring", frequency="P6M")),
        ("từ ngày 01 tháng 3 năm 2026", Due("interval", "2026-03-01")),
        ("trong thời hạn 07 ngày kể từ ngày 01/12/2025", Due("other")),
        ("Theo Kế hoạch bồi dưỡng hằng năm", Due("other")),
        ("trước ngày 31/02/2026", Due("other")),
    ],
)
def test_value(printed: str, due: Due) -> None:
    assert read_due(printed) == due


def test_a_day_without_year_recurs_only_beside_dinh_ky() -> None:
    assert read_due("trước ngày 15/12", periodic=True) == Due("recurring", frequency="P1Y", latest="--12-14")
    assert read_due("trước ngày 15/12").kind == "other"


WORDS = (
    "trước chậm nhất là vào ngày 15/12 15 06 6 lần / tháng quý năm 2026 trong thời hạn không quá kỳ khi tối "
    "thiểu và cả hoàn thành xong sớm định kỳ hằng hàng mỗi một tuần từ đến báo cáo tổng kết đột xuất "
    "giờ ( ) , . ; họp"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join))
def test_every_form_is_looked_for_where_it_can_begin(words: str) -> None:
    anywhere, found = _IN_SENTENCE.search(words), _first_form(words)
    assert (found.span() if found else None) == (anywhere.span() if anywhere else None)
    assert anywhere is None or any(unit in anywhere.group() for unit in _UNITS)


def test_capitals_are_small_letters_to_a_deadline() -> None:
    sentence = "BÁO CÁO TRƯỚC NGÀY 15/12 HẰNG NĂM"
    assert find_deadline(sentence) == (8, len(sentence))
