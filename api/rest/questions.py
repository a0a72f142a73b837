"""The catalogue of questions as JSON; its queries run in the workers, under the same limits as others."""

from __future__ import annotations

import json
from collections.abc import Mapping

from api.problems import Problem, ProblemError
from api.rest.models import Question, QuestionAnswer, QuestionColumn, QuestionParameter
from api.settings import Settings
from api.sparql.worker import Job
from api.state import State
from graph.store.binding import bind
from queries.catalogue import Query, QuestionError, catalogue, get, run, terms


def list_questions() -> list[Question]:
    """Every question of the catalogue."""
    return [_shown(query) for query in catalogue()]


def read_question(name: str) -> Question:
    """The question of this name; a 404 that names the nearest when there is none."""
    return _shown(_find(name))


def ask_question(state: State, name: str, parameters: Mapping[str, str]) -> QuestionAnswer:
    """The answer to a question; parameters it does not have, or lacks, are a 400."""
    query = _find(name)
    try:
        with state.library.reading() as snapshot:
            if state.library.is_remote:
                found = run(snapshot.store, name, parameters)
                return QuestionAnswer(
                    name=name, columns=list(found.columns), rows=[list(row) for row in found.as_text()]
                )
            text = bind(query.text, terms(snapshot.store, query, parameters))
    except QuestionError as error:
        raise _problem(400, error) from error
    answer = state.pool.run(_job(text, state.settings))
    if isinstance(answer, Problem):
        raise ProblemError(answer)
    return _read_answer(name, answer.body)


def _find(name: str) -> Query:
    try:
        return get(name)
    except QuestionError as error:
        raise _problem(404, error) from error


def _problem(status: int, error: QuestionError) -> ProblemError:
    return ProblemError(Problem(status, "question", {"reason_vi": error.vi, "reason_en": error.en}))


def _job(text: str, settings: Settings) -> Job:
    return Job(text, (), (), True, "JSON", settings.query_rows, settings.answer_bytes)


def _read_answer(name: str, body: bytes) -> QuestionAnswer:
    results = json.loads(body)
    columns = results["head"]["vars"]
    rows = [
        [row[column]["value"] if column in row else None for column in columns]
        for row in results["results"]["bindings"]
    ]
    return QuestionAnswer(name=name, columns=columns, rows=rows)


def _shown(query: Query) -> Question:
    return Question(
        name=query.name,
        question_vi=query.question_vi,
        question_en=query.question_en,
        parameters=[
            QuestionParameter(
                name=each.name,
                type=each.type,
                vi=each.vi,
                en=each.en,
                example=each.example,
                default=each.default,
            )
            for each in query.parameters
        ],
        columns=[QuestionColumn(name=each.name, vi=each.vi, en=each.en) for each in query.columns],
        text=query.text,
    )
