"""What a named authority does in the course of a process: terms, cases, steps, and what is none of its work."""

from __future__ import annotations

import pytest

from extract.processes import bound_in, subject_of_step
from extract.record import Task
from tests.test_tasks import REGULATION, tasks

ARTICLE = "Điều 6. Cấp hộp thư\n\n"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Trong thời hạn 02 ngày kể từ khi nhận được văn bản đề nghị, Sở Y tế tổng hợp.", ("Sở Y tế",)),
        (
            "Trong vòng 03 ngày kể từ ngày nhận được hồ sơ của cơ quan lập đề án, Sở Y tế rà soát.",
            ("Sở Y tế",),
        ),
        ("Tạm khóa: Hộp thư không dùng trong 03 tháng, Sở Y tế sẽ tạm khóa.", ("Sở Y tế",)),
        ("Dữ liệu cũ của 02 tỉnh (Hà Nam, Nam Định) Sở Y tế có trách nhiệm chuyển đổi.", ("Sở Y tế",)),
        ("Hội đồng nhân dân tỉnh thông qua tại kỳ họp gần nhất đề án này.", ("Hội đồng nhân dân tỉnh",)),
    ],
)
def test_work_of_a_named_authority(sentence: str, names: tuple[str, ...]) -> None:
    (task,) = tasks(f"{ARTICLE}1. {sentence}\n", REGULATION)
    assert task.responsible == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Trong thời hạn 05 ngày kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Y tế thẩm định.",
        "Trong thời hạn 05 ngày kể từ ngày nhận được văn bản đề nghị của doanh nghiệp, Sở Y tế thẩm định.",
        "Trong thời hạn 05 ngày kể từ ngày nhận được thông báo, cơ quan chuyên môn kiểm tra.",
        "Hộp thư không dùng, cơ quan quản lý sẽ tạm khóa.",
        "Khi hết hạn, hộp thư của Sở Y tế sẽ được khóa.",
        "Sửa đổi điểm a: “a) Mọi hồ sơ, Sở Y tế có trách nhiệm lưu.”",
        "Các cơ quan cung cấp thông tin chịu trách nhiệm về tính chính xác của thông tin.",
        "Các cá nhân được cấp thẻ phải dùng thẻ và phải chịu trách nhiệm trước pháp luật về việc dùng thẻ.",
    ],
)
def test_what_is_no_work_of_it(sentence: str) -> None:
    assert tasks(f"{ARTICLE}1. {sentence}\n", REGULATION) == ()


def test_all_whom_a_paragraph_binds() -> None:
    text = "Khi hết hạn, Sở Y tế có trách nhiệm gửi văn bản. Sau đó, Sở Nội vụ, Sở Tài chính sẽ lưu hồ sơ."
    found = bound_in(text)
    assert found is not None
    assert found.names == ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính")


def test_a_working_process_assigns_to_authorities_only() -> None:
    (task,) = tasks(
        ARTICLE + "2. Quy trình cấp mới\n\na) Cơ quan, đơn vị gửi văn bản đề nghị;\n\n"
        "b) Sau 03 ngày kể từ khi nhận được văn bản đề nghị của các cơ quan, đơn vị, Sở Y tế xác minh và cấp.\n",
        REGULATION,
    )
    assert task.responsible == ("Sở Y tế",)
    assert task.deadline == "Sau 03 ngày kể từ khi nhận được văn bản đề nghị của các cơ quan, đơn vị"


def _steps(title: str, *steps: str) -> tuple[Task, ...]:
    listed = "".join(f"Bước {number}: {step}\n\n" for number, step in enumerate(steps, 1))
    return tasks(
        "Điều 1. Công bố thủ tục.\n\n| Nơi nhận: - Như Điều 1. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn A |\n\n"
        f"PHỤ LỤC\n\nNỘI DUNG {title}\n\n1. Phê duyệt danh sách\n\na) Trình tự thực hiện\n\n{listed}",
        REGULATION,
    )


STEPS = (
    "Ủy ban nhân dân các xã, phường, (sau đây gọi chung là cấp xã) tổ chức rà soát. Trong đó:",
    "Cơ quan, tổ chức cấp tỉnh lựa chọn nhân sự;",
    "Sau khi có kết quả, Ủy ban nhân dân tỉnh ban hành quyết định phê duyệt;",
    "Lập báo cáo kết quả.",
    "Ủy ban nhân dân tỉnh giao đơn vị chủ trì.",
)


def test_steps_of_an_internal_procedure() -> None:
    found = _steps("THỦ TỤC HÀNH CHÍNH NỘI BỘ", *STEPS)
    assert [task.responsible for task in found] == [
        ("Ủy ban nhân dân các xã, phường",),
        ("Ủy ban nhân dân tỉnh",),
    ]
    assert found[0].starts.startswith("Ủy ban nhân dân các xã")


def test_steps_of_a_public_service_assign_nothing() -> None:
    assert _steps("THỦ TỤC HÀNH CHÍNH", *STEPS) == ()


def test_an_actor_behind_a_condition_that_ends_in_a_full_stop() -> None:
    found = subject_of_step("Bước 2: Sau khi xác định được thôn. Sở Y tế căn cứ tiêu chí để phân loại.")
    assert found is not None
    assert found.names == ("Sở Y tế",)
    assert subject_of_step("Sở Y tế căn cứ tiêu chí để phân loại.") is None


def test_transitional_provisions_assign_like_others() -> None:
    (task,) = tasks(
        "Điều 9. Điều khoản chuyển tiếp\n\n1. Tài khoản cũ sẽ được chuyển đổi. Sở Y tế phối hợp với các đơn vị rà soát.\n",
        REGULATION,
    )
    assert (task.responsible, task.partners) == (("Sở Y tế",), ("các đơn vị",))
