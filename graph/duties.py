"""Tasks, targets and budget lines as RDF, each with the place where it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from extract.record import BudgetLine, Due, Record, Target, Task
from graph import iri
from graph.authority import authority_named
from graph.describe import describe_organisation
from graph.evidence import SourceSpan, Writer, write_evidence
from graph.identify import Identity
from ontology.terms import CANCU, RDF, SCHEMA, XSD

_MODALITIES = {"assign": "giao", "request": "de-nghi"}


@dataclass(frozen=True, slots=True)
class Held:
    """The document whose duties are written: its record, identity and text."""

    record: Record
    identity: Identity
    text: ox.NamedNode
    raw: str
    text_hash: str

    @property
    def own(self) -> ox.NamedNode:
        """Its IRI."""
        return self.identity.found.iri

    def span(self, start: int, end: int) -> SourceSpan:
        """A span of its text."""
        return SourceSpan(self.text, self.raw, start, end)


def write_duties(writer: Writer, held: Held) -> None:
    """All tasks, targets and budget lines of a document."""
    taken: set[ox.NamedNode] = set()
    for task in held.record.tasks:
        node = iri.task_iri(held.text_hash, task.start, task.end)
        while node in taken:  # Two tasks of one bullet share its span.
            node = ox.NamedNode(node.value + "-2")
        taken.add(node)
        _write_task(writer, held, node, task)
    for order, target in enumerate(held.record.targets, 1):
        _write_target(writer, held, order, target)
    for order, line in enumerate(held.record.budget, 1):
        _write_budget(writer, held, order, line)


def _write_task(writer: Writer, held: Held, node: ox.NamedNode, task: Task) -> None:
    writer.add(node, RDF.type, CANCU.Task)
    writer.add(node, CANCU.taskOf, held.own)
    writer.add_text(node, CANCU.taskText, task.text)
    writer.add_text(node, CANCU.deadlineText, task.deadline)
    writer.add_text(node, CANCU.section, " › ".join(task.section))
    write_evidence(writer, node, held.span(task.start, task.end))
    if task.due:
        _write_due(writer, node, task.due)
    for order, (role, name) in enumerate(_roles(task), 1):
        part = iri.part_iri(node, f"giao-{order}")
        writer.add(node, CANCU.assignment, part)
        writer.add(part, RDF.type, CANCU.Assignment)
        writer.add(part, CANCU.role, iri.concept_iri("vai-tro", role))
        writer.add(part, CANCU.modality, iri.concept_iri("tinh-chat-giao", _MODALITIES[task.modality]))
        _write_agency(writer, held, part, name)


def _roles(task: Task) -> Iterator[tuple[str, str]]:
    yield from (("chu-tri", name) for name in task.responsible)
    yield from (("phoi-hop", name) for name in task.partners)
    yield from (("tham-muu", name) for name in task.advises)
    yield from (("bao-cao-den", name) for name in task.reports_to)


def _write_agency(writer: Writer, held: Held, part: ox.NamedNode, name: str) -> None:
    writer.add_text(part, CANCU.agencyName, name)
    authority = authority_named(name, held.record.document.date, held.identity.place)
    if authority:
        writer.add(part, CANCU.agency, iri.organisation_iri(authority.slug))
        describe_organisation(writer, authority)


def _write_due(writer: Writer, task: ox.NamedNode, due: Due) -> None:
    node = iri.part_iri(task, "han")
    writer.add(task, CANCU.due, node)
    writer.add(node, RDF.type, CANCU.Due)
    writer.add(node, CANCU.dueKind, iri.concept_iri("loai-han", due.kind))
    for term, day in ((CANCU.dueStart, due.start), (CANCU.dueEnd, due.end)):
        if day:
            writer.add(node, term, ox.Literal(day, datatype=XSD.date))
    if due.frequency:
        writer.add(node, CANCU.frequency, ox.Literal(due.frequency, datatype=XSD.duration))
    writer.add_plain(node, CANCU.latestDay, due.latest)
    if due.on_request:
        writer.add(node, CANCU.onRequest, ox.Literal(True))


def _write_target(writer: Writer, held: Held, order: int, target: Target) -> None:
    node = iri.target_iri(held.text_hash, target.start, target.end, order)
    writer.add(node, RDF.type, CANCU.Target)
    writer.add(node, CANCU.targetOf, held.own)
    writer.add_text(node, CANCU.indicator, target.indicator)
    writer.add_text(node, CANCU.population, target.population)
    writer.add_plain(node, SCHEMA.unitText, target.unit)
    for term, value in ((SCHEMA.minValue, target.low), (SCHEMA.maxValue, target.high)):
        if value is not None:
            writer.add(node, term, _decimal(value))
    if target.year is not None:
        writer.add(node, CANCU.targetYear, ox.Literal(str(target.year), datatype=XSD.gYear))
    write_evidence(writer, node, held.span(target.start, target.end))


def _write_budget(writer: Writer, held: Held, order: int, line: BudgetLine) -> None:
    node = iri.budget_iri(held.text_hash, line.start, line.end, order)
    writer.add(node, RDF.type, CANCU.BudgetLine)
    writer.add(node, CANCU.budgetOf, held.own)
    writer.add(node, SCHEMA.value, ox.Literal(line.amount_vnd))
    writer.add_plain(node, SCHEMA.currency, "VND")
    writer.add_text(node, CANCU.purpose, line.purpose)
    writer.add_text(node, CANCU.budgetSource, line.source)
    writer.add_plain(node, SCHEMA.unitText, line.unit)
    if line.quantity is not None:
        writer.add(node, CANCU.quantity, _decimal(line.quantity))
    if line.unit_price_vnd is not None:
        writer.add(node, CANCU.unitPrice, ox.Literal(line.unit_price_vnd))
    if line.amount_in_words_vnd is not None:
        writer.add(node, CANCU.amountInWords, ox.Literal(line.amount_in_words_vnd))
    write_evidence(writer, node, held.span(line.start, line.end))


def _decimal(value: float) -> ox.Literal:
    return ox.Literal(f"{value:.10f}".rstrip("0").rstrip("."), datatype=XSD.decimal)
