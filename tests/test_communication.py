"""Audiences, contents, messages and channels of plans of communication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import plans
from extract.read import read, read_text
from extract.record import Communication, from_json, to_json
from graph.validate import validate
from ontology.vocabulary import words
from tests.factories import linked

TITLE = "KẾ HOẠCH\n\n{about}\n\n"
PLAN = TITLE.format(about="Truyền thông về an toàn thực phẩm năm 2025")
OTHER = TITLE.format(about="Kiểm tra an toàn thực phẩm năm 2025")


def elements(text: str) -> tuple[Communication, ...]:
    reading = read_text(text, "a")
    for element in reading.record.communication:
        assert reading.raw[element.start : element.end] == element.quote
    return reading.record.communication


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "I. ĐỐI TƯỢNG TUYÊN TRUYỀN\n\n1. Người dân.\n\n2. Hộ kinh doanh; tiểu thương các chợ.\n\nII. KINH PHÍ\n\nNgân sách.\n",
            [("audience", "Người dân."), ("audience", "Hộ kinh doanh; tiểu thương các chợ.")],
        ),
        (
            "II. ĐỐI TƯỢNG, HÌNH THỨC TRUYỀN THÔNG\n\n1. Đối tượng\n\n- Học sinh\n\n2. Hình thức\n\n- Tờ rơi\n",
            [("audience", "Học sinh"), ("channel", "Tờ rơi")],
        ),
        (
            "V. HÌNH THỨC\n\n1. Kênh truyền thông trực tiếp:\n\n- Hội nghị\n\n2. Kênh truyền thông gián tiếp:\n\n- Báo, đài\n",
            [("channel", "Hội nghị"), ("channel", "Báo, đài")],
        ),
        (
            "III. NỘI DUNG TUYÊN TRUYỀN\n\nTập trung vào:\n\nLuật An toàn thực phẩm và\n\n¹ Luật số 55/2010/QH12.\n\ncách chọn thực phẩm.\n",
            [("content", "Luật An toàn thực phẩm và cách chọn thực phẩm.")],
        ),
        (
            'I. YÊU CẦU\n\n- Nêu bật các thông điệp “Ăn chín, uống sôi”, “Rửa tay trước khi ăn” và "Nói không với rượu lậu"; ký cam kết “Chợ sạch”.\n',
            [
                ("message", "Ăn chín, uống sôi"),
                ("message", "Rửa tay trước khi ăn"),
                ("message", "Nói không với rượu lậu"),
            ],
        ),
        (
            "I. YÊU CẦU\n\n- Lan tỏa thông điệp trong toàn ngành: *Thực phẩm sạch cho mọi nhà*.\n",
            [("message", "Thực phẩm sạch cho mọi nhà")],
        ),
        (
            "I. YÊU CẦU\n\n- Lan tỏa thông điệp theo giá trị cốt lõi: Kỹ năng - việc làm - thu nhập.\n",
            [("message", "Kỹ năng - việc làm - thu nhập")],
        ),
        ("I. YÊU CẦU\n\n- Thông điệp cần có: Ngắn gọn, dễ nhớ, dễ hiểu.\n", []),
        ("I. THÔNG ĐIỆP TRUYỀN THÔNG\n\n- Ăn chín, uống sôi\n", [("message", "Ăn chín, uống sôi")]),
        (
            "I. PHẠM VI\n\n- Trao đổi thông điệp dữ liệu. Theo “Quy chế”.\n\n- Theo chủ đề, sự kiện: Tết.\n",
            [],
        ),
    ],
)
def test_parts_of_a_plan(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.part, one.text) for one in elements(PLAN + body)] == expected


def test_a_plan_about_something_else_has_no_audience() -> None:
    assert elements(OTHER + "I. ĐỐI TƯỢNG\n\n1. Hộ kinh doanh.\n\nII. NỘI DUNG\n\n1. Kiểm tra hồ sơ.\n") == ()
    (found,) = elements(OTHER + "I. ĐỐI TƯỢNG TUYÊN TRUYỀN\n\n1. Hộ kinh doanh.\n")
    assert found.section == ("I. ĐỐI TƯỢNG TUYÊN TRUYỀN",)


def test_the_example_plans() -> None:
    parts = {
        path.stem: [one.part for one in read(path).record.communication] for path in plans() if path.is_file()
    }
    counts = {
        name: tuple(found.count(part) for part in ("audience", "content", "message", "channel"))
        for name, found in parts.items()
    }
    assert counts == {
        "ha-quang-2021": (3, 9, 3, 4),
        "hai-phong-2024": (6, 4, 3, 10),
        "lai-chau-2026": (6, 6, 1, 4),
        "lang-son-2023": (0, 0, 0, 0),
        "ngoc-hoi-2023": (0, 0, 0, 0),
    }


def test_elements_are_kept_in_json_and_in_the_graph() -> None:
    reading = read_text(PLAN + "I. ĐỐI TƯỢNG TUYÊN TRUYỀN\n\n1. Người dân.\n\n2. Người dân.\n", "a")
    assert from_json(to_json(reading.record)) == reading.record
    quads = linked(reading)
    nodes = {quad.subject.value for quad in quads if quad.predicate.value.endswith("#communicationOf")}
    assert len(nodes) == 2
    assert validate({quads[0].graph_name: quads}) == {}


def test_every_word_of_the_register_makes_a_heading() -> None:
    for part in ("audience", "content", "message", "channel"):
        for word in words(f"{part} heading"):
            for about in words("communication"):
                (found,) = elements(OTHER + f"I. {word} {about}".upper() + "\n\n- Tờ rơi, loa\n")
                assert found.part == part


@given(
    st.lists(
        st.sampled_from(
            ["thông điệp ", "“Ăn chín”", ", ", "\n\n", "- ", "I. ĐỐI TƯỢNG TRUYỀN THÔNG", ":", "*a b c d*"]
        )
    )
)
def test_no_text_breaks_the_reading(pieces: list[str]) -> None:
    elements(PLAN + "".join(pieces))
