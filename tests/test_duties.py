"""Whose work an item is where wording or layout makes it hard to tell, and what only looks like work."""

from __future__ import annotations

from itertools import combinations

import pytest

from extract.assignments import find_later, find_subject
from ontology.registers import DIRECTORY
from tests.test_tasks import REGULATION, tasks


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Thứ nhất, các bộ, ngành trên tinh thần “rõ việc, rõ người”, chủ động tháo gỡ.", ("các bộ, ngành",)),
        ("Hai là, các địa phương cần rà soát quy hoạch.", ("các địa phương",)),
        ("Sở Y tế là cơ quan thường trực, chủ trì đôn đốc.", ("Sở Y tế",)),
        ("Bộ Y tế với vai trò là cơ quan thường trực, chủ động báo cáo.", ("Bộ Y tế",)),
        ("Hội đồng thi đua phân công rõ trách nhiệm các thành viên.", ("Hội đồng thi đua",)),
        ("Cán bộ tiếp nhận có trách nhiệm hướng dẫn người dân.", ("Cán bộ tiếp nhận",)),
        ("Cán bộ, công chức dùng hệ thống phải giữ kín mật khẩu.", ("Cán bộ, công chức dùng hệ thống",)),
        (
            "Các cá nhân được cấp thẻ phải mang thẻ khi ra vào và chịu trách nhiệm giữ thẻ.",
            ("Các cá nhân được cấp thẻ",),
        ),
        ("Người được giao giữ kho phải chủ động hàng ngày kiểm tra.", ("Người được giao giữ kho",)),
        ("Tổ chức, cá nhân sau khi được cấp thẻ có trách nhiệm đổi mật khẩu.", ("Tổ chức, cá nhân",)),
        ("Trước khi khóa sổ, các đơn vị có trách nhiệm đối chiếu số liệu.", ("các đơn vị",)),
        (
            "Thực hiện Quyết định số 5/QĐ-BTC, cơ quan Thuế không ban hành văn bản, Sở Tài chính có trách nhiệm đối chiếu.",
            ("Sở Tài chính",),
        ),
    ],
)
def test_subjects(sentence: str, names: tuple[str, ...]) -> None:
    subject = find_subject(sentence)
    assert subject is not None
    assert subject.names == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Hằng năm lập dự toán, gửi Sở Tài chính thẩm định, Ủy ban nhân dân tỉnh phê duyệt.",
        "Định kỳ hằng tháng, phối hợp với Sở Y tế, Sở Nội vụ kiểm tra.",
        "Căn cứ nhiệm vụ, quy định cơ chế giữa các ngành, các cấp bảo đảm hiệu quả.",
        "Các thành viên của Hội đồng quản lý Quỹ hoạt động theo chế độ kiêm nhiệm.",
        "Các tổ chức cung cấp tin, bài được duyệt sẽ được trả nhuận bút.",
        "Người dân thiếu nước sạch để ăn uống.",
    ],
)
def test_bodies_that_are_told_nothing(sentence: str) -> None:
    assert find_subject(sentence) is None


def test_a_later_must_counts_outside_acts() -> None:
    text = "Nâng cao ý thức toàn dân; từng địa phương phải đăng ký chỉ tiêu."
    found = find_later(text, must=True)
    assert found is not None
    assert found.names == ("từng địa phương",)
    assert find_later(text) is None


SECTION = "V. TỔ CHỨC THỰC HIỆN\n\n"


def test_bodies_under_a_coordination_are_partners() -> None:
    found = tasks(
        SECTION + "1. Công an tỉnh\n\na) Chủ trì, phối hợp\n\n- Sở Tài chính tham mưu bố trí kinh phí.\n\n"
        "b) Chủ trì, phối hợp với các sở, ngành\n\n- Tổ chức tuần tra.\n\n"
        "2. Sở Y tế\n\nPhối hợp với các sở, ngành:\n\n- Kiểm tra kho thuốc.\n"
    )
    assert [(task.responsible, task.partners) for task in found] == [
        (("Công an tỉnh",), ("Sở Tài chính",)),
        (("Công an tỉnh",), ("các sở, ngành",)),
        (("Sở Y tế",), ()),
    ]


def test_nearer_heading_of_several_departments() -> None:
    (task,) = tasks(
        "Điều 15. Trách nhiệm của các Sở, ngành\n\n1. Trách nhiệm của các Sở: Xây dựng, Nội vụ.\n\na) Tập huấn cho cấp xã.\n",
        REGULATION,
    )
    assert task.responsible == ("Sở Xây dựng", "Sở Nội vụ")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Trách nhiệm của người quản trị Cổng thông tin", "người quản trị Cổng thông tin"),
        ("Trách nhiệm của cán bộ quản trị mạng", "cán bộ quản trị mạng"),
    ],
)
def test_whoever_a_heading_names(heading: str, name: str) -> None:
    (task,) = tasks(f"Chương III\n\nTỔ CHỨC THỰC HIỆN\n\nĐiều 8. {heading}\n\n1. Đổi mật khẩu.\n", REGULATION)
    assert task.responsible == (name,)


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Chủ đầu tư, chủ sở hữu nhà (Bên cho thuê):", ("Chủ đầu tư, chủ sở hữu nhà (Bên cho thuê)",)),
        ("Người sử dụng nhà ở xã hội:", ("Người sử dụng nhà ở xã hội",)),
        (
            "Người có thẩm quyền chứng thực, công chức được phân công cập nhật, tra cứu có trách nhiệm:",
            ("Người có thẩm quyền chứng thực", "công chức được phân công cập nhật, tra cứu"),
        ),
        ("Người được giao giữ con dấu có trách nhiệm:", ("Người được giao giữ con dấu",)),
        (
            "Trách nhiệm của công chứng viên, nhân viên của văn phòng",
            ("công chứng viên", "nhân viên của văn phòng"),
        ),
    ],
)
def test_parties_and_persons_as_headings(heading: str, names: tuple[str, ...]) -> None:
    (task,) = tasks(
        f"Điều 8. Trách nhiệm của Sở Y tế và các bên\n\n1. {heading}\n\na) Thực hiện nội quy.\n", REGULATION
    )
    assert task.responsible == names


@pytest.mark.parametrize(
    "heading",
    ["Trách nhiệm, quyền hạn của Sở Y tế", "Nội dung Sở Y tế có trách nhiệm chủ trì"],
)
def test_articles_whose_heading_names_the_authority(heading: str) -> None:
    (task,) = tasks(f"Điều 8. {heading}\n\n1. Công tác tuyên truyền trên địa bàn tỉnh.\n", REGULATION)
    assert task.responsible == ("Sở Y tế",)


def test_duty_that_stands_in_the_paragraphs_below() -> None:
    found = tasks(
        "Điều 4. Tổ chức thực hiện\n\nChi cục trưởng Chi cục Kiểm lâm có trách nhiệm:\n\nQuy định nhiệm vụ các hạt.\n",
        REGULATION,
    )
    assert [(task.starts, task.responsible) for task in found] == [
        ("Quy định nhiệm vụ các hạt.", ("Chi cục trưởng Chi cục Kiểm lâm",))
    ]


def test_item_number_glued_to_the_sentence_before() -> None:
    first, second = tasks(
        "Điều 9. Tổ chức thực hiện\n\n1. Giao Sở Y tế công khai kết quả.2. Giao Sở Nội vụ giám sát.\n",
        REGULATION,
    )
    assert (first.responsible, second.responsible) == (("Sở Y tế",), ("Sở Nội vụ",))


def test_later_sentences_tell_others_too() -> None:
    (task,) = tasks(SECTION + "1. Giao Sở Y tế kiểm tra. Yêu cầu Nhà đầu tư (Tập đoàn A) bổ sung thiết bị.\n")
    assert task.responsible == ("Sở Y tế", "Nhà đầu tư (Tập đoàn A)")


def test_what_is_no_work() -> None:
    assert tasks(SECTION + "1. Các cơ quan cấp tỉnh: chọn không quá 01 cá nhân.\n") == ()
    (task,) = tasks(
        SECTION
        + "1. Sở Y tế\n\na) Từ chối tiếp nhận thuốc trong các trường hợp sau:\n\n- Có nguy cơ mất an toàn.\n\n"
        "b) (được bãi bỏ).\n\nc) Tên báo cáo: Báo cáo kho thuốc.\n"
    )
    assert task.text.startswith("Từ chối tiếp nhận thuốc")


def test_an_annex_that_delegates_assigns_only_in_its_last_chapter() -> None:
    (task,) = tasks(
        "Điều 1. Ban hành Quy định kèm theo.\n\n| Nơi nhận: - Như Điều 1. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn A |\n\n"
        "QUY ĐỊNH\n\nPHÂN CẤP QUẢN LÝ NGHĨA TRANG\n\n(Kèm theo Quyết định số 5/2025/QĐ-UBND)\n\nChương II\n\n"
        "PHÂN CẤP QUẢN LÝ\n\nĐiều 3. Trách nhiệm quản lý đất\n\n1. UBND cấp xã chủ trì thẩm định.\n\nChương III\n\n"
        "TỔ CHỨC THỰC HIỆN\n\nĐiều 4. Trách nhiệm của Sở Xây dựng\n\n1. Hướng dẫn cấp xã.\n",
        REGULATION,
    )
    assert task.starts == "Hướng dẫn cấp xã."


def test_forms_assign_nothing() -> None:
    assert (
        tasks(
            "Điều 1. Công bố thủ tục.\n\n| Nơi nhận: - Như Điều 1. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn A |\n\n"
            "PHỤ LỤC\n\nMẫu số 03\n\nQUYẾT ĐỊNH\n\nĐiều 2. Chánh Văn phòng, Thủ trưởng đơn vị chịu trách nhiệm thi hành.\n",
            REGULATION,
        )
        == ()
    )


def test_registers_of_words_share_no_kind() -> None:
    kinds = [
        {line.partition(",")[0] for line in path.read_text("utf-8").splitlines()[1:]}
        for path in DIRECTORY.glob("*_words.csv")
        if path.read_text("utf-8").startswith("kind,word,mark")
    ]
    assert len(kinds) > 2
    for one, other in combinations(kinds, 2):
        assert not one & other
