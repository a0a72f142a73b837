"""A trace as a tree for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rich.text import Text
from rich.tree import Tree as Branch

from cli.output import console, note
from cli.texts import say
from cli.words import concept, day, relation
from graph.chains import trace

if TYPE_CHECKING:
    import networkx as nx

    from graph.chains import Evidence, Step


@dataclass(frozen=True)
class Tree:
    """A trace, and how much of it to show."""

    graph: nx.MultiDiGraph[str]
    root: Step
    up: bool
    evidence: bool
    depth: int | None
    relations: tuple[str, ...]

    @cached_property
    def shown(self) -> frozenset[str]:
        """The documents that the tree holds."""
        return frozenset(step.node.iri for step in self.root.walk())

    def show(self) -> None:
        """Print the tree to standard output, and beside it how much it holds."""
        label = self._line(self.root)
        if self.root.node.title:
            label.append(f"\n{self.root.node.title}", style="italic")
        top = Branch(label, guide_style="dim")
        for child in self.root.children:
            self._add(top, child)
        console().print(top)
        self._sum_up()

    def _sum_up(self) -> None:
        steps = {step.node.iri: step for step in self.root.walk()}
        if len(steps) == 1:
            note(say("trace.nothing-up" if self.up else "trace.nothing-down"))
            return
        held = sum(step.node.held for step in steps.values())
        note(say("trace.summary", documents=len(steps), held=held))
        if self.depth is not None and any(step.depth == self.depth for step in steps.values()):
            note(say("trace.depth-cut", depth=self.depth))

    def _add(self, branch: Branch, step: Step) -> None:
        label = self._line(step)
        if self.evidence:
            for proof in _once(step.evidence):
                label.append("\n").append_text(self._sentence(proof))
        if not self.up and not step.repeated:
            for chain in self._other_chains(step.node.iri):
                label.append(f"\n{say('trace.also', chain=chain)}", style="dim")
        below = branch.add(label)
        for child in step.children:
            self._add(below, child)

    def _line(self, step: Step) -> Text:
        node = step.node
        line = Text()
        if step.relation:
            arrow = "→" if self.up else "←"
            line.append(f"{arrow} {relation(step.relation)}: ", style="cyan")
        line.append(node.label, style="bold" if node.held else "")
        facts = [
            day(node.date) or say("trace.no-date"),
            node.issuer,
            node.level and concept("cap", node.level),
        ]
        for fact in facts:
            if fact:
                line.append(f" · {fact}", style="dim")
        if step.days:
            key = "trace.later" if step.days > 0 else "trace.earlier"
            line.append(f" · {say(key, days=abs(step.days))}", style="dim")
        if not node.held:
            line.append(f" · {say('trace.not-held')}", style="yellow")
        if step.repeated:
            line.append(f" · {say('trace.repeated')}", style="magenta")
        return line

    def _other_chains(self, iri: str) -> Iterator[str]:
        """What else a document carries out, outside this tree, each followed up to where it ends."""
        ancestors = trace(self.graph, iri, "up", self.relations)
        for other in ancestors.children:
            if other.node.iri not in self.shown:
                yield _upward(other)

    def _sentence(self, proof: Evidence) -> Text:
        attributes: dict[str, Any] = self.graph.nodes.get(proof.source, {})
        place = say(
            "trace.from",
            document=attributes.get("label", proof.source),
            start=proof.start,
            end=proof.end,
        )
        return Text.assemble(("“", "dim"), proof.sentence, ("”", "dim"), (f" ({place})", "dim"))


def _upward(step: Step) -> str:
    """A document and all above it on one line: "triển khai A → triển khai B"."""
    above = "; ".join(_upward(child) for child in step.children)
    name = f"{relation(step.relation or '')}: {step.node.label}"
    return f"{name} → {above}" if above else name


def _once(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """One mention for each sentence: a sentence that names a document twice proves the same."""
    first: dict[tuple[str, str], Evidence] = {}
    for proof in evidence:
        first.setdefault((proof.source, proof.sentence), proof)
    return list(first.values())
