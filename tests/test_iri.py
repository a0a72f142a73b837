"""The names of things."""

from __future__ import annotations

import doctest

import pytest

from graph import iri, number
from graph.number import parse_number

VB = "https://w3id.org/can-cu/id/vb/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngọc Hồi", "ngoc-hoi"),
        ("Đắk Lắk", "dak-lak"),
        ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"),
        ("  QĐ/TW ", "qd-tw"),
        ("…", ""),
    ],
)
def test_slugs_are_plain_ascii(text: str, expected: str) -> None:
    assert iri.slug(text) == expected


@pytest.mark.parametrize(("printed", "local"), [("05", "5"), ("12a", "12a"), ("7Đ", "7d"), ("120", "120")])
def test_document_numbers_lose_zeros_and_keep_letters(printed: str, local: str) -> None:
    assert iri.document_iri("ttg", "qd", "2018", printed).value == f"{VB}ttg/qd/2018/{local}"


def test_a_document_needs_a_number() -> None:
    with pytest.raises(ValueError, match="not a document number"):
        iri.document_iri("ttg", "qd", "2018", "")


def test_drafts_say_what_is_not_known() -> None:
    draft = iri.draft_iri("ubnd-lai-chau", "kh", None, iri.short_hash("văn bản"))
    assert draft.value.startswith(f"{VB}ubnd-lai-chau/kh/khong-ro/x-")
    assert iri.is_draft(draft)
    assert not iri.is_draft(iri.document_iri("ttg", "qd", "2018", "522"))


def test_the_hash_does_not_depend_on_how_marks_are_typed() -> None:
    assert iri.short_hash("Kế hoạch") == iri.short_hash("Ke\u0302\u0301 hoa\u0323ch")


def test_a_source_graph_does_not_depend_on_the_content() -> None:
    assert iri.source_graph_iri("Kế hoạch 2023").value.endswith("/nguon/ke-hoach-2023")
    assert iri.source_graph_iri("…").value != iri.source_graph_iri("!").value


@pytest.mark.parametrize(
    ("printed", "style", "digits", "year", "head", "parts"),
    [
        ("522/QĐ-TTg", "state", "522", None, "QĐ", ("TTg",)),
        ("05/QĐ-BNN-KTHT", "state", "5", None, "QĐ", ("BNN", "KTHT")),
        ("53/2015/QĐ-TTg", "normative", "53", "2015", "QĐ", ("TTg",)),
        ("124/2025/QH15", "normative", "124", "2025", "", ("QH",)),
        ("1677/NQ-UBTVQH15", "state", "1677", None, "NQ", ("UBTVQH15",)),
        ("49/2025TT-BCT", "normative", "49", "2025", "TT", ("BCT",)),
        ("703/LĐTBXH- TCGDNN", "state", "703", None, "LĐTBXH", ("TCGDNN",)),
        ("184- KH/TU", "party", "184", None, "KH", ("TU",)),
        ("56–CTr/TU", "party", "56", None, "CTr", ("TU",)),
        ("12a/KH-UBND", "state", "12a", None, "KH", ("UBND",)),
        ("TCVN14423:2025", "standard", "TCVN14423:2025", None, "TCVN", ()),
        ("QCVN 01-1:2018/BYT", "standard", "QCVN01-1:2018/BYT", None, "QCVN", ()),
    ],
)
def test_numbers_come_apart(
    printed: str, style: str, digits: str, year: str | None, head: str, parts: tuple[str, ...]
) -> None:
    found = parse_number(printed)
    assert found is not None
    assert (found.style, found.digits, found.year, found.head, found.parts) == (
        style,
        digits,
        year,
        head,
        parts,
    )


@pytest.mark.parametrize("printed", ["", "số", "12", "/KH-UBND", "QĐ số 5"])
def test_what_is_no_number_is_none(printed: str) -> None:
    assert parse_number(printed) is None


def test_documented_examples_hold() -> None:
    assert doctest.testmod(number).failed == 0


def test_a_cyrillic_letter_is_read_as_the_latin_one_it_looks_like() -> None:
    assert parse_number("137/2020/NĐ-СР") == parse_number("137/2020/NĐ-CP")
