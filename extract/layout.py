"""The layout of a document: its lines as blocks, each with its marker, its zone and the headings above it.

A block is one non-empty line: a paragraph, or a row of a table written as
``| cell | cell |``. Offsets are those of the normal text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, groupby, pairwise
from operator import attrgetter
from typing import Literal

from extract.text import LOWER, UPPER
from ontology.registers import document_types

Kind = Literal["paragraph", "row"]
Zone = Literal["header", "body", "tail", "annex"]

# From the outermost to the innermost: how sections of an administrative document
# are marked (Decree 30/2020/NĐ-CP, Appendix I, II.5).
_RANKS = (
    "phần",
    "chương",
    "mục",
    "tiểu mục",
    "điều",
    "capital",
    "roman",
    "arabic",
    "decimal",
    "letter",
    "dash",
    "plus",
    "star",
)
RANK = {name: rank for rank, name in enumerate(_RANKS)}

_MARKERS = re.compile(
    r"""(?P<named>(?P<word>Phần|PHẦN|Chương|CHƯƠNG|Tiểu\ mục|TIỂU\ MỤC|Mục|MỤC|Điều|ĐIỀU)\ +
            (?:[IVXLC]+|\d+[a-zđ]?|thứ\ \w+|THỨ\ \w+)\b[.:]?)   # Chương II, Điều 3.
      | (?P<decimal>\d{1,2}(?:\.\d{1,2})+\.?(?=\s))              # 2.1.
      | (?P<arabic>\d{1,2}[.)/](?=\s|[^\d\s]))                    # 1.  1)
      | (?P<roman>[IVX]{1,5}[.)](?=\s|\S))                        # IV.
      | (?P<capital>[A-HĐ][.)](?=\s))                             # A.
      | (?P<letter>[a-zđ](?:\.?\d)?\)(?=\s|\S))                   # a)
      | (?P<dash>[-–•](?=\s|[^\s\d]))
      | (?P<plus>\+)
      | (?P<star>\*(?!\*))
    """,
    re.VERBOSE,
)
_EMPHASIS = re.compile(r"[\s*_#>]*[*_#>]+\s*")
_EMPHASIS_MARKS = "*_#>"
_STARRED = re.compile(r"^\*\s+\*")
_NOTE = re.compile(r"^\[[^\]]*\]$")


@dataclass(slots=True, eq=False)
class Block:
    """One line: ``text`` is ``normal[start:end]`` without white space and emphasis marks at its edges.

    ``body`` is the offset after the marker and ``content`` the text from there; ``path`` the
    indexes of the headings above it, outermost first; ``cells`` the spans of a row's cells.
    Only :func:`lay_out` changes blocks: it fills in ``index``, ``path`` and ``zone``.
    """

    kind: Kind
    start: int
    end: int
    text: str
    content: str
    marker: str | None = None
    rank: int | None = None
    body: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    gap: bool = True
    index: int = 0
    path: tuple[int, ...] = ()
    zone: Zone = "body"


@dataclass(slots=True)
class Layout:
    """The blocks of a document in order."""

    normal: str
    blocks: list[Block] = field(default_factory=list)
    _ends: list[int] = field(init=False, repr=False)
    _by_zone: dict[Zone, list[Block]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._ends = [block.end for block in self.blocks]
        self._by_zone = {zone: list(blocks) for zone, blocks in groupby(self.blocks, attrgetter("zone"))}

    def zone(self, *zones: Zone) -> Iterator[Block]:
        """The blocks of the named zones, in their order in the document."""
        return chain.from_iterable(blocks for zone, blocks in self._by_zone.items() if zone in zones)

    def children(self, block: Block) -> Iterator[Block]:
        """The blocks that stand under ``block``, at any depth."""
        for other in self.blocks[block.index + 1 :]:
            if block.index not in other.path:
                return
            yield other

    def headings(self, block: Block) -> tuple[str, ...]:
        """The texts of the headings above ``block``, outermost first."""
        return tuple(self.blocks[index].text for index in block.path)

    def at(self, offset: int) -> Block | None:
        """The block that holds ``offset``."""
        index = bisect.bisect_right(self._ends, offset)
        if index < len(self.blocks) and self.blocks[index].start <= offset:
            return self.blocks[index]
        return None


def lay_out(normal: str) -> Layout:
    """Split ``normal`` into blocks, find markers, zones and the headings above each block."""
    blocks = [block for block in _lines(normal) if not _is_note(block.text)]
    ranks: list[int] = []
    path: tuple[int, ...] = ()
    before: Zone | None = None
    for index, (block, zone) in enumerate(zip(blocks, _zones(blocks), strict=True)):
        if zone != before:
            ranks.clear()
            before = zone
        # A paragraph without a marker closes the bullets before it, not their section; a row nothing.
        closed = block.rank if block.rank is not None else RANK["dash"]
        while ranks and ranks[-1] >= closed and (block.rank is not None or block.kind == "paragraph"):
            ranks.pop()
        path = path[: len(ranks)]
        block.index = index
        block.path = path
        block.zone = zone
        if block.rank is not None:
            ranks.append(block.rank)
            path = (*path, index)
    return Layout(normal, blocks)


def _is_note(text: str) -> bool:
    """Whether a line is a remark in square brackets, as converters leave ("[Hình ảnh]")."""
    return text[:1] == "[" and bool(_NOTE.match(text))


def _lines(normal: str) -> Iterator[Block]:
    start = 0
    gap = True
    for line in normal.split("\n"):
        if not line:
            gap = True
            start += 1
            continue
        stripped = line.strip()
        if len(line) > _FLATTENED and stripped.startswith("|") and len(list(_FOLD.finditer(line))) >= _FOLDS:
            yield from _unfold(start, line)
        elif stripped:
            offset = start + line.index(stripped)
            if _NUMBERED.match(stripped):
                yield from _unglued(offset, stripped, gap)
            else:
                yield _block(offset, stripped, gap)
        gap = not stripped
        start += len(line) + 1


_NUMBERED = re.compile(r"[\s*_]*(\d{1,2})\.\s")


def _unglued(offset: int, line: str, gap: bool) -> Iterator[Block]:
    """A numbered line as a block, or several where the next number follows a full stop on the same line."""
    number = _NUMBERED.match(line)
    while number:
        mark = f".{int(number[1]) + 1}. "
        cut = line.find(mark, number.end()) + 1
        if not (cut and line[cut - 2].islower() and line[cut + len(mark) - 1 :][:1].isupper()):
            break
        yield _block(offset, line[:cut], gap)
        offset, line = offset + cut, line[cut:]
        number = _NUMBERED.match(line)
    yield _block(offset, line, gap)


_FLATTENED = 1500
"""A longer table row with ``_FOLDS`` openings of paragraphs is a document run together by a converter."""
_FOLDS = 4
_FOLD = re.compile(
    r"\s+(?=Căn cứ (?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị|Quyết|Thông)|Xét (?:đề nghị|Tờ trình)"
    r"|Theo đề nghị"
    rf"|(?<![{UPPER}]\s)[{UPPER}][{UPPER} ]{{11,}}\s+Căn cứ|QUYẾT (?:NGHỊ|ĐỊNH)\s*:"
    r"|(?:Điều|Mục)\s\d+\.\s|Chương\s[IVX]+\s"
    rf"|(?<!Điều\s)(?<!Mục\s)\d{{1,2}}\.\s[{UPPER}]|[a-zđ]\)\s)|(?<=\.)\s+(?=-\s[^;|]{{2,80}};\s-\s)|\s*\|\s*(?=.)"
)


def _unfold(offset: int, line: str) -> Iterator[Block]:
    """The paragraphs of a document that was run together into one table row, and its last cells as a row."""
    cuts = [0, *(match.end() for match in _FOLD.finditer(line)), len(line)]
    for first, last in pairwise(cuts):
        piece = line[first:last].rstrip(" |")
        lead = len(piece) - len(piece.lstrip(" |"))
        opening = _type_opening().match(piece, lead)
        if opening:
            yield _block(offset + first + lead, piece[lead : opening.end()].rstrip(), True)
            lead = opening.end()
        rest = piece[lead:].strip()
        if rest:
            yield _block(offset + first + piece.index(rest, lead), rest, True)


def _block(first: int, line: str, gap: bool) -> Block:
    """The block of a line without white space at its edges that begins at ``first``."""
    if line[0] == "|" or (line[0] == "-" and " | " in line and RECIPIENT_LIST.match(line)):
        last = first + len(line)
        cells = _cells(line, first)
        return Block("row", first, last, line, line, body=first, cells=cells, gap=gap)
    lead = _emphasis(line) if line[0] in _EMPHASIS_MARKS else 0
    text = line[lead:].rstrip("*_ ")
    marker, rank = _marker(text)
    content = text[len(marker) :].lstrip(" *_") if marker else text.lstrip(" *_")
    last = first + lead + len(text)
    return Block("paragraph", first + lead, last, text, content, marker, rank, last - len(content), gap=gap)


def _emphasis(line: str) -> int:
    """The length of the Markdown emphasis that a line opens with; a star bullet before emphasis is kept."""
    lead = None if _STARRED.match(line) else _EMPHASIS.match(line)
    return lead.end() if lead and lead.end() < len(line) else 0


def _cells(line: str, first: int) -> tuple[tuple[int, int], ...]:
    """The spans of the words between the bars of a row that begins at ``first``."""
    spans = []
    inner = line.removeprefix("|")
    end = first + len(line) - len(inner) - 1
    for cell in inner.removesuffix("|").split("|") if inner else ():
        end += 1 + len(cell)
        words = cell.lstrip()
        spans.append((end - len(words), end - len(words) + len(words.rstrip())))
    return tuple(spans)


def _marker(text: str) -> tuple[str | None, int | None]:
    match = _MARKERS.match(text)
    kind = match.lastgroup if match else None
    if match is None or kind is None:
        return None, None
    return match.group(), RANK[match["word"].lower() if kind == "named" else kind]


_RECIPIENTS = re.compile(r"^\|?\s*[*_]*Nơi (?:nhận|gửi)[*_]*\s*:?[*_]*", re.IGNORECASE)
RECIPIENT_LIST = re.compile(r"^\|?\s*-\s[^|]{2,100};\s*-\s[^|]*-\s*Lưu\b")
"""Recipients run together on one line without their head: dashes, and the filing line last."""
_TAIL_OPENS = "Nn*_|-"
"""What recipients and rows of signatures begin with."""
_SIGNED = re.compile(rf"^\|[\s|*_]*(?:TM|KT|TL|TUQ|Q)\s?\.\s?(?=[{UPPER}])")
_POST = (
    r"[\s|*_]*(?:PHÓ |THỨ |TỔNG )?"
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|TRƯỞNG|CỤC TRƯỞNG|THỦ TƯỚNG|CHÁNH|VIỆN TRƯỞNG)"
)
_POST_ONLY = re.compile(rf"^\|{_POST}")
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@cache
def _type_line() -> re.Pattern[str]:
    words = {word for kind in document_types() if kind.family != "technical" for word in kind.words}
    every = "|".join(
        re.escape(word.upper()).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"^[*_#\s]*(?:{every})[*_\s]*$")


@cache
def _type_opening() -> re.Pattern[str]:
    return re.compile(
        _type_line().pattern.removeprefix("^").removesuffix(r"[*_\s]*$") + rf"\s+(?=[{UPPER}][{LOWER}])"
    )


def is_type_line(text: str) -> bool:
    """Whether a line is the name of a document's type, printed alone in capitals."""
    return text.isupper() and bool(_type_line().match(text))


def _opens_tail(block: Block) -> bool:
    """Whether a line is the head of the recipients, a list of them, or a row of signatures."""
    text = block.text
    if text[:1] not in _TAIL_OPENS:
        return False
    if _RECIPIENTS.match(text) or RECIPIENT_LIST.match(text):
        return True
    return block.kind == "row" and bool(_SIGNED.match(text) or _POST_ONLY.match(text))


def _zones(blocks: Sequence[Block]) -> list[Zone]:
    """Header up to the type's own line; tail from "Nơi nhận" or the signature; annexes behind it."""
    count = len(blocks)
    header_end = 0
    for index, block in enumerate(blocks[:25]):
        if is_type_line(block.text):
            header_end = index
            break
        if (_NATION in block.text.upper() and len(block.text) < _FLATTENED) or re.match(
            r"(?i)^[*_\s]*số\s*:", block.text
        ):
            header_end = index + 1
    tail_start = next(
        (index for index in range(header_end, count) if _opens_tail(blocks[index])),
        count,
    )
    if tail_start == count:
        tail_start = _signature_without_recipients(blocks, header_end)
    tail_end = _tail_end(blocks, tail_start)
    return [
        "header"
        if index < header_end
        else "body"
        if index < tail_start
        else "tail"
        if index < tail_end
        else "annex"
        for index in range(count)
    ]


_SIGNATURE_LINE = re.compile(rf"^[*_]*(?:TM|KT|TL|TUQ|Q)\s?\.\s?[{UPPER}]")
_OWN_POST_LINE = re.compile(_POST)
_LAST_WORDS = "/."
"""What ends the text of a document (Decree 30/2020/NĐ-CP, Appendix I, II.6)."""


def _signature_without_recipients(blocks: Sequence[Block], after: int) -> int:
    for index in range(after, len(blocks)):
        text = blocks[index].text
        ended = index > after and blocks[index - 1].text.endswith(_LAST_WORDS)
        if _SIGNATURE_LINE.match(text) or (ended and _OWN_POST_LINE.match(text)):
            return index
    return len(blocks)


_POST_AND_NAME = re.compile(rf"^[{UPPER} ]{{6,}}(?=[{UPPER}][{LOWER}])")
_NAME = re.compile(rf"^[*_]*(?:[{UPPER}][\w'’]*\.?)(?: [{UPPER}][\w'’]*){{1,5}}[*_]*$")


def _tail_end(blocks: Sequence[Block], start: int) -> int:
    """The index after the signer's name: one table row, or recipients, posts and a name on lines."""
    count = len(blocks)
    if start >= count:
        return count
    index = start
    if blocks[start].kind == "row":
        index = start + 1
        while index < count and blocks[index].kind == "row" and _SIGNED.match(blocks[index].text):
            index += 1
        return index
    seen_post = False
    while index < count and index - start < 60:
        text = blocks[index].text.replace("*", "").replace("_", "")
        if text.isupper() and not blocks[index].marker:
            seen_post = True
        elif (seen_post and _NAME.match(text)) or (_POST_AND_NAME.match(text) and not blocks[index].marker):
            return index + 1
        index += 1
    return index
