"""A store on any SPARQL 1.1 server, through SPARQLWrapper.

What the server must do, and what it decides:

- Its default graph must be the union of its named graphs (GraphDB, Virtuoso and
  Neptune do so by themselves, Oxigraph with ``--union-default-graph``, Fuseki with
  ``tdb2:unionDefaultGraph true``). This is checked as soon as the store holds
  something, and ``StoreError`` says so when it is not.
- A change is one update request. The standard says that a request should be atomic;
  whether it survives a crash as a whole is the server's promise, not ours.
- There is no lock between two writers: the last one wins, graph by graph.
- Servers limit the size of a request; changes of some hundred documents should be
  given in several calls.
- The generation is a random identifier kept in a graph of its own, which ``graphs``
  and ``quads`` leave out.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyoxigraph as ox
from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from graph.store.base import Bindings, Change, Rows, StoreError, Term, checked
from graph.store.binding import bind

GENERATION_GRAPH = ox.NamedNode("https://w3id.org/can-cu/id/nguon/the-he")
_IDENTIFIER = ox.NamedNode("http://purl.org/dc/terms/identifier")
_JSON, _NTRIPLES = "application/sparql-results+json", "application/n-triples"


class RemoteStore:
    """A store behind HTTP; see ``graph.store.base.Store`` for its methods.

    ``update_url`` is guessed when not given: ``…/update`` for a query endpoint that
    ends in ``/query``, ``…/statements`` for a GraphDB repository, else the same URL.
    ``timeout`` is in seconds for each request.
    """

    def __init__(
        self, query_url: str, update_url: str | None = None, *, read_only: bool = False, timeout: int = 60
    ) -> None:
        self._query_url = query_url
        self._update_url = update_url or _guess_update_url(query_url)
        self._read_only = read_only
        self._timeout = timeout
        self._union_seen = False
        self._closed = False
        self._check_union()

    # -- reading

    def graphs(self) -> Iterator[ox.NamedNode]:
        """The names of the graphs that hold something."""
        rows = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
        for (name,) in rows:
            if isinstance(name, ox.NamedNode) and name != GENERATION_GRAPH:
                yield name

    def quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match a pattern; ``None`` matches anything, a blank node nothing."""
        pattern = {"s": subject, "p": predicate, "o": object, "g": graph}
        if any(isinstance(term, ox.BlankNode) for term in pattern.values()):
            return
        bound = {name: term for name, term in pattern.items() if isinstance(term, ox.NamedNode | ox.Literal)}
        rows = self.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }", bound)
        for row in rows.rows:
            quad = ox.Quad(*row)  # type: ignore[arg-type]
            if quad.graph_name != GENERATION_GRAPH:
                yield quad

    def select(self, query: str, bindings: Bindings | None = None) -> Rows:
        """Answer a SELECT over the union of all graphs."""
        answer = ox.parse_query_results(
            self._send(bind(query, bindings), _JSON, "SELECT"), format=ox.QueryResultsFormat.JSON
        )
        if not isinstance(answer, ox.QuerySolutions):
            raise StoreError("the query is not a SELECT")
        columns = tuple(variable.value for variable in answer.variables)
        rows = [tuple(solution[name] for name in columns) for solution in answer]
        return Rows(columns, rows)

    def texts(self, query: str, bindings: Bindings | None = None) -> Iterator[tuple[str, ...]]:
        """Answer a SELECT as rows of plain strings, "" where unbound."""
        for row in self.select(query, bindings).as_text():
            yield tuple(value or "" for value in row)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Answer an ASK over the union of all graphs."""
        answer = ox.parse_query_results(
            self._send(bind(query, bindings), _JSON, "ASK"), format=ox.QueryResultsFormat.JSON
        )
        if not isinstance(answer, ox.QueryBoolean):
            raise StoreError("the query is not an ASK")
        return bool(answer)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE over the union of all graphs."""
        answer = self._send(bind(query, bindings), _NTRIPLES, "CONSTRUCT")
        for quad in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple

    def keep(self, name: str, make: Callable[[], bytes]) -> bytes:  # noqa: ARG002
        """What ``make`` gives: a server keeps nothing for its readers."""
        return make()

    @property
    def generation(self) -> str:
        """A random identifier, new with every change made through this class."""
        rows = self.select("SELECT ?id { GRAPH ?g { ?g ?p ?id } }", {"g": GENERATION_GRAPH, "p": _IDENTIFIER})
        return next((text for (text,) in rows.as_text() if text), "0")

    # -- writing

    def replace(self, changes: Iterable[Change]) -> None:
        """Replace the named graphs of ``changes`` in one update request."""
        if self._read_only:
            raise StoreError("the store was opened for reading; open it without read_only to change it")
        changed = [change for change in checked(changes) if self._content(change) != frozenset(change.quads)]
        if not changed:
            return
        operations = [_replacement(change) for change in changed]
        operations.append(_replacement(Change(GENERATION_GRAPH, [_new_generation()])))
        self._send(" ;\n".join(operations), "*/*", "INSERT")
        self._check_union()

    def _content(self, change: Change) -> frozenset[ox.Quad]:
        """What the change replaces."""
        subjects = [None] if change.subjects is None else change.subjects
        return frozenset(quad for subject in subjects for quad in self.quads(subject, graph=change.graph))

    def close(self) -> None:
        """Forget the server; nothing is held open between requests."""
        self._closed = True

    # -- the wire

    def _send(self, text: str, accept: str, kind: str) -> bytes:
        if self._closed:
            raise StoreError("the store is closed")
        wrapper = SPARQLWrapper(self._query_url, updateEndpoint=self._update_url)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self._timeout)
        wrapper.setOnlyConneg(True)
        wrapper.queryString = text
        # Its setQuery guesses the kind and the Accept header from the text and gets
        # both wrong for some queries; both are known here.
        wrapper.queryType = kind
        wrapper.addCustomHttpHeader("Accept", accept)
        try:
            response: Any = wrapper.query().response
            content: bytes = response.read()
        except SPARQLWrapperException as error:
            raise StoreError(f"{wrapper.endpoint} refused the request: {error}") from error
        except OSError as error:
            raise StoreError(f"{self._query_url} does not answer: {error}; is the server running?") from error
        return content

    def _check_union(self) -> None:
        if self._union_seen:
            return
        row = next(iter(self.select("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 1").rows), None)
        if row is None:
            return
        triple = {
            name: term
            for name, term in zip("spo", row, strict=True)
            if isinstance(term, ox.NamedNode | ox.Literal)
        }
        if not self.ask("ASK { ?s ?p ?o }", triple):
            raise StoreError(
                f"the default graph of {self._query_url} is not the union of its named graphs; "
                "switch that on in the server (Oxigraph: --union-default-graph, "
                "Fuseki: tdb2:unionDefaultGraph true)"
            )
        self._union_seen = True


def _guess_update_url(query_url: str) -> str:
    if query_url.endswith("/query"):
        return query_url.removesuffix("/query") + "/update"
    if "/repositories/" in query_url and not query_url.endswith("/statements"):
        return query_url + "/statements"
    return query_url


def _new_generation() -> ox.Quad:
    return ox.Quad(GENERATION_GRAPH, _IDENTIFIER, ox.Literal(uuid.uuid4().hex), GENERATION_GRAPH)


def _replacement(change: Change) -> str:
    lines = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in change.quads)
    if change.subjects is None:
        clearing = [f"DROP SILENT GRAPH {change.graph}"]
    else:
        clearing = [
            f"DELETE WHERE {{ GRAPH {change.graph} {{ {subject} ?p ?o }} }}" for subject in change.subjects
        ]
    return " ;\n".join([*clearing, f"INSERT DATA {{ GRAPH {change.graph} {{\n{lines}\n}} }}"])
