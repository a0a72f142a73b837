"""A worker process: reads frames from its standard input, runs queries, writes answers.

It is started as ``python -m api.sparql.worker FOLDER MEMORY_MB`` and ends when its input
ends. It opens the newest generation read-only, and a newer one when there is one.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from api.sparql import frames
from api.sparql.isolation import give_up_sockets, limit_memory
from graph.iri import BASE
from graph.store.base import StoreError
from graph.store.embedded import EmbeddedStore, newest_generation
from ontology.terms import PREFIXES

# The evaluator recurses over the query: room for what the guard lets through.
STACK = 256 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """One query to run; ``graphs`` name the dataset of the protocol, ``format`` is pyoxigraph's name."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    union: bool
    format: str
    rows: int
    bytes: int

    @classmethod
    def from_header(cls, header: Mapping[str, Any]) -> Job:
        """The job of a frame, where JSON has made lists of the tuples."""
        return cls(
            **{
                **header,
                "default_graphs": tuple(header["default_graphs"]),
                "named_graphs": tuple(header["named_graphs"]),
            }
        )


class CutError(Exception):
    """The answer is longer than allowed."""

    def __init__(self, code: str, limit: int):
        super().__init__(code)
        self.code = code
        self.limit = limit


class BoundedBuffer(io.BytesIO):
    """Collects what a serialiser writes, and stops it past ``limit`` bytes or ``lines`` line ends."""

    def __init__(self, limit: int, lines: int | None = None):
        super().__init__()
        self.limit = limit
        self.lines = lines
        self.line_ends = 0

    def write(self, chunk: Any, /) -> int:
        """Keep the chunk, or raise ``CutError``."""
        piece = bytes(chunk)
        if self.tell() + len(piece) > self.limit:
            raise CutError("answer-bytes", self.limit)
        if self.lines is not None:
            self.line_ends += piece.count(b"\n")
            # The first line names the columns.
            if self.line_ends > self.lines + 1:
                raise CutError("answer-rows", self.lines)
        return super().write(piece)


class Reader:
    """The newest generation of a store's folder, opened when needed and again when there is a newer one."""

    def __init__(self, folder: Path, memory_mb: int):
        self.folder = folder
        self.memory_mb = memory_mb
        self.store: EmbeddedStore | None = None

    def newest(self) -> EmbeddedStore:
        """The store at its newest generation; ``StoreError`` when there is none."""
        if self.store is not None and self.store.generation != str(newest_generation(self.folder)):
            self.store.close()
            self.store = None
        if self.store is None:
            # The database maps much that no query takes: the limit counts from after its opening.
            limit_memory(None)
            self.store = EmbeddedStore(self.folder, read_only=True)
            limit_memory(self.memory_mb)
        return self.store


def run(database: ox.Store, job: Job) -> bytes:
    """The serialised answer; raises what the engine raises, or ``CutError``."""
    has_dataset = bool(job.default_graphs or job.named_graphs)
    answer = database.query(
        job.text,
        base_iri=BASE,
        prefixes=PREFIXES,
        use_default_graph_as_union=job.union,
        default_graph=[ox.NamedNode(iri) for iri in job.default_graphs] if has_dataset else None,
        named_graphs=[ox.NamedNode(iri) for iri in job.named_graphs] if has_dataset else None,
    )
    if isinstance(answer, ox.QueryTriples):
        return _serialize_graph(answer, job)
    results_format = getattr(ox.QueryResultsFormat, job.format)
    if isinstance(answer, ox.QueryBoolean):
        return answer.serialize(format=results_format) or b""
    return _serialize_rows(answer, results_format, job)


def _serialize_rows(answer: ox.QuerySolutions, results_format: ox.QueryResultsFormat, job: Job) -> bytes:
    """Rows pass through TSV, where a row is a line whatever it holds, so that they can be counted."""
    lines = BoundedBuffer(job.bytes, job.rows)
    answer.serialize(lines, format=ox.QueryResultsFormat.TSV)
    table = lines.getvalue()
    if results_format == ox.QueryResultsFormat.TSV:
        return table
    out = BoundedBuffer(job.bytes)
    parsed = ox.parse_query_results(table, format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    parsed.serialize(out, format=results_format)
    return out.getvalue()


def _serialize_graph(answer: Iterable[ox.Triple], job: Job) -> bytes:
    triples = list(islice(answer, job.rows + 1))
    if len(triples) > job.rows:
        raise CutError("answer-rows", job.rows)
    out = BoundedBuffer(job.bytes)
    # A set of triples: DESCRIBE and CONSTRUCT may yield one twice.
    ox.serialize(dict.fromkeys(triples), out, format=getattr(ox.RdfFormat, job.format), prefixes=PREFIXES)
    return out.getvalue()


def answer(reader: Reader, header: dict[str, Any]) -> bytes:
    """The frame that answers a job's frame, or a ping's."""
    if "ping" in header:
        return frames.pack({"pong": True})
    try:
        store = reader.newest()
        body = run(store.database, Job.from_header(header))
    except CutError as cut:
        return frames.pack({"problem": cut.code, "limit": cut.limit})
    except StoreError as error:
        return frames.pack({"problem": "no-store", "detail": str(error)})
    except (SyntaxError, ValueError) as error:
        return frames.pack({"problem": "query-syntax", "detail": str(error)})
    except OSError as error:
        return frames.pack({"problem": "engine", "detail": str(error)})
    return frames.pack({"generation": store.generation}, body)


def serve(folder: Path, memory_mb: int, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer frames until there are no more."""
    reader = Reader(folder, memory_mb)
    give_up_sockets()
    while (frame := frames.read(requests)) is not None:
        answers.write(answer(reader, frame[0]))
        answers.flush()


def main() -> None:
    """Run as a process; nothing but frames may reach the real standard output."""
    folder, memory_mb = Path(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.stack_size(STACK)
    # A daemon, so that the process ends even when the engine hangs in the thread.
    thread = threading.Thread(target=serve, args=(folder, memory_mb, sys.stdin.buffer, answers), daemon=True)
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
