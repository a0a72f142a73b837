"""The page of the SPARQL endpoint: a form, and the answer as a table."""

from __future__ import annotations

import json

from fastapi import Request, Response

from api.pages.render import page
from api.pages.terms import ShownTerm, shown_binding
from api.problems import Problem
from api.rest.questions import list_questions
from api.sparql.formats import RESULTS, Form, media_types
from api.sparql.workers import Answer
from api.state import State, language_of
from ontology.terms import PREFIXES

PAGE_ROWS = 2000
"""Most rows of a table in a page; more are for programs."""

FIRST_QUERY = """SELECT ?document ?name (COUNT(?citation) AS ?times) {
  ?citation oa:hasBody ?document .
  ?document rdfs:label ?name .
}
GROUP BY ?document ?name
ORDER BY DESC(?times)
LIMIT 20"""


def query_page(
    request: Request,
    state: State,
    query: str | None = None,
    answer: Answer | Problem | None = None,
    form: Form | None = None,
) -> Response:
    """The form with a query in it, and below it what it answered."""
    language = language_of(request)
    questions = list_questions()
    chosen = {each.name: each.text for each in questions}.get(request.query_params.get("example", ""))
    problem = answer if isinstance(answer, Problem) else None
    columns, table = (None, []) if form != "SELECT" or problem else _table(answer)
    return page(
        request,
        language,
        "sparql.html",
        status=problem.status if problem else 200,
        query=query or chosen or FIRST_QUERY,
        problem=problem and {"title": problem.title(language), "detail": problem.detail(language)},
        boolean=json.loads(answer.body)["boolean"] if isinstance(answer, Answer) and form == "ASK" else None,
        columns=columns,
        table=table,
        graph=answer.body.decode()
        if isinstance(answer, Answer) and form in ("CONSTRUCT", "DESCRIBE")
        else None,
        types=media_types(RESULTS),
        seconds=state.settings.query_seconds,
        rows=state.settings.query_rows,
        prefixes=PREFIXES,
        examples=[
            (each.name, each.question_vi if language == "vi" else each.question_en, each.text)
            for each in questions
        ],
    )


def _graph(answer: Answer | Problem | None) -> str | None:
    return answer.body.decode() if isinstance(answer, Answer) else None


def _table(answer: Answer | Problem | None) -> tuple[list[str] | None, list[list[ShownTerm]]]:
    if not isinstance(answer, Answer):
        return None, []
    results = json.loads(answer.body)
    columns = results["head"]["vars"]
    rows = results["results"]["bindings"]
    return columns, [[shown_binding(row.get(column), {}) for column in columns] for row in rows]
