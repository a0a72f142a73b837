"""The normal text and its offset map."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text import fold, lower, normalise, occurrences, one_line, without_marks

VIETNAMESE = "Số: 703/BLĐTBXH- TCGDNN\nKế hoạch hòa bình của Ủy ban nhân dân huyện Hà Quảng, ngày 07/5/2021"


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("534/QĐ–BLĐTBXH", "534/QĐ-BLĐTBXH"),
        ("KH\u00a0119", "KH 119"),
        ("Quyết\u00ad định", "Quyết định"),
        ("\ufeffSố:", "Số:"),
        ("hoà bình, huỷ, UỶ BAN", "hòa bình, hủy, ỦY BAN"),
        ("hoàn toàn, quý, quỳnh, thuở", "hoàn toàn, quý, quỳnh, thuở"),
        (unicodedata.normalize("NFD", VIETNAMESE), VIETNAMESE),
    ],
)
def test_normal_form(raw: str, normal: str) -> None:
    assert normalise(raw).normal == normal


def test_a_quote_keeps_the_printed_form() -> None:
    text = normalise("Công văn số 703/BLĐTBXH–\u00a0TCGDNN\r\nngày")
    start = text.normal.index("703")
    assert text.quote(start, start + len("703/BLĐTBXH- TCGDNN")) == "703/BLĐTBXH–\u00a0TCGDNN"


def test_a_quote_of_decomposed_text_ends_after_its_marks() -> None:
    raw = unicodedata.normalize("NFD", "Kế hoạch")
    text = normalise(raw)
    assert text.quote(0, 2) == raw[:4]


noise = st.sampled_from(["\u00a0", "\u00ad", "\u200b", "\r\n", "\n", "–", "-", " ", "\t"])
letters = st.sampled_from([*"aăâbcdđeêhoôơuưyỷùáạ/0123456789QKHNĐTT.,;", "oà", "uỷ"])


@given(st.lists(st.one_of(noise, letters), max_size=60).map("".join))
def test_every_normal_character_comes_from_its_raw_one(raw: str) -> None:
    text = normalise(raw)
    for offset, char in enumerate(text.normal):
        start, end = text.raw_span(offset, offset + 1)
        assert 0 <= start < end <= len(raw)
        assert (
            normalise(raw[start:end]).normal.strip() in (char.strip(), "") or char in "òùóúỏủõũọụaàảãáạỷyýỳỹỵ"
        )


@given(st.text(max_size=80), st.data())
def test_spans_are_ordered_and_inside_the_raw_text(raw: str, data: st.DataObject) -> None:
    text = normalise(raw)
    start = data.draw(st.integers(0, len(text.normal)))
    end = data.draw(st.integers(start, len(text.normal)))
    first, last = text.raw_span(start, end)
    assert 0 <= first <= last <= len(raw)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=80))
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw).normal
    assert normalise(once).normal == once


def test_small_letters_stand_where_their_capitals_did() -> None:
    for code in range(sys.maxunicode + 1):
        assert len(lower(chr(code))) == 1
    assert lower("ĐỊNH KỲ İ") == "định kỳ i"


@given(st.text(alphabet="ab \u00a0\x85\u0301", max_size=12))
def test_one_line_is_the_words_with_one_space_between_them(text: str) -> None:
    assert one_line(text) == " ".join(unicodedata.normalize("NFC", text).split())


@given(st.text(alphabet="ab", max_size=12), st.text(alphabet="ab", min_size=1, max_size=3))
def test_occurrences_may_overlap(text: str, words: str) -> None:
    found = [at for at in range(len(text)) if text.startswith(words, at)]
    assert list(occurrences(text, words)) == found


def test_helpers_for_names() -> None:
    assert fold("  UỶ  BAN\nNHÂN DÂN. ") == "ủy ban nhân dân"
    assert fold("UỶ BAN\n" * 100) == " ".join(["ủy ban"] * 100)  # longer than what is kept
    assert without_marks("Đắk Lắk") == "dak lak"
    assert one_line(" a\n  b ") == "a b"
