"""One contract for every store: the same tests run against each implementation."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import Change, Store, StoreError, open_store, quads_of
from graph.store.binding import bind
from graph.store.embedded import EmbeddedStore, newest_generation

OpenStore = Callable[..., Store]

S, P, Q = (ox.NamedNode(f"http://example.org/{name}") for name in "spq")
G1, G2, G3 = (ox.NamedNode(f"http://example.org/g{number}") for number in (1, 2, 3))
AWKWARD = 'nói "Kế hoạch" \\ ?doc }\n# hết \U0001f4dc'


def quad(subject: ox.NamedNode, value: str | int | ox.NamedNode, graph: ox.NamedNode) -> ox.Quad:
    term = value if isinstance(value, ox.NamedNode) else ox.Literal(value)
    return ox.Quad(subject, P, term, graph)


def change(graph: ox.NamedNode, *values: str | int) -> Change:
    return Change(graph, [quad(S, value, graph) for value in values])


def values(store: Store) -> list[str]:
    rows = store.select("SELECT ?v { ?s <http://example.org/p> ?v } ORDER BY STR(?v)")
    return [text for (text,) in rows.as_text() if text is not None]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def oxigraph_server() -> str | None:
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@pytest.fixture
def endpoint() -> Iterator[str]:
    """An empty Oxigraph server on this machine, its default graph the union."""
    program = oxigraph_server()
    if program is None:
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    port = free_port()
    server = subprocess.Popen(
        [program, "serve", "--union-default-graph", "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.kill()
        server.wait()


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"{url} did not answer")


@pytest.fixture(params=["embedded", "remote"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> OpenStore:
    """Opens the store under test; each call sees the same data."""
    location = tmp_path / "store" if request.param == "embedded" else request.getfixturevalue("endpoint")

    def opening(**options: bool) -> Store:
        return open_store(location, **options)

    return opening


@pytest.fixture
def store(reopen: OpenStore) -> Iterator[Store]:
    opened = reopen()
    yield opened
    opened.close()


# -- the contract


def test_a_new_store_is_empty(store: Store) -> None:
    assert list(store.graphs()) == []
    assert list(store.quads()) == []
    assert values(store) == []


def test_replace_adds_changes_and_removes_graphs(store: Store) -> None:
    store.replace([change(G1, "a", "b"), change(G2, "c")])
    assert values(store) == ["a", "b", "c"]
    store.replace([change(G1, "b", "d")])
    assert values(store) == ["b", "c", "d"]
    store.replace([Change(G1, [])])
    assert values(store) == ["c"]
    assert list(store.graphs()) == [G2]


def test_the_statements_of_some_subjects_are_replaced(store: Store) -> None:
    store.replace([Change(G1, [quad(S, "a", G1), quad(S, "b", G1), quad(Q, "c", G1)])])
    store.replace([Change(G1, [quad(S, "d", G1)], frozenset({S}))])
    assert values(store) == ["c", "d"]
    before = store.generation
    store.replace([Change(G1, [quad(S, "d", G1)], frozenset({S, P}))])
    assert store.generation == before
    store.replace([Change(G1, [], frozenset({S}))])
    assert values(store) == ["c"]


def test_what_was_stored_comes_back_as_it_was(store: Store) -> None:
    terms = [
        ox.Literal(AWKWARD),
        ox.Literal(AWKWARD, language="vi"),
        ox.Literal("2023-05", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")),
        ox.Literal(7),
        ox.Literal(True),
        Q,
    ]
    content = [ox.Quad(S, P, term, G1) for term in terms]
    store.replace([Change(G1, content)])
    assert quads_of(store, G1) == frozenset(content)


def test_the_same_content_changes_nothing(store: Store) -> None:
    store.replace([change(G1, "a")])
    before = store.generation
    store.replace([change(G1, "a")])
    store.replace([Change(G3, [])])
    store.replace([])
    assert store.generation == before
    store.replace([change(G1, "b")])
    assert store.generation != before


def test_the_default_graph_is_the_union(store: Store) -> None:
    store.replace([Change(G1, [quad(S, Q, G1)]), Change(G2, [quad(Q, "end", G2)])])
    path = "SELECT ?v { <http://example.org/s> <http://example.org/p>+ ?v FILTER(ISLITERAL(?v)) }"
    assert list(store.select(path).as_text()) == [("end",)]
    assert store.select("SELECT ?g { GRAPH ?g { ?s ?p 'end' } }").rows == [(G2,)]


def test_quads_match_patterns(store: Store) -> None:
    store.replace([change(G1, "a", "b"), change(G2, "a"), Change(G3, [quad(Q, 1, G3)])])
    assert len(list(store.quads(S, P))) == 3
    assert list(store.quads(object=ox.Literal(1))) == [quad(Q, 1, G3)]
    assert {found.graph_name for found in store.quads(object=ox.Literal("a"))} == {G1, G2}
    assert list(store.quads(graph=ox.NamedNode("http://example.org/none"))) == []


def test_texts_are_the_rows_of_a_select_as_strings(store: Store) -> None:
    strange = ox.Literal('a, "b"\r\nc', language="vi")
    store.replace([Change(G1, [ox.Quad(S, P, strange, G1)])])
    query = f"SELECT ?s ?o ?none {{ ?s {P} ?o OPTIONAL {{ ?s {Q} ?none }} }}"
    assert list(store.texts(query)) == [(S.value, strange.value, "")]
    with pytest.raises(StoreError):
        list(store.texts("ASK { ?s ?p ?o }"))


def test_bindings_are_terms_wherever_they_stand(store: Store) -> None:
    store.replace([change(G1, AWKWARD, "b")])
    text = ox.Literal(AWKWARD)
    filtered = (
        "SELECT ?s { ?s ?p ?v OPTIONAL { ?s ?p ?w FILTER(?w = ?text) } FILTER(?v = ?text && BOUND(?w)) }"
    )
    assert store.select(filtered, {"text": text}).rows == [(S,)]
    assert store.ask("ASK { ?s ?p ?v FILTER(?s = ?doc) }", {"doc": S})
    assert not store.ask("ASK { ?s ?p ?v FILTER(?s = ?doc) }", {"doc": Q})
    projected = store.select("SELECT ?doc (COUNT(*) AS ?n) { ?doc ?p ?v } GROUP BY ?doc", {"doc": S})
    assert list(projected.as_text()) == [("http://example.org/s", "2")]


def test_construct_and_describe(store: Store) -> None:
    store.replace([change(G1, "a")])
    triple = ox.Triple(S, P, ox.Literal("a"))
    assert list(
        store.construct("CONSTRUCT { ?s ?p ?v } WHERE { ?s ?p ?v FILTER(?s = ?doc) }", {"doc": S})
    ) == [triple]
    assert list(store.construct("DESCRIBE ?doc", {"doc": S})) == [triple]


def test_the_wrong_kind_of_query_is_refused(store: Store) -> None:
    for call, query in [
        (store.select, "ASK { ?s ?p ?o }"),
        (store.ask, "SELECT ?s { ?s ?p ?o }"),
        (store.select, "SELEKT ?s { ?s ?p ?o }"),
        (store.select, "INSERT DATA { <http://example.org/s> <http://example.org/p> 1 }"),
    ]:
        with pytest.raises(StoreError):
            call(query)
    assert list(store.quads()) == []


def test_what_no_store_may_hold_is_refused(store: Store) -> None:
    blank = ox.Quad(ox.BlankNode(), P, ox.Literal("a"), G1)
    for bad in (
        [Change(G1, [blank])],
        [Change(G1, [quad(S, "a", G2)])],
        [Change(G1, [quad(S, "a", G1)], frozenset({Q}))],
        [change(G1, "a"), change(G1, "b")],
    ):
        with pytest.raises(StoreError):
            store.replace(bad)
    assert list(store.quads()) == []


def test_a_failed_change_leaves_everything(store: Store) -> None:
    store.replace([change(G1, "a")])
    before = store.generation
    with pytest.raises(StoreError):
        store.replace([change(G2, "new"), Change(G1, [quad(S, "x", G3)])])
    assert values(store) == ["a"]
    assert store.generation == before


def test_a_reader_cannot_write(reopen: OpenStore, store: Store) -> None:
    store.replace([change(G1, "a")])
    reader = reopen(read_only=True)
    assert values(reader) == ["a"]
    with pytest.raises(StoreError, match="read_only"):
        reader.replace([change(G1, "b")])
    reader.close()


def test_a_closed_store_says_so(reopen: OpenStore, store: Store) -> None:
    store.replace([change(G1, "a")])
    reader = reopen(read_only=True)
    reader.close()
    with pytest.raises(StoreError, match="closed"):
        values(reader)


def test_data_outlives_the_store(reopen: OpenStore) -> None:
    first = reopen()
    first.replace([change(G1, "a"), change(G2, "b")])
    generation = first.generation
    first.close()
    second = reopen()
    assert values(second) == ["a", "b"]
    assert second.generation == generation
    second.close()


# -- binding


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("ASK { ?x ?p 1 }", "ASK { <http://example.org/s> ?p 1 }"),
        ("ASK { $x ?p ?xy }", "ASK { <http://example.org/s> ?p ?xy }"),
        ("SELECT ?x { ?x ?p 1 }", "SELECT (<http://example.org/s> AS ?x) { <http://example.org/s> ?p 1 }"),
        (
            "SELECT (COUNT(?x) AS ?n) { ?x ?p 1 } GROUP BY ?x",
            "SELECT (COUNT(<http://example.org/s>) AS ?n) { <http://example.org/s> ?p 1 } GROUP BY (<http://example.org/s>)",
        ),
        (
            "SELECT (GROUP_CONCAT(?y) AS ?n) { ?x ?p ?y }",
            "SELECT (GROUP_CONCAT(?y) AS ?n) { <http://example.org/s> ?p ?y }",
        ),
        ("ASK { ?x :group ?y . ?x ?p '?x' }", "ASK { <http://example.org/s> :group ?y . <http://example.org/s> ?p '?x' }"),
        ("ASK { ?x ?p <http://e/?x> } # ?x", "ASK { <http://example.org/s> ?p <http://e/?x> } # ?x"),
        ('ASK { ?x ?p """a"?x""" }', 'ASK { <http://example.org/s> ?p """a"?x""" }'),
        ("ASK { ?x ?p ?y FILTER(?y < 3 && ?x > 2) }", "ASK { <http://example.org/s> ?p ?y FILTER(?y < 3 && <http://example.org/s> > 2) }"),
    ],
)  # fmt: skip
def test_bind_replaces_variables_alone(query: str, bound: str) -> None:
    assert bind(query, {"x": S}) == bound


def test_bind_refuses_unknown_and_assigned_variables() -> None:
    with pytest.raises(StoreError, match=r"\?typo"):
        bind("ASK { ?x ?p 1 }", {"typo": S})
    for query in ("SELECT (1 AS ?x) {}", "SELECT * { BIND(1 AS ?x) }", "SELECT * { VALUES ?x { 1 } }"):
        with pytest.raises(StoreError, match="assigns"):
            bind(query, {"x": S})


# -- the embedded store


def test_a_second_writer_is_told_what_to_do(tmp_path: Path) -> None:
    first = EmbeddedStore(tmp_path)
    with pytest.raises(StoreError, match="wait until it ends"):
        EmbeddedStore(tmp_path)
    first.close()
    EmbeddedStore(tmp_path).close()


def test_a_reader_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="ingest"):
        EmbeddedStore(tmp_path / "nothing", read_only=True)
    assert not (tmp_path / "nothing").exists()


def test_a_store_is_filled_at_once_or_not_at_all(tmp_path: Path) -> None:
    writer = EmbeddedStore(tmp_path)
    writer.replace([change(G1, "a")])
    writer.fill(quad(S, f"{number:04}", graph) for number in range(1000) for graph in (G1, G2))
    reader = EmbeddedStore(tmp_path, read_only=True)
    assert set(values(reader)) == {*(f"{number:04}" for number in range(1000)), "a"}
    assert len(quads_of(reader, G2)) == 1000
    with pytest.raises(StoreError, match="read_only"):
        reader.fill([])
    reader.close()
    with pytest.raises(StoreError, match="blank"):
        writer.fill([quad(S, "new", G1), ox.Quad(ox.BlankNode(), P, ox.Literal("x"), G1)])
    assert len(set(values(writer))) == 1001
    writer.close()


def test_a_reader_keeps_its_generation(tmp_path: Path) -> None:
    writer = EmbeddedStore(tmp_path)
    writer.replace([change(G1, "old")])
    reader = EmbeddedStore(tmp_path, read_only=True)
    for number in range(3):
        writer.replace([change(G1, f"new {number}")])
    assert values(reader) == ["old"]
    assert int(reader.generation) < newest_generation(tmp_path)
    fresh = EmbeddedStore(tmp_path, read_only=True)
    assert values(fresh) == ["new 2"]
    assert sorted(os.listdir(tmp_path / "generations"), key=int) == [reader.generation, fresh.generation]
    reader.close()
    fresh.close()
    writer.replace([change(G1, "last")])
    assert os.listdir(tmp_path / "generations") == [writer.generation]
    writer.close()


def test_a_crash_between_commit_and_checkpoint_is_repaired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(self: EmbeddedStore) -> None:
        raise KeyboardInterrupt

    writer = EmbeddedStore(tmp_path)
    writer.replace([change(G1, "a")])
    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedStore, "_checkpoint", crash)
        with pytest.raises(KeyboardInterrupt):
            writer.replace([change(G1, "b")])
    writer.close()
    reader = EmbeddedStore(tmp_path, read_only=True)
    assert values(reader) == ["a"]
    repaired = EmbeddedStore(tmp_path)
    assert int(repaired.generation) > int(reader.generation)
    reader.close()
    repaired.close()
    reader = EmbeddedStore(tmp_path, read_only=True)
    assert values(reader) == ["b"]
    reader.close()


# -- the remote store


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(StoreError, match="does not answer"):
        open_store(f"http://127.0.0.1:{free_port()}/query")


def test_the_same_data_through_rdflib(tmp_path):
    import rdflib

    from graph.store import rdflib_dataset

    with_one = open_store(tmp_path / "store")
    node = ox.NamedNode("https://example.org/a")
    graph = ox.NamedNode("https://example.org/g")
    with_one.replace([Change(graph, [ox.Quad(node, node, ox.Literal("x", language="vi"), graph)])])
    dataset = rdflib_dataset(with_one)
    found = list(dataset.query("SELECT ?o WHERE { <https://example.org/a> ?p ?o }"))
    assert [row[0] for row in found] == [rdflib.Literal("x", lang="vi")]
    with_one.close()


def test_what_is_kept_goes_with_its_generation(tmp_path: Path) -> None:
    writer = EmbeddedStore(tmp_path)
    writer.replace([change(G1, "a")])
    reader = EmbeddedStore(tmp_path, read_only=True)
    assert reader.keep("text", lambda: b"first") == b"first"
    assert reader.keep("text", lambda: b"second") == b"first"
    assert reader.keep("other", lambda: b"other") == b"other"
    assert EmbeddedStore(tmp_path, read_only=True).keep("text", lambda: b"third") == b"first"
    writer.replace([change(G1, "b")])
    assert writer.keep("text", lambda: b"anew") == b"anew"
    assert reader.keep("text", lambda: b"late") == b"first"
    reader.close()
    writer.close()
