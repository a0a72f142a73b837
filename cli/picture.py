"""``cancu picture``: a chain, coverage or calendar as a file for a report or to explore."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from cli.analysis import asked
from cli.options import StoreOption, day, one_of
from cli.output import note
from cli.stop import DONE, WRONG, Stop
from cli.stores import location_of, reading
from cli.texts import language, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.chains import Chains
    from graph.store import Store
    from viz.figures.sheet import Drawing

KINDS = ("chain", "around", "coverage", "map", "adoption", "delay", "calendar")
WRITTEN = ("svg", "png", "html")
_NOT_WRITTEN = {"around": ("svg", "png"), "calendar": ("html",)}


def picture(
    kind: Annotated[str, typer.Argument(help="picture.kind", metavar="|".join(KINDS), parser=one_of(*KINDS))],
    document: Annotated[str, typer.Argument(help="picture.document", metavar="[DOCUMENT]")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="picture.out", metavar="FILE")] = None,
    up: Annotated[bool, typer.Option("--up", help="picture.up")] = False,
    on: Annotated[date | None, typer.Option("--on", help="picture.on", metavar="DATE", parser=day)] = None,
    first: Annotated[
        date | None, typer.Option("--from", help="picture.from", metavar="DATE", parser=day)
    ] = None,
    last: Annotated[date | None, typer.Option("--to", help="picture.to", metavar="DATE", parser=day)] = None,
    store: StoreOption = "",
) -> int:
    """Draw a picture into a file; the ending of its name says how it is written."""
    written = _written(out)
    assert out is not None
    if not document and kind != "calendar":
        raise Stop(say("picture.no-document", kind=kind), WRONG)
    with reading(location_of(store)) as opened:
        content = _content(opened, kind, document, written, up, on or date.today(), (first, last))
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Stop(say("picture.unwritable", path=out, reason=error.strerror or error)) from error
    note(say("picture.done", path=out, size=len(content)))
    return DONE


def _written(out: Path | None) -> str:
    if out is None:
        raise Stop(say("picture.no-file", known=", ".join(WRITTEN)), WRONG)
    ending = out.suffix.removeprefix(".").lower()
    if ending not in WRITTEN:
        raise Stop(say("picture.ending", path=out, known=", ".join(WRITTEN)), WRONG)
    return ending


def _content(
    store: Store,
    kind: str,
    document: str,
    written: str,
    up: bool,
    on: date,
    ends: tuple[date | None, date | None],
) -> bytes:
    if kind in _NOT_WRITTEN and written in _NOT_WRITTEN[kind]:
        raise Stop(say(f"picture.{kind}-only", written=written), WRONG)
    if kind == "calendar":
        return _file(_calendar(store, document, on, ends), written)
    from graph.chains import read_chains

    iri, chains = asked(store, document), read_chains(store)
    draw: Callable[..., bytes] = _chain if kind in ("chain", "around") else _coverage
    return draw(store, chains, iri, kind, written, "up" if up else "down", on)


def _chain(store: Store, chains: Chains, iri: str, kind: str, written: str, direction: Any, _: date) -> bytes:
    from graph.proofs import StoreProofs
    from viz.chain import chain_html
    from viz.figures.layers import chain_figure
    from viz.neighbourhood import neighbourhood_html

    if kind == "around":
        return neighbourhood_html(chains, iri, proofs=StoreProofs(store), lang=language()).encode()
    if written == "html":
        page = chain_html(chains, iri, proofs=StoreProofs(store), direction=direction, lang=language())
        return page.encode()
    return _file(chain_figure(chains, iri, direction=direction, lang=language()), written)


def _coverage(store: Store, chains: Chains, iri: str, kind: str, written: str, _: str, on: date) -> bytes:
    from graph.coverage import coverage
    from graph.inferred import programmes
    from graph.proofs import StoreProofs
    from viz.explore import coverage_html
    from viz.figures.coverings import FIGURES, CoverageFigure

    approved = programmes(store)
    found = coverage(chains, iri, on, approved=approved)
    if written == "html":
        page = coverage_html(found, chains, proofs=StoreProofs(store), approved=approved, lang=language())
        return page.encode()
    return _file(FIGURES[cast(CoverageFigure, kind)](found, chains, lang=language()), written)


def _calendar(store: Store, document: str, on: date, ends: tuple[date | None, date | None]) -> Drawing:
    from cli.tasks import span_asked
    from graph.agenda import read_tasks
    from graph.occurrences import Span, expand
    from viz.figures.calendar import calendar_figure

    span = span_asked(*ends) or Span(date(on.year, 1, 1), date(on.year, 12, 31))
    tasks = read_tasks(store)
    if document:
        plan = asked(store, document)
        tasks = tuple(task for task in tasks if task.plan.iri == plan)
    return calendar_figure(expand(tasks, span), span, lang=language())


def _file(drawing: Drawing, written: str) -> bytes:
    return drawing.png() if written == "png" else drawing.svg().encode()
