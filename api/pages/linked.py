"""``/id/…``: the IRIs of the graph, answered in RDF for programs and with a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Literal
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.caching import cache_headers
from api.negotiate import best
from api.problems import Problem, ProblemError
from api.sparql.formats import GRAPHS, Format, media_types, negotiate
from api.state import state_of
from graph.iri import ID
from graph.store import Store
from ontology.terms import PREFIXES

router = APIRouter(tags=["linked data"])

MOST_INCOMING = 1000
"""At most so many triples that point to a thing describe it: a law may be cited by thousands."""


@router.get("/id/{path:path}", response_class=Response)
def thing(
    request: Request,
    path: str,
    format: Annotated[
        Literal["ttl", "nt", "jsonld", "rdf"] | None, Query(description="Instead of an Accept header")
    ] = None,
) -> Response:
    """One thing of the graph: a page for a browser (by 303), else Turtle, N-Triples, JSON-LD or RDF/XML.

    Its description is what it says, what its parts (`…#part`) say, and what points to it
    (at most 1,000 triples of these).
    """
    accept = request.headers.get("accept")
    types = [media for each in GRAPHS for media in each.media_types]
    if format is None and best(accept, [*types, "text/html"]) == "text/html":
        return RedirectResponse(f"/page/{quote(path)}", 303, {"Vary": "Accept"})
    chosen = negotiate(accept, GRAPHS) if format is None else named(format)
    if chosen is None:
        offered = f"{media_types(GRAPHS)}, text/html"
        raise ProblemError(Problem(406, "not-acceptable", {"offered": offered}, {"Vary": "Accept"}))
    with state_of(request).library.reading() as snapshot:
        triples = describe(snapshot.store, node_of(path))
        generation = snapshot.generation
    if not triples:
        raise ProblemError(Problem(404, "not-found", {"name": path}))
    body = ox.serialize(triples, format=getattr(ox.RdfFormat, chosen.name), prefixes=PREFIXES)
    return Response(body, headers=cache_headers(generation), media_type=chosen.media_type)


def named(extension: str) -> Format:
    """The format of a graph with this file name extension."""
    return next(each for each in GRAPHS if each.extension == extension)


def node_of(path: str) -> ox.NamedNode:
    """The IRI that ends in this path; a 404 when the path cannot be part of an IRI."""
    try:
        return ox.NamedNode(ID + path)
    except ValueError as error:
        raise ProblemError(Problem(404, "not-found", {"name": path})) from error


def describe(store: Store, node: ox.NamedNode) -> list[ox.Triple]:
    """The triples of a thing, each once, in a steady order; none when the graph does not know it."""
    own = {quad.triple for quad in _outgoing(store, node, set())}
    incoming = {quad.triple for quad in islice(store.quads(object=node), MOST_INCOMING)}
    return sorted(own | incoming, key=str)


def _outgoing(store: Store, node: ox.NamedNode, seen: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    seen.add(node)
    for quad in store.quads(subject=node):
        yield quad
        part = quad.object
        if isinstance(part, ox.NamedNode) and part not in seen and part.value.startswith(f"{node.value}#"):
            yield from _outgoing(store, part, seen)
