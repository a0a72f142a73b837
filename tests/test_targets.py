"""Aims, sums of money and the numbers in them."""

from __future__ import annotations

import time

import pytest

from extract.budget import find_budget
from extract.layout import lay_out
from extract.numbers import amount, money_pattern, parse_number, parse_words
from extract.read import read_text
from extract.record import BudgetLine, Target
from extract.targets import find_targets
from extract.text import normalise

HEAD = "ỦY BAN NHÂN DÂN TỈNH\n\nKẾ HOẠCH\n\n"


def targets(body: str) -> tuple[Target, ...]:
    text = normalise(HEAD + body)
    found = find_targets(text, lay_out(text.normal))
    assert all(text.raw[aim.start : aim.end] == aim.quote for aim in found)
    return found


def budget(body: str) -> tuple[BudgetLine, ...]:
    text = normalise(HEAD + body)
    found = find_budget(text, lay_out(text.normal))
    assert all(text.raw[line.start : line.end] == line.quote for line in found)
    return found


def test_share_with_a_range_and_a_year_before_it() -> None:
    (first, second) = targets(
        "II. MỤC TIÊU\n\n1. Đến năm 2030: Thu hút 40-45% người học nghề vào trường; "
        "đào tạo lại cho khoảng 60% lao động nông thôn.\n"
    )
    assert (first.low, first.high, first.unit, first.year) == (40, 45, "%", 2030)
    assert first.quote == "Thu hút 40-45% người học nghề vào trường"
    assert (second.low, second.high, second.population) == (60, 60, "lao động nông thôn")


@pytest.mark.parametrize(
    ("aim", "low", "high", "unit", "year"),
    [
        ("Hằng năm có ít nhất 02 phóng sự được phát sóng", 2, None, "phóng sự", None),
        ("Tỷ lệ hộ nghèo còn dưới 1,5% vào năm 2028", None, 1.5, "%", 2028),
        ("Trên 90% hồ sơ được giải quyết đúng hạn", 90, None, "%", None),
        ("Giai đoạn 2026 - 2030 phấn đấu tối thiểu 12 mô hình hoạt động", 12, None, "mô hình", 2030),
    ],
)
def test_bounds(aim: str, low: float | None, high: float | None, unit: str, year: int | None) -> None:
    (found,) = targets(f"II. MỤC TIÊU\n\n- {aim}.\n")
    assert (found.low, found.high, found.unit, found.year) == (low, high, unit, year)


def test_shares_outside_aims_are_not_aims() -> None:
    assert targets("I. TÌNH HÌNH\n\n- Năm 2024, 85% hồ sơ đã được số hóa.\n") == ()


def test_table_of_aims() -> None:
    (found,) = targets("| TT | Chỉ tiêu | Chủ trì |\n| 1 | Số hóa 95% hồ sơ đất đai | Sở Tài chính |\n")
    assert (found.quote, found.low) == ("Số hóa 95% hồ sơ đất đai", 95)


def test_reckoned_sum() -> None:
    (line,) = budget(
        "DỰ TOÁN KINH PHÍ\n\nIn tờ rơi giới thiệu nghề\n\n02 đợt x 15.000.000đ/đợt = 30.000.000đ.\n\n"
        "(Bằng chữ: Ba mươi triệu đồng chẵn./.)\n"
    )
    assert (line.amount_vnd, line.purpose) == (30_000_000, "In tờ rơi giới thiệu nghề")
    assert (line.quantity, line.unit, line.unit_price_vnd) == (2, "đợt", 15_000_000)


def test_rates_are_no_sums() -> None:
    assert budget("IV. KINH PHÍ\n\n- Hỗ trợ 500.000 đồng/người/tháng theo quy định.\n") == ()
    (line,) = budget("IV. KINH PHÍ\n\n- Tổng kinh phí 2,5 tỷ đồng từ ngân sách tỉnh.\n")
    assert (line.amount_vnd, line.source) == (2_500_000_000, "ngân sách tỉnh")


def test_numbers() -> None:
    assert str(parse_number("1.219,11")) == "1219.11"
    assert amount("47,5", "nghìn tỷ") == 47_500_000_000_000
    found = money_pattern().search("kinh phí là 345 triệu đồng")
    assert found is not None
    assert amount(found["number"], found["scale"]) == 345_000_000
    with pytest.raises(ValueError, match="not a number"):
        parse_number("12a")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Năm mươi triệu đồng chẵn", 50_000_000),
        ("một trăm linh năm nghìn đồng", 105_000),
        ("hai nghìn tỷ đồng", 2_000_000_000_000),
        ("mười lăm triệu ba trăm hai mươi mốt nghìn", 15_321_000),
        ("năm mươi con", None),
    ],
)
def test_numbers_in_words(written: str, value: int | None) -> None:
    assert parse_words(written) == value


def test_long_texts_take_linear_time() -> None:
    def seconds(times: int) -> float:
        text = normalise(HEAD + "II. MỤC TIÊU\n\n" + "- Trên 90% hồ sơ được giải quyết; " * times)
        layout = lay_out(text.normal)
        before = time.process_time()
        find_targets(text, layout)
        find_budget(text, layout)
        return time.process_time() - before

    seconds(10)
    # The better of two runs: what is compiled or looked up the first time counts for none.
    assert min(seconds(8000), seconds(8000)) < 40 * max(seconds(800), 0.002)


def test_the_sum_in_words_stands_beside_the_figures() -> None:
    reading = read_text(
        "KẾ HOẠCH\n\nLàm phim\n\nI. KINH PHÍ\n\n1. Làm phim: 02 phim x 5.000.000đ/phim = 10.000.000đ.\n\n"
        "(Số tiền bằng chữ: Mười triệu đồng chẵn./.)\n",
        "a",
    )
    (line,) = reading.record.budget
    assert (line.amount_vnd, line.amount_in_words_vnd) == (10_000_000, 10_000_000)


@pytest.mark.parametrize(
    ("clause", "quotes"),
    [
        (
            "Phấn đấu 100% tụ điểm bị xóa bỏ và trên 70% xã có điểm tư vấn",
            ["Phấn đấu 100% tụ điểm bị xóa bỏ", "trên 70% xã có điểm tư vấn"],
        ),
        (
            "Hình thành ít nhất 20 doanh nghiệp khởi nghiệp, 05 hợp tác xã số; đồng thời có ít nhất 03 vùng nuôi, "
            "trong đó có 02 vùng đạt chuẩn",
            [
                "Hình thành ít nhất 20 doanh nghiệp khởi nghiệp",
                "05 hợp tác xã số",
                "có ít nhất 03 vùng nuôi",
                "có 02 vùng đạt chuẩn",
            ],
        ),
        (
            "Giá trị xuất khẩu đạt 10 triệu USD, tốc độ tăng bình quân 05 - 06%/năm",
            ["Giá trị xuất khẩu đạt 10 triệu USD", "tốc độ tăng bình quân 05 - 06%/năm"],
        ),
        ("Bồi dưỡng 3.000 lượt cán bộ về chuyển đổi số", ["Bồi dưỡng 3.000 lượt cán bộ về chuyển đổi số"]),
        (
            "Tối thiểu 80% hộ dùng nước sạch, góp phần nâng cao sức khỏe",
            ["Tối thiểu 80% hộ dùng nước sạch"],
        ),
        (
            "Tỷ lệ người từ 15 tuổi trở lên biết chữ đạt 99%",
            ["Tỷ lệ người từ 15 tuổi trở lên biết chữ đạt 99%"],
        ),
        ("Hỗ trợ 05 năm cho các hộ nghèo", []),
    ],
)
def test_one_aim_for_each_figure(clause: str, quotes: list[str]) -> None:
    assert [aim.quote for aim in targets(f"II. MỤC TIÊU ĐẾN NĂM 2030\n\n- {clause}.\n")] == quotes


def test_at_least_reaches_over_the_comma() -> None:
    first, second = targets("II. MỤC TIÊU\n\n- Có ít nhất 10 mô hình điểm, 05 trạm y tế số.\n")
    assert (second.low, second.high) == (5, None)
    assert first.low == 10


@pytest.mark.parametrize(
    ("sentence", "quote", "year"),
    [
        (
            "Hỗ trợ doanh nghiệp đổi mới, phấn đấu đến năm 2030 đạt 30% doanh nghiệp tham gia",
            "phấn đấu đến năm 2030 đạt 30% doanh nghiệp tham gia",
            2030,
        ),
        (
            "Trồng rừng, diện tích rừng đến năm 2030 đạt 1.700ha",
            "diện tích rừng đến năm 2030 đạt 1.700ha",
            2030,
        ),
        (
            "Thi công nhanh (phấn đấu mỗi tháng đạt 20% sản lượng), an toàn",
            "phấn đấu mỗi tháng đạt 20% sản lượng",
            None,
        ),
        (
            "Xây dựng lộ trình đến năm 2030, đảm bảo ít nhất 70% xã thực hiện",
            "ít nhất 70% xã thực hiện",
            2030,
        ),
        ("Đổi mới cụm công nghiệp: 100% cụm áp dụng công nghệ sạch", "100% cụm áp dụng công nghệ sạch", None),
    ],
)
def test_aims_outside_their_section(sentence: str, quote: str, year: int | None) -> None:
    (aim,) = targets(f"III. NHIỆM VỤ\n\n- {sentence}.\n")
    assert (aim.quote, aim.year) == (quote, year)


@pytest.mark.parametrize(
    "body",
    [
        "I. TÌNH HÌNH\n\n- Tỷ lệ hồ sơ trực tuyến đạt 90%.\n",
        "III. NHIỆM VỤ\n\n- Năm 2024 đã đạt 85% mục tiêu.\n",
        "III. NHIỆM VỤ\n\n- Bảo đảm giải ngân trong năm 2026 khoảng 150 tỷ đồng.\n",
        "III. NHIỆM VỤ\n\n- Hỗ trợ 50% kinh phí đào tạo cho hộ nghèo.\n",
    ],
)
def test_figures_that_are_no_aims(body: str) -> None:
    assert targets(body) == ()
