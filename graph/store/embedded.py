"""The embedded store: Oxigraph on disk, one writer, and immutable generations for readers.

A store folder holds::

    writer.lock     locked by the one process that writes
    live/           the database, opened by the writer alone
    uncommitted     stands while a commit may not have its generation yet
    generations/7/  a checkpoint of the database after a commit (hard links),
                    and what was derived from it and kept (``kept-…``)

Opening a database read-only while another process writes it is undefined
behaviour in Oxigraph, so readers open the newest generation instead. A reader
holds a shared lock on its generation's folder; the writer removes an old
generation only when it gets the exclusive lock.
"""

from __future__ import annotations

import contextlib
import csv
import fcntl
import io
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.store.base import Bindings, Change, Rows, StoreError, Term, checked, checked_quad
from graph.store.binding import bind

_LOCK, _LIVE, _MARK, _GENERATIONS = "writer.lock", "live", "uncommitted", "generations"
_UNFINISHED, _REMOVED, _KEPT = ".new-", ".old-", "kept-"
_OPEN_ATTEMPTS = 20


class EmbeddedStore:
    """A store in a folder of this machine; see ``graph.store.base.Store`` for its methods."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._read_only = read_only
        if read_only:
            self._lock: int | None
            self._lock, self._generation = _hold_newest(folder)
            self._store: ox.Store | None = _open_generation(folder, self._generation)
            return
        (folder / _GENERATIONS).mkdir(parents=True, exist_ok=True)
        self._lock = _lock_writer(folder)
        self._generation = newest_generation(folder)
        try:
            self._store = ox.Store(str(folder / _LIVE))
            self._repair()
        except OSError as error:
            self.close()
            raise StoreError(f"the database in {folder / _LIVE} cannot be opened: {error}") from error

    # -- reading

    def graphs(self) -> Iterator[ox.NamedNode]:
        """The names of the graphs that hold something."""
        for name in self.database.named_graphs():
            if isinstance(name, ox.NamedNode) and any(
                True for _ in self.database.quads_for_pattern(None, None, None, name)
            ):
                yield name

    def quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match a pattern; ``None`` matches anything."""
        return iter(self.database.quads_for_pattern(subject, predicate, object, graph))

    def select(self, query: str, bindings: Bindings | None = None) -> Rows:
        """Answer a SELECT over the union of all graphs."""
        answer = self._query(query, bindings)
        if not isinstance(answer, ox.QuerySolutions):
            raise StoreError("the query is not a SELECT")
        columns = tuple(variable.value for variable in answer.variables)
        rows = [tuple(solution[name] for name in columns) for solution in answer]
        return Rows(columns, rows)

    def texts(self, query: str, bindings: Bindings | None = None) -> Iterator[tuple[str, ...]]:
        """Answer a SELECT as rows of plain strings, "" where unbound; no term is made in Python for it."""
        answer = self._query(query, bindings)
        if not isinstance(answer, ox.QuerySolutions):
            raise StoreError("the query is not a SELECT")
        table = answer.serialize(format=ox.QueryResultsFormat.CSV)
        assert table is not None
        rows = csv.reader(io.StringIO(table.decode(), newline=""))
        next(rows)
        return map(tuple, rows)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Answer an ASK over the union of all graphs."""
        answer = self._query(query, bindings)
        if not isinstance(answer, ox.QueryBoolean):
            raise StoreError("the query is not an ASK")
        return bool(answer)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE over the union of all graphs."""
        answer = self._query(query, bindings)
        if not isinstance(answer, ox.QueryTriples):
            raise StoreError("the query is neither a CONSTRUCT nor a DESCRIBE")
        return iter(answer)

    @property
    def generation(self) -> str:
        """The number of the generation that is read; the writer's is its last commit."""
        return str(self._generation)

    def keep(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` derives from this generation, kept in its folder and removed with it."""
        kept = self._folder / _GENERATIONS / str(self._generation) / f"{_KEPT}{name}"
        with contextlib.suppress(FileNotFoundError):
            return kept.read_bytes()
        made = make()
        unfinished = kept.with_name(f"{kept.name}-{os.getpid()}")
        # A folder that cannot be written to, or a full disk, only costs making it again.
        with contextlib.suppress(OSError):
            unfinished.write_bytes(made)
            unfinished.rename(kept)
        return made

    def _query(
        self, query: str, bindings: Bindings | None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self.database.query(bind(query, bindings), use_default_graph_as_union=True)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"the query is not SPARQL 1.1: {error}") from error

    @property
    def database(self) -> ox.Store:
        """The pyoxigraph store itself, for what this interface does not offer; ``StoreError`` once closed."""
        if self._store is None:
            raise StoreError("the store is closed")
        return self._store

    # -- writing

    def replace(self, changes: Iterable[Change]) -> None:
        """Replace the named graphs of ``changes``, all in one transaction, then checkpoint."""
        self._demand_writable()
        removed, added = self._difference(checked(changes))
        if not removed and not added:
            return
        self._set_mark()
        if removed:
            # One update request is one transaction, deletions and insertions together.
            self.database.update(_data("DELETE", removed) + " ;\n" + _data("INSERT", added))
        else:
            self.database.extend(added)
        self._checkpoint()

    def _demand_writable(self) -> None:
        if self._read_only:
            raise StoreError("the store was opened for reading; open it without read_only to change it")

    def _difference(self, changes: list[Change]) -> tuple[list[ox.Quad], list[ox.Quad]]:
        removed: list[ox.Quad] = []
        added: list[ox.Quad] = []
        for change in changes:
            old, new = self._content(change), frozenset(change.quads)
            removed += old - new
            added += new - old
        return removed, added

    def _content(self, change: Change) -> frozenset[ox.Quad]:
        """What the change replaces."""
        subjects = [None] if change.subjects is None else change.subjects
        return frozenset(
            quad
            for subject in subjects
            for quad in self.database.quads_for_pattern(subject, None, None, change.graph)
        )

    def fill(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads by the million, past the transaction log, then compact and checkpoint.

        It only adds: what their graphs held stays. An error amid the quads adds none
        of them. ``StoreError`` when the store is read-only, and for a blank node.
        """
        self._demand_writable()
        self._set_mark()
        self.database.bulk_extend(map(checked_quad, quads))
        self.database.optimize()
        self._checkpoint()

    def close(self) -> None:
        """Release the locks and the database."""
        self._store = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    # -- generations

    def _set_mark(self) -> None:
        mark = os.open(self._folder / _MARK, os.O_CREAT | os.O_WRONLY, 0o644)
        os.fsync(mark)
        os.close(mark)

    def _repair(self) -> None:
        """Give the last commit its generation when a crash came between the two."""
        for left in (self._folder / _GENERATIONS).glob(".*"):
            shutil.rmtree(left, ignore_errors=True)
        if self._generation == 0 or (self._folder / _MARK).exists():
            self._checkpoint()

    def _checkpoint(self) -> None:
        number = self._generation + 1
        unfinished = self._folder / _GENERATIONS / f"{_UNFINISHED}{number}"
        self.database.backup(str(unfinished))
        unfinished.rename(self._folder / _GENERATIONS / str(number))
        _sync(self._folder / _GENERATIONS)
        (self._folder / _MARK).unlink(missing_ok=True)
        self._generation = number
        self._remove_old()

    def _remove_old(self) -> None:
        for number in _numbers(self._folder):
            if number < self._generation:
                _remove_unless_held(self._folder / _GENERATIONS / str(number))


def newest_generation(folder: Path) -> int:
    """The number of the newest generation in a store's folder, 0 when there is none.

    A reader that holds an older one may be closed and opened again.
    """
    return max(_numbers(folder), default=0)


def _numbers(folder: Path) -> list[int]:
    try:
        return [int(name) for name in os.listdir(folder / _GENERATIONS) if name.isdecimal()]
    except FileNotFoundError:
        return []


def _lock_writer(folder: Path) -> int:
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise StoreError(
            f"another process is writing to {folder}; wait until it ends, or open the store for reading"
        ) from error
    return lock


def _hold_newest(folder: Path) -> tuple[int, int]:
    """Lock the newest generation for reading: the lock's file descriptor and the number."""
    for _ in range(_OPEN_ATTEMPTS):
        number = newest_generation(folder)
        if not number:
            raise StoreError(f"there is no store in {folder}; ingest some documents into it first")
        path = folder / _GENERATIONS / str(number)
        with contextlib.suppress(FileNotFoundError):
            lock = os.open(path, os.O_RDONLY)
            fcntl.flock(lock, fcntl.LOCK_SH)
            # The writer may have moved it away between the opening and the lock.
            if path.exists() and path.stat().st_ino == os.fstat(lock).st_ino:
                return lock, number
            os.close(lock)
    raise StoreError(f"the generations in {folder} change faster than they can be opened; try again")


def _open_generation(folder: Path, number: int) -> ox.Store:
    path = folder / _GENERATIONS / str(number)
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise StoreError(f"the generation in {path} cannot be read: {error}") from error


def _remove_unless_held(path: Path) -> None:
    lock = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        aside = path.with_name(f"{_REMOVED}{path.name}")
        path.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
    except BlockingIOError:
        pass  # A reader holds it; a later commit removes it.
    finally:
        os.close(lock)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _data(verb: str, quads: Iterable[ox.Quad]) -> str:
    """``INSERT DATA`` or ``DELETE DATA`` of the quads, graph by graph."""
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(
            f"{quad.subject} {quad.predicate} {quad.object} ."
        )
    blocks = (f"GRAPH {graph} {{\n" + "\n".join(lines) + "\n}" for graph, lines in by_graph.items())
    return f"{verb} DATA {{ " + "\n".join(blocks) + " }"
