"""Assignments in every layout they come in, and what is none."""

from __future__ import annotations

import re
import time

import pytest

from extract.assignments import find_subject
from extract.bodies import read_bodies
from extract.layout import lay_out
from extract.partners import find_partners
from extract.record import Task
from extract.tasks import find_tasks
from extract.text import normalise
from ontology import vocabulary

HEAD = "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\n\nKẾ HOẠCH\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"


def tasks(body: str, head: str = HEAD) -> tuple[Task, ...]:
    text = normalise(head + body)
    found = find_tasks(text, lay_out(text.normal))
    for task in found:
        assert " ".join(text.raw[task.start : task.end].split()) == task.text
        assert task.text.startswith(task.starts)
    return found


def test_register_examples_match_their_patterns() -> None:
    for label in (*vocabulary.line_labels(), *vocabulary.column_labels()):
        assert re.fullmatch(label.pattern, label.example, re.IGNORECASE), label


@pytest.mark.parametrize(
    ("listed", "names", "rest"),
    [
        ("Các Sở, ngành, đơn vị, UBND cấp xã.", ["Các Sở, ngành, đơn vị", "UBND cấp xã"], "."),
        (
            "Sở Văn hóa, Thể thao và Du lịch; Sở Tư pháp và các sở, ngành có liên quan chủ trì",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Tư pháp", "các sở, ngành có liên quan"],
            " chủ trì",
        ),
        (
            "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ, "
            "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố chịu trách nhiệm",
            [
                "Bộ trưởng",
                "Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ",
                "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố",
            ],
            " chịu trách nhiệm",
        ),
        (
            "các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố, cơ quan, tổ chức khác",
            ["các bộ, cơ quan ngang bộ", "Ủy ban nhân dân các tỉnh, thành phố", "cơ quan, tổ chức khác"],
            "",
        ),
        (
            "Các Bộ: Quốc phòng, Văn hóa, Thể thao và Du lịch chủ động",
            ["Bộ Quốc phòng", "Bộ Văn hóa, Thể thao và Du lịch"],
            " chủ động",
        ),
        (
            "chính quyền địa phương và lực lượng Kiểm lâm trong công tác",
            ["chính quyền địa phương", "lực lượng Kiểm lâm"],
            " trong công tác",
        ),
        (
            "Các sở, ngành, UBND xã, phường Sở Tài chính",
            ["Các sở, ngành", "UBND xã, phường", "Sở Tài chính"],
            "",
        ),
        ("Ban Chỉ đạo phòng thủ dân sự tỉnh theo dõi", ["Ban Chỉ đạo phòng thủ dân sự tỉnh"], " theo dõi"),
        (
            "Viện Nghiên cứu phát triển tỉnh, Trung tâm Xúc tiến đầu tư và du lịch xây dựng",
            ["Viện Nghiên cứu phát triển tỉnh", "Trung tâm Xúc tiến đầu tư và du lịch"],
            " xây dựng",
        ),
        ("các cơ sở đào tạo nghề dựng biển", ["các cơ sở đào tạo nghề"], " dựng biển"),
        (
            "Phó Trưởng Ban Chỉ đạo, Ủy viên thường trực ký",
            ["Phó Trưởng Ban Chỉ đạo", "Ủy viên thường trực"],
            " ký",
        ),
        ("Cấp ủy, chính quyền xã chỉ đạo", ["Cấp ủy, chính quyền xã"], " chỉ đạo"),
        (
            "UBND các tỉnh: Sơn La, Lào Cai, Phú Thọ khẩn trương",
            ["UBND tỉnh Sơn La", "UBND tỉnh Lào Cai", "UBND tỉnh Phú Thọ"],
            " khẩn trương",
        ),
        ("các trường học cùng soạn tài liệu", ["các trường học"], " cùng soạn tài liệu"),
        ("các hội, đoàn thể ở tỉnh và UBND xã", ["các hội, đoàn thể ở tỉnh", "UBND xã"], ""),
        (
            "Chánh Văn phòng UBND tỉnh; Giám đốc Sở Y tế",
            ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Y tế"],
            "",
        ),
    ],
)
def test_lists_of_bodies(listed: str, names: list[str], rest: str) -> None:
    bodies = read_bodies(listed)
    assert bodies is not None
    assert list(bodies.names) == names
    assert listed[bodies.end :] == rest


@pytest.mark.parametrize(
    "prose", ["Tổ chức hội nghị", "Báo cáo kết quả", "Phòng, chống dịch", "Trường hợp cần"]
)
def test_what_only_looks_like_a_body(prose: str) -> None:
    assert read_bodies(prose) is None


@pytest.mark.parametrize(
    ("sentence", "names", "modality"),
    [
        ("Giao Sở Nội vụ theo dõi, đôn đốc.", ("Sở Nội vụ",), "assign"),
        (
            "Các Ông/bà: Cục trưởng Cục Quản lý Dược chịu trách nhiệm thi hành.",
            ("Cục trưởng Cục Quản lý Dược",),
            "assign",
        ),
        ("Về kiến nghị sửa đổi Nghị định: giao Bộ Y tế chủ trì nghiên cứu.", ("Bộ Y tế",), "assign"),
        ("Đề nghị Tỉnh đoàn phối hợp tuyên truyền.", ("Tỉnh đoàn",), "request"),
        ("Sở Tài chính, trên cơ sở đề xuất của các đơn vị, chủ trì tổng hợp.", ("Sở Tài chính",), "assign"),
        ("Căn cứ Kế hoạch này, các sở, ngành xây dựng kế hoạch.", ("các sở, ngành",), "assign"),
        (
            "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các cơ quan phản ánh về Sở Y tế.",
            ("các cơ quan",),
            "request",
        ),
        ("Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở triển khai.", ("Giám đốc các sở",), "assign"),
        ("Sở Xây dựng có ý kiến về cấp nhà khi được hỏi.", ("Sở Xây dựng",), "assign"),
        ("Phát hành thẻ: UBND xã phối hợp với ngân hàng mở điểm giao dịch.", ("UBND xã",), "assign"),
        (
            "Các tổ chức sử dụng vốn ngân sách để thuê phần mềm có trách nhiệm lưu hồ sơ.",
            ("Các tổ chức sử dụng vốn ngân sách để thuê phần mềm",),
            "assign",
        ),
        ("Cơ quan lập đề án có trách nhiệm công bố kết quả.", ("Cơ quan lập đề án",), "assign"),
        ("Khi thay người, đơn vị cử cán bộ có trách nhiệm báo tin.", ("đơn vị cử cán bộ",), "assign"),
        ("Để đón du khách, thành phố Huế cần tập trung một số việc.", ("thành phố Huế",), "assign"),
        ("Về đề nghị Bộ Y tế cấp máy: Bộ Tài chính nghiên cứu, trả lời.", ("Bộ Tài chính",), "assign"),
        (
            "Các cơ quan được phân công chủ trì nhiệm vụ theo Kế hoạch này có trách nhiệm lập dự toán.",
            ("Các cơ quan được phân công chủ trì nhiệm vụ",),
            "assign",
        ),
    ],
)
def test_subjects(sentence: str, names: tuple[str, ...], modality: str) -> None:
    subject = find_subject(sentence)
    assert subject is not None
    assert (subject.names, subject.modality) == (names, modality)


@pytest.mark.parametrize(
    "sentence",
    [
        "Các doanh nghiệp tham gia chương trình có quyền rút vốn.",
        "Sở Tài chính quyết định việc trang bị xe của: Văn phòng Sở và các phòng.",
        "Sở Xây dựng cấp giấy phép cho công trình cấp II.",
        "NHÓM CÔNG VIỆC CỦA CÁC SỞ GỒM: XÂY DỰNG KẾ HOẠCH",
    ],
)
def test_no_subject(sentence: str) -> None:
    assert find_subject(sentence) is None


def test_partners() -> None:
    assert find_partners("Chủ trì, phối hợp với Sở Y tế và các đơn vị liên quan tổ chức kiểm tra") == (
        "Sở Y tế",
        "các đơn vị liên quan",
    )
    assert find_partners("Chỉ đạo các trường phối hợp với địa phương rà soát") == ("địa phương",)
    assert find_partners("Tăng cường công tác phối hợp tuần tra") == ()
    assert find_partners("phối hợp tổ chức chính trị - xã hội tại địa phương vận động người dân") == (
        "tổ chức chính trị - xã hội tại địa phương",
    )


def test_heading_that_is_a_body() -> None:
    first, second, third = tasks(
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Công Thương\n\n- Hướng dẫn doanh nghiệp.\n\n"
        "- Phối hợp với Sở Tài chính lập dự toán, báo cáo trước ngày 10/11/2025.\n\n"
        "2. Đề nghị Hội Nông dân tỉnh\n\nVận động hội viên tham gia.\n\n"
        "Trên đây là Kế hoạch, đề nghị các đơn vị nghiêm túc thực hiện./.\n"
    )
    assert (first.responsible, first.modality) == (("Sở Công Thương",), "assign")
    assert (second.partners, second.deadline) == (("Sở Tài chính",), "trước ngày 10/11/2025")
    assert second.due is not None
    assert second.due.end == "2025-11-09"
    assert (third.responsible, third.modality) == (("Hội Nông dân tỉnh",), "request")
    assert third.section[-1].endswith("Hội Nông dân tỉnh")


def test_heading_shares_its_partners_and_counts_only_with_work_of_its_own() -> None:
    found = tasks(
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ:\n\n- Tập huấn nhân viên.\n\n"
        "2. Giao Sở Tài chính là cơ quan đầu mối, chủ trì hướng dẫn lập dự toán cho toàn bộ Kế hoạch; "
        "tổ chức thực hiện các nhiệm vụ sau:\n\n- Tổng hợp nhu cầu kinh phí.\n"
    )
    assert [(task.responsible, task.partners) for task in found] == [
        (("Sở Y tế",), ("Sở Nội vụ",)),
        (("Sở Tài chính",), ()),
        (("Sở Tài chính",), ()),
    ]


def test_lines_apply_to_the_items_above_them() -> None:
    found = tasks(
        "III. NHIỆM VỤ\n\n1. Tuyên truyền\n\n- Biên soạn tài liệu.\n\n- Phát sóng phóng sự.\n\n"
        "* *Đơn vị thực hiện:* Phòng Văn hóa chủ trì, phối hợp Phòng, ngành liên quan.\n\n"
        "* *Thời gian thực hiện:* Hoàn thành trong tháng 9/2025.\n\n"
        "2. Đào tạo nghề\n\n- Cơ quan chủ trì: Sở Nội vụ.\n\n- Cơ quan phối hợp: Các sở, ngành.\n\n"
        "- Thời hạn hoàn thành: Thường xuyên.\n"
    )
    assert [task.starts for task in found] == ["Biên soạn tài liệu.", "Phát sóng phóng sự.", "Đào tạo nghề"]
    assert found[0].responsible == found[1].responsible == ("Phòng Văn hóa",)
    assert found[0].partners == ("Phòng, ngành liên quan",)
    assert found[1].due is not None
    assert found[1].due.end == "2025-09-30"
    assert (found[2].partners, found[2].deadline) == (("Các sở, ngành",), "Thường xuyên")


def test_content_label_is_the_task_when_it_says_what_to_do() -> None:
    (does,) = tasks(
        "II. NHIỆM VỤ\n\n1. Rà soát\n\n- Nội dung: Rà soát văn bản.\n\n- Cơ quan chủ trì: Sở Y tế.\n"
    )
    (is_thing,) = tasks(
        "II. NHIỆM VỤ\n\n1. Xây dựng Cổng dữ liệu\n\n- Nội dung: Cổng dữ liệu cung cấp thông tin.\n\n"
        "- Cơ quan chủ trì: Sở Y tế.\n"
    )
    assert does.starts == "Rà soát văn bản."
    assert is_thing.starts == "Xây dựng Cổng dữ liệu"


def test_table_with_merged_cells() -> None:
    first, second, third = tasks(
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |\n"
        "| I | Hạ tầng |\n"
        "| 1 | Nâng cấp máy chủ | Sở Tài chính | Sở, ban, ngành có liên quan | Quý IV/2026 |\n"
        "| Lắp đặt thiết bị dự phòng | Công an tỉnh |\n"
        "| 2 | Sao lưu dữ liệu | UBND xã, phường | Sở Y tế | Hằng năm |\n"
    )
    assert (first.partners, first.deadline) == (("Sở, ban, ngành có liên quan",), "Quý IV/2026")
    assert (second.responsible, second.deadline) == (("Công an tỉnh",), "Quý IV/2026")
    assert third.responsible == ("UBND xã, phường",)


def test_clause_of_responsibility_for_the_decision() -> None:
    (task,) = tasks(
        "Điều 1. Phê duyệt Đề án kèm theo.\n\nĐiều 2. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Y tế và "
        "các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.\n",
        head="ỦY BAN NHÂN DÂN TỈNH\n\nQUYẾT ĐỊNH\n\n",
    )
    assert task.responsible == (
        "Chánh Văn phòng Ủy ban nhân dân tỉnh",
        "Giám đốc Sở Y tế",
        "các cá nhân có liên quan",
    )


REGULATION = "ỦY BAN NHÂN DÂN TỈNH\n\nQUYẾT ĐỊNH\n\nBAN HÀNH QUY CHẾ\n\n"


def test_duties_in_a_regulation() -> None:
    found = tasks(
        "Chương II\n\nTRÁCH NHIỆM CÁC BÊN\n\nĐiều 4. Trách nhiệm của các đơn vị được giao tài khoản trong quản lý "
        "dữ liệu\n\n1. Cập nhật số liệu.\n\nĐiều 5. Sao lưu\n\n1. Dữ liệu lưu hai nơi. Sở Nội vụ có trách nhiệm "
        "kiểm tra bản sao.\n\n2. Sở Y tế xây dựng kế hoạch khôi phục.\n\nĐiều 6. Giám đốc Sở Tư pháp có trách nhiệm:"
        "\n\n1. Thực hiện công khai.\n",
        REGULATION,
    )
    assert [(task.starts.split(".")[0], task.responsible) for task in found] == [
        ("Cập nhật số liệu", ("các đơn vị được giao tài khoản",)),
        ("Dữ liệu lưu hai nơi", ("Sở Nội vụ",)),
        ("Sở Y tế xây dựng kế hoạch khôi phục", ("Sở Y tế",)),
        ("Thực hiện công khai", ("Giám đốc Sở Tư pháp",)),
    ]


def test_principles_hold_only_stated_duties_and_procedures_none() -> None:
    (duty,) = tasks(
        "Điều 2. Nguyên tắc làm việc\n\n1. Các phòng có trách nhiệm gửi tin đúng hạn.\n\n2. Các phòng trao đổi qua mạng."
        "\n\nĐiều 3. Xử lý đơn\n\n1. Trong thời hạn 03 ngày kể từ ngày nhận đơn, Sở Y tế kiểm tra hồ sơ.\n",
        REGULATION,
    )
    assert duty.responsible == ("Các phòng",)


def test_paragraph_that_announces_items_owns_them() -> None:
    first, second = tasks(
        "I. ĐÁNH GIÁ CHUNG\n\nKết quả rất tốt.\n\nĐể giữ đà tăng, tỉnh Lâm Đồng cần làm tốt các nhiệm vụ sau đây:\n\n"
        "1. Đẩy nhanh xây dựng đường ven hồ.\n\n2. Yêu cầu Sở Y tế mở thêm trạm cấp cứu.\n\nII. KIẾN NGHỊ\n\n"
        "1. Xây thêm cầu.\n",
        head="VĂN PHÒNG CHÍNH PHỦ\n\nTHÔNG BÁO\n\nKẾT LUẬN\n\n",
    )
    assert first.responsible == ("tỉnh Lâm Đồng",)
    assert second.text.startswith("Yêu cầu Sở Y tế")


def test_lead_in_that_directs_others() -> None:
    lead, below = tasks(
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Sở Công Thương\n\na) Chỉ đạo các trung tâm thương mại mở thêm quầy hàng bình ổn giá cho "
        "người dân vùng lũ, cụ thể như sau:\n\n- Niêm yết giá bán.\n"
    )
    assert (lead.responsible, below.responsible) == (("Sở Công Thương",), ("các trung tâm thương mại",))


def test_closing_with_a_deadline_is_work() -> None:
    (task,) = tasks(
        "V. TỔ CHỨC THỰC HIỆN\n\nTrên đây là Kế hoạch của tỉnh. Đề nghị các đơn vị báo cáo kết quả hoàn thành cho "
        "Sở Y tế trước ngày 05/12/2026.\n"
    )
    assert (task.starts.split()[0], task.deadline) == ("Đề", "trước ngày 05/12/2026")


def test_lettered_paragraphs_are_items() -> None:
    found = tasks("V. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na. Lập danh sách.\n\nb. Kiểm tra kho thuốc.\n")
    assert [task.starts for task in found] == ["Lập danh sách.", "Kiểm tra kho thuốc."]


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        (
            "các Tập đoàn: Dệt may Việt Nam, Cao su Việt Nam - Lào và Sở Y tế rà soát",
            ("Tập đoàn Dệt may Việt Nam", "Tập đoàn Cao su Việt Nam - Lào", "Sở Y tế"),
        ),
        (
            "Các Sở liên quan và các Tổng công ty: Đường sắt, Hàng hải tổ chức thực hiện",
            ("Các Sở liên quan", "Tổng công ty Đường sắt", "Tổng công ty Hàng hải"),
        ),
        (
            "UBND thành phố Huế, tỉnh Nghệ An và Sở Y tế chủ trì",
            ("UBND thành phố Huế", "UBND tỉnh Nghệ An", "Sở Y tế"),
        ),
        ("Bộ Y tế, các bộ, cơ quan liên quan xuất cấp thuốc", ("Bộ Y tế", "các bộ, cơ quan liên quan")),
        ("Sở Y tế và hệ thống truyền thanh cơ sở thông tin", ("Sở Y tế", "hệ thống truyền thanh cơ sở")),
        ("Ban quản lý Khu Nông nghiệp ứng dụng cao lập", ("Ban quản lý Khu Nông nghiệp ứng dụng cao",)),
    ],
)
def test_bodies_written_out(listed: str, names: tuple[str, ...]) -> None:
    bodies = read_bodies(listed)
    assert (bodies.names if bodies else ()) == names


def test_partners_without_voi() -> None:
    assert find_partners("Các đơn vị liên quan phối hợp lực lượng tại chỗ dựng trạm.") == (
        "lực lượng tại chỗ",
    )
    assert find_partners("Phối hợp cơ quan báo chí và hệ thống truyền thông đưa tin.") == (
        "cơ quan báo chí",
        "hệ thống truyền thông",
    )
    assert find_partners("Cơ quan phối hợp Sở Y tế lấy ý kiến.") == ()


def test_a_line_of_bodies_rules_the_lettered_items_behind_it() -> None:
    found = tasks(
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Về khám chữa bệnh\n\nSở Y tế, Sở Nội vụ:\n\na) Lập danh sách.\n\n"
        "2. Về thuốc\n\nSở Y tế chỉ đạo Trung tâm Y tế:\n\na) Kiểm tra kho.\n",
        head="CHÍNH PHỦ\n\nNGHỊ QUYẾT\n\nChính phủ quyết nghị:\n\n",
    )
    assert [(task.starts, task.responsible) for task in found] == [
        ("Lập danh sách.", ("Sở Y tế", "Sở Nội vụ")),
        ("Kiểm tra kho.", ("Sở Y tế",)),
    ]


def test_a_part_named_by_a_heading_of_duties() -> None:
    part = "Cơ quan chủ trì thẩm định hồ sơ"
    found = tasks(
        f"V. TRÁCH NHIỆM THỰC HIỆN\n\n1. {part}\n\na) Lập danh sách hồ sơ.\n\n"
        "b) Khi hồ sơ thiếu, cơ quan chủ trì có trách nhiệm trả lời.\n"
    )
    assert [task.responsible for task in found] == [(part,), (part,)]
    assert tasks(f"II. NỘI DUNG\n\n1. {part}\n\na) Danh sách hồ sơ kèm theo.\n") == ()


def test_a_bullet_with_a_topic_begins_at_its_topic() -> None:
    (task,) = tasks(
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Về trạm y tế xã: thêm hai bác sĩ: giao Sở Nội vụ lập đề án trong tháng 3/2026.\n"
    )
    assert (task.starts[:9], task.responsible) == ("Về trạm y", ("Sở Nội vụ",))


def test_a_condition_that_names_a_request_assigns_nothing() -> None:
    assert find_subject("Trường hợp đề nghị Sở Y tế chuyển hồ sơ thì nêu rõ căn cứ.") is None
    (task,) = tasks(
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\nLập danh sách. Trường hợp đề nghị Sở Y tế chuyển hồ sơ thì nêu rõ.\n"
    )
    assert task.responsible == ("Sở Nội vụ",)


def test_all_forces_are_a_subject() -> None:
    (task,) = tasks(
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Tất cả lực lượng, đơn vị tham gia diễn tập phải tuân thủ quy chế.\n"
    )
    assert task.responsible == ("Tất cả lực lượng, đơn vị tham gia diễn tập",)


def test_an_opening_order_begins_at_its_clause() -> None:
    lead, _ = tasks(
        "Để sớm dập dịch, Chính phủ yêu cầu các Bộ trưởng khẩn trương cử bác sĩ, cấp thuốc và mở thêm giường bệnh, "
        "trong đó tập trung một số nhiệm vụ cụ thể sau:\n\n1. Bộ Y tế lập đội cấp cứu.\n",
        head="CHÍNH PHỦ\n\nCÔNG ĐIỆN\n\n",
    )
    assert lead.starts.startswith("Chính phủ yêu cầu")


def test_telegram() -> None:
    lead, first, second = tasks(
        "Thủ tướng Chính phủ yêu cầu Chủ tịch Ủy ban nhân dân các tỉnh tập trung khắc phục hậu quả bão, "
        "cứu trợ người dân, sửa chữa đê điều, trong đó tập trung một số nhiệm vụ cụ thể sau:\n\n"
        "1. Bộ Xây dựng:\n\na) Bảo đảm giao thông.\n\n2. Các Bộ: Quốc phòng, Công an sẵn sàng lực lượng.\n",
        head="THỦ TƯỚNG CHÍNH PHỦ\n\nCÔNG ĐIỆN\n\n",
    )
    assert lead.responsible == ("Chủ tịch Ủy ban nhân dân các tỉnh",)
    assert (first.starts, first.responsible) == ("Bảo đảm giao thông.", ("Bộ Xây dựng",))
    assert second.responsible == ("Bộ Quốc phòng", "Bộ Công an")


@pytest.mark.parametrize(
    "body",
    [
        "I. MỤC ĐÍCH, YÊU CẦU\n\n- Các sở, ngành chủ động triển khai kịp thời.\n",
        "Điều 3. Nội dung phân cấp\n\n1. Sở Tư pháp có trách nhiệm ký quyết định.\n",
        "Điều 1. Sửa đổi Điều 5 như sau:\n\n“Điều 5. Trách nhiệm của Sở Y tế\n\n1. Kiểm tra cơ sở khám bệnh.”\n",
        "III. NHIỆM VỤ\n\n- Nâng cao nhận thức của người dân.\n",
    ],
)
def test_what_is_no_assignment(body: str) -> None:
    assert tasks(body) == ()


def test_a_plan_wide_period_bounds_tasks_without_a_deadline() -> None:
    (task,) = tasks(
        "II. NỘI DUNG\n\n1. Thời gian thực hiện\n\nTừ tháng 3 đến tháng 6 năm 2026\n\n"
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Kế hoạch\n\nLập dự toán chi tiết.\n"
    )
    assert task.deadline is None
    assert task.due is not None
    assert (task.due.start, task.due.end) == ("2026-03-01", "2026-06-30")


def test_long_texts_take_linear_time() -> None:
    def seconds(times: int) -> float:
        text = normalise(
            HEAD + "IV. TỔ CHỨC THỰC HIỆN\n\n" + "1. Sở Y tế\n\n- Phối hợp Sở Nội vụ rà soát.\n\n" * times
        )
        layout = lay_out(text.normal)
        before = time.process_time()
        find_tasks(text, layout)
        return time.process_time() - before

    seconds(10)
    # The better of two runs: what is compiled or looked up the first time counts for none.
    assert min(seconds(3000), seconds(3000)) < 40 * max(seconds(300), 0.005)


@pytest.mark.parametrize(
    "unit",
    [
        "hằng năm ",
        "trước ngày ",
        "trong thời hạn ",
        "báo cáo hằng ",
        "6 tháng ",
        "12 lần ",
        "phối hợp với ",
        "các Sở, ",
        "các Bộ: ",
        "Ban chỉ đạo ",
        "chịu trách nhiệm ",
        "có trách nhiệm ",
        "yêu cầu Sở Y tế ",
        "Căn cứ A, ",
        "tham mưu ",
        "....",
        "“",
        "A: ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(times: int) -> float:
        text = normalise(HEAD + "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- " + unit * times)
        layout = lay_out(text.normal)
        before = time.process_time()
        find_tasks(text, layout)
        return time.process_time() - before

    assert seconds(16_000) < 40 * max(seconds(2_000), 0.01)


def test_a_footnote_at_the_foot_of_a_page_is_no_part_of_the_task_it_cuts() -> None:
    text = normalise(
        HEAD + "1. Phòng Tư pháp\n\nRà soát các cơ chế, chính sách phù hợp với tình hình\n\n"
        "¹ Theo Quyết định số 534/QĐ-LĐTBXH ngày 07/5/2021.\n\n[2] Kèm theo Quyết định này.\n\n"
        "thực tế của địa phương.\n"
    )
    (found,) = find_tasks(text, lay_out(text.normal))
    assert found.text == "Rà soát các cơ chế, chính sách phù hợp với tình hình thực tế của địa phương."
    assert text.raw[found.start : found.end].endswith("thực tế của địa phương.")
