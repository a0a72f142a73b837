"""The graph as the server itself reads it: always the newest generation, with what is derived from it.

A generation never changes, so the list of documents and the graph of chains are
made once a generation and never go stale. A request keeps the snapshot it began
with until it ends, even when a newer generation has come.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
import pyoxigraph as ox

from api.documents import Catalogue, DocumentSummary, read_catalogue
from api.problems import Problem, ProblemError
from api.texts import Language
from graph.agenda import Task, read_tasks
from graph.chains import Chains, read_chains
from graph.coverage import Coverage, coverage
from graph.effect import Effect, read_effects
from graph.finding import Finding, FindingKind
from graph.inferred import programmes
from graph.proofs import StoreProofs
from graph.store import Store, StoreError, open_store
from graph.store.embedded import newest_generation
from graph.structure import Structure, findings, proved, structure
from ontology.terms import CANCU, RDF
from viz.chain import chain_html
from viz.explore import coverage_html
from viz.neighbourhood import neighbourhood_html

CANDIDATES = 20
IMPLEMENTS = ("implements",)
KEPT_PICTURES = 200


FINDINGS = 50
"""Findings of one kind that are shown; how many there are is said."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one kind: how many there are, and the first of them with their sentences."""

    kind: FindingKind
    count: int
    shown: tuple[Finding, ...]


class Snapshot:
    """One generation of the graph, and what is derived from it when first asked for."""

    def __init__(self, store: Store):
        self.store = store
        self.generation = store.generation
        self.users = 0
        self._pictures: dict[tuple[str, str, str], str] = {}

    @cached_property
    def documents(self) -> Catalogue:
        """Every document with its best-known name, number, date and issuer."""
        return read_catalogue(self.store)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How much there is of what."""
        held = sum(document.held for document in self.documents.all)
        return {
            "held": held,
            "mentioned": len(self.documents.all) - held,
            "citations": self._count(CANCU.Citation),
            "tasks": self._count(CANCU.Task),
        }

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Every task with its document, bodies, deadline and passage."""
        return read_tasks(self.store)

    def _count(self, kind: ox.NamedNode) -> int:
        quads = self.store.quads(predicate=RDF.type, object=kind)
        return len({quad.subject for quad in quads})

    @cached_property
    def widest_chain(self) -> DocumentSummary | None:
        """The document that most others carry out, directly or through others: what to look at first."""
        chains = self.chains
        carried = np.diff(chains.adjacency("down", IMPLEMENTS).start)
        nearest = np.argsort(-carried, kind="stable")[:CANDIDATES].tolist()
        widest = max(
            (position for position in nearest if carried[position]),
            key=lambda position: len(chains.reach(position, "down", IMPLEMENTS).order),
            default=None,
        )
        return None if widest is None else self.documents.by_iri.get(chains.nodes[widest].iri)

    def picture(self, kind: Literal["down", "up", "around"], iri: str, language: Language) -> str:
        """A picture as a stand-alone page, drawn once a generation."""
        key = (kind, iri, language)
        if key not in self._pictures:
            if len(self._pictures) >= KEPT_PICTURES:
                self._pictures.clear()
            self._pictures[key] = self._draw(kind, iri, language)
        return self._pictures[key]

    def _draw(self, kind: Literal["down", "up", "around"], iri: str, language: Language) -> str:
        proofs = StoreProofs(self.store)
        if kind == "around":
            return neighbourhood_html(self.chains, iri, proofs=proofs, lang=language)
        return chain_html(self.chains, iri, direction=kind, proofs=proofs, lang=language)

    def coverage(self, iri: str, on: date) -> Coverage:
        """Which provinces had carried a document of the chains out by a day."""
        return coverage(self.chains, iri, on, approved=self.programmes)

    def explorer(self, iri: str, on: date, language: Language) -> str:
        """The coverage of a document as a stand-alone page."""
        return coverage_html(
            self.coverage(iri, on),
            self.chains,
            proofs=StoreProofs(self.store),
            approved=self.programmes,
            lang=language,
        )

    @cached_property
    def structure(self) -> tuple[Structure, list[FindingGroup]]:
        """What the whole graph looks like, and what calls for a look with its sentences."""
        every = findings(self.chains, self.effects)
        proofs = StoreProofs(self.store)
        groups = []
        for kind in dict.fromkeys(one.kind for one in every):
            same = [one for one in every if one.kind == kind]
            groups.append(FindingGroup(kind, len(same), proved(same[:FINDINGS], proofs)))
        return structure(self.chains), groups

    @cached_property
    def programmes(self) -> dict[str, tuple[str, ...]]:
        """The programmes that documents approve, by IRI."""
        return programmes(self.store)

    @cached_property
    def effects(self) -> dict[str, Effect]:
        """What registers say of documents' effect, by IRI."""
        return read_effects(self.store)

    @cached_property
    def chains(self) -> Chains:
        """Which document does what to which."""
        return read_chains(self.store)


class Library:
    """The newest snapshot of the store at a location (a folder, or the address of a SPARQL server)."""

    def __init__(self, location: str):
        self.location = location
        self._lock = threading.Lock()
        self._current: Snapshot | None = None

    @property
    def is_remote(self) -> bool:
        """Whether the store is a SPARQL server elsewhere."""
        return self.location.startswith(("http://", "https://"))

    @property
    def generation(self) -> str:
        """The newest generation; "0" when there is no store yet."""
        if self.is_remote:
            with self.reading() as snapshot:
                return snapshot.store.generation
        return str(newest_generation(Path(self.location)))

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """The newest snapshot, kept open until the block ends; a ``no-store`` problem when there is none."""
        snapshot = self._take()
        try:
            yield snapshot
        finally:
            self._give_back(snapshot)

    def _take(self) -> Snapshot:
        with self._lock:
            if self._current is None or self._is_old(self._current):
                self._renew()
            assert self._current is not None
            self._current.users += 1
            return self._current

    def _is_old(self, snapshot: Snapshot) -> bool:
        if self.is_remote:
            return snapshot.store.generation != snapshot.generation
        return snapshot.generation != str(newest_generation(Path(self.location)))

    def _renew(self) -> None:
        try:
            new = Snapshot(open_store(self.location, read_only=True))
        except StoreError as error:
            raise ProblemError(Problem(503, "no-store", {"reason": str(error)})) from error
        old, self._current = self._current, new
        if old is not None and old.users == 0:
            old.store.close()

    def _give_back(self, snapshot: Snapshot) -> None:
        with self._lock:
            snapshot.users -= 1
            if snapshot.users == 0 and snapshot is not self._current:
                snapshot.store.close()

    def close(self) -> None:
        """Release the store."""
        with self._lock:
            if self._current is not None:
                self._current.store.close()
            self._current = None
