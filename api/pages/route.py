"""The pages: the start, a document, its pictures, and whether the server is well."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

import pyoxigraph as ox
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.caching import cache_headers
from api.documents import Filters
from api.dossier import DossierReader
from api.library import Snapshot
from api.pages.linked import describe, node_of
from api.pages.render import page
from api.pages.terms import ShownTerm, shorten, shown_iri
from api.problems import Problem, ProblemError
from api.security import PICTURE
from api.sparql.formats import GRAPHS
from api.state import language_of, state_of
from graph.iri import ID
from ontology.terms import RDFS, SKOS

router = APIRouter(include_in_schema=False)


def form_filters(type: str = "", level: str = "", year: str = "", held: str = "") -> Filters:
    """The filters of the search form, where an empty field means any."""
    number = int(year) if year.isdecimal() else None
    return Filters(type or None, level or None, number, True if held == "true" else None)


@router.get("/")
def home(
    request: Request,
    filters: Annotated[Filters, Depends(form_filters)],
    q: Annotated[str, Query(max_length=500)] = "",
    page_number: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> Response:
    """The start page: search, counts, the documents, and a chain."""
    searching = bool(q.strip()) or filters != Filters()
    try:
        with state_of(request).library.reading() as snapshot:
            return _home(request, snapshot, q, filters, page_number, searching)
    except ProblemError as error:
        if error.problem.code != "no-store":
            raise
        return page(request, language_of(request), "home.html", **_nothing(q, filters))


def _home(
    request: Request, snapshot: Snapshot, q: str, filters: Filters, page_number: int, searching: bool
) -> Response:
    size = state_of(request).settings.page_size
    documents = snapshot.documents
    found = documents.search(q, filters if searching else Filters(held=True))
    return page(
        request,
        language_of(request),
        "home.html",
        q=q,
        filters=filters,
        searching=searching,
        found=found[(page_number - 1) * size : page_number * size],
        total=len(found),
        page_number=page_number,
        pages=math.ceil(len(found) / size),
        counts=snapshot.counts,
        types=documents.values("type"),
        levels=documents.values("level"),
        years=documents.values("year")[::-1],
        chain=None if searching else snapshot.widest_chain,
        generation=snapshot.generation,
    )


def _nothing(q: str, filters: Filters) -> dict[str, Any]:
    return {
        "q": q,
        "filters": filters,
        "searching": False,
        "found": [],
        "total": 0,
        "page_number": 1,
        "pages": 0,
        "counts": {"held": 0, "mentioned": 0, "citations": 0, "tasks": 0},
        "types": [],
        "levels": [],
        "years": [],
        "chain": None,
        "generation": "0",
    }


@router.get("/page/{path:path}")
def document_page(request: Request, path: str) -> Response:
    """The page of a document, or of any other thing of the graph."""
    with state_of(request).library.reading() as snapshot:
        document = snapshot.documents.by_iri.get(ID + path)
        if document is None:
            return _thing(request, snapshot, path)
        return page(
            request,
            language_of(request),
            "document.html",
            dossier=DossierReader(snapshot.store, snapshot.documents).read(document),
            pictures=document.iri in snapshot.chains,
            formats=GRAPHS,
            generation=snapshot.generation,
        )


def _thing(request: Request, snapshot: Snapshot, path: str) -> Response:
    node = node_of(path)
    triples = describe(snapshot.store, node)
    if not triples:
        raise ProblemError(Problem(404, "not-found", {"name": path}))
    names = {document.iri: document.label for document in snapshot.documents.all}
    own = [triple for triple in triples if triple.subject == node]
    labels = [
        triple.object.value
        for triple in own
        if triple.predicate in (SKOS.prefLabel, RDFS.label) and isinstance(triple.object, ox.Literal)
    ]
    return page(
        request,
        language_of(request),
        "thing.html",
        name=labels[0] if labels else path,
        iri=node.value,
        outgoing=[(shorten(triple.predicate.value), _shown(triple.object, names)) for triple in own],
        incoming=[
            (shorten(triple.predicate.value), _shown(triple.subject, names))
            for triple in triples
            if triple.object == node
        ],
    )


def _shown(term: object, names: dict[str, str]) -> ShownTerm:
    if isinstance(term, ox.NamedNode):
        return shown_iri(term.value, names)
    if isinstance(term, ox.Literal):
        return ShownTerm(term.value, None, term.language)
    return ShownTerm(str(term))


@router.get("/picture/{kind}/{path:path}")
def picture(request: Request, kind: Literal["down", "up", "around"], path: str) -> Response:
    """A stand-alone picture: the chain below or above a document, or its neighbours."""
    language = language_of(request)
    with state_of(request).library.reading() as snapshot:
        if ID + path not in snapshot.chains:
            raise ProblemError(Problem(404, "not-found", {"name": path}))
        html = snapshot.picture(kind, ID + path, language)
        headers = {**cache_headers(snapshot.generation), "Content-Security-Policy": PICTURE}
    return HTMLResponse(html, headers=headers)


@router.get("/healthz")
def health(request: Request) -> dict[str, str | int]:
    """Whether the store can be read, and how far it has come."""
    with state_of(request).library.reading() as snapshot:
        return {"status": "ok", "generation": snapshot.generation, "documents": len(snapshot.documents.all)}
