"""Choosing tasks: by body, role, partner, plan, province, words and dates, and why none was found.

A body is meant through time. Asking for one also finds what was given to the bodies
whose work it holds on the day asked about; where the field of a task cannot be told,
so that the body is only one of several that may hold it, the task is possible, not
found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extract.text import fold, without_marks
from graph.agenda import Assignment, Plan, Role, Task
from graph.authority import province_named
from graph.holders import holder
from graph.institutions import BodyError, Heir, body_named, nearest, responsible
from graph.occurrences import Expansion, Span, expand
from ontology import registers
from ontology.bodies import Body, body

_NEAR = 5
_LEAST_LIKENESS = 60.0
Fit = Literal["yes", "maybe", "no"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; ``None`` and the empty string let anything pass.

    ``body`` and ``partner`` are names as printed, abbreviations, slugs or IRIs, or words
    of a printed name. ``plan`` is the IRI of a document, ``province`` a name or slug.
    ``words`` must all stand in the task or its section. ``on`` is the day whose
    bodies are meant.
    """

    on: date
    body: str = ""
    role: Role | None = None
    partner: str = ""
    plan: str = ""
    province: str = ""
    words: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The tasks found, those that only may belong to the body asked for, and the dates of the former.

    ``expansion`` is ``None`` where no range was asked for; with one, ``tasks`` and
    ``possible`` are those due in it or running through it. ``alone`` counts, where
    nothing was found, what each condition finds alone.
    """

    wanted: Wanted
    tasks: tuple[Task, ...]
    possible: tuple[Task, ...] = ()
    expansion: Expansion | None = None
    alone: tuple[tuple[str, int], ...] = ()


class WantedError(ValueError):
    """A body or province that cannot be asked for.

    ``kind`` is ``body`` (unknown: ``candidates`` are the nearest names, those of the
    tasks first), ``several`` (the bodies of this name) or ``province``.
    """

    def __init__(
        self, kind: Literal["body", "several", "province"], words: str, candidates: Iterable[str] = ()
    ) -> None:
        self.kind = kind
        self.words = words
        self.candidates = tuple(candidates)
        super().__init__(f"{kind}: {words}")


def choose(tasks: Sequence[Task], wanted: Wanted) -> Chosen:
    """The tasks that meet every condition; ``WantedError`` for an unknown body or province."""
    tests = _tests(tasks, wanted)
    fits = [(task, _all(test(task) for _, test in tests)) for task in tasks]
    found = tuple(task for task, fit in fits if fit == "yes")
    possible = tuple(task for task, fit in fits if fit == "maybe")
    expansion = expand(found, wanted.span) if wanted.span else None
    if expansion:
        found, possible = _in_range(found, wanted.span), _in_range(possible, wanted.span)
    alone = () if found else tuple(_alone(tasks, tests, wanted.span))
    return Chosen(wanted, found, possible, expansion, alone)


def _alone(
    tasks: Sequence[Task], tests: Iterable[tuple[str, Callable[[Task], Fit]]], span: Span | None
) -> Iterator[tuple[str, int]]:
    """What each condition finds alone."""
    yield from ((name, sum(test(task) == "yes" for task in tasks)) for name, test in tests)
    if span:
        yield "dates", len(_in_range(tuple(tasks), span))


def _in_range(tasks: tuple[Task, ...], span: Span | None) -> tuple[Task, ...]:
    if span is None:
        return tasks
    within = expand(tasks, span)
    kept = {one.task.iri for one in within.due} | {task.iri for task in within.running}
    return tuple(task for task in tasks if task.iri in kept)


def _all(fits: Iterable[Fit]) -> Fit:
    found = set(fits)
    return "no" if "no" in found else "maybe" if "maybe" in found else "yes"


def _tests(tasks: Sequence[Task], wanted: Wanted) -> list[tuple[str, Callable[[Task], Fit]]]:
    """A test for each condition that is asked for, by the name of the condition."""
    tests: list[tuple[str, Callable[[Task], Fit]]] = []
    if wanted.body:
        tests.append(("body", _body_test(tasks, wanted.body, wanted.role, wanted.on)))
    elif wanted.role:
        role = wanted.role
        tests.append(("role", lambda task: "yes" if task.by_role(role) else "no"))
    if wanted.partner:
        tests.append(("partner", _body_test(tasks, wanted.partner, "phoi-hop", wanted.on)))
    if wanted.plan:
        tests.append(("plan", lambda task: "yes" if task.plan.iri == wanted.plan else "no"))
    if wanted.province:
        slugs = provinces_named(wanted.province)
        tests.append(("province", lambda task: "yes" if province_of(task.plan) in slugs else "no"))
    if wanted.words:
        has = contains(wanted.words)
        tests.append(("words", lambda task: "yes" if has(f"{task.text} {task.section or ''}") else "no"))
    return tests


# -- provinces


def provinces_named(words: str) -> frozenset[str]:
    """The slugs, from before the reform, of a province and of those merged into it since.

    Marks may be left out where just one province has the name without them.
    ``WantedError`` when no province has the name.
    """
    slug = province_named(words)
    asked = next((one for one in registers.provinces() if one.slug == slug), None)
    if asked is None:
        named = {without_marks(fold(one.name)): one.name for one in registers.provinces()}
        raise WantedError("province", words, _like(without_marks(fold(words)), named))
    return frozenset(
        one.slug for one in registers.provinces() if one.slug == asked.slug or one.successor == asked.name
    )


def province_of(plan: Plan) -> str | None:
    """The province of the body that issued a plan, by its slug from before the reform."""
    return plan.place.province if plan.place else None


# -- words


def contains(words: str) -> Callable[[str], bool]:
    """Whether a text holds each of some words; marks count only where they are typed."""
    wanted = fold(words).split()
    bare = without_marks(words) == words.lower()

    def has(text: str) -> bool:
        folded = fold(text)
        text = without_marks(folded) if bare else folded
        return all(word in text for word in wanted)

    return has


# -- bodies


@dataclass(frozen=True, slots=True)
class _Asked:
    """The bodies that a name means: some of the registers, and all of the printed ``names``."""

    slugs: frozenset[str] = frozenset()
    template: str = ""
    names: frozenset[str] = frozenset()

    def is_body(self, one: Body | None) -> bool:
        return one is not None and (one.slug in self.slugs or one.issuer.slug == self.template)


def _body_test(tasks: Sequence[Task], name: str, role: Role | None, on: date) -> Callable[[Task], Fit]:
    asked = _asked(tasks, name, on)

    def test(task: Task) -> Fit:
        parts = task.by_role(role) if role else task.assignments
        fits = {_fit(task, part, asked, on) for part in parts}
        return "yes" if "yes" in fits else "maybe" if "maybe" in fits else "no"

    return test


def _asked(tasks: Sequence[Task], name: str, on: date) -> _Asked:
    try:
        one = body_named(name)
    except BodyError as error:
        if error.kind == "several":
            candidates = (f"{each.name}, {each.place} [{each.slug}]" for each in error.candidates)
            raise WantedError("several", name, candidates) from error
        names = _names_with(tasks, name)
        if error.kind == "area" and error.template:
            return _Asked(template=error.template.slug, names=names)
        if not names:
            raise WantedError("body", name, _near_names(tasks, name)) from error
        return _Asked(names=names)
    today = responsible(one.slug, on)
    later = today.heirs if today.status in ("same", "succeeded") else ()
    return _Asked(frozenset({one.slug, *_slugs(later)}))


def _names_with(tasks: Sequence[Task], words: str) -> frozenset[str]:
    """The printed names that hold some words one after the other; marks count only where they are typed."""
    wanted = fold(words)
    bare = without_marks(wanted) == wanted
    names = {part.name for task in tasks for part in task.assignments}
    return frozenset(
        name for name in names if wanted and wanted in (without_marks(fold(name)) if bare else fold(name))
    )


def _slugs(heirs: Iterable[Heir]) -> set[str]:
    return {heir.body.slug for heir in heirs if heir.body}


def _fit(task: Task, part: Assignment, asked: _Asked, on: date) -> Fit:
    if part.name in asked.names or asked.is_body(body(part.slug) if part.slug else None):
        return "yes"
    held = holder(task, part, on)
    if held and any(asked.is_body(heir.body) for heir in held.bodies):
        return "yes"
    return "maybe" if held and any(asked.is_body(heir.body) for heir in held.candidates) else "no"


def _near_names(tasks: Sequence[Task], words: str) -> list[str]:
    """The names nearest to some words: those that tasks print, then those of the registers."""
    names = dict.fromkeys(part.name for task in tasks for part in task.assignments)
    known = {without_marks(fold(name)): name for name in reversed(names)}
    found = [*_like(without_marks(fold(words)), known), *(one.name for one in nearest(words))]
    return list(dict.fromkeys(found))[:_NEAR]


def _like(words: str, names: dict[str, str]) -> list[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(
        words, list(names), scorer=fuzz.token_sort_ratio, limit=_NEAR, score_cutoff=_LEAST_LIKENESS
    )
    return [names[name] for name, _, _ in found]
