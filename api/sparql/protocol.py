"""An HTTP request becomes a SPARQL operation or a typed error: a pure function.

The rules are those of the SPARQL 1.1 Protocol, section 2.1. The endpoint is
read-only: a well-formed update is refused with 403.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox

from api.problems import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ALLOWED = "GET, HEAD, POST, OPTIONS"

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What of an HTTP request the protocol looks at; ``content_type`` is the header as sent."""

    method: str
    query_string: str = ""
    content_type: str | None = None
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that the protocol names; they take precedence over the query's own FROM."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


@dataclass(frozen=True, slots=True)
class Query:
    """Run ``text`` over ``dataset`` (empty: the union of all graphs, or what FROM says)."""

    text: str
    dataset: Dataset = Dataset()


@dataclass(frozen=True, slots=True)
class ServiceDescription:
    """A plain GET without a query asks what this endpoint is."""


Operation = Query | ServiceDescription | Problem


def read_request(request: HttpRequest) -> Operation:
    """The operation that the request asks for, or the problem with it."""
    if request.method in ("GET", "HEAD"):
        return _read_get(request)
    if request.method == "POST":
        return _read_post(request)
    return Problem(405, "method", {"method": request.method, "allowed": ALLOWED}, {"Allow": ALLOWED})


def _read_get(request: HttpRequest) -> Operation:
    parameters = _read_form(request.query_string)
    if isinstance(parameters, Problem):
        return parameters
    if _values(parameters, "update"):
        return Problem(400, "update-by-get")
    if not _values(parameters, "query") and not any(name.endswith("graph-uri") for name, _ in parameters):
        return ServiceDescription()
    return _query_of(parameters)


def _read_post(request: HttpRequest) -> Operation:
    media_type, charset = _read_content_type(request.content_type)
    if media_type not in (FORM, QUERY, UPDATE):
        facts = {"sent": media_type or "-", "accepted": f"{FORM}, {QUERY}"}
        return Problem(415, "content-type", facts, {"Accept-Post": f"{FORM}, {QUERY}"})
    if charset not in ("utf-8", "utf8", "us-ascii"):
        return Problem(415, "charset", {"charset": charset})
    in_url = _read_form(request.query_string)
    if isinstance(in_url, Problem):
        return in_url
    try:
        body = request.body.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(400, "not-utf8", {"position": error.start})
    if media_type == UPDATE:
        return Problem(403, "read-only")
    if media_type == QUERY:
        return _query_of([*in_url, ("query", body)])
    in_body = _read_form(body)
    return in_body if isinstance(in_body, Problem) else _query_of([*in_url, *in_body])


def _query_of(parameters: Parameters) -> Operation:
    queries, updates = _values(parameters, "query"), _values(parameters, "update")
    if len(queries) + len(updates) > 1:
        return Problem(400, "one-operation", {"count": len(queries) + len(updates)})
    if updates:
        return Problem(403, "read-only")
    if not queries:
        return Problem(400, "no-query")
    dataset = Dataset(_values(parameters, "default-graph-uri"), _values(parameters, "named-graph-uri"))
    for iri in (*dataset.default, *dataset.named):
        if not _is_iri(iri):
            return Problem(400, "graph-iri", {"iri": iri})
    return Query(queries[0], dataset)


def _values(parameters: Parameters, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)


def _read_form(encoded: str) -> Parameters | Problem:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        return Problem(400, "not-utf8", {"position": error.start})
    except ValueError:
        return Problem(400, "too-many-parameters", {"limit": 1000})


def _read_content_type(header: str | None) -> tuple[str, str]:
    media_type, *parameters = (part.strip() for part in (header or "").lower().split(";"))
    named: Mapping[str, str] = {
        name.strip(): value.strip(' "')
        for name, equals, value in (part.partition("=") for part in parameters)
        if equals
    }
    return media_type, named.get("charset", "utf-8")


def _is_iri(value: str) -> bool:
    try:
        ox.NamedNode(value)
    except ValueError:
        return False
    return True
