"""No number of the real documents is left out of the citations without a known reason."""

from __future__ import annotations

import pytest

from extract.read import read_text
from tests import shared
from tests.untaken import UNKNOWN, counted, kept, untaken

HEAD = "Số: 15/KH-UBND\n\nKẾ HOẠCH\n\nVề việc nọ\n\nI. NỘI DUNG\n\n"


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        ("(Kèm theo Kế hoạch số 15/KH-UBND)", "Kế hoạch số 15/KH-UBND", "own number"),
        ("theo Mẫu số 07 kèm theo", "số 07", "form"),
        ("trước ngày 15/12 hằng năm", "15/12", "day or month"),
        ("Quyết định số .../2025/QĐ-TTg", "2025/QĐ-TTg", "blank number"),
        ("theo văn bản đã ký số 12345", "số 12345", UNKNOWN),
        ("theo Nghị quyết 99 đã nêu", "Nghị quyết 99", UNKNOWN),
        ("theo 12-QT/XYZ đã nêu", "12-QT/XYZ", UNKNOWN),
    ],
)
def test_tokens_and_their_classes(line: str, text: str, kind: str) -> None:
    tokens = list(untaken(read_text(HEAD + line + "\n", "a")))
    assert (text, kind) in [(token.text, token.kind) for token in tokens]


def test_what_is_taken_is_no_token() -> None:
    body = "Căn cứ Quyết định số 522/QĐ-TTg ngày 14/5/2018, Chỉ thị 21-CT/TW và TCVN 14423:2025.\n"
    assert [one.text for one in untaken(read_text(HEAD + body, "a"))] == ["Số: 15/KH-UBND", "15/KH-UBND"]


def test_every_token_of_the_real_documents_was_read() -> None:
    shared.path("corpus/admin")
    shared.path("corpus/plans")
    counts = counted()
    assert [document for document, kind in counts if kind == UNKNOWN] == []
    assert counts == kept()
