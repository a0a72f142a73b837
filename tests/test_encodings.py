"""Plain text: old Vietnamese encodings, and ways of typing that change no fact."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read import read_text
from extract.readers.legacy import _TCVN3, _vni, convert, is_capital_font, legacy_of_font
from extract.record import Record
from extract.text import normalise
from tests import documents
from tests.documents import SAMPLES, facts, read_bytes


def in_tcvn3(text: str) -> bytes:
    table = {letter: typed for typed, letter in _TCVN3.items() if typed != "μ"}
    capitals = {letter.upper(): typed for letter, typed in table.items() if letter.upper() not in table}
    return "".join((table | capitals).get(char, char) for char in text).encode("cp1252", "replace")


def in_vni(text: str) -> bytes:
    table = {letter: typed for typed, letter in _vni()[1].items()}
    return "".join(table.get(char, char) for char in text).encode("cp1252", "replace")


def in_cp1258(text: str) -> bytes:
    pieces = []
    for char in text:
        try:
            pieces.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", char)
            # Its letters keep circumflex, breve and horn; the tone follows on its own.
            tone = next((mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
            rest = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark != tone))
            pieces.append((rest + tone).encode("cp1258", "replace"))
    return b"".join(pieces)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    ("encode", "encoding"),
    [
        (in_cp1258, "cp1258"),
        (in_vni, "vni"),
        (in_tcvn3, "tcvn3"),
        (lambda text: text.encode("utf-16"), "utf-16"),
        (lambda text: text.encode("utf-16-le"), "utf-16-le"),
        (lambda text: text.encode("utf-16-be"), "utf-16-be"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "utf-8"),
        (lambda text: in_tcvn3(text).decode("cp1252").encode(), "tcvn3"),
        (lambda text: in_vni(text).decode("cp1252").encode(), "vni"),
    ],
    ids=["cp1258", "vni", "tcvn3", "utf-16", "utf-16-le", "utf-16-be", "bom", "tcvn3-in-utf-8", "vni-in-utf-8"],
)  # fmt: skip
def test_old_encodings_are_recognised(tmp_path: Path, name: str, encode: Any, encoding: str) -> None:
    text = documents.as_text(SAMPLES[name])
    reading = read_bytes(tmp_path, "plan.txt", encode(text))
    assert reading.record.source.encoding == encoding
    plain = read_text(text, "plan")
    if encoding == "tcvn3":
        # Capitals with marks are small letters in TCVN3: names come back, single letters may not.
        ours = [c.number for c in reading.record.citations]
        assert ours == [c.number for c in plain.record.citations]
    else:
        assert facts(reading.record) == facts(plain.record)


def test_tcvn3_and_vni_tables() -> None:
    assert convert("Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert convert("QUYÕT §ÞNH", "tcvn3") == "QUYẾT ĐỊNH"
    assert convert("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert convert("QUYEÁT ÑÒNH", "vni") == "QUYẾT ĐỊNH"
    assert (legacy_of_font(".VnTimeH"), is_capital_font(".VnTimeH")) == ("tcvn3", True)
    assert legacy_of_font("ABCDEF+VNI-Times") == "vni"
    assert legacy_of_font("Times New Roman") is None


# The same text typed otherwise


OLD_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ọa": "oạ", "ủy": "uỷ", "úy": "uý", "ùy": "uỳ"}


def with_old_tones(text: str) -> str:
    for new, old in OLD_TONES.items():
        for one, other in ((new, old), (new.upper(), old.upper()), (new.capitalize(), old.capitalize())):
            text = text.replace(one + " ", other + " ").replace("q" + other, "q" + one)
    return text


def folded(record: Record) -> str:
    """The facts in one style of letters: what is printed may differ in marks and spaces, not in words."""
    text = repr(facts(record)).replace("\\xa0", " ").replace("\\xad", "")
    return " ".join(normalise(text).normal.split())


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_ways_of_typing_change_only_offsets_and_quotes(data: st.DataObject) -> None:
    sample = SAMPLES[data.draw(st.sampled_from(sorted(SAMPLES)))]
    text = documents.as_text(sample)
    typed = text
    chance = data.draw(st.randoms(use_true_random=False))
    if data.draw(st.booleans(), label="old tone marks"):
        typed = with_old_tones(typed)
    if data.draw(st.booleans(), label="non-breaking spaces"):
        typed = re.sub(" ", lambda _: chance.choice("\xa0 "), typed)
    if data.draw(st.booleans(), label="soft hyphens"):
        typed = re.sub(r"(?<=\S)(?=\w)", lambda _: "\xad" if chance.random() < 0.1 else "", typed)
    if data.draw(st.booleans(), label="NFD"):
        typed = unicodedata.normalize("NFD", typed)
    if data.draw(st.booleans(), label="CRLF"):
        typed = typed.replace("\n", "\r\n")
    reading = read_text(typed, "plan")
    assert folded(reading.record) == folded(read_text(text, "plan").record)
    for citation in reading.record.citations:
        assert typed[citation.start : citation.end] == citation.quote
