"""A trace as a tree for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree as Branch

from cli.output import console, note
from cli.texts import say
from cli.words import concept, day, relation
from graph.trace import trace

if TYPE_CHECKING:
    from graph.chains import Chains
    from graph.proofs import Evidence
    from graph.trace import Step, Trace


@dataclass(frozen=True)
class Tree:
    """A trace, and how much of it to show."""

    chains: Chains
    trace: Trace
    evidence: bool
    depth: int | None
    filtered: bool

    @property
    def up(self) -> bool:
        """Whether the tree goes to what its root rests on."""
        return self.trace.direction == "up"

    @cached_property
    def shown(self) -> frozenset[str]:
        """The documents that the tree holds."""
        return frozenset(step.node.iri for step in self.trace.walk())

    def show(self) -> None:
        """Print the tree to standard output, and beside it how much it holds and leaves out."""
        root = self.trace.root
        label = self._line(root)
        if root.node.title:
            label.append(f"\n{root.node.title}", style="italic")
        top = Branch(label, guide_style="dim")
        for child in root.children:
            self._add(top, child)
        self._add_omitted(top, root)
        console().print(top)
        self._sum_up()

    def _sum_up(self) -> None:
        found = self.trace
        if found.documents == 1 and not found.deeper:
            way = "up" if self.up else "down"
            note(say("trace.nothing-filtered" if self.filtered else f"trace.nothing-{way}"))
            return
        note(say("trace.summary", documents=found.documents, held=found.held))
        if found.deeper:
            note(say("trace.depth-cut", depth=self.depth, documents=found.deeper))
        if any(step.omitted for step in found.walk()):
            note(say("trace.cut"))

    def _add_omitted(self, branch: Branch, step: Step) -> None:
        if step.omitted:
            branch.add(Text(say("trace.omitted", count=step.omitted), style="yellow"))

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
        self._add_omitted(below, step)

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
            line.append(f" · {say('trace.listed' if node.listed else 'trace.not-held')}", style="yellow")
        if doubt := _doubt(step.evidence):
            status = concept("tinh-trang-vien-dan", doubt)
            line.append(f" · {say('trace.doubt', status=status)}", style="red")
        if step.repeated:
            line.append(f" · {say('trace.repeated')}", style="magenta")
        return line

    def _other_chains(self, iri: str) -> Iterator[str]:
        """What else a document carries out, outside this tree, each followed up to where it ends."""
        ancestors = trace(self.chains, iri, "up", self.trace.relations)
        for other in ancestors.root.children:
            if other.node.iri not in self.shown:
                yield _upward(other)

    def _sentence(self, proof: Evidence) -> Text:
        name = self.chains.node(proof.source).label if proof.source in self.chains else proof.source
        place = say("trace.from", document=name, start=proof.start, end=proof.end)
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


def _doubt(evidence: tuple[Evidence, ...]) -> str | None:
    """How unsure the link is: the status of its mentions when none of them names the document surely."""
    statuses = {proof.status for proof in evidence}
    return min(statuses) if statuses and "resolved" not in statuses else None
