"""The old Vietnamese encodings, recognised by whether what they give is Vietnamese.

TCVN3 (TCVN 5712:1993, fonts ".VnTime") has one byte for a marked letter and no marked
capitals except the seven base ones: capital fonts (".VnTimeH") draw small codes as
capitals. VNI-Windows (fonts "VNI-Times") has a base letter followed by a mark.
Both were typed with Western code pages, so they also come as Latin-1 letters inside
Unicode files: the tables map those letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, get_args

from extract.text import LOWER, UPPER

Legacy = Literal["tcvn3", "vni"]

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþμ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵà",
        strict=True,
    )
)

_VNI_MARKS = {
    # Marks behind a, e, o, u, y, ơ (ô) and ư (ö): acute, grave, hook, tilde, dot.
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    # A circumflex, bare or with a tone.
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    # A breve, bare or with a tone.
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:a[iouy]?|ă|â[uy]?|e[o]?|êu?|i[au]?|iêu?|o[aăe]?|oa[iyo]|oeo|oi|ôi?|ơi?|u[aâêiôơy]?|uây|uôi|uơi|uy[aêu]|u[ae]o|uêu"
    r"|ư[aiơu]?|ươ[iu]|y|yêu?|oo)"
    r"(?:ch|c|m|ng|nh|n|p|t)?"
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(rf"[{LOWER}{UPPER}]")
_FEWEST = 12
"""Vietnamese syllables that must come out before bytes are taken for an old encoding."""
_SAMPLE = 200_000
"""Characters that are enough to tell one encoding from another."""
# Real documents in the right encoding have 95% and more (the rest are abbreviations); in a wrong one, 10-40%.
_MOST = 0.8
_FEW = 0.6


def legacy_of_font(name: str) -> Legacy | None:
    """The encoding that the name of a font tells: ".VnTime" is TCVN3, "VNI-Times" is VNI."""
    bare = name.rpartition("+")[2].lstrip(".").upper()
    if bare.startswith("VNI"):
        return "vni"
    return "tcvn3" if bare.startswith("VN") and not bare.startswith("VNU") else None


def is_capital_font(name: str) -> bool:
    """Whether a TCVN3 font draws small codes as capitals (".VnTimeH")."""
    return legacy_of_font(name) == "tcvn3" and bool(re.search(r"H(?:,|-|$)", name.rstrip()))


def convert(text: str, encoding: Legacy) -> str:
    """``text``, Western letters standing for an old encoding, as Vietnamese in NFC."""
    if encoding == "vni":
        return _from_vni(text)
    converted = "".join(_TCVN3.get(char, char) for char in text)
    return "\n".join(_capitals(line) for line in converted.split("\n"))


def _capitals(line: str) -> str:
    """Marked letters as capitals where all plain letters are, in a line or in a word of several letters."""
    plain = re.findall(r"[A-Za-z]", line)
    if len(plain) >= 4 and all(char.isupper() for char in plain):
        return line.upper()
    return _WORD.sub(_capital_word, line)


def _capital_word(match: re.Match[str]) -> str:
    word = match.group()
    plain = [char for char in word if char.isascii()]
    return word.upper() if len(plain) >= 2 and all(char.isupper() for char in plain) else word


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(_VNI_LETTERS)
    for base, letter in {**dict.fromkeys("aeouy"), "ô": "ơ", "ö": "ư"}.items():
        for typed, marks in _VNI_MARKS.items():
            composed = unicodedata.normalize("NFC", (letter or base) + marks)
            if len(composed) == 1:
                table[base + typed] = composed
    for typed, composed in tuple(table.items()):
        table[typed.upper()] = composed.upper()
        table[typed[0].upper() + typed[1:]] = composed.upper()
    every = "|".join(re.escape(typed) for typed in sorted(table, key=len, reverse=True))
    return re.compile(every), table


def _from_vni(text: str) -> str:
    pattern, table = _vni()
    return pattern.sub(lambda match: table[match.group()], text)


def share_of_vietnamese(text: str) -> tuple[float, int]:
    """The share of words with marked letters that are Vietnamese syllables, and how many are."""
    sample = unicodedata.normalize("NFC", text[:_SAMPLE]).lower()
    marked = [word for word in _WORD.findall(sample) if not word.isascii()]
    if not marked:
        return 0.0, 0
    good = sum(map(_is_syllable, marked))
    return good / len(marked), good


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    plain, tones = _TONES.subn("", unicodedata.normalize("NFD", word))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)))


def recognise(text: str) -> tuple[str, Legacy | None]:
    """``text`` converted where it is an old encoding in Western letters, and which one; else as it is."""
    own, _ = share_of_vietnamese(text)
    if own >= _FEW:
        return text, None
    best: tuple[float, Legacy | None] = (_MOST, None)
    for encoding in get_args(Legacy):
        share, count = share_of_vietnamese(convert(text[:_SAMPLE], encoding))
        if share >= best[0] and count >= _FEWEST:
            best = (share, encoding)
    return (convert(text, best[1]), best[1]) if best[1] else (text, None)


def best_decoding(content: bytes) -> tuple[str, str] | None:
    """The text of bytes that are not UTF-8, and the encoding that makes them Vietnamese, if any does."""
    western = content.decode("cp1252", errors="replace")
    texts: dict[str, str] = {encoding: convert(western, encoding) for encoding in get_args(Legacy)}
    texts["cp1258"] = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    scored = {name: share_of_vietnamese(text) for name, text in texts.items()}
    name = max(scored, key=lambda one: scored[one])
    share, count = scored[name]
    return (texts[name], name) if share >= _MOST and count >= _FEWEST else None
