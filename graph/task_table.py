"""Tasks as a table and as JSON: each with its bodies, its days, who holds it today, and its passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from graph.agenda import Assignment, Role, Task
from graph.holders import Holder, holder
from graph.institutions import Heir
from graph.occurrences import Occurrence
from graph.tables import Cell, Table, dated
from graph.wanted import Chosen
from graph.wording import Language, concept, word
from ontology.bodies import Body

_COLUMNS = (
    "day", "day_printed", "leads", "text", "partners", "advisers", "reports_to", "deadline", "today",
    "fit", "modality", "kind", "due_start", "due_end", "frequency", "latest", "on_request", "plan",
    "plan_date", "province", "section", "file", "start", "end", "quote", "task", "plan_iri",
)  # fmt: skip


def task_table(chosen: Chosen, language: Language) -> Table:
    """A row for each day on which a task is due, then the others; ``fit`` is "maybe" for possible ones."""
    on = chosen.wanted.on
    rows = [_row(task, seen, "yes", on, language) for task, seen in listed(chosen)]
    rows += [_row(task, None, "maybe", on, language) for task in chosen.possible]
    return Table("tasks", _COLUMNS, rows)


def listed(chosen: Chosen) -> Iterator[tuple[Task, Occurrence | None]]:
    """The tasks in the order in which they are shown: by day where a range was asked for."""
    if chosen.expansion is None:
        yield from ((task, None) for task in chosen.tasks)
        return
    yield from ((one.task, one) for one in chosen.expansion.due)
    yield from ((task, None) for task in chosen.expansion.running)


def names(parts: Iterable[Assignment]) -> str:
    """The printed names of some bodies, each once, in one line."""
    return "; ".join(dict.fromkeys(part.name for part in parts))


def today_line(task: Task, on: date, language: Language) -> str:
    """Who holds the task on a day in the place of the bodies that lead it; empty where they still do."""
    lines = (
        held_line(held, language)
        for part in task.by_role("chu-tri")
        if (held := holder(task, part, on)) and not is_itself(part, held)
    )
    return "\n".join(dict.fromkeys(lines))


def is_itself(part: Assignment, held: Holder) -> bool:
    """Whether the body printed still holds its part."""
    return [heir.body.slug if heir.body else None for heir in held.bodies] == [part.slug]


def held_line(held: Holder, language: Language) -> str:
    """The bodies that hold a part, how they were told and how sure that is; candidates said to be such."""
    if held.bodies:
        notes = [concept(language, "do-chac-chan", held.certainty)]
        if held.told_by:
            notes.insert(0, word(language, f"holder.told-by-{held.told_by}", function=held.function))
        return f"{'; '.join(map(_named, held.bodies))} ({'; '.join(notes)})"
    if held.candidates:
        shown = (
            f"{_named(heir)} ({'; '.join(heir.functions)})" if heir.functions else _named(heir)
            for heir in held.candidates
        )
        return word(language, "holder.one-of", names="; ".join(shown))
    return word(language, "holder.unknown")


def task_json(task: Task, on: date) -> dict[str, Any]:
    """A task as plain values, with the holder of each part on a day."""
    due, plan, place = task.due, task.plan, task.passage
    return {
        "task": task.iri,
        "text": task.text,
        "modality": task.modality,
        "deadline": task.deadline,
        "due": due
        and {
            "kind": due.kind,
            "start": due.start,
            "end": due.end,
            "frequency": due.frequency,
            "latest": due.latest,
            "on_request": due.on_request,
        },
        "section": task.section,
        "assignments": [_assignment_json(task, part, on) for part in task.assignments],
        "plan": {
            "iri": plan.iri,
            "label": plan.label,
            "date": plan.date,
            "issuer": plan.issuer,
            "issuer_iri": plan.body,
            "province": plan.place.province if plan.place else None,
        },
        "source": {"file": place.file, "start": place.start, "end": place.end, "quote": place.quote},
    }


def chosen_json(chosen: Chosen) -> dict[str, Any]:
    """All that was chosen: tasks, the days they are due by IRI, those running, the possible ones."""
    on, within = chosen.wanted.on, chosen.expansion
    span = chosen.wanted.span
    return {
        "on": str(on),
        "from": str(span.first) if span else None,
        "to": str(span.last) if span else None,
        "tasks": [task_json(task, on) for task in chosen.tasks],
        "possible": [task_json(task, on) for task in chosen.possible],
        "due": [_occurrence_json(one) for one in within.due] if within else None,
        "running": [task.iri for task in within.running] if within else None,
        "undated": len(within.undated) if within else None,
        "found_by_each_condition": dict(chosen.alone) or None,
    }


def _occurrence_json(one: Occurrence) -> dict[str, Any]:
    return {
        "task": one.task.iri,
        "day": str(one.day),
        "begins": str(one.begins) if one.begins else None,
        "printed": one.printed,
    }


def _assignment_json(task: Task, part: Assignment, on: date) -> dict[str, Any]:
    held = holder(task, part, on)
    return {
        "role": part.role,
        "name": part.name,
        "modality": part.modality,
        "body": part.body,
        "today": held
        and {
            "status": held.status,
            "bodies": [_heir_json(heir) for heir in held.bodies],
            "candidates": [_heir_json(heir) for heir in held.candidates],
            "function": held.function,
            "told_by": held.told_by,
            "certainty": held.certainty,
        },
    }


def _heir_json(heir: Heir) -> dict[str, Any]:
    return {
        "slug": heir.body.slug if heir.body else None,
        "name": heir.name,
        "place": heir.body.place or None if heir.body else None,
        "functions": list(heir.functions),
    }


def _row(task: Task, seen: Occurrence | None, fit: str, on: date, language: Language) -> tuple[Cell, ...]:
    due, plan, place = task.due, task.plan, task.passage
    roles: tuple[Role, ...] = ("phoi-hop", "tham-muu", "bao-cao-den")
    return (
        seen.day if seen else None,
        seen.printed if seen else None,
        names(task.by_role("chu-tri")),
        task.text,
        *(names(task.by_role(role)) for role in roles),
        task.deadline,
        today_line(task, on, language),
        fit,
        concept(language, "tinh-chat-giao", task.modality),
        concept(language, "loai-han", due.kind if due else None),
        dated(due.start) if due else None,
        dated(due.end) if due else None,
        due.frequency if due else None,
        due.latest if due else None,
        due.on_request if due else None,
        plan.label,
        dated(plan.date),
        plan.place.province if plan.place else None,
        task.section,
        place.file,
        place.start,
        place.end,
        place.quote,
        task.iri,
        plan.iri,
    )


def _named(heir: Heir) -> str:
    found: Body | None = heir.body
    return f"{found.name}, {found.place}" if found and found.place else heir.name
