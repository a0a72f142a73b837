"""Targets and budget lines as documents set them, each with the passage that says so."""

from __future__ import annotations

from dataclasses import dataclass

from graph.agenda import PASSAGE, PREFIXES, Passage, Plan, passage, read_plans
from graph.store import Store

_TARGETS = f"""
SELECT DISTINCT ?line ?plan ?indicator ?population ?low ?high ?unit ?year ?file ?start ?end ?quote {{
  ?line cancu:targetOf ?plan ; cancu:indicator ?indicator .
  {PASSAGE}
  OPTIONAL {{ ?line cancu:population ?population }}
  OPTIONAL {{ ?line schema:minValue ?low }}
  OPTIONAL {{ ?line schema:maxValue ?high }}
  OPTIONAL {{ ?line schema:unitText ?unit }}
  OPTIONAL {{ ?line cancu:targetYear ?year }}
}} ORDER BY ?file ?start ?line
"""
_BUDGET = f"""
SELECT DISTINCT ?line ?plan ?amount ?purpose ?source ?file ?start ?end ?quote {{
  ?line cancu:budgetOf ?plan ; schema:value ?amount .
  {PASSAGE}
  OPTIONAL {{ ?line cancu:purpose ?purpose }}
  OPTIONAL {{ ?line cancu:budgetSource ?source }}
}} ORDER BY ?file ?start ?line
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable aim: from ``low`` to ``high`` in ``unit``; no ``year`` where it is that of every year."""

    iri: str
    plan: Plan
    indicator: str
    passage: Passage
    population: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A sum of money in đồng, what it is for and where it comes from."""

    iri: str
    plan: Plan
    amount: int
    passage: Passage
    purpose: str | None = None
    source: str | None = None


def read_targets(store: Store) -> tuple[Target, ...]:
    """All targets, document by document in the order of their texts."""
    plans = read_plans(store)
    found: dict[str, Target] = {}
    for row in store.select(PREFIXES + _TARGETS).as_text():
        line, plan, indicator, population, low, high, unit, year = row[:8]
        if line and plan and line not in found:
            found[line] = Target(
                line,
                plans[plan],
                indicator or "",
                passage(row[8:]),
                population,
                float(low) if low else None,
                float(high) if high else None,
                unit,
                int(year) if year else None,
            )
    return tuple(sorted(found.values(), key=lambda one: (one.plan.label, one.plan.iri, one.passage.start)))


def read_budget(store: Store) -> tuple[BudgetLine, ...]:
    """All budget lines, document by document in the order of their texts."""
    plans = read_plans(store)
    found: dict[str, BudgetLine] = {}
    for row in store.select(PREFIXES + _BUDGET).as_text():
        line, plan, amount, purpose, source = row[:5]
        if line and plan and amount and line not in found:
            found[line] = BudgetLine(line, plans[plan], int(float(amount)), passage(row[5:]), purpose, source)
    return tuple(sorted(found.values(), key=lambda one: (one.plan.label, one.plan.iri, one.passage.start)))
