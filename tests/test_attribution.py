"""Who issued what is cited, and what a title does to the standard it names."""

from __future__ import annotations

import pytest

from tests.test_citations import cite


@pytest.mark.parametrize(
    "between",
    ["; Điều 9 ", ", khoản 2 Điều 9 ", "; điểm a khoản 2 Điều 9 "],
)
def test_an_issuer_behind_a_pair_joined_by_a_provision(between: str) -> None:
    first, second = cite(
        f"theo Nghị quyết số 66/NQ-CP ngày 26/3/2025{between}Nghị định số 137/2024/NĐ-CP của Chính phủ."
    )
    assert first.issuer == second.issuer == "Chính phủ"


def test_another_symbol_has_another_issuer() -> None:
    first, second = cite(
        "theo Quyết định số 5/QĐ-BYT ngày 26/3/2025; Điều 9 Nghị định số 137/2024/NĐ-CP của Chính phủ."
    )
    assert (first.issuer, second.issuer) == (None, "Chính phủ")


def test_a_year_misprinted_as_a_month() -> None:
    (citation,) = cite("Căn cứ Quyết định số 1085/QĐ-TTg ngày 15 tháng 9 tháng 2022 của Thủ tướng Chính phủ;")
    assert (citation.date, citation.issuer) == ("2022-09-15", "Thủ tướng Chính phủ")


def test_a_standard_in_brackets_behind_its_name_is_promulgated() -> None:
    circular, standard = cite(
        "Căn cứ Thông tư số 06/2025/TT-BNNMT về việc ban hành Quy chuẩn kỹ thuật về khí thải (QCVN 85:2025/BNNMT);"
    )
    assert (standard.relation, standard.from_) == ("promulgates", circular.number)
    circular, standard = cite("Căn cứ Thông tư số 06/2025/TT-BNNMT về khí thải (QCVN 85:2025/BNNMT);")
    assert standard.relation == "cites"
