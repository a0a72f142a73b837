"""Files into a store: read, build, check, replace; only what changed, and nothing twice.

A file is known by its path below the folder that was given, so that a changed file
replaces its own graph alone. Work is committed batch by batch: a run that is
killed loses at most one batch, and the next run does what is left. Files that
vanished from a folder stay in the store.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from extract.readers.plain import ReadError
from graph import iri
from graph.build import registers_hash
from graph.changes import changes, checked_changes
from graph.sources import Reader, Tables, mark, prepare
from graph.store import Change, Store
from ontology.terms import DCTERMS

if TYPE_CHECKING:
    from extract.register import BadRow

BATCH = 50
"""Files a commit: enough to share the cost of validation and checkpoint, few enough to lose."""

Progress = Callable[[int, int, Path], None]
"""Called with how many files are done, how many there are, and the one at hand."""

_GRAPHS = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
SELECT ?graph ?sha ?hash { GRAPH ?graph { ?text cancu:sha256 ?sha ; cancu:contentHash ?hash } }
"""
_MISSING = "không có tệp hay thư mục này (no such file or folder)"
_INVALID = "không đạt kiểm tra dữ liệu, chưa nạp: {detail} (fails validation, not loaded)"
_BROKEN = "chương trình gặp lỗi khi đọc tệp: {detail} (a fault of the program; please report it)"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not loaded, and why, in a sentence for people."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did: ``read`` files were found, and each is in one of the other counts.

    ``duplicates`` are pairs (file, source graph that already holds the same bytes);
    they count as unchanged. ``entries`` are the rows of registers that were read,
    ``bad_rows`` those that could not be, each with its reason.
    """

    read: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: tuple[Failure, ...] = ()
    duplicates: tuple[tuple[Path, ox.NamedNode], ...] = ()
    entries: int = 0
    bad_rows: tuple[tuple[Path, BadRow], ...] = ()


def ingest(
    paths: Iterable[Path],
    store: Store,
    progress: Progress | None = None,
    *,
    reader: Reader | None = None,
    tables: Tables | None = None,
) -> Report:
    """Load files and folders (all files below them, hidden ones left out) into the store.

    A file that cannot be read or fails validation is reported and the others are
    loaded; what the store held of it stays. ``StoreError`` when the store cannot be
    written. ``reader`` is ``extract.read.read`` unless given; tables (CSV, Excel) are
    registers of documents, read as ``tables`` says.
    """
    load_registers(store)
    run = _Run(store, reader or _default_reader(), tables or Tables())
    files = list(_identified(paths, run))
    for done, (path, identity) in enumerate(files):
        if progress:
            progress(done, len(files), path)
        with _uncollected():
            run.take(path, identity)
    with _uncollected():
        run.commit()
    if progress and files:
        progress(len(files), len(files), files[-1][0])
    return run.report()


def remove(store: Store, sources: Iterable[ox.NamedNode]) -> None:
    """Take sources out of the store, and exactly what they alone supported.

    ``StoreError`` when the store cannot be written.
    """
    store.replace(changes(store, {source: [] for source in sources}))


def load_registers(store: Store) -> None:
    """Put the registers and schemes into their graph, unless it holds these very ones."""
    from ontology.generate import register_quads

    graph = iri.REGISTER_GRAPH
    mark = ox.Quad(graph, DCTERMS.identifier, ox.Literal(registers_hash()), graph)
    if mark not in set(store.quads(graph, DCTERMS.identifier, graph=graph)):
        store.replace([Change(graph, [*register_quads(graph), mark])])


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would walk the quads again and again while they are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _default_reader() -> Reader:
    from extract.read import read

    return read


@dataclass(slots=True)
class _Source:
    """What the store holds of one file."""

    sha256: str
    content_hash: str


@dataclass(slots=True)
class _Run:
    """The state of one ingest."""

    store: Store
    reader: Reader
    tables: Tables
    sources: dict[ox.NamedNode, _Source] = field(default_factory=dict)
    waiting: dict[ox.NamedNode, tuple[Path, Sequence[ox.Quad]]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "replaced": 0, "unchanged": 0})
    failed: list[Failure] = field(default_factory=list)
    duplicates: list[tuple[Path, ox.NamedNode]] = field(default_factory=list)
    entries: int = 0
    bad_rows: list[tuple[Path, BadRow]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for graph, sha, digest in self.store.select(_GRAPHS).rows:
            if isinstance(graph, ox.NamedNode) and sha is not None and digest is not None:
                self.sources[graph] = _Source(sha.value, digest.value)

    def fail(self, path: Path, reason: str) -> None:
        self.failed.append(Failure(path, reason))

    def take(self, path: Path, identity: str) -> None:
        """Read one file unless the store has it, and queue its graph."""
        graph = iri.source_graph_iri(identity)
        sha256 = _digest(path)
        if sha256 and self._is_known(path, graph, sha256):
            return
        try:
            prepared = prepare(path, identity, self.reader, self.tables)
        except ReadError as error:
            self.fail(path, str(error))
            return
        except Exception as error:  # One file must not cost the others; the report names it.
            self.fail(path, _BROKEN.format(detail=f"{type(error).__name__}: {error}"))
            return
        self.waiting[graph] = (path, prepared.quads)
        self.entries += prepared.entries
        self.bad_rows += ((path, row) for row in prepared.bad)
        self.sources[graph], before = _Source(sha256, ""), self.sources.get(graph)
        self.counts["replaced" if before else "new"] += 1
        if len(self.waiting) >= BATCH:
            self.commit()

    def _is_known(self, path: Path, graph: ox.NamedNode, sha256: str) -> bool:
        held = self.sources.get(graph)
        if held and held.content_hash == mark(path, sha256, self.tables):
            self.counts["unchanged"] += 1
            return True
        twin = next((one for one, source in self.sources.items() if source.sha256 == sha256), None)
        if twin is None or twin == graph:
            return False
        self.counts["unchanged"] += 1
        self.duplicates.append((path, twin))
        if held:  # It had a content of its own until now.
            self.waiting[graph] = (path, [])
            del self.sources[graph]
        return True

    def commit(self) -> None:
        """Check what is queued and replace it, with all that follows from it, in one transaction."""
        graphs = {graph: quads for graph, (_, quads) in self.waiting.items()}
        if not graphs:
            return
        found, failed = checked_changes(self.store, graphs)
        for graph, reason in failed.items():
            path, _ = self.waiting[graph]
            self.fail(path, _INVALID.format(detail=reason))
            self.counts["replaced" if self._holds(graph) else "new"] -= 1
            self.sources.pop(graph, None)
        if found:
            self.store.replace(found)
        self.waiting.clear()

    def _holds(self, graph: ox.NamedNode) -> bool:
        return any(True for _ in self.store.quads(graph=graph))

    def report(self) -> Report:
        total = sum(self.counts.values()) + len(self.failed)
        return Report(
            total,
            **self.counts,
            failed=tuple(self.failed),
            duplicates=tuple(self.duplicates),
            entries=self.entries,
            bad_rows=tuple(self.bad_rows),
        )


def _digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, empty when it cannot be opened (its reader says why)."""
    try:
        if not path.is_file():
            return ""  # a pipe or a device would never end
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _identified(paths: Iterable[Path], run: _Run) -> Iterator[tuple[Path, str]]:
    """Each file once, with an identity that no other file of this run has."""
    taken = {iri.REGISTER_GRAPH, iri.DERIVED_GRAPH, iri.source_graph_iri("the-he")}
    seen: set[Path] = set()
    for given in paths:
        if not given.exists():
            run.fail(given, _MISSING)
            continue
        for path, relative in _files(given):
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            identity = "/".join(relative.with_suffix("").parts)
            if iri.source_graph_iri(identity) in taken:
                identity = f"{identity}-{iri.short_hash(relative.as_posix())}"
            taken.add(iri.source_graph_iri(identity))
            yield path, identity


def _files(given: Path) -> Iterator[tuple[Path, Path]]:
    """The files at or below a path in a stable order, each with its path below it."""
    if not given.is_dir():
        yield given, Path(given.name)
        return
    for folder, folders, names in os.walk(given):
        folders[:] = sorted(_visible(folders))
        for name in sorted(_visible(names)):
            path = Path(folder, name)
            yield path, path.relative_to(given)


def _visible(names: Sequence[str]) -> list[str]:
    return [name for name in names if not name.startswith(".")]
