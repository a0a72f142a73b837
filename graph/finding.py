"""What the analysis of a whole graph finds, in words for people and with its evidence."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from graph.chains import Node
from graph.paths import Link

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

    def message(self, language: str) -> str:
        """One sentence in ``vi`` or ``en``; dates are written as each language writes them."""
        facts = {name: _shown(name, value, language) for name, value in self.facts.items()}
        return _texts()[f"{self.kind}{self.variant}"][language].format(**facts)


def _shown(name: str, value: str, language: str) -> str:
    is_date = name.endswith("date")
    return "/".join(reversed(value.split("-"))) if is_date and language == "vi" else value


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
