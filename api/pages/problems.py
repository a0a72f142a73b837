"""A problem as a page for a browser, as ``application/problem+json`` for a program."""

from __future__ import annotations

from fastapi import Request, Response

from api.negotiate import best
from api.pages.render import page
from api.problems import MEDIA_TYPE, Problem, problem_response
from api.state import language_of


def wants_page(request: Request) -> bool:
    """Whether the one who asks would rather have HTML than JSON."""
    offers = (MEDIA_TYPE, "application/json", "text/html")
    return best(request.headers.get("accept"), offers) == "text/html"


def respond(request: Request, problem: Problem) -> Response:
    """The problem, as the one who asks can read it."""
    language = language_of(request)
    if not wants_page(request):
        return problem_response(problem, language)
    response = page(
        request,
        language,
        "problem.html",
        status=problem.status,
        title=problem.title(language),
        detail=problem.detail(language),
        code_of_problem=problem.code,
    )
    response.headers.update({"Cache-Control": "no-store", **problem.headers})
    return response
