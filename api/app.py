"""The server: one FastAPI application made from its settings."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from api import pages
from api.head import HeadAsGet
from api.library import Library
from api.pages import documentation, figures, linked, problems
from api.pages.route import router as pages_router
from api.pages.tasks import router as tasks_router
from api.problems import Problem, ProblemError
from api.rest.route import router as rest_router
from api.security import SecurityHeaders
from api.settings import Settings
from api.sparql.route import open_pool
from api.sparql.route import router as sparql_router
from api.state import State

log = logging.getLogger(__name__)

DESCRIPTION = (
    "Which plan implements which directive, with the sentence that proves it. "
    "SPARQL 1.1 at `/sparql`; linked data at `/id/…`; errors are `application/problem+json`."
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application over one store; its workers and files are released when it shuts down."""
    settings = settings or Settings()
    state = State(settings, Library(settings.location), open_pool(settings))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        state.pool.close()
        state.library.close()

    app = FastAPI(
        title="Căn Cứ",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.cancu = state
    for router in (
        sparql_router,
        rest_router,
        linked.router,
        figures.router,
        pages_router,
        tasks_router,
        documentation.router,
    ):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=pages.STATIC), name="static")
    app.mount("/assets", StaticFiles(directory=documentation.ASSETS, check_dir=False), name="assets")
    _handle_errors(app)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.cors_origins, allow_methods=["GET", "HEAD", "POST"]
        )
    return app


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(ProblemError)
    async def on_problem(request: Request, error: ProblemError) -> Response:
        return problems.respond(request, error.problem)

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            facts = {"method": request.method, "allowed": headers.get("Allow", "GET")}
            return problems.respond(request, Problem(405, "method", facts, headers))
        problem = Problem(error.status_code, "not-found", {"name": request.url.path}, headers)
        return problems.respond(request, problem)

    @app.exception_handler(RequestValidationError)
    async def on_parameters(request: Request, error: RequestValidationError) -> Response:
        reason = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}" for each in error.errors()
        )
        return problems.respond(request, Problem(400, "parameters", {"reason": reason}))

    @app.exception_handler(Exception)
    async def on_failure(request: Request, error: Exception) -> Response:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problems.respond(request, Problem(500, "server-error"))
