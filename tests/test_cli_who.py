"""``cancu who``: what it prints, what it refuses, and its exit codes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cli import who as who_module
from cli.main import main

LANG_SON = "Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn"
TRAINING = "giáo dục nghề nghiệp"


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    for name in ("CANCU_STORE", "CANCU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def says(capsys):
    """Run ``cancu who``: its exit code, what it printed, what it said beside it."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["who", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_the_body_the_events_their_basis_and_how_sure(says):
    code, out, err = says(LANG_SON, "--function", TRAINING, "--on", "2026-11-21")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"Ngày 21/11/2026, thay {LANG_SON} (chấm dứt ngày 28/02/2025) là:",
        f"  Sở Giáo dục và Đào tạo tỉnh Lạng Sơn: {TRAINING}",
        "",
        "Các lần sắp xếp:",
        f"  01/03/2025  {LANG_SON} → Sở Giáo dục và Đào tạo tỉnh Lạng Sơn ({TRAINING})",
        "    căn cứ: 45/2025/NĐ-CP; đã kiểm chứng",
        "    nguồn: news.laodong.vn 1462890 (Hà Tĩnh); taphalaw.com (Decree 45/2025/NĐ-CP Art. 8)",
        "",
        "Mức chắc chắn: đã kiểm chứng",
    ]


def test_in_english(says):
    code, out, _ = says(LANG_SON, "--function", "dạy nghề", "--on", "21/11/2026", "--lang", "en")
    assert code == 0
    assert out.startswith(f"On 2026-11-21, in the place of {LANG_SON} (ended on 2025-02-28):\n")
    assert "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn: vocational education" in out
    assert "basis: 45/2025/NĐ-CP; confirmed" in out
    assert out.endswith("Certainty: confirmed\n")


def test_a_district_and_its_communes(says):
    code, out, _ = says("UBND huyện Ngọc Hồi", "--on", "2025-07-15")
    assert code == 0
    assert "(chấm dứt ngày 30/06/2025)" in out
    for commune in ("Bờ Y", "Dục Nông", "Sa Loong"):
        assert f"\n  Ủy ban nhân dân xã {commune}, tỉnh Quảng Ngãi\n" in out
    assert "\n  Ủy ban nhân dân tỉnh Quảng Ngãi: việc luật giao cấp tỉnh\n" in out


def test_a_split_body_says_how_to_ask_about_one_field(says):
    code, out, _ = says("Bộ LĐTBXH", "--on", "2025-03-15")
    assert code == 0
    assert "mỗi cơ quan một phần việc:" in out
    assert "Nêu --function để hỏi riêng một việc." in out


def test_a_body_that_still_exists(says):
    code, out, _ = says("UBND tỉnh Lai Châu", "--on", "2026-11-21")
    assert code == 0
    assert out.startswith("Ngày 21/11/2026 cơ quan này có trong danh mục:\n  Ủy ban nhân dân tỉnh Lai Châu\n")
    assert "Các lần sắp xếp" not in out


def test_a_body_that_came_later(says):
    code, out, _ = says("Bộ Nông nghiệp và Môi trường", "--on", "2024-06-01")
    assert code == 0
    assert "chưa có Bộ Nông nghiệp và Môi trường (có từ ngày 01/03/2025)" in out
    assert "\n  Bộ Tài nguyên và Môi trường\n" in out


def test_a_field_of_a_living_body_is_doubtful(says):
    code, out, _ = says("Bộ Y tế", "--function", "giảm nghèo", "--on", "2026-11-21")
    assert code == 0
    assert "Danh mục không ghi cơ quan này có phụ trách “giảm nghèo” hay không." in out
    assert out.endswith("Mức chắc chắn: còn ngờ\n")


def test_what_is_not_known_fails_and_says_what_is(says):
    code, out, _ = says("Bộ LĐTBXH", "--function", "đấu thầu", "--on", "2026-11-21")
    assert code == 1
    assert out.startswith("Danh mục không có phần việc “đấu thầu”")
    assert "Bộ Y tế: bảo trợ xã hội, trẻ em" in out
    assert "Mức chắc chắn" not in out


def test_the_day_is_today_unless_given(says, monkeypatch):
    class Today(date):
        @classmethod
        def today(cls):
            return cls(2025, 3, 1)

    monkeypatch.setattr(who_module, "date", Today)
    assert says("Bộ KH&ĐT")[1].startswith("Ngày 01/03/2025, thay Bộ Kế hoạch và Đầu tư")


def test_json(says):
    code, out, _ = says(
        "Sở LĐTBXH tỉnh Kon Tum", "--function", TRAINING, "--on", "2026-11-21", "--format", "json"
    )
    found = json.loads(out)
    assert code == 0
    assert found["asked"]["slug"] == "sldtbxh-kon-tum"
    assert (found["on"], found["status"], found["certainty"]) == ("2026-11-21", "succeeded", "memory")
    (heir,) = found["heirs"]
    assert heir["body"]["iri"] == "https://w3id.org/can-cu/id/co-quan/sgddt-quang-ngai-2025"
    assert [event["day"] for event in heir["events"]] == ["2025-03-01", "2025-07-01"]


def test_json_of_what_is_not_known_fails_too(says):
    code, out, _ = says("Bộ LĐTBXH", "--function", "đấu thầu", "--on", "2026-11-21", "--format", "json")
    found = json.loads(out)
    assert (code, found["status"], found["why"], found["heirs"]) == (1, "unknown", "function-not-known", [])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Sở LDTBXH tỉnh Lạng Sơn"], 1, "tên gần nhất:\n  - Sở Lao động - Thương binh"),
        (["zzzzzz"], 1, "danh mục không có cơ quan nào tên “zzzzzz”"),
        (["UBND huyện Châu Thành"], 1, "tỉnh Bến Tre [ubnd-chau-thanh-ben-tre]"),
        (["Sở LĐTBXH"], 1, "hãy nêu nơi nào, ví dụ: Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn"),
        (["Bộ Y tế", "--on", "2026-13-40"], 2, "“2026-13-40” không phải là ngày"),
        (["Bộ Y tế", "--on", "hôm nay"], 2, "hãy viết như 2026-11-21 hoặc 21/11/2026"),
        (["Bộ Y tế", "--on", ""], 2, "“” không phải là ngày"),
        (["Bộ Y tế", "--format", "xml"], 2, "một trong: text, json"),
        ([], 2, "thiếu BODY"),
    ],
)
def test_refusals(says, arguments, code, said):
    found, out, err = says(*arguments)
    assert (found, out) == (code, "")
    assert said in err
