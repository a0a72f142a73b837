"""Templates become responses."""

from __future__ import annotations

import functools
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages import TEMPLATES
from api.pages.labels import code_label, relation_label, shown_date, shown_number, type_label
from api.texts import COOKIE, LANGUAGES, Language, text

YEAR = 365 * 24 * 3600


@functools.cache
def environment() -> Environment:
    """The templates; everything they print is escaped, and a name they lack is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(
    request: Request, language: Language, template: str, *, status: int = 200, **values: Any
) -> Response:
    """A page in the reader's language; a choice made by ``?lang=`` is kept in a cookie."""
    html = (
        environment()
        .get_template(template)
        .render(
            language=language,
            other="en" if language == "vi" else "vi",
            here=request.url,
            t=functools.partial(text, language),
            relation=functools.partial(relation_label, language),
            type_name=functools.partial(type_label, language),
            code=functools.partial(code_label, language),
            day=functools.partial(shown_date, language),
            number=functools.partial(shown_number, language),
            **values,
        )
    )
    response = HTMLResponse(html, status, {"Content-Language": language, "Vary": "Accept, Cookie"})
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=YEAR, samesite="lax", httponly=True)
    return response
