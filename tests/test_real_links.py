"""The real documents and registers: links that were checked by hand, and one IRI for each document.

``tests/data/checked_links.csv`` was drawn by ``tests.drawn_links`` and read against the texts,
row by row: ``right`` names the document that the text means, ``open`` is a mention for which
neither the text nor a source gives a certain answer; ``remark`` says what is missing.
"""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import changes as changing
from graph import iri
from graph.ingest import ingest
from graph.number import parse_number
from graph.store import Store, open_store
from ontology.terms import CANCU, ELI
from tests import shared
from tests.drawn_links import Link, links

CHECKED = Path(__file__).parent / "data/checked_links.csv"
PLANS = Path(__file__).parents[1] / "examples/plans"


def checked() -> list[dict[str, str]]:
    with CHECKED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """The five plans, the administrative documents and the three registers, in one store."""
    corpus = [shared.path("corpus/registers"), shared.path("corpus/admin")]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(changing, "validate", lambda graphs: {})  # The shapes have tests of their own.
        opened = open_store(Path(folder, "store"))
        assert not ingest([PLANS, *corpus], opened).failed
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def found(store: Store) -> dict[tuple[str, int], Link]:
    return {(link.file, link.start): link for link in links(store)}


def test_enough_was_checked_by_hand() -> None:
    rows = checked()
    of = {
        status: [row["verdict"] for row in rows if row["status"] == status]
        for status in ("resolved", "ambiguous", "unresolved")
    }
    assert len(of["resolved"]) >= 200
    assert of["resolved"].count("right") >= 199
    assert len(of["unresolved"]) >= 50
    assert set(of["ambiguous"]) == set(of["unresolved"]) == {"open"}
    assert all(row["remark"] for row in rows if row["verdict"] != "right")


def test_the_graph_still_says_what_was_checked(found: dict[tuple[str, int], Link]) -> None:
    now = {place: (link.status, link.document) for place, link in found.items()}
    rows = [row for row in checked() if row["verdict"] == "right"]
    same = [row for row in rows if now[row["file"], int(row["start"])] == (row["status"], row["document"])]
    assert len(same) >= 199, [row for row in rows if row not in same]


def test_every_citation_has_a_status_and_a_reason(store: Store, found: dict[tuple[str, int], Link]) -> None:
    citations = {quad.subject for quad in store.quads(None, CANCU.citingDocument)}
    assert len(citations) > 4000
    assert len(list(store.quads(None, CANCU.resolutionStatus))) == len(citations)
    assert {quad.subject for quad in store.quads(None, CANCU.resolutionReason)} == citations
    assert all(link.reason for link in found.values())


def test_no_document_has_two_iris_and_no_iri_two_documents(store: Store) -> None:
    keys: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for node in {quad.subject for quad in store.quads(None, ELI.number)}:
        assert isinstance(node, ox.NamedNode)
        if iri.is_draft(node):
            continue
        key = [
            {quad.object.value for quad in store.quads(node, term)}
            for term in (ELI.passed_by, ELI.type_document, CANCU.year, ELI.number)
        ]
        assert all(len(values) <= 1 for values in key), (node, key)
        if all(key):
            keys[tuple(value for values in key for value in values)].add(node.value)
        printed = {quad.object.value for quad in store.quads(node, ELI.id_local)}
        numbers = {number for form in printed if (number := parse_number(form))}
        assert len({number.digits for number in numbers}) == 1, (node, printed)
    assert len(keys) > 8000
    assert [nodes for nodes in keys.values() if len(nodes) > 1] == []


NAMED = [
    ("lai-chau-2026.txt", "53/QĐ-TTg", "mismatch", "vb/ttg/qd/2015/53", "ttg/qdqp/2015/53"),
    ("ngoc-hoi-2023.txt", "105-KH/HU", "mismatch", "vb/tu-kon-tum/kh/2023/105", "TU"),
    ("ngoc-hoi-2023.txt", "270/QĐ-TCGDNN", "mismatch", "vb/tcgdnn/qd/2021/270", "2021-06-18"),
    ("hai-phong-2024.txt", "Luật GDNN", "resolved", "vb/qh/luat/2014/74", "2024"),
    ("lai-chau-2026.txt", "Luật GDNN", "resolved", "vb/qh/luat/2025/124", ""),
]


@pytest.mark.parametrize(("file", "quote", "status", "document", "why"), NAMED)
def test_named_cases(
    found: dict[tuple[str, int], Link], file: str, quote: str, status: str, document: str, why: str
) -> None:
    of_file = [link for link in found.values() if link.file == file and quote in link.quote]
    assert of_file
    assert {(link.status, link.document) for link in of_file} == {(status, document)}
    assert all(why in link.reason for link in of_file)
