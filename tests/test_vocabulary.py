"""Patterns made of many words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.vocabulary import either

few_letters = st.text(alphabet="abđ ", min_size=1, max_size=5).filter(str.strip)


@given(st.lists(few_letters, min_size=1, max_size=8), few_letters)
def test_the_longest_word_that_opens_a_text_is_matched(words: list[str], text: str) -> None:
    spaced = [" ".join(word.split()) for word in words]
    longest = max((word for word in spaced if text.startswith(word)), key=len, default=None)
    found = re.match(either(words), text)
    assert (found.group() if found else None) == longest or "  " in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ban chỉ đạo tỉnh", "ban chỉ đạo"),
        ("ban  chỉ\nđạo", "ban  chỉ\nđạo"),
        ("ban hành", "ban"),
        ("BAN CHỈ đạo", None),
        ("a.b", "a.b"),
        ("axb", None),
    ],
)
def test_words_are_matched_as_written(text: str, found: str | None) -> None:
    match = re.match(either(["ban", "ban chỉ đạo", "a.b"]), text)
    assert (match.group() if match else None) == found


@pytest.mark.parametrize("text", ["BAN CHỈ ĐẠO", "Ban chỉ đạo", "ban Chỉ đạo"])
def test_any_case_takes_capitals_for_small_letters(text: str) -> None:
    match = re.match(either(["ban", "Ban", "ban chỉ đạo"], any_case=True), text)
    assert match
    assert match.group() == text
