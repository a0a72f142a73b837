"""Small factories: records and citations in memory, made of the few facts a test is about."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from extract.readers.plain import decode
from extract.record import Citation, Document, Record, Source
from graph import iri
from graph.build import build
from graph.link import links
from graph.store import open_store

DISTRICT = Document(
    type="kế hoạch",
    symbol="KH-UBND",
    date="2023",
    place="Ngọc Hồi",
    issuer="Ủy ban nhân dân huyện Ngọc Hồi",
    title="Triển khai thực hiện Kế hoạch số 135-KH/HU",
)
DEPARTMENT = Document(
    type="kế hoạch",
    symbol="KH-SGDĐT",
    date="2026-05",
    place="Lai Châu",
    issuer="Sở Giáo dục và Đào tạo tỉnh Lai Châu",
    title="Truyền thông năm 2026",
)
CITY = Document(type="kế hoạch", issuer="Ủy ban nhân dân thành phố Hải Phòng", date="2024")
OLD_DEPARTMENT = Document(
    type="kế hoạch", date="2023-03", issuer="Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn"
)
OTHER_DISTRICT = Document(
    type="kế hoạch", date="2021-08", issuer="Ủy ban nhân dân huyện Hà Quảng", place="Hà Quảng"
)


def cite(
    number: str | None,
    type: str | None = None,
    date: str | None = None,
    issuer: str | None = None,
    **more: Any,
) -> Citation:
    """A citation of which only the named parts matter; ``text`` gives quotes and offsets their place."""
    name = more.pop("name", None)
    quote = more.pop("quote", None) or " ".join(part for part in (type, number or name, date) if part)
    start = more.pop("start", 0)
    facts: dict[str, Any] = {
        "relation": "cites",
        "from_": "this",
        "start": start,
        "end": start + len(quote),
        "sentence": quote,
    }
    return Citation(
        quote=quote, type=type, number=number, name=name, date=date, issuer=issuer, **(facts | more)
    )


def record(document: Document, *citations: Citation, id: str = "van-ban", **more: Any) -> Record:
    """A record of a document with these citations; relations come from them unless given."""
    relations = more.pop("relations", None)
    if relations is None:
        relations = tuple(
            (one.from_, one.relation, one.number or one.name) for one in citations if one.relation != "cites"
        )
    return Record(
        id=id,
        source=Source(file=f"{id}.txt", sha256=hashlib.sha256(id.encode()).hexdigest(), length=1000),
        document=document,
        citations=citations,
        relations=relations,
        **more,
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A record and the raw text its offsets point into."""

    record: Record
    raw: str


def read_facts(path: Path) -> Reading:
    """A reader for tests: what extraction would find is written in the file, one fact a line.

    ``type | issuer | date | number | title`` for the document itself, then
    ``relation | from | type | number | date | issuer | name`` for each citation; a citation's
    quote is its whole line.
    """
    content = path.read_bytes()
    raw = decode(path, content).raw
    first, *lines = raw.rstrip().splitlines()
    type, issuer, date, number, title = fields(first, 5)
    document = Document(type=type, issuer=issuer, date=date, number=number, title=title)
    citations, start = [], len(first) + 1
    for line in lines:
        relation, origin, cited_type, cited, cited_date, cited_issuer, name = fields(line, 7)
        facts = {"relation": relation, "from_": origin or "this", "start": start, "quote": line, "name": name}
        citations.append(cite(cited, cited_type, cited_date, cited_issuer, **facts))
        start += len(line) + 1
    source = Source(path.name, hashlib.sha256(content).hexdigest(), len(raw))
    return Reading(Record(path.stem, source, document, tuple(citations)), raw)


def fields(line: str, count: int) -> list[str | None]:
    parts: list[str | None] = [part.strip() or None for part in line.split("|")]
    return (parts + [None] * count)[:count]


NGOC_HOI = """\
kế hoạch | Ủy ban nhân dân huyện Ngọc Hồi | 2023 | | Triển khai Kế hoạch số 135-KH/HU
implements | this | kế hoạch | 135-KH/HU | 2023-11-17 | Ban Thường vụ Huyện ủy Ngọc Hồi
implements | 135-KH/HU | chỉ thị | 21-CT/TW | 2023-05-04 | Ban Bí thư Trung ương Đảng
implements | this | kế hoạch | 3101/KH-UBND | 2023-09-15 | Ủy ban nhân dân tỉnh Kon Tum
implements | 3101/KH-UBND | kế hoạch | 105-KH/HU | 2023-07-11 | Ban Thường vụ Tỉnh ủy Kon Tum
implements | 105-KH/HU | chỉ thị | 21-CT/TW | 2023-05-04 | Ban Bí thư Trung ương Đảng
cites | this | quyết định | 534/QĐ-LĐTBXH | 2021-05-07 | Bộ trưởng Bộ Lao động - Thương binh và Xã hội
cites | this | quyết định | 270/QĐ-TCGDNN | 2021-06-21 | Tổng cục Giáo dục nghề nghiệp
"""
LAI_CHAU = """\
kế hoạch | Sở Giáo dục và Đào tạo tỉnh Lai Châu | 2026-05 | | Truyền thông về giáo dục nghề nghiệp năm 2026
based_on | this | kế hoạch | 733/KH-BGDĐT | 2026-05-04 | Bộ Giáo dục và Đào tạo
cites | this | kế hoạch | 3214/KH-UBND | 2023-08-24 | Ủy ban nhân dân tỉnh Lai Châu
implements | 3214/KH-UBND | kế hoạch | 184-KH/TU | 2023-06-27 | Tỉnh ủy Lai Châu
implements | 184-KH/TU | chỉ thị | 21-CT/TW | 2023-05-04 | Ban Bí thư Trung ương Đảng
cites | this | kế hoạch | 3254/KH-UBND | 2026-04-29 |
implements | 3254/KH-UBND | quyết định | 326/QĐ-TTg | 2026-02-24 | Thủ tướng Chính phủ
implements | 3254/KH-UBND | chương trình hành động | 56-CTr/TU | 2024-10-07 | Tỉnh ủy Lai Châu
implements | 56-CTr/TU | chỉ thị | 37-CT/TW | 2024-07-10 | Ban Bí thư Trung ương Đảng
"""
LANG_SON = """\
kế hoạch | Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn | 2023-03 | | Tuyên truyền hướng nghiệp năm 2023
implements | this | quyết định | 522/QĐ-TTg | 2018-05-14 | Thủ tướng Chính phủ
implements | this | kế hoạch | 119/KH-UBND | 2019-07-12 | Ủy ban nhân dân tỉnh Lạng Sơn
implements | 119/KH-UBND | quyết định | 522/QĐ-TTg | 2018-05-14 | Thủ tướng Chính phủ
cites | this | kế hoạch | 126/KH-UBND | 2019-09-01 | Ủy ban nhân dân tỉnh Lạng Sơn
"""
HA_QUANG = """\
kế hoạch | Ủy ban nhân dân huyện Hà Quảng | 2021-08 | | Truyền thông giai đoạn 2021-2025
implements | this | quyết định | 534/QĐ-BLĐTBXH | 2021-05-07 |
cites | this | quyết định | 270/QĐ-TCGDNN | 2021-06-18 |
"""
HAI_PHONG = """\
kế hoạch | Ủy ban nhân dân thành phố Hải Phòng | 2024 | | Truyền thông giáo dục nghề nghiệp năm 2024
implements | this | chỉ thị | 21-CT/TW | 2023-05-04 | Ban Bí thư Trung ương Đảng
implements | this | quyết định | 522/QĐ-TTg | 2018-05-14 |
cites | this | kế hoạch | 126/KH-UBND | 2019-04-24 | Ủy ban nhân dân thành phố Hải Phòng
"""
PLANS = {
    "ha-quang": HA_QUANG,
    "hai-phong": HAI_PHONG,
    "lai-chau": LAI_CHAU,
    "lang-son": LANG_SON,
    "ngoc-hoi": NGOC_HOI,
}


def write_plans(folder: Path) -> Path:
    """The five plans as files of facts."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in PLANS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def linked(given: Reading) -> list[ox.Quad]:
    """What a source comes to in an empty store: its own graph and its link graph."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        graph = iri.source_graph_iri(given.record.id)
        quads = build(given)
        found = [*quads, *links(store, {graph: quads})[iri.link_graph_iri(graph)]]
        store.close()
    return found
