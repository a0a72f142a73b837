"""The catalogue of questions as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from queries.catalogue import Query, catalogue, run

from api.problems import Problem, ProblemError
from api.rest.models import Question, QuestionAnswer
from api.state import State


def list_questions() -> list[Question]:
    """Every question of the catalogue."""
    return [_shown(query) for query in catalogue()]


def read_question(name: str) -> Question:
    """The question of this name; a 404 when there is none."""
    found = next((query for query in catalogue() if query.name == name), None)
    if found is None:
        raise ProblemError(Problem(404, "not-found", {"name": name}))
    return _shown(found)


def ask_question(state: State, name: str, parameters: Mapping[str, str]) -> QuestionAnswer:
    """The answer to a question; parameters it does not have, or lacks, are a 400."""
    read_question(name)
    with state.library.reading() as snapshot:
        try:
            rows = run(snapshot.store, name, parameters)
        except ValueError as error:
            raise ProblemError(Problem(400, "parameters", {"reason": str(error)})) from error
        return QuestionAnswer(
            name=name, columns=list(rows.columns), rows=[list(row) for row in rows.as_text()]
        )


def _shown(query: Query) -> Question:
    return Question(
        name=query.name,
        question_vi=query.question_vi,
        question_en=query.question_en,
        parameters=[{"name": str(each)} for each in query.parameters],
        columns=[str(column) for column in query.columns],
        text=query.text,
    )
