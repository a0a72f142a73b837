"""Files into a store: only what changed, nothing twice, and nothing lost when killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import changes as changing
from graph import iri
from graph.ingest import Report, ingest, load_registers
from graph.store import Store, open_store, quads_of
from ontology.terms import CANCU, DCTERMS, ELI, RDFS, SKOS
from tests.factories import HA_QUANG, NGOC_HOI, PLANS, read_facts, write_plans

VB = iri.ID + "vb/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return write_plans(tmp_path / "plans")


def load(store: Store, *paths: Path) -> Report:
    return ingest(paths, store, reader=read_facts)


def everything(store: Store) -> frozenset[ox.Quad]:
    return frozenset(store.quads())


def sources(store: Store) -> set[ox.NamedNode]:
    """The graphs but those of links, of which each source has one."""
    return {graph for graph in store.graphs() if not iri.is_link_graph(graph)}


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.read, report.new, report.replaced, report.unchanged, len(report.failed)


def test_a_folder_is_loaded_and_the_second_time_nothing_changes(store: Store, plans: Path) -> None:
    assert counts(load(store, plans)) == (5, 5, 0, 0, 0)
    generation, quads = store.generation, everything(store)
    assert counts(load(store, plans)) == (5, 0, 0, 5, 0)
    assert (store.generation, everything(store)) == (generation, quads)
    assert iri.source_graph_iri("ngoc-hoi") in set(store.graphs())


def test_a_changed_file_replaces_its_own_graph_alone(store: Store, plans: Path) -> None:
    load(store, plans)
    before = {graph: quads_of(store, graph) for graph in store.graphs()}
    (plans / "ha-quang.txt").write_text(HA_QUANG.replace("2021-06-18", "2021-06-21"), encoding="utf-8")
    assert counts(load(store, plans)) == (5, 0, 1, 4, 0)
    changed = {graph for graph in before if quads_of(store, graph) != before[graph]}
    source = iri.source_graph_iri("ha-quang")
    assert changed == {source, iri.link_graph_iri(source), iri.DERIVED_GRAPH}


def test_the_order_of_loading_does_not_matter(store: Store, plans: Path, tmp_path: Path) -> None:
    load(store, plans)
    other = open_store(tmp_path / "other")
    for path in sorted(plans.iterdir(), reverse=True):
        load(other, path)
    assert everything(other) == everything(store)
    other.close()


def test_files_that_cannot_be_read_are_named_and_the_others_loaded(store: Store, plans: Path) -> None:
    (plans / "empty.txt").write_bytes(b"")
    (plans / "binary.txt").write_bytes(b"\x00\x01\x02")
    (plans / "latin.txt").write_bytes(b"\xc3\x28 \xa0\xa1 \xff\xfd\x81")
    (plans / ".hidden.txt").write_text("x", encoding="utf-8")
    report = load(store, plans, plans / "gone.txt")
    assert counts(report)[1] == 5
    assert {failure.path.name for failure in report.failed} == {
        "empty.txt",
        "binary.txt",
        "latin.txt",
        "gone.txt",
    }
    assert all(failure.reason for failure in report.failed)
    assert report.read == 9


def test_a_fault_in_one_file_does_not_cost_the_others(store: Store, plans: Path) -> None:
    (plans / "broken.txt").write_text(
        "kế hoạch | x\nno-such-relation | this | kế hoạch | 1/KH-UBND", encoding="utf-8"
    )
    report = load(store, plans)
    assert (report.new, [failure.path.name for failure in report.failed]) == (5, ["broken.txt"])


def test_what_fails_the_shapes_is_not_loaded(store: Store, plans: Path) -> None:
    (plans / "dated.txt").write_text("kế hoạch | | 2023-13-45 | | x", encoding="utf-8")
    report = load(store, plans)
    assert (report.new, [failure.path.name for failure in report.failed]) == (5, ["dated.txt"])
    assert "validation" in report.failed[0].reason
    assert iri.source_graph_iri("dated") not in set(store.graphs())


def test_the_same_bytes_under_two_names_are_loaded_once(store: Store, plans: Path) -> None:
    (plans / "copy.txt").write_text(NGOC_HOI, encoding="utf-8")
    report = load(store, plans)
    assert counts(report) == (6, 5, 0, 1, 0)
    assert report.duplicates == ((plans / "ngoc-hoi.txt", iri.source_graph_iri("copy")),)
    assert counts(load(store, plans)) == (6, 0, 0, 6, 0)
    (plans / "copy.txt").write_text(HA_QUANG, encoding="utf-8")
    load(store, plans)
    assert sources(store) == {
        *(iri.source_graph_iri(name) for name in PLANS),
        iri.DERIVED_GRAPH,
        iri.REGISTER_GRAPH,
    }


def test_files_of_one_name_in_two_folders_do_not_meet(store: Store, plans: Path) -> None:
    (plans / "sub").mkdir()
    (plans / "sub" / "ha-quang.txt").write_text(NGOC_HOI + "\n", encoding="utf-8")
    (plans / "sub-ha-quang.txt").write_text(HA_QUANG + "\n", encoding="utf-8")
    assert load(store, plans).new == 7
    assert len([graph for graph in sources(store) if "ha-quang" in graph.value]) == 3


def test_registers_are_loaded_once_and_agree_with_the_sources(store: Store, plans: Path) -> None:
    load(store, plans)
    body = ox.NamedNode(iri.ID + "co-quan/ubnd-kon-tum")
    labels = list(store.quads(body, SKOS.prefLabel))
    assert {quad.object.value for quad in labels} == {"Ủy ban nhân dân tỉnh Kon Tum"}
    assert iri.REGISTER_GRAPH in {quad.graph_name for quad in labels}
    before = store.generation
    load_registers(store)
    assert store.generation == before


def test_progress_is_told(store: Store, plans: Path) -> None:
    seen: list[tuple[int, int]] = []
    ingest([plans], store, lambda done, total, path: seen.append((done, total)), reader=read_facts)
    assert seen == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


# -- what the graph then says


def test_one_document_keeps_all_its_printed_forms(store: Store, plans: Path) -> None:
    load(store, plans)
    ministry = ox.NamedNode(VB + "bldtbxh/qd/2021/534")
    forms = {quad.object.value for quad in store.quads(ministry, ELI.id_local)}
    assert forms == {"534/QĐ-BLĐTBXH", "534/QĐ-LĐTBXH"}
    directorate = ox.NamedNode(VB + "tcgdnn/qd/2021/270")
    dates = store.select(
        "PREFIX cancu: <https://w3id.org/can-cu/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>"
        "SELECT DISTINCT ?date { ?citation oa:hasBody ?doc ; cancu:statedDate ?date } ORDER BY ?date",
        {"doc": directorate},
    )
    assert [date for (date,) in dates.as_text()] == ["2021-06-18", "2021-06-21"]
    assert any(store.quads(directorate, CANCU.dateConflict))


def test_one_number_of_two_provinces_stays_two(store: Store, plans: Path) -> None:
    load(store, plans)
    found = {quad.subject.value for quad in store.quads(None, ELI.id_local, ox.Literal("126/KH-UBND"))}
    assert found == {VB + "ubnd-hai-phong/kh/2019/126", VB + "ubnd-lang-son/kh/2019/126"}


def test_the_view_names_documents(store: Store, plans: Path) -> None:
    load(store, plans)

    def shown(local: str, term: ox.NamedNode) -> list[str]:
        return [
            quad.object.value for quad in store.quads(ox.NamedNode(VB + local), term, None, iri.DERIVED_GRAPH)
        ]

    assert shown("ttg/qd/2018/522", RDFS.label) == ["Quyết định số 522/QĐ-TTg"]
    assert shown("tw/ct/2023/21", CANCU.bestIssuer) == ["Ban Bí thư Trung ương Đảng"]
    assert shown("tw/ct/2023/21", CANCU.bestDate) == ["2023-05-04"]
    plan = next(
        quad.subject for quad in store.quads(None, DCTERMS.source) if "ngoc-hoi" in quad.subject.value
    )
    labels = [quad.object.value for quad in store.quads(plan, RDFS.label)]
    assert labels == ["Kế hoạch của Ủy ban nhân dân huyện Ngọc Hồi (chưa có số)"]


def test_a_document_that_nobody_names_any_more_leaves_the_view(store: Store, plans: Path) -> None:
    load(store, plans)
    directive = ox.NamedNode(VB + "tw/ct/2024/37")
    assert any(store.quads(directive, graph=iri.DERIVED_GRAPH))
    text = (plans / "lai-chau.txt").read_text(encoding="utf-8")
    (plans / "lai-chau.txt").write_text("\n".join(text.splitlines()[:-1]), encoding="utf-8")
    load(store, plans)
    assert not any(store.quads(directive))


# -- killed at any moment

RUN = """
import sys
from pathlib import Path
from graph import ingest
from graph.store import open_store
from tests.factories import read_facts
ingest.BATCH = 2
ingest.validate = lambda graphs: {}
store = open_store(Path(sys.argv[2]))
print("open", flush=True)
ingest.ingest([Path(sys.argv[1])], store, reader=read_facts)
store.close()
"""


def test_a_killed_run_is_completed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_plans(tmp_path / "plans")
    for number in range(7):
        text = NGOC_HOI.replace("2023-09-15", f"2023-08-{number + 1:02}")
        (folder / f"more-{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(changing, "validate", lambda graphs: {})
    undisturbed = open_store(tmp_path / "undisturbed")
    started = time.perf_counter()
    assert load(undisturbed, folder).new == 12
    lasted = time.perf_counter() - started
    expected = everything(undisturbed)
    undisturbed.close()
    chance = random.Random(2)
    for turn in range(5):
        location = tmp_path / f"store-{turn}"
        kill_after(folder, location, chance.uniform(0, 1.5 * lasted))
        store = open_store(location)
        load(store, folder)
        assert everything(store) == expected
        generation = store.generation
        store.close()
        reader = open_store(location, read_only=True)
        assert (reader.generation, everything(reader)) == (generation, expected)
        reader.close()


def kill_after(folder: Path, location: Path, seconds: float) -> None:
    """Start an ingest and kill it that long after its store is open."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder), str(location)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
