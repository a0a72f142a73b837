"""``/api``: documents, chains, tasks and the catalogue of questions as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.agenda import TaskFilters, choose_tasks, task_filters
from api.caching import cache_headers
from api.comparing import compare_documents
from api.documents import Filters
from api.dossier import Dossier, DossierReader
from api.library import Snapshot
from api.lookup import find_document
from api.problems import Problem, ProblemError
from api.rest.analysis import (
    CoverageAnswer,
    ImpactAnswer,
    StructureAnswer,
    coverage_answer,
    impact_answer,
    structure_answer,
)
from api.rest.compare import CompareAnswer, compare_answer
from api.rest.models import DocumentPage, Question, QuestionAnswer, TraceAnswer
from api.rest.questions import ask_question, list_questions, read_question
from api.rest.tasks import FileKind, TaskAnswer, task_answer, task_file
from api.rest.trace import trace_answer
from api.rest.who import WhoAnswer, who_answer
from api.state import language_of, state_of
from graph.authority import province_named
from graph.chains import RELATIONS, Direction
from graph.compare import LEAST_TASKS
from graph.trace import Where


def reading(request: Request, response: Response) -> Iterator[Snapshot]:
    """The newest snapshot for the time of one request; its generation becomes the entity tag."""
    with state_of(request).library.reading() as snapshot:
        response.headers.update(cache_headers(snapshot.generation))
        yield snapshot


Reading = Annotated[Snapshot, Depends(reading)]
Relation = Literal["implements", "based_on", "guides"]
router = APIRouter(prefix="/api")


def filters(
    type: Annotated[str | None, Query(description="Code of the type: kh, qd, ct, nq …")] = None,
    level: Annotated[str | None, Query(description="central, province, district or commune")] = None,
    year: Annotated[int | None, Query(description="Year of the document")] = None,
    held: Annotated[
        bool | None, Query(description="true: only documents whose text is here; false: only mentions")
    ] = None,
) -> Filters:
    """The filters of a list, from the query string."""
    return Filters(type or None, level or None, year, held)


@router.get("/documents", tags=["documents"])
def documents(
    request: Request,
    snapshot: Reading,
    filters: Annotated[Filters, Depends(filters)],
    q: Annotated[str, Query(description="A number or words, with or without marks", max_length=500)] = "",
    page: Annotated[int, Query(ge=1)] = 1,
    size: Annotated[int | None, Query(ge=1, le=200)] = None,
) -> DocumentPage:
    """Search the documents by number or by words; held documents and exact numbers first."""
    size = size or state_of(request).settings.page_size
    found = snapshot.documents.search(q, filters)
    part = found[(page - 1) * size : page * size]
    return DocumentPage(total=len(found), page=page, size=size, documents=part)


@router.get("/documents/{id:path}", tags=["documents"])
def document(
    snapshot: Reading,
    id: Annotated[str, Path(description="What follows /id/ in the IRI, or a number that one document has")],
) -> Dossier:
    """One document: what it cites with each sentence, who cites it, its tasks."""
    return DossierReader(snapshot.store, snapshot.documents).read(find_document(snapshot, id))


def where(
    province: Annotated[
        list[str], Query(description="Name of a province, with or without marks", max_length=64)
    ] = [],  # noqa: B006
    level: Annotated[list[str], Query(description="central, province, district or commune")] = [],  # noqa: B006
    after: Annotated[date | None, Query(alias="from", description="From this day on")] = None,
    before: Annotated[date | None, Query(alias="to", description="Up to this day")] = None,
    words: Annotated[str, Query(description="Words of the title or name", max_length=500)] = "",
) -> Where:
    """What the documents of a chain are to be, from the query string."""
    codes = {name: province_named(name) for name in province}
    for name, code in codes.items():
        if code is None:
            raise ProblemError(Problem(400, "bad-province", {"name": name}))
    return Where(
        provinces=frozenset(code for code in codes.values() if code),
        levels=frozenset(level),
        after=after.isoformat() if after else None,
        before=before.isoformat() if before else None,
        words=words,
    )


@router.get("/trace", tags=["chains"])
def trace(
    request: Request,
    snapshot: Reading,
    document: Annotated[str, Query(description="A number, an IRI, or what follows /id/ in it")],
    where: Annotated[Where, Depends(where)],
    direction: Annotated[
        Direction, Query(description="down: who implements it; up: what it rests on")
    ] = "down",
    depth: Annotated[int | None, Query(ge=1, le=50, description="Most steps from the document")] = None,
    breadth: Annotated[int | None, Query(ge=1, description="Most documents below each one")] = None,
) -> TraceAnswer:
    """The chain of a document as a tree, each link with the sentences that state it."""
    limit = state_of(request).settings.trace_nodes
    start = find_document(snapshot, document)
    return trace_answer(snapshot, start, direction, where, depth, breadth, limit)


@router.get("/tasks", tags=["tasks"])
def tasks(
    request: Request,
    snapshot: Reading,
    filters: Annotated[TaskFilters, Depends(task_filters)],
    page: Annotated[int, Query(ge=1)] = 1,
    size: Annotated[int | None, Query(ge=1, le=200)] = None,
) -> TaskAnswer:
    """Who must do what by when: with a range a row for each day on which something is due."""
    return task_answer(choose_tasks(snapshot, filters), page, size or state_of(request).settings.page_size)


@router.get("/tasks.{kind}", tags=["tasks"], response_class=Response)
def tasks_as_file(
    request: Request,
    snapshot: Reading,
    kind: FileKind,
    filters: Annotated[TaskFilters, Depends(task_filters)],
) -> Response:
    """The same tasks, all of them, as iCalendar (RFC 5545), CSV or a workbook."""
    answer = task_file(choose_tasks(snapshot, filters), kind, language_of(request))
    answer.headers.update(cache_headers(snapshot.generation))
    return answer


@router.get("/compare", tags=["tasks"])
def compare(
    snapshot: Reading,
    document: Annotated[list[str], Query(description="Two or more documents: number, IRI or path")],
    above: Annotated[
        str, Query(alias="with", description="The document above, such as the national one")
    ] = "",
    least: Annotated[float, Query(ge=0, le=100, description="Least likeness of two tasks")] = LEAST_TASKS,
) -> CompareAnswer:
    """Documents side by side: targets, tasks with and without a counterpart, bodies, budget."""
    return compare_answer(compare_documents(snapshot, document, above.strip(), least))


@router.get("/coverage", tags=["chains"])
def coverage(
    snapshot: Reading,
    document: Annotated[str, Query(description="A number, an IRI, or what follows /id/ in it")],
    on: Annotated[date | None, Query(description="As of this day; today unless given")] = None,
) -> CoverageAnswer:
    """Which provinces carry a document out, at which stage and since when, and which do not."""
    return coverage_answer(snapshot, find_document(snapshot, document), on or date.today())


@router.get("/impact", tags=["chains"])
def impact(
    snapshot: Reading,
    document: Annotated[str, Query(description="A number, an IRI, or what follows /id/ in it")],
    relation: Annotated[list[Relation], Query(description="Followed, strongest first")] = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=1000, description="Most documents listed")] = 100,
) -> ImpactAnswer:
    """What rests on a document, to be looked at when it is changed or ends."""
    return impact_answer(snapshot, find_document(snapshot, document), followed(relation), limit)


@router.get("/structure", tags=["chains"])
def structure(
    snapshot: Reading,
    relation: Annotated[list[Relation], Query(description="Followed, strongest first")] = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=100, description="Most chains and bottlenecks")] = 10,
    communities: Annotated[bool, Query(description="Split the graph into communities too (slower)")] = False,
) -> StructureAnswer:
    """The longest chains, bottlenecks, delays, and what calls for a look."""
    return structure_answer(snapshot, followed(relation), limit, groups=communities)


def followed(given: list[Relation]) -> tuple[str, ...]:
    """The relations to follow, strongest first; all when none is given."""
    return tuple(one for one in RELATIONS if not given or one in given)


@router.get("/who", tags=["bodies"])
def who(
    body: Annotated[
        str, Query(description="A name as printed, a slug or an IRI", min_length=1, max_length=500)
    ],
    on: Annotated[date | None, Query(description="The day asked about; today unless given")] = None,
    function: Annotated[
        str, Query(description="One field of work: giáo dục nghề nghiệp, việc làm …", max_length=500)
    ] = "",
) -> WhoAnswer:
    """Which body answers on a day for the work of a body, and the reorganisations that led there."""
    return who_answer(body, on or date.today(), function.strip() or None)


@router.get("/queries", tags=["questions"])
def queries() -> list[Question]:
    """The questions that the catalogue can answer, with their SPARQL."""
    return list_questions()


@router.get("/queries/{name}/text", tags=["questions"])
def query_text(name: str) -> Response:
    """The SPARQL of one question, as a file."""
    return Response(read_question(name).text, media_type="application/sparql-query")


@router.get("/queries/{name}", tags=["questions"])
def query(request: Request, name: str) -> QuestionAnswer:
    """Answer a question; its parameters are given in the query string under their own names."""
    given: dict[str, Any] = {key: value for key, value in request.query_params.items() if key != "lang"}
    return ask_question(state_of(request), name, given)
