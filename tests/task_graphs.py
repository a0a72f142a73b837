"""Random plans with tasks and targets, in a store, for the tests of what is asked of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from extract.record import Document, Due, Record, Target, Task
from graph.agenda import Assignment, Passage, Plan
from graph.agenda import Task as Assigned
from graph.build import build
from graph.changes import changes
from graph.iri import source_graph_iri
from graph.store import Store, open_store
from tests.factories import record

ISSUERS = (
    "Ủy ban nhân dân thành phố Hải Phòng",
    "Ủy ban nhân dân huyện Ngọc Hồi tỉnh Kon Tum",
    "Sở Giáo dục và Đào tạo tỉnh Lai Châu",
)
BODIES = (
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Giáo dục và Đào tạo",
    "Phòng Nội vụ",
    "các đơn vị liên quan",
    "Trường Cao đẳng nghề",
)
WORDS = ("tư vấn", "tuyển sinh", "báo cáo", "truyền thông", "học sinh", "việc làm", "doanh nghiệp")


class Text(NamedTuple):
    """A record with the raw text that its offsets point into."""

    record: Record
    raw: str


def assigned(
    text: str = "Tổng hợp, báo cáo.",
    due: Due | None = None,
    *,
    issued: str | None = None,
    deadline: str | None = None,
    leads: Sequence[Assignment] = (),
    title: str | None = None,
    iri: str = "https://w3id.org/can-cu/id/nhiem-vu/0a1b2c3d-0-18",
) -> Assigned:
    """A task in memory, made of the few facts a test is about."""
    plan = Plan("https://w3id.org/can-cu/id/vb/ubnd-kon-tum/kh/2023/1", "Kế hoạch số 1", issued, title=title)
    return Assigned(iri, text, plan, tuple(leads), Passage("ke-hoach.txt", 0, 18, text), deadline, due)


days = st.dates(date(2020, 1, 1), date(2029, 12, 31))
months = st.integers(1, 12)
_latest = st.one_of(
    st.none(),
    st.builds("--{:02d}-{:02d}".format, months, st.integers(1, 28)),
    st.builds("---{:02d}".format, st.integers(1, 31)),
)
recurring = st.builds(
    lambda frequency, latest: Due("recurring", frequency=frequency, latest=latest),
    st.sampled_from(["P1Y", "P6M", "P3M", "P1M", "P1W", "P1D", "P5M"]),
    _latest,
)
"""A rhythm; not every day of a period makes sense with every frequency, and none is read then."""

dues = st.one_of(
    st.none(),
    recurring,
    st.builds(lambda end: Due("date", end=str(end)), days),
    st.builds(lambda ends: Due("interval", str(min(ends)), str(max(ends))), st.tuples(days, days)),
    st.builds(lambda start: Due("interval", str(start), None), days),
    st.sampled_from([Due("continuous"), Due("other")]),
)
_names = st.lists(st.sampled_from(BODIES), max_size=2, unique=True).map(tuple)


@st.composite
def tasks(draw: st.DrawFn, start: int) -> Task:
    """A task that is printed from ``start`` on."""
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6)))
    due = draw(dues)
    return Task(
        starts=text[:20],
        responsible=draw(_names),
        partners=draw(_names),
        deadline="hạn như in" if due else None,
        start=start,
        end=start + 10,
        text=text,
        due=due,
    )


@st.composite
def targets(draw: st.DrawFn, start: int) -> Target:
    """A target that is printed from ``start`` on."""
    low = draw(st.integers(1, 90))
    return Target(
        quote="",
        indicator=" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))),
        low=float(low),
        high=float(low + 5),
        unit=draw(st.sampled_from(["%", "sản phẩm", None])),
        year=draw(st.sampled_from([2025, 2030, None])),
        start=start,
        end=start + 10,
    )


@st.composite
def plans(draw: st.DrawFn) -> tuple[Text, ...]:
    """One to three plans with some tasks and targets each."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        document = Document(
            type="kế hoạch",
            number=f"{number + 7}/KH-UBND",
            symbol="KH-UBND",
            date=draw(st.sampled_from(["2021-03-15", "2023-09-12", "2026-05-04"])),
            issuer=ISSUERS[number],
        )
        count = draw(st.integers(0, 5))
        listed = tuple(draw(tasks(20 * at)) for at in range(count))
        aims = tuple(draw(targets(20 * (count + at))) for at in range(draw(st.integers(0, 3))))
        found.append(
            Text(record(document, id=f"ke-hoach-{number}", tasks=listed, targets=aims), str(number) * 400)
        )
    return tuple(found)


@contextmanager
def stored(*texts: Text) -> Iterator[Store]:
    """A store that holds these texts, and what is derived from them."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        try:
            store.replace(changes(store, {source_graph_iri(text.record.id): build(text) for text in texts}))
            yield store
        finally:
            store.close()
