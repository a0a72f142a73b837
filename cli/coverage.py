"""``cancu coverage``: which provinces carry a document out, at which stage, since when; and which do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analysis import (
    FORMATS,
    EvidenceOption,
    FormatOption,
    asked,
    head,
    in_common,
    save,
    sentences,
    show_json,
)
from cli.files import format_of
from cli.options import OutOption, StoreOption, day, one_of
from cli.output import note, print_table
from cli.stop import DONE
from cli.stores import location_of, reading
from cli.texts import language, say
from cli.words import day as shown_day

if TYPE_CHECKING:
    from graph.chains import Chains
    from graph.coverage import Cell, Coverage, Row
    from graph.coverage_table import Told
    from graph.proofs import Proofs

STAGES = ("party", "government", "department", "district", "commune")
_GAPS = ("other", "none")


def coverage(
    document: Annotated[str, typer.Argument(help="trace.document", metavar="DOCUMENT")],
    on: Annotated[date | None, typer.Option("--on", help="coverage.on", metavar="DATE", parser=day)] = None,
    stage: Annotated[
        list[str] | None,
        typer.Option("--stage", help="coverage.stage", metavar="NAME", parser=one_of(*STAGES)),
    ] = None,
    evidence: EvidenceOption = False,
    out: OutOption = None,
    store: StoreOption = "",
    format: FormatOption = "",
) -> int:
    """Print the matrix of provinces and stages of a document, with what is missing."""
    from graph.chains import read_chains
    from graph.coverage import chosen_stages
    from graph.coverage import coverage as cover
    from graph.coverage_table import coverage_json, coverage_tables
    from graph.inferred import programmes
    from graph.proofs import StoreProofs

    written_as = format_of(format, out, FORMATS)
    with reading(location_of(store)) as opened:
        start = asked(opened, document)
        chains, approved, proofs = read_chains(opened), programmes(opened), StoreProofs(opened)
        found = chosen_stages(cover(chains, start, on or date.today(), approved=approved), stage or STAGES)
        if written_as == "text":
            _Report(chains, found, approved, proofs).show(evidence=evidence)
        elif written_as == "json":
            show_json(coverage_json(chains, found, proofs, approved), out)
        else:
            save(coverage_tables(chains, found, proofs, language(), approved), written_as, out)
    return DONE


class _Report:
    """Coverage as text: a table of the provinces that have something, the names of those that have not."""

    def __init__(
        self, chains: Chains, found: Coverage, approved: dict[str, tuple[str, ...]], proofs: Proofs
    ) -> None:
        self.chains, self.found, self.approved, self.proofs = chains, found, approved, proofs
        self.rows = [row for row in found.by_delay() if row.state not in _GAPS]

    def show(self, *, evidence: bool) -> None:
        """Print it; notes go to standard error."""
        for line in (*head(self.found.document), *self._counts()):
            print(line)
        if self.rows:
            print()
            print_table(self._headings(), map(self._line, self.rows))
        for line in (*self._gaps(), *self._delays(), *(self._evidence() if evidence else ())):
            print(line)
        if self.found.elsewhere:
            note(say("coverage.elsewhere", count=self.found.elsewhere))
        key = "coverage.gap-means" if self.rows else "coverage.nothing"
        note(say(key, day=shown_day(self.found.on.isoformat())))

    def _counts(self) -> Iterator[str]:
        from graph.carrying import STATES
        from graph.wording import word

        rows = self.found.rows
        when = shown_day(self.found.on.isoformat())
        if len(rows) == 1:
            yield say("coverage.as-of-one", day=when, province=rows[0].name)
        else:
            yield say("coverage.as-of", day=when, provinces=len(rows))
        for state in STATES:
            if count := sum(row.state == state for row in rows):
                yield say("coverage.count", count=count, state=word(language(), f"state.{state}"))

    def _headings(self) -> list[str]:
        from graph.coverage_table import stage_name

        stages = [stage_name(language(), stage) for stage in self.found.stages]
        return [say("coverage.province"), say("coverage.days"), *stages]

    def _line(self, row: Row) -> list[str]:
        days = "" if row.days is None else str(row.days)
        return [row.name, days, *map(_cell, row.cells)]

    def _gaps(self) -> Iterator[str]:
        for key, state in (("coverage.others", "other"), ("coverage.gaps", "none")):
            names = [_with_others(row) for row in self.found.rows if row.state == state]
            if names:
                yield ""
                yield say(key, names=", ".join(names))

    def _delays(self) -> Iterator[str]:
        from graph.coverage_table import stage_name

        counted = {stage: days for stage, days in self.found.delays.items() if days.count}
        if counted:
            yield ""
            yield say("coverage.delays")
        for stage, days in counted.items():
            numbers = {
                name: f"{getattr(days, name):.0f}" for name in ("least", "first", "median", "third", "most")
            }
            name = stage_name(language(), stage)
            key = "coverage.delay" if days.count > 1 else "coverage.delay-one"
            yield f"  {say(key, stage=name, count=days.count, **numbers)}"

    def _evidence(self) -> Iterator[str]:
        from graph.coverage_table import tell

        cells = [cell for row in self.rows for cell in row.cells if cell.first]
        names = {row.province: row.name for row in self.rows}
        told = tell(self.chains, self.found, cells, self.proofs, self.approved)
        for cell, some in zip(cells, told, strict=True):
            for one in some:
                yield ""
                yield f"{names[cell.province]}: {one.carrier.node.label}"
                yield from (f"  {line}" for line in self._proof(one))

    def _proof(self, told: Told) -> Iterator[str]:
        if told.inferred:
            yield in_common(told.inferred)
        if told.carrier.named:
            yield say("coverage.named")
        yield from sentences(self.chains, told.way)


def _cell(cell: Cell) -> str:
    """What a province has at a stage, in a few words."""
    first = cell.first
    if first is None:
        return say("coverage.other", count=cell.others) if cell.others else "–"
    prefix = "" if first.state == "plan" else say(f"coverage.state.{first.state}")
    facts = [first.node.number or first.node.label, shown_day(first.node.date) or say("trace.no-date")]
    text = prefix + " · ".join(facts)
    if first.former:
        text += say("coverage.former", name=first.former)
    if len(cell.positions) > 1:
        text += say("coverage.more", count=len(cell.positions) - 1)
    if cell.stage in ("district", "commune") and cell.areas:
        text += say("coverage.areas", areas=cell.areas, of=cell.areas_of)
    return text


def _with_others(row: Row) -> str:
    others = sum(cell.others for cell in row.cells)
    return f"{row.name} ({others})" if others else row.name
