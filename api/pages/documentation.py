"""``/docs``: the description of the API, shown by the copy of Swagger UI that the build brought in."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response

import api
from api.pages.problems import respond
from api.pages.render import page
from api.problems import Problem
from api.security import DOCUMENTATION
from api.state import language_of

ASSETS = Path(api.__file__).parent / "assets"

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Swagger UI from our own files, or how to build it."""
    if not (ASSETS / "swagger-ui" / "swagger-ui-bundle.js").exists():
        return respond(request, Problem(503, "no-assets"))
    response = page(request, language_of(request), "docs.html")
    response.headers["Content-Security-Policy"] = DOCUMENTATION
    return response
