"""Queries run in processes that can be killed: time, memory, crashes, rows, network, generations."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.problems import Problem
from api.sparql.worker import CutError, Job, run
from api.sparql.workers import Answer, Pool, PoolLimits
from graph.store import Change, open_store

GRAPH = ox.NamedNode("http://example.org/g")
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def job(text: str, **changes: object) -> Job:
    plain = Job(text, (), (), union=True, format="JSON", rows=1000, bytes=1 << 20)
    return replace(plain, **changes)  # type: ignore[arg-type]


def write(folder: Path, *values: int) -> None:
    store = open_store(folder)
    predicate = ox.NamedNode("http://example.org/p")
    quads = [ox.Quad(GRAPH, predicate, ox.Literal(value), GRAPH) for value in values]
    store.replace([Change(GRAPH, quads)])
    store.close()


def problem(answer: Answer | Problem) -> tuple[int, str]:
    assert isinstance(answer, Problem), answer
    assert answer.detail("vi")
    return answer.status, answer.code


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    write(folder, *range(600))
    return folder


@pytest.fixture
def pool(folder: Path) -> Iterator[Pool]:
    pool = Pool(str(folder), PoolLimits(seconds=1.5, memory_mb=150, workers=1, waiting=1))
    yield pool
    pool.close()


def test_a_worker_answers_again_and_again(pool: Pool) -> None:
    for _ in range(3):
        answer = pool.run(job("ASK { ?s ?p 1 }"))
        assert isinstance(answer, Answer)
        assert answer.body == b'{"head":{},"boolean":true}'
        assert answer.generation
    assert len(pool.pids()) == 1


def test_too_slow_is_stopped_and_the_worker_replaced(pool: Pool) -> None:
    pool.run(job("ASK {}"))
    before = pool.pids()
    started = time.monotonic()
    assert problem(pool.run(job(SLOW))) == (503, "query-time")
    assert time.monotonic() - started < 5
    assert isinstance(pool.run(job("ASK {}")), Answer)
    assert pool.pids() != before


def test_too_hungry_is_stopped(folder: Path) -> None:
    pool = Pool(str(folder), PoolLimits(seconds=60, memory_mb=100, workers=1))
    assert problem(pool.run(job(HUNGRY))) == (503, "query-memory")
    assert isinstance(pool.run(job("ASK {}")), Answer)
    pool.close()


def test_a_crash_in_the_parser_stays_in_the_worker(folder: Path) -> None:
    """The guard would refuse it; this is what the processes are for when a guard misses something."""
    pool = Pool(str(folder), PoolLimits(seconds=20, workers=1))
    deep = "ASK { FILTER(" + "(" * 2_000_000 + "1" + ")" * 2_000_000 + ") }"
    assert problem(pool.run(job(deep)))[0] == 503
    assert isinstance(pool.run(job("ASK {}")), Answer)
    pool.close()


def test_ten_kilobytes_of_brackets_do_not_kill_a_worker(pool: Pool) -> None:
    """They kill a process with an ordinary stack."""
    deep = "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }"
    assert isinstance(pool.run(job(deep)), Answer)


def test_a_killed_worker_is_replaced(pool: Pool) -> None:
    pool.run(job("ASK {}"))
    worker = pool._idle.queue[0]
    assert worker is not None
    worker._process.kill()
    worker._process.wait()
    assert problem(pool.run(job("ASK {}"))) == (503, "query-crash")
    assert isinstance(pool.run(job("ASK {}")), Answer)


@pytest.mark.parametrize("format_", ["JSON", "XML", "CSV", "TSV"])
def test_too_many_rows_are_refused_and_not_cut(pool: Pool, format_: str) -> None:
    rows = "SELECT * { ?s ?p ?o } LIMIT 600"
    assert isinstance(pool.run(job(rows, format=format_, rows=600)), Answer)
    assert problem(pool.run(job(rows, format=format_, rows=599))) == (413, "answer-rows")


def test_too_many_triples_are_refused(pool: Pool) -> None:
    graph = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert isinstance(pool.run(job(graph, format="TURTLE", rows=600)), Answer)
    assert problem(pool.run(job(graph, format="TURTLE", rows=599))) == (413, "answer-rows")


def test_too_many_bytes_are_refused(pool: Pool) -> None:
    assert problem(pool.run(job("SELECT * { ?s ?p ?o }", bytes=500))) == (413, "answer-bytes")


def test_syntax_errors_name_the_place(pool: Pool) -> None:
    answer = pool.run(job("ASK { ?s ?p }"))
    assert problem(answer) == (400, "query-syntax")
    assert isinstance(answer, Problem)
    assert "1:" in str(answer.facts["reason"])


def test_a_worker_has_no_network(pool: Pool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        answer = pool.run(job(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))
        assert problem(answer) == (500, "engine")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_more_than_may_wait_are_turned_away(pool: Pool) -> None:
    answers: list[Answer | Problem] = []
    threads = [threading.Thread(target=lambda: answers.append(pool.run(job(SLOW)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(problem(answer)[1] for answer in answers) == ["busy", "query-time", "query-time"]


def test_a_new_generation_is_seen(tmp_path: Path) -> None:
    write(tmp_path, 1)
    pool = Pool(str(tmp_path), PoolLimits(workers=1))
    first = pool.run(job("ASK { ?s ?p 2 }"))
    write(tmp_path, 1, 2)
    second = pool.run(job("ASK { ?s ?p 2 }"))
    pool.close()
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert b"false" in first.body
    assert b"true" in second.body
    assert first.generation != second.generation


def test_no_store_is_a_problem(tmp_path: Path) -> None:
    pool = Pool(str(tmp_path / "nothing"), PoolLimits(workers=1))
    assert problem(pool.run(job("ASK {}"))) == (503, "no-store")
    pool.close()


# --- rows pass through TSV, and must come out as they were ---------------------

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    TEXT.map(lambda text: ox.Literal(text, language="vi")),
    st.integers().map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.sampled_from(
        ["01", "+1", "-0", "1.0", ".5", "5.", "1e3", "1E3", "NaN", "true", "1", "2021-08", ""]
    ).flatmap(
        lambda text: st.sampled_from(
            ["integer", "decimal", "double", "boolean", "gYearMonth", "date", "int"]
        ).map(lambda kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)))
    ),
)
RESULTS = ox.QueryResultsFormat


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(LITERALS, max_size=6))
def test_rows_come_out_as_the_engine_would_write_them(values: list[ox.Literal]) -> None:
    store = ox.Store()
    for number, value in enumerate(values):
        store.add(ox.Quad(ox.NamedNode(f"http://e/{number}"), ox.NamedNode("http://e/p"), value))
    query = "SELECT ?s ?missing ?o { ?s ?p ?o } ORDER BY ?s"
    for name, form in (("JSON", RESULTS.JSON), ("XML", RESULTS.XML), ("CSV", RESULTS.CSV)):
        direct = store.query(query).serialize(format=form)
        assert run(store, job(query, format=name, union=False)) == direct


def test_rows_without_columns_are_counted() -> None:
    with pytest.raises(CutError):
        run(ox.Store(), job("SELECT * { { } UNION { } }", rows=1))
    assert run(ox.Store(), job("SELECT * { }", rows=1)) == b'{"head":{"vars":[]},"results":{"bindings":[{}]}}'
