"""Who answers for a body's work on a day, as JSON; the registers alone say it, whatever the store holds."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from api.problems import Problem, ProblemError
from graph.institutions import BodyError, as_json, responsible
from ontology.bodies import Body

_CANDIDATES = 20


class BodyFacts(BaseModel):
    """A body of the registers; both days belong to its life, null where no limit is known."""

    slug: str
    iri: str
    name: str
    place: str | None = Field(description="The province of a body of a district or commune")
    level: str
    valid_from: date | None
    valid_to: date | None


class Reorganisation(BaseModel):
    """Work that passed from a body to others on a day."""

    day: date
    original: str = Field(description="Slug of the body that it passed from")
    heirs: list[str] = Field(description="Slugs of the bodies that it passed to")
    heir_name: str | None = Field(description="Who took over, where the registers have no such body")
    functions: list[str] = Field(description="The fields that passed; all the rest when empty")
    legal_basis: str | None
    certainty: str = Field(description="confirmed, memory or doubtful")
    source: str


class Heir(BaseModel):
    """A body that answers, and what led to it."""

    body: BodyFacts | None
    name: str
    functions: list[str]
    certainty: str
    events: list[Reorganisation]


class WhoAnswer(BaseModel):
    """Who answers on a day. Look at ``status`` and ``why``: what the registers lack is not guessed."""

    asked: BodyFacts
    on: date
    function: str | None
    status: str = Field(description="same, succeeded, divided, split, not-yet or unknown")
    certainty: str | None
    why: str | None = Field(description="What the registers lack, as a code")
    heirs: list[Heir]
    alternatives: list[Heir] = Field(
        description="Who took over other fields, or all who did when none is asked"
    )


def who_answer(name: str, on: date, function: str | None) -> WhoAnswer:
    """The answer; a name of no body is a 404, of several a 409, one that lacks its area a 400."""
    try:
        return WhoAnswer.model_validate(as_json(responsible(name, on, function)))
    except BodyError as error:
        raise ProblemError(_problem(error)) from error


def _problem(error: BodyError) -> Problem:
    candidates = "; ".join(_shown(one) for one in error.candidates[:_CANDIDATES])
    facts = {"name": error.words, "candidates": candidates or "–"}
    match error.kind:
        case "several":
            return Problem(409, "several-bodies", facts)
        case "area":
            return Problem(400, "body-area", {"name": error.words})
    return Problem(404, "unknown-body", facts)


def _shown(body: Body) -> str:
    return f"{body.name}, {body.place} ({body.slug})" if body.place else f"{body.name} ({body.slug})"
