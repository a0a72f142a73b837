"""Errors as ``application/problem+json`` (RFC 9457), in Vietnamese and English.

A problem is a code with facts; its wording is in the catalogue of texts under
``problem.<code>.title`` and ``problem.<code>.detail``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import Response

from api.texts import LANGUAGES, Language, text

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not answered: an HTTP ``status``, a ``code``, and the facts its text names."""

    status: int
    code: str
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def title(self, language: Language) -> str:
        """One short sentence, the same each time for this code."""
        return text(language, f"problem.{self.code}.title")

    def detail(self, language: Language) -> str:
        """What happened this time, and what to do about it."""
        return text(language, f"problem.{self.code}.detail", **self.facts)

    def as_json(self, language: Language) -> dict[str, Any]:
        """The members of RFC 9457, with ``code``, the facts, and both languages in ``texts``."""
        return {
            "type": f"https://w3id.org/can-cu/problem/{self.code}",
            "status": self.status,
            "title": self.title(language),
            "detail": self.detail(language),
            "code": self.code,
            "facts": dict(self.facts),
            "texts": {each: {"title": self.title(each), "detail": self.detail(each)} for each in LANGUAGES},
        }


class ProblemError(Exception):
    """Raised inside a route to answer with a problem."""

    def __init__(self, problem: Problem):
        super().__init__(problem.detail("en"))
        self.problem = problem


def problem_response(problem: Problem, language: Language) -> Response:
    """The problem as a response; never cached."""
    body = json.dumps(problem.as_json(language), ensure_ascii=False).encode()
    headers = {"Cache-Control": "no-store", "Content-Language": language, **problem.headers}
    return Response(body, problem.status, headers, MEDIA_TYPE)
