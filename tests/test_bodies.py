"""Bodies as a clerk lists them: heads shared by several, short forms, qualifiers, forces and services."""

from __future__ import annotations

import pytest

from extract.areaseries import read_areas
from extract.bodies import read_bodies
from extract.partners import find_partners


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        (
            "Ủy ban nhân dân 02 xã: Tân Hòa, Bình Phú rà soát",
            ["Ủy ban nhân dân xã Tân Hòa", "Ủy ban nhân dân xã Bình Phú"],
        ),
        (
            "Chủ tịch UBND các tỉnh, thành phố: Lào Cai, Huế, Hồ Chí Minh chỉ đạo",
            [
                "Chủ tịch UBND tỉnh Lào Cai",
                "Chủ tịch UBND thành phố Huế",
                "Chủ tịch UBND thành phố Hồ Chí Minh",
            ],
        ),
        (
            "Ủy ban nhân dân các xã, phường, (sau đây gọi là cấp xã) rà soát",
            ["Ủy ban nhân dân các xã, phường"],
        ),
        ("Các tỉnh Sơn La, Cao Bằng khẩn trương", ["tỉnh Sơn La", "tỉnh Cao Bằng"]),
        (
            "Thành phố Huế và các tỉnh Lào Cai, Cà Mau đẩy nhanh",
            ["Thành phố Huế", "tỉnh Lào Cai", "tỉnh Cà Mau"],
        ),
        (
            "Sở Y tế các tỉnh Lào Cai, Sơn La và thành phố Huế, Bộ Y tế",
            ["Sở Y tế tỉnh Lào Cai", "Sở Y tế tỉnh Sơn La", "Sở Y tế thành phố Huế", "Bộ Y tế"],
        ),
        (
            "Bộ Nội vụ, Bộ Y tế các tỉnh Lào Cai, Sơn La đôn đốc",
            ["Bộ Nội vụ", "Bộ Y tế", "tỉnh Lào Cai", "tỉnh Sơn La"],
        ),
        ("UBND các xã, phường, đặc khu Cồn Cỏ", ["UBND các xã, phường, đặc khu Cồn Cỏ"]),
        ("các tỉnh Đồng bằng sông Hồng chủ động", ["các tỉnh Đồng bằng sông Hồng"]),
        (
            "các hội, tổ chức nghề nghiệp (sau đây gọi chung là đơn vị) và mọi người dân tham gia",
            ["các hội, tổ chức nghề nghiệp", "mọi người dân"],
        ),
        ("UBND xã, phường (sau đây gọi là cấp xã) tổ chức", ["UBND xã, phường"]),
        ("đồng chí Bộ trưởng Bộ Y tế trực tiếp", ["Bộ trưởng Bộ Y tế"]),
        ("Doanh nghiệp, Sở, ban, ngành có liên quan", ["Doanh nghiệp", "Sở, ban, ngành có liên quan"]),
        (
            "doanh nghiệp, viện nghiên cứu, trường đại học tổ chức",
            ["doanh nghiệp", "viện nghiên cứu", "trường đại học"],
        ),
        (
            "Người đứng đầu cấp ủy, chính quyền, cơ quan có trách nhiệm",
            ["Người đứng đầu cấp ủy, chính quyền, cơ quan"],
        ),
        (
            "người đứng đầu các trường công lập, tổ chức và cá nhân liên quan chịu trách nhiệm",
            ["người đứng đầu các trường công lập", "tổ chức và cá nhân liên quan"],
        ),
        (
            "các Sở, đoàn thể cấp tỉnh, cơ quan ngành dọc đóng trên địa bàn xây dựng",
            ["các Sở, đoàn thể cấp tỉnh", "cơ quan ngành dọc đóng trên địa bàn"],
        ),
        ("các cấp, các ngành của địa phương phải", ["các cấp, các ngành của địa phương"]),
        ("các đoàn thể tỉnh bằng nhiều hình thức", ["các đoàn thể tỉnh"]),
        ("cơ quan Thuế không ban hành văn bản", ["cơ quan Thuế"]),
        ("Chi nhánh có thẩm quyền giải quyết tiến hành", ["Chi nhánh có thẩm quyền giải quyết"]),
        ("cơ quan có thẩm quyền giải quyết khó khăn", ["cơ quan có thẩm quyền"]),
        (
            "Báo và Phát thanh, truyền hình Cà Mau, Sở Y tế",
            ["Báo và Phát thanh, truyền hình Cà Mau", "Sở Y tế"],
        ),
        ("Ủy ban Mặt trận Tổ quốc cấp tỉnh, cấp xã vận động", ["Ủy ban Mặt trận Tổ quốc cấp tỉnh, cấp xã"]),
        ("các bộ, các thành viên của Ban Chỉ đạo phải", ["các bộ", "các thành viên của Ban Chỉ đạo"]),
        (
            "Giám đốc: Trung tâm Y tế, Trung tâm Lưu trữ và các tổ chức có liên quan",
            ["Giám đốc Trung tâm Y tế", "Giám đốc Trung tâm Lưu trữ", "các tổ chức có liên quan"],
        ),
        (
            "các thành viên Ban vận động phong trào “Toàn dân xây dựng đời sống mới” tỉnh",
            ["các thành viên Ban vận động phong trào “Toàn dân xây dựng đời sống mới” tỉnh"],
        ),
    ],
)
def test_lists(listed: str, names: list[str]) -> None:
    bodies = read_bodies(listed, bare=True)
    assert bodies is not None
    assert list(bodies.names) == names


def test_a_list_known_to_be_whole_goes_on_over_small_words() -> None:
    bodies = read_bodies("Vụ trưởng Vụ Khoa học và công nghệ, Thủ trưởng các đơn vị", whole=True)
    assert bodies is not None
    assert bodies.names == ("Vụ trưởng Vụ Khoa học và công nghệ", "Thủ trưởng các đơn vị")


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        (
            "phối hợp với các đơn vị liên quan tại khu vực biên giới, cửa khẩu tuần tra",
            ("các đơn vị liên quan tại khu vực biên giới, cửa khẩu",),
        ),
        ("phối hợp với các Sở được giao chủ trì tổng hợp", ("các Sở được giao chủ trì",)),
        (
            "phối hợp với lực lượng đóng quân tại địa bàn, các doanh nghiệp hỗ trợ",
            ("lực lượng đóng quân tại địa bàn", "các doanh nghiệp"),
        ),
        (
            "phối hợp với cơ sở thu gom, vận chuyển, xử lý chất thải kiểm tra",
            ("cơ sở thu gom, vận chuyển, xử lý chất thải",),
        ),
        ("phối hợp với các phòng thuộc xã, cơ quan Thuế kiểm tra", ("các phòng thuộc xã", "cơ quan Thuế")),
    ],
)
def test_qualifiers_belong_to_the_name(sentence: str, partners: tuple[str, ...]) -> None:
    assert find_partners(sentence) == partners


@pytest.mark.parametrize(
    "text",
    [
        "các tỉnh Tây Nguyên, Nam Bộ có mưa",
        "các xã vùng cao",
        "04 xã",
        "các xã: Tân Hòa tổ chức",
        "các sở Tân, Bình",
    ],
)
def test_what_is_no_series_of_areas(text: str) -> None:
    assert read_areas(text, 0) is None
