"""A small graph on disk for the tests of the server, and the server over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from extract.record import Document, Record, Signer, Task
from graph.build import build
from graph.changes import changes
from graph.iri import source_graph_iri
from graph.store import open_store
from tests.factories import cite, record

DIRECTIVE = "vb/tw/ct/2023/21"
PARTY_PLAN = "vb/tu-kon-tum/kh/2023/105"
HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Text(NamedTuple):
    """A record with the raw text that its offsets point into."""

    record: Record
    raw: str


def district_plan() -> Text:
    """A district's plan whose heading states a chain of three documents."""
    raw = (
        "Kế hoạch số 105-KH/TU ngày 08/8/2023 của Ban Thường vụ Tỉnh ủy Kon Tum "
        "thực hiện Chỉ thị số 21-CT/TW ngày 04/5/2023 của Ban Bí thư. "
        "Căn cứ Quyết định số 522/QĐ-TTg; xem <script>alert(1)</script>."
    )
    at = raw.index
    plan = cite(
        "105-KH/TU",
        "kế hoạch",
        "2023-08-08",
        "Ban Thường vụ Tỉnh ủy Kon Tum",
        quote="Kế hoạch số 105-KH/TU ngày 08/8/2023",
        start=0,
        sentence=raw[: at("Căn cứ") - 1],
        relation="implements",
    )
    directive = cite(
        "21-CT/TW",
        "chỉ thị",
        "2023-05-04",
        "Ban Bí thư",
        quote="Chỉ thị số 21-CT/TW ngày 04/5/2023",
        start=at("Chỉ thị"),
        sentence=raw[: at("Căn cứ") - 1],
        relation="implements",
        from_="105-KH/TU",
    )
    decision = cite(
        "522/QĐ-TTg",
        "quyết định",
        quote="Quyết định số 522/QĐ-TTg",
        start=at("Quyết định"),
        sentence=raw[at("Căn cứ") :],
        relation="based_on",
    )
    document = Document(
        type="kế hoạch",
        number="97/KH-UBND",
        symbol="KH-UBND",
        date="2023-09-12",
        place="Ngọc Hồi",
        issuer="Ủy ban nhân dân huyện Ngọc Hồi tỉnh Kon Tum",
        title="Triển khai thực hiện Kế hoạch số 105-KH/TU",
        signers=(Signer("Nguyễn Văn A", "Chủ tịch", "TM. Ủy ban nhân dân"),),
        recipients=("Thường trực Huyện ủy (báo cáo)",),
    )
    task = Task(
        starts="Phòng Giáo dục",
        responsible=("Phòng Giáo dục và Đào tạo",),
        partners=("Phòng Nội vụ",),
        deadline="trước ngày 15/12 hằng năm",
        start=0,
        end=10,
        text="Phòng Giáo dục và Đào tạo chủ trì tổng hợp, báo cáo.",
    )
    return Text(record(document, plan, directive, decision, id="ngoc-hoi", tasks=(task,)), raw)


def write_store(folder: Path, *texts: Text) -> Path:
    """A store that holds these texts, and what is derived from them."""
    store = open_store(folder)
    graphs = {source_graph_iri(text.record.id): build(text) for text in texts}
    store.replace(changes(store, graphs))
    store.close()
    return folder


@contextmanager
def client(folder: Path, **settings: Any) -> Iterator[TestClient]:
    """A client of a server over the store in this folder."""
    with TestClient(create_app(Settings(store=str(folder), **settings)), follow_redirects=False) as found:
        yield found
