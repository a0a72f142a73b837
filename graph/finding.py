"""What the analysis of a whole graph finds, in words for people and with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.chains import Node
from graph.paths import Link
from graph.wording import Language, concept, shown_day, word

__all__ = ["Finding", "FindingKind"]

FindingKind = Literal["circle", "time-travel", "orphan", "left-behind"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that calls for a look: documents that carry each other out in a circle, one that carries out
    a later one, a plan that names nothing above it, a document that rests on one no longer in force.

    ``documents`` are those concerned, the one to look at first; ``links`` the relations that show it,
    with their sentences once they were asked for; ``facts`` what the message is filled with, and
    ``variant`` which wording of the kind it takes.
    """

    kind: FindingKind
    documents: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""

    def message(self, language: Language) -> str:
        """One sentence in ``vi`` or ``en``; dates are written as each language writes them."""
        facts = {name: _shown(language, name, value) for name, value in self.facts.items()}
        return word(language, f"finding.{self.kind}{self.variant}", **facts)


def _shown(language: Language, name: str, value: str) -> str:
    if name == "relation":
        return concept(language, "quan-he", value)
    return shown_day(language, value) if name.endswith("date") else value
