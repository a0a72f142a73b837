"""The route ``/sparql``: protocol, guard, negotiation, pool, response, in this order."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.caching import cache_headers, is_fresh
from api.negotiate import best
from api.pages.query import PAGE_ROWS, query_page
from api.problems import Problem, problem_response
from api.settings import Settings
from api.sparql.formats import GRAPHS, RESULTS, Format, media_types, negotiate, offered
from api.sparql.guard import Checked, Limits, check_query
from api.sparql.protocol import HttpRequest, Query, ServiceDescription, read_request
from api.sparql.service import service_description
from api.sparql.worker import Job
from api.sparql.workers import Answer, Pool
from api.state import State, language_of, state_of

router = APIRouter(tags=["SPARQL"])

METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]


@router.api_route("/sparql", methods=METHODS, include_in_schema=False)
@router.api_route("/sparql/", methods=METHODS, include_in_schema=False)
async def sparql(request: Request) -> Response:
    """Answer a request of the SPARQL 1.1 Protocol."""
    state = state_of(request)
    answer = await _answer(request, state)
    return problem_response(answer, language_of(request)) if isinstance(answer, Problem) else answer


async def _answer(request: Request, state: State) -> Response | Problem:
    if state.library.is_remote:
        return Problem(501, "remote-store")
    body = await read_body(request, state.settings)
    if isinstance(body, Problem):
        return body
    read = HttpRequest(request.method, request.url.query, request.headers.get("content-type"), body)
    operation = read_request(read)
    if isinstance(operation, Problem):
        return operation
    if isinstance(operation, ServiceDescription):
        return query_page(request, state) if wants_page(request) else describe_service(request)
    if wants_page(request):
        return await answer_in_page(request, state, operation)
    return await answer_query(request, state, operation)


def wants_page(request: Request) -> bool:
    """Whether the client would rather have HTML than any format of results: a browser."""
    types = [media for each in (*RESULTS, *GRAPHS) for media in each.media_types]
    return best(request.headers.get("accept"), [*types, "text/html"]) == "text/html"


async def answer_in_page(request: Request, state: State, query: Query) -> Response:
    """The answer as a table, or the problem beside the query that has it."""
    settings = state.settings
    checked = check_query(query.text, Limits(settings.query_bytes, settings.query_nesting))
    if isinstance(checked, Problem):
        return query_page(request, state, query.text, checked)
    job = job_of(query, checked, offered(checked.form)[0], settings)
    job = replace(job, rows=min(job.rows, PAGE_ROWS))
    answer = await run_in_threadpool(state.pool.run, job)
    return query_page(request, state, query.text, answer, checked.form)


async def read_body(request: Request, settings: Settings) -> bytes | Problem:
    """The body, as long as it may be: a form triples the bytes of what is not ASCII."""
    limit = settings.query_bytes * 3 + 10_000
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            return Problem(413, "query-size", {"size": len(body), "limit": settings.query_bytes})
    return bytes(body)


def describe_service(request: Request) -> Response | Problem:
    """The page of the endpoint for a browser, its SPARQL service description for a program."""
    chosen = negotiate(request.headers.get("accept"), GRAPHS)
    if chosen is None:
        return not_acceptable(GRAPHS)
    endpoint = str(request.url.replace(query="", fragment=""))
    return Response(service_description(endpoint, chosen), media_type=chosen.media_type)


async def answer_query(request: Request, state: State, query: Query) -> Response | Problem:
    """Check, negotiate, run."""
    settings = state.settings
    checked = check_query(query.text, Limits(settings.query_bytes, settings.query_nesting))
    if isinstance(checked, Problem):
        return checked
    formats = offered(checked.form)
    chosen = negotiate(request.headers.get("accept"), formats)
    if chosen is None:
        return not_acceptable(formats)
    generation = state.library.generation
    if request.method != "POST" and is_fresh(request.headers.get("if-none-match"), generation):
        return Response(status_code=304, headers=cache_headers(generation))
    answer = await run_in_threadpool(state.pool.run, job_of(query, checked, chosen, settings))
    if isinstance(answer, Problem):
        return answer
    return response_of(answer, chosen)


def job_of(query: Query, checked: Checked, chosen: Format, settings: Settings) -> Job:
    """The job for a worker. The union stands in for the default graph only where nobody names a dataset:
    the engine would let it win over FROM."""
    return Job(
        text=query.text,
        default_graphs=query.dataset.default,
        named_graphs=query.dataset.named,
        union=not query.dataset and not checked.has_dataset,
        format=chosen.name,
        rows=settings.query_rows,
        bytes=settings.answer_bytes,
    )


def response_of(answer: Answer, chosen: Format) -> Response:
    """A whole answer, never a cut one, tagged with its generation."""
    headers = {
        **cache_headers(answer.generation),
        "Content-Disposition": f'inline; filename="can-cu.{chosen.extension}"',
    }
    return Response(answer.body, headers=headers, media_type=chosen.media_type)


def not_acceptable(formats: tuple[Format, ...]) -> Problem:
    """The refusal that lists what is on offer."""
    return Problem(406, "not-acceptable", {"offered": media_types(formats)}, {"Vary": "Accept"})


def open_pool(settings: Settings) -> Pool:
    """The pool as the settings want it."""
    from api.sparql.workers import PoolLimits

    limits = PoolLimits(
        settings.query_seconds, settings.query_memory_mb, settings.query_workers, settings.query_waiting
    )
    return Pool(settings.location, limits)
