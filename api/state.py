"""What one running server holds, and how a request reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from fastapi import Request

from api.library import Library
from api.settings import Settings
from api.sparql.workers import Pool
from api.texts import Language, choose_language


@dataclass(frozen=True, slots=True)
class State:
    """The settings, the graph as it is read here, and the workers for other people's queries."""

    settings: Settings
    library: Library
    pool: Pool


def state_of(request: Request) -> State:
    """The state of the server that answers this request."""
    return cast(State, request.app.state.cancu)


def language_of(request: Request) -> Language:
    """The language in which to answer this request."""
    return choose_language(request, state_of(request).settings.lang)
