"""Choosing tasks by body through time, by province and words, and why nothing was found."""

from datetime import date

import pytest

from extract.record import Due
from graph.agenda import Assignment, Passage, Plan, Task
from graph.authority import Place
from graph.holders import fields_of, holder
from graph.iri import ID
from graph.occurrences import Span
from graph.wanted import Wanted, WantedError, choose, contains, provinces_named

ON = date(2026, 11, 26)
OLD = "Sở Lao động - Thương binh và Xã hội"


def task(number: int, text: str, name: str, slug: str | None, role="chu-tri", title="Truyền thông năm 2024", due=None) -> Task:  # fmt: skip
    plan = Plan(f"{ID}vb/ubnd-hai-phong/kh/2024/{number % 2}", f"Kế hoạch số {number % 2}", "2024-03-01", place=Place("province", "hai-phong"), title=title)  # fmt: skip
    part = Assignment(role, name, "giao", f"{ID}co-quan/{slug}" if slug else None)
    return Task(
        f"{ID}nhiem-vu/{number}", text, plan, (part,), Passage("a.txt", number, number + 1, text), due=due
    )


VOCATIONAL = task(1, "Truyền thông về giáo dục nghề nghiệp", OLD, "sldtbxh-hai-phong")
JOBS = task(2, "Dự báo thị trường lao động", OLD, "sldtbxh-hai-phong")
VAGUE = task(3, "Theo dõi, đôn đốc việc thực hiện", OLD, "sldtbxh-hai-phong")
SCHOOLS = task(4, "Tuyên truyền trong trường học", "Sở Giáo dục và Đào tạo", "sgddt-hai-phong")
UNKNOWN = task(5, "Tổ chức ngày hội", "Trường Cao đẳng Lai Châu", None, due=Due("date", end="2024-12-31"))
TASKS = (VOCATIONAL, JOBS, VAGUE, SCHOOLS, UNKNOWN)


def found(**facts) -> tuple[list[Task], list[Task]]:
    chosen = choose(TASKS, Wanted(ON, **facts))
    return list(chosen.tasks), list(chosen.possible)


@pytest.mark.parametrize(
    ("body", "tasks", "possible"),
    [
        ("sldtbxh-hai-phong", [VOCATIONAL, JOBS, VAGUE], []),
        ("Sở LĐTBXH thành phố Hải Phòng", [VOCATIONAL, JOBS, VAGUE], []),
        ("Sở Giáo dục và Đào tạo thành phố Hải Phòng", [VOCATIONAL, SCHOOLS], [VAGUE]),
        ("Sở Nội vụ thành phố Hải Phòng", [JOBS], [VAGUE]),
        (f"{ID}co-quan/sldtbxh-hai-phong", [VOCATIONAL, JOBS, VAGUE], []),
        ("Sở Giáo dục và Đào tạo", [VOCATIONAL, SCHOOLS], [VAGUE]),
        ("cao đẳng", [UNKNOWN], []),
        ("CAO DANG", [UNKNOWN], []),
        ("Sở Y tế tỉnh Lạng Sơn", [], []),
    ],
)
def test_a_body_through_time(body, tasks, possible):
    assert found(body=body) == (tasks, possible)


def test_on_a_day_before_the_merger_nothing_has_passed_on():
    chosen = choose(TASKS, Wanted(date(2024, 6, 1), body="Sở Giáo dục và Đào tạo thành phố Hải Phòng"))
    assert (list(chosen.tasks), list(chosen.possible)) == ([SCHOOLS], [])


def test_the_field_is_told_by_the_task_then_by_the_title():
    held = holder(VOCATIONAL, VOCATIONAL.assignments[0], ON)
    assert (held.function, held.told_by) == ("giáo dục nghề nghiệp", "task")
    titled = task(6, "Theo dõi", OLD, "sldtbxh-hai-phong", title="Truyền thông về giáo dục nghề nghiệp")
    assert holder(titled, titled.assignments[0], ON).told_by == "title"


def test_two_fields_or_none_leave_candidates():
    both = task(7, "Giáo dục nghề nghiệp và việc làm", OLD, "sldtbxh-hai-phong")
    for one in (both, VAGUE):
        held = holder(one, one.assignments[0], ON)
        assert held.bodies == ()
        assert len(held.candidates) > 1
    assert holder(UNKNOWN, UNKNOWN.assignments[0], ON) is None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Truyền thông về giáo dục nghề nghiệp", ("giáo dục nghề nghiệp",)),
        ("Giao Phòng Lao động - Thương binh và Xã hội theo dõi, đôn đốc việc thực hiện", ()),
        ("Báo cáo Sở LĐTBXH", ()),
        ("Tư vấn trực tiếp cho người lao động", ()),
        ("Miễn giảm học phí cho hộ nghèo, người khuyết tật", ()),
        ("Dự báo thị trường lao động", ("việc làm",)),
        ("Thực hiện chính sách bảo trợ xã hội", ("bảo trợ xã hội, trẻ em",)),
        ("Dạy nghề, giải quyết việc làm", ("giáo dục nghề nghiệp", "việc làm")),
    ],
)
def test_fields_are_not_bodies_nor_people(text, fields):
    assert fields_of(text) == fields


def test_a_task_and_a_title_of_different_fields_leave_candidates():
    one = task(
        8, "Dự báo thị trường lao động", OLD, "sldtbxh-hai-phong", title="Giáo dục nghề nghiệp năm 2024"
    )
    assert holder(one, one.assignments[0], ON).bodies == ()


def test_conditions_meet():
    assert found(body="sldtbxh-hai-phong", words="thi truong") == ([JOBS], [])
    assert found(role="phoi-hop") == ([], [])
    assert found(plan=VOCATIONAL.plan.iri) == ([VOCATIONAL, VAGUE, UNKNOWN], [])
    assert found(province="Hải Phòng")[0] == list(TASKS)
    assert found(span=Span(date(2024, 1, 1), date(2024, 12, 31))) == ([UNKNOWN], [])


def test_a_body_without_tasks_says_what_each_condition_finds():
    chosen = choose(TASKS, Wanted(ON, body="Bộ Ngoại giao", words="truyền thông", span=Span(date(2030, 1, 1), date(2030, 12, 31))))  # fmt: skip
    assert chosen.tasks == ()
    assert dict(chosen.alone) == {"body": 0, "words": 1, "dates": 0}


@pytest.mark.parametrize(
    ("facts", "kind", "nearest"),
    [
        ({"body": "Trường Cao đảng Lai Chau"}, "body", "Trường Cao đẳng Lai Châu"),
        ({"body": "qqqq"}, "body", None),
        ({"partner": "Sở Giao dục"}, "body", "Sở Giáo dục và Đào tạo"),
        ({"body": "UBND huyện Châu Thành"}, "several", None),
        ({"province": "Lạng Sanh"}, "province", "Lạng Sơn"),
        ({"province": "Atlantis"}, "province", None),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(facts, kind, nearest):
    with pytest.raises(WantedError) as caught:
        found(**facts)
    assert caught.value.kind == kind
    if nearest:
        assert nearest in caught.value.candidates


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("Hải Phòng", {"hai-phong", "hai-duong"}),
        ("hai phong", {"hai-phong", "hai-duong"}),
        ("tỉnh Quảng Ngãi", {"quang-ngai", "kon-tum"}),
        ("Kon Tum", {"kon-tum"}),
        ("kon-tum", {"kon-tum"}),
    ],
)
def test_a_province_includes_those_merged_into_it(words, slugs):
    assert provinces_named(words) == slugs


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("phong su", "Làm phóng sự, tin, bài", True),
        ("phóng sự", "Làm phóng sự", True),
        ("phòng sự", "Làm phóng sự", False),
        ("bài phóng", "Làm phóng sự, tin, bài", True),
        ("báo", "Làm phóng sự", False),
    ],
)
def test_marks_count_only_where_they_are_typed(words, text, expected):
    assert contains(words)(text) is expected
