"""The example plans keep the facts of the plans that they restate, printed errors included."""

import re
from collections import Counter
from pathlib import Path

import pytest

from examples import plans

NOTE = "[Bản viết lại rút gọn cho dự án Căn Cứ: giữ nguyên mọi dữ kiện, không phải văn bản gốc]"
ORIGINALS = Path(__file__).parents[2] / "shared" / "corpus" / "plans"

# A number with its symbol: "24/CT-TTg", "21-CT/TW", "57/2017/NĐ-CP", "184- KH/TU". Years and dates do not match.
NUMBERED = re.compile(r"\d+(?:/\d{4})?(?:/(?=\D)|-) ?(?:[A-ZĐ]\w*[-/ ]*)+")
NUMBER_LIKE = re.compile(r"\d+[/-][^\s,;.)]*")
DATE = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d{4}|(?:\d{1,2} )?tháng \d{1,2}(?: năm \d{4})?|\b\d{4}\b")
ITEM = re.compile(r"^[#* ]*([IVX]+\.|\d+(?:\.\d+)*\.|[a-d]\))")


def text(name: str) -> str:
    """The plan without the note on its first line."""
    path = next(path for path in plans() if path.stem == name)
    return path.read_text("utf-8").split("\n", 2)[2]


def structure(plan: str) -> list[str]:
    """The marks of a plan's paragraphs in order: "VII.", "1.", "a)", "-" for a bullet, "" for running text."""
    marks = []
    for line in filter(None, map(str.strip, plan.splitlines())):
        item = ITEM.match(line)
        marks.append(item[1] if item else "-" if line.startswith("-") else "")
    return marks


def section(plan: str, start: str, end: str) -> str:
    return plan.split(start, 1)[1].split(end, 1)[0]


def test_five_plans_each_marked_as_a_restatement():
    assert [path.stem for path in plans()] == [
        "ha-quang-2021",
        "hai-phong-2024",
        "lai-chau-2026",
        "lang-son-2023",
        "ngoc-hoi-2023",
    ]
    for path in plans():
        first, blank, _ = path.read_text("utf-8").split("\n", 2)
        assert (first, blank) == (NOTE, ""), path.name


@pytest.mark.parametrize(
    ("name", "mentions", "documents"),
    [
        ("ha-quang-2021", 5, 5),
        ("hai-phong-2024", 16, 14),
        ("ngoc-hoi-2023", 18, 9),
        ("lang-son-2023", 7, 3),
        ("lai-chau-2026", 25, 19),
    ],
)
def test_mentions_by_number(name, mentions, documents):
    found = [match[0].replace(" ", "") for match in NUMBERED.finditer(text(name))]
    assert len(found) == mentions, found
    assert len(set(found)) == documents


@pytest.mark.parametrize(
    ("name", "number", "date_line"),
    [
        ("ha-quang-2021", "Số: /KH-UBND", "Hà Quảng, ngày tháng 8 năm 2021"),
        ("ngoc-hoi-2023", "Số: /KH-UBND", "Ngọc Hôi, ngày tháng năm 2023"),
        ("lang-son-2023", "Số: /KH-SLĐTBXH", "Lạng Sơn, ngày tháng 3 năm 2023"),
        ("lai-chau-2026", "Số: /KH-SGDĐT", "Lai Châu, ngày tháng 5 năm 2026"),
    ],
)
def test_blank_identity_stays_blank(name, number, date_line):
    assert text(name).startswith(f"{number}\n\n{date_line}\n")


def test_hai_phong_has_no_header():
    assert text("hai-phong-2024").startswith("KẾ HOẠCH\n")


@pytest.mark.parametrize(
    ("name", "misprints"),
    [
        (
            "ha-quang-2021",
            [
                "534/QĐ-BLĐTBXH",
                "703/BLĐTBXH- TCGDNN",
                "nhà giáo Việt Nam 20/10",
                "TTGDNN- GDTX",
                "/trương tác",
            ],
        ),
        ("hai-phong-2024", ["giai đoạn 2024-2027 theo Quyết định số 1260/QĐ-TTg", "World skills /Vietnam"]),
        (
            "ngoc-hoi-2023",
            [
                "105-KH/HU ngày 11-7-2023 của Ban Thường vụ Tỉnh ủy",
                "270/QĐ-TCGDNN ngày 21-6-2021",
                "giai đoạn 2021-2021",
                "đảm bảo đảm thống nhất",
                "Lưu: VT, LĐT BXH",
            ],
        ),
        ("lang-son-2023", ["KH 119/KH-UBND", "10536/QĐ-LĐTĐ", "truyền truyền", "giai đoạn 2019 - 2025"]),
        (
            "lai-chau-2026",
            ["53/QĐ-TTg ngày 20/10/2015", "184- KH/TU", "326/QĐ-TTg", "Nghị định 238/2025/NĐ-CP"],
        ),
    ],
)
def test_misprints_are_kept(name, misprints):
    plan = text(name)
    assert [each for each in misprints if each not in plan] == []


def test_footnote_of_lai_chau_splits_a_sentence():
    before, rest = text("lai-chau-2026").split("\n\n¹ ", 1)
    footnote, after = rest.split("\n\n", 1)
    assert before.endswith("Tuyên truyền về")
    assert after.startswith("vai trò GDNN")
    assert len(NUMBERED.findall(footnote)) == 24


def test_ngoc_hoi_pairs_each_executing_unit_with_a_time():
    plan = text("ngoc-hoi-2023")
    times = re.findall(r"\* \*Thời gian thực hiện:\* (.+)", plan)
    assert times == ["Hoàn thành trong tháng 12/2023.", *["Thường xuyên."] * 9]
    assert plan.count("*Đơn vị thực hiện:*") == len(times)
    assert "(vào tháng 12) hoặc đột xuất (khi có yêu cầu)" in plan
    assert "(trước ngày 15 tháng 12) hoặc đột xuất (khi có yêu cầu)" in plan


def test_deadlines_targets_and_budget():
    assert text("lai-chau-2026").count("(trước ngày 15/12) hoặc đột xuất") == 4
    assert "ít nhất 01 sản phẩm truyền thông" in text("ha-quang-2021")
    assert "Thu hút 45-50% học sinh" in text("ngoc-hoi-2023")
    assert "khoảng 50% lực lượng lao động" in text("ngoc-hoi-2023")
    lang_son = text("lang-son-2023")
    assert "Từ tháng 05 đến tháng 12 năm 2023" in lang_son
    assert "01 phóng sự x 50.000.000đ/phóng sự = 50.000.000đ." in lang_son
    assert "Năm mươi triệu đồng chẵn" in lang_son


@pytest.mark.parametrize(
    ("name", "start", "bullets"),
    [
        ("ha-quang-2021", "VIII. TỔ CHỨC THỰC HIỆN", [4, 0, 0, 0, 0, 0, 6, 0]),
        ("hai-phong-2024", "VII. TỔ CHỨC THỰC HIỆN", [6, 2, 0, 2, 3, 4, 3, 2]),
    ],
)
def test_bullets_assigned_to_each_agency(name, start, bullets):
    part = section(text(name), start, "Nơi nhận:")
    agencies = re.split(r"(?m)^\d\. ", part)[1:]
    assert [len(re.findall(r"(?m)^- ", agency)) for agency in agencies] == bullets


@pytest.mark.parametrize("path", plans(), ids=lambda path: path.stem)
def test_numbers_dates_and_structure_are_those_of_the_original(path):
    original_path = ORIGINALS / path.name
    if not original_path.is_file():
        pytest.skip("the original plans are not beside this checkout (../shared/corpus/plans)")
    original, plan = original_path.read_text("utf-8"), text(path.stem)
    assert NUMBER_LIKE.findall(plan) == NUMBER_LIKE.findall(original)
    assert Counter(DATE.findall(plan)) == Counter(DATE.findall(original))
    assert structure(plan) == structure(original)
    assert len(plan) < 0.75 * len(original)
