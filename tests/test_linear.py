"""No text makes the reading grow faster than the text: ten times the text, well under a hundred times the work."""

from __future__ import annotations

import time

import pytest

from extract.read import read_text

HEAD = (
    "| BỘ CÔNG THƯƠNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
    "| Số: 57/VBHN-BCT | Hà Nội, ngày 26 tháng 11 năm 2025 |\n\nTHÔNG TƯ\n\nTruyền thông\n\n"
)


@pytest.mark.parametrize(
    "unit",
    [
        "Nghị quyết số 347/NQ-CP. Nghị quyết 347 và ",
        "Nghị quyết 12345 Kế hoạch 99 ",
        "Thông tư số 09/2025/TT-BCT được sửa đổi, bổ sung bởi:\n\n",
        "xin chào các bạn\n\n",
        "thông điệp “ăn chín”, “uống sôi”, ",
        "thông điệp “ab",
        "thông điệp khẩu hiệu: ",
        "I. ĐỐI TƯỢNG TRUYỀN THÔNG\n\na) b\n\n- c\n\n",
        "1. Nội dung truyền thông\n\n",
        "Quyết định số 5 QĐ",
        "5\n\n/ ",
    ],
)
def test_ten_times_the_text_is_not_a_hundred_times_the_work(unit: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        read_text(HEAD + unit * times, "a")
        return time.process_time() - began

    seconds(10)
    # The better of two runs: what is compiled or looked up the first time counts for none.
    assert min(seconds(4000), seconds(4000)) < 40 * max(seconds(400), 0.005)
