"""Every token of a text that looks like a document's number and was not taken as a citation, by class.

    python -m tests.untaken [--list CLASS]

The pattern is much broader than the grammar of citations: digits with a slash or hyphen before
capitals, digits over digits, and digits after a type word or "số". What no class accounts for
has no class (``?``) and is a citation missed, or a class to add after reading it.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.read import Reading, read
from extract.text import UPPER, fold, normalise
from ontology.registers import document_types

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
COUNTS = Path(__file__).with_name("data") / "untaken.csv"
UNKNOWN = "?"

_BEFORE, _AFTER = 80, 40
_CLASSES = (
    # name, what stands before, the token, what stands after
    ("blank number", r"số\s*:?[\s.…]*/\s*$", r"20\d\d/[\w-]+", r""),
    ("date", r"", r"(?:ngày\s+)?\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?(?:19|20)\d\d.*", r""),
    ("day or month", r"", r"\d{1,2}\s?/\s?(?:\d{1,2}|(?:19|20)\d\d)\W*", r""),
    ("years", r"(?i:giai đoạn|năm)\s+$", r"20\d\d\s?-\s?20\d\d.*", r""),
    ("form", r"(?i)(?:mẫu|biểu|bảng|phụ lục|phiếu|tờ khai|biểu mẫu|hộp)\s*(?:mẫu\s*)?$", r"(?i:số).*", r""),
    ("form", r"(?i)(?:mẫu|biểu|bảng)\s*(?:số)?\s*$", r"\d+[./-].*", r""),
    ("part of a programme", r"", r"(?i:tiểu dự án|dự án|đề án)\s+\d{1,2}\W*", r""),
    ("plan of years", r"", r"(?i:kế hoạch)\s+0?\d{1,2}", r"\s+năm"),
    ("plan of years", r"", r"(?i:kế hoạch)\s+20\d\d", r"\s*\|"),
    ("coefficient", r"(?i)(?:\bhệ|dân|thiểu)\s+$", r"(?i:số).*", r""),
    ("storm", r"(?i)bão\s+$", r"(?i:số).*", r""),
    ("column", r"(?i)(?:cột|trường thông tin)\s+$", r"(?i:số).*", r""),
    ("index", r"(?i)chỉ\s+$", r"(?i:số).*", r""),
    ("place in a street", r"", r"(?i:số)\s+\d+(?:-\d+)?", rf",?[^\S\n]*(?:đường\s+)?[{UPPER}]\w+"),
    ("unit", r"(?i)(?:Phòng|Đội|rừng|Trạm|Trường)[^.;\n]*\s$", r"(?i:số)\s+\d{1,2}\W*", r""),
    ("inventory number", r"(?i)mã số hiện vật\s+$", r"(?i:số).*", r""),
    ("telephone", r"", r"11\d(?:/11\d)+\W*", r""),
    ("technology", r"", r"\d[GD]/\w+\W*", r""),
    ("scale of a map", r"", r"1/\d(?:\.000|00)", r""),
    ("hours", r"", r"24/24h", r""),
    ("procedure", r"", r"(?i:số)\s*:?\s*\d\.\d{6}\.H\d\d", r""),
    ("amount", r"", r"\D+:\s*\d{1,3}(?:\.\d{3})*", r"\s*(?:đồng|trang|từ|triệu|mm|ngày)"),
    ("times", r"", r"(?i:báo cáo)\s+0?\d", r"\s+(?:lần|kỳ|tháng)"),
    ("code", r"", r"[A-ZĐ]{2}\d{1,2}(?:\.\d)?", r""),
    ("mark of a note", r"", r"[^\W\d]+ [^\W\d]+\d", r""),
    ("ratio", r"", r"\d{1,4}/\d{1,2}\.\d{3}", r""),
    (
        "ratio",
        r"",
        r"\d{1,4}/\d{1,4}\W*",
        r"\s*(?:xã|phường|đơn vị|trường|thủ tục|huyện|người|hồ sơ|thôn|km)",
    ),
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token not taken, with its class."""

    document: str
    text: str
    kind: str


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = {word for kind in document_types() for word in kind.words}
    abbreviations = {kind.abbrev for kind in document_types() if len(kind.abbrev) > 1}
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    short = "|".join(map(re.escape, sorted(abbreviations, key=len, reverse=True)))
    return (
        re.compile(rf"(?<!\w)\d[\w.]*\s?[/-]\s?[\w./ -]{{0,12}}?[{UPPER}&]{{2}}[\w&./-]*"),
        re.compile(r"(?<!\w)\d[\w.]*\s?/\s?\d[\w./-]*"),
        re.compile(rf"(?<!\w)(?:(?i:{either})|{short})(?:[^\S\n]+số)?[^\S\n]*:?[^\S\n]*\d[\w./-]*"),
        re.compile(r"(?i)(?<!\w)số[^\S\n]*:?[^\S\n]*\d[\w./-]*"),
        re.compile(r"(?i)(?<!\w)số\s+\d+\s*/[\w-]+"),
        re.compile(r"(?<!\w)[A-Z]{3,6}[ -]?\d{2,}(?:[:/-]\d+)+"),
    )


def untaken(reading: Reading) -> Iterator[Token]:
    """The tokens of one document, in reading order."""
    text = normalise(reading.raw)
    taken = [(one.start, one.end) for one in reading.record.citations]
    found: dict[tuple[int, int], None] = {}
    for pattern in _patterns():
        for match in pattern.finditer(text.normal):
            start, end = text.raw_span(*match.span())
            inside = any(first <= match.start() and match.end() <= last for first, last in found)
            if not inside and not any(first < end and start < last for first, last in taken):
                found[match.span()] = None
    own = _letters(reading.record.document.number or "")
    for first, last in sorted(found):
        yield Token(reading.record.id, text.normal[first:last], _class(text.normal, first, last, own))


def _class(normal: str, first: int, last: int, own: str) -> str:
    before, token = normal[max(0, first - _BEFORE) : first], normal[first:last]
    after = normal[last : last + _AFTER]
    if own and own in _letters(token + after[:20]):
        return "own number"
    for name, left, middle, right in _CLASSES:
        if re.search(left, before) and re.fullmatch(middle, token) and re.match(right, after):
            return name
    return UNKNOWN


def _letters(number: str) -> str:
    return re.sub(r"[\W_]", "", fold(number))


def corpus() -> list[Path]:
    """The real documents beside the checkout."""
    return sorted([*(SHARED / "corpus/admin").glob("*.txt"), *(SHARED / "corpus/plans").glob("*.txt")])


def counted() -> Counter[tuple[str, str]]:
    """How many tokens of each class each document of the corpus has."""
    return Counter((token.document, token.kind) for path in corpus() for token in untaken(read(path)))


def kept() -> Counter[tuple[str, str]]:
    """The counts that were read through and kept."""
    with COUNTS.open(encoding="utf-8", newline="") as file:
        return Counter({(row["document"], row["class"]): int(row["count"]) for row in csv.DictReader(file)})


def main() -> None:
    """Print the classes with their counts, or the tokens of one class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", metavar="CLASS", help="print the tokens of a class")
    parser.add_argument("--update", action="store_true", help="keep the counts after reading the tokens")
    options = parser.parse_args()
    if options.list:
        for path in corpus():
            for token in untaken(read(path)):
                if token.kind == options.list:
                    print(token.document, token.text)
        return
    counts = counted()
    for name, count in sum((Counter({kind: n}) for (_, kind), n in counts.items()), Counter[str]()).items():
        print(count, name)
    if options.update:
        with COUNTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("document", "class", "count"))
            writer.writerows((document, kind, count) for (document, kind), count in sorted(counts.items()))


if __name__ == "__main__":
    main()
