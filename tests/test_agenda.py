"""Tasks as they are read from the store, and that the questions of the catalogue say the same."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.agenda import Task, read_tasks
from graph.aims import read_budget, read_targets
from graph.compare import comparable
from graph.occurrences import Span, expand
from graph.store import Store, open_store
from ontology.terms import SKOS
from queries.catalogue import run
from tests.example_store import make_example_store
from tests.task_graphs import BODIES, plans, stored

# A store on disk for each example: few of them, and no shrinking, which would take minutes.
SLOW = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    opened = open_store(make_example_store(tmp_path_factory.mktemp("agenda")), read_only=True)
    yield opened
    opened.close()


def test_a_task_has_all_that_is_printed_of_it(store):
    found = next(task for task in read_tasks(store) if task.text.startswith("Nghiên cứu, quán triệt"))
    assert [part.name for part in found.by_role("chu-tri")] == [
        "các Phòng, ban, ngành",
        "Ủy ban nhân dân các xã, thị trấn",
    ]
    assert (found.deadline, found.due.kind, found.due.end) == (
        "Hoàn thành trong tháng 12/2023",
        "date",
        "2023-12-31",
    )
    assert (found.plan.issuer, found.plan.place.province) == ("Ủy ban nhân dân huyện Ngọc Hồi", "kon-tum")
    assert found.passage.file == "ngoc-hoi-2023.txt"
    assert found.passage.quote.startswith("Nghiên cứu, quán triệt")


def test_every_passage_is_in_its_file(store):
    from examples import plans as files

    raw = {path.name: path.read_bytes().decode() for path in files()}
    lines = [*read_tasks(store), *read_targets(store), *read_budget(store)]
    assert len(lines) > 100
    for line in lines:
        place = line.passage
        assert raw[place.file][place.start : place.end] == place.quote


# -- the same answers as SPARQL


def printed(name: str, words: str) -> bool:
    """Whether a printed name holds some words, as the questions of the catalogue compare them."""
    return words.lower() in name.lower()


def leads(tasks: tuple[Task, ...], words: str, full: dict[str, str]) -> set[tuple]:
    """With the full names of bodies by IRI."""
    return {
        (task.iri, part.name, full.get(part.body or ""), task.text, task.deadline, task.plan.label)
        for task in tasks
        for part in task.by_role("chu-tri")
        if printed(f"{part.name} {full.get(part.body or '', '')}", words)
    }


def full_names(store: Store) -> dict[str, str]:
    rows = store.select(f"SELECT ?body ?name {{ ?body {SKOS.prefLabel} ?name }}").as_text()
    return {body: name for body, name in rows if body and name}


def with_words(tasks: tuple[Task, ...], words: str) -> set[tuple]:
    return {
        (task.iri, part.name, part.role, task.text, task.deadline)
        for task in tasks
        for part in task.assignments
        if printed(part.name, words)
    }


def columns(store: Store, name: str, *wanted: str, **parameters: str) -> set[tuple]:
    rows = run(store, name, parameters)
    places = [rows.columns.index(column) for column in wanted]
    return {tuple(row[place] for place in places) for row in rows.as_text()}


def agree(store: Store, words: str) -> None:
    tasks = read_tasks(store)
    facts = ("task", "agency", "body", "text", "deadline", "plan_name")
    assert columns(store, "leads", *facts, words=words) == leads(tasks, words, full_names(store))
    facts = ("task", "agency", "role", "text", "deadline")
    assert columns(store, "agency-tasks", *facts, words=words) == with_words(tasks, words)
    for slug in {part.slug for task in tasks for part in task.assignments if part.slug}:
        own = {
            (task.iri, part.role, part.name)
            for task in tasks
            for part in task.assignments
            if part.slug == slug
        }
        assert columns(store, "tasks-of-body", "task", "role", "agency", body=slug) == own


def due_agree(store: Store, after: date, before: date) -> None:
    """``due-before`` gives the last day of what has one; a day of every month it shows as written."""
    rows = columns(store, "due-before", "task", "day", after=str(after), before=str(before))
    by_day = {row for row in rows if not row[1].startswith("---")}
    by_iri = {task.iri: task for task in read_tasks(store)}
    span = Span(after, before - timedelta(1))
    expected: dict[str, str] = {}
    for one in expand(by_iri.values(), span).due:
        due = one.task.due
        yearly = due.frequency == "P1Y" and (due.latest or "").startswith("--") and due.latest[2] != "-"
        if due.end or yearly:
            expected[one.task.iri] = str(one.day)
    ours = {row for row in by_day if _is_yearly_or_dated(by_iri[row[0]])}
    assert {row for row in ours if row[1] >= str(after)} == set(expected.items())


def _is_yearly_or_dated(task: Task) -> bool:
    return bool(task.due.end) or task.due.frequency == "P1Y"


def test_agreement_on_the_examples(store):
    for words in ("Phòng", "phòng giáo dục", "Lao động", "không có"):
        agree(store, words)
    for after, before in (
        ((2020, 1, 1), (2027, 1, 1)),
        ((2023, 12, 1), (2024, 1, 1)),
        ((2026, 12, 14), (2026, 12, 15)),
    ):
        due_agree(store, date(*after), date(*before))


@SLOW
@given(plans(), st.sampled_from(["", "Sở", "sở giáo dục", *BODIES]), st.integers(2019, 2030))
def test_agreement_on_random_plans(texts, words, year):
    with stored(*texts) as opened:
        if words:
            agree(opened, words)
        due_agree(opened, date(year, 1, 1), date(year + 1, 1, 1))
        _targets_agree(opened)


def test_targets_side_by_side_on_the_examples(store):
    _targets_agree(store)


def _targets_agree(store: Store) -> None:
    found = read_targets(store)
    for first in {target.plan.iri for target in found}:
        for second in {target.plan.iri for target in found}:
            expected = {
                (one.iri, other.iri)
                for one in found
                for other in found
                if (one.plan.iri, other.plan.iri) == (first, second) and comparable(one, other)
            }
            asked = columns(store, "targets-side-by-side", "target", "other", first=first, second=second)
            assert asked == expected
