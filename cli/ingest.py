"""``cancu ingest``: files and folders into the store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import StoreOption, TextOrJson
from cli.output import complain, note, print_json, progress_bar
from cli.stop import DONE, FAILED
from cli.stores import location_of, writing
from cli.texts import say

if TYPE_CHECKING:
    from extract.register import Role
    from graph.ingest import Report

ColumnOption = Annotated[
    list[str] | None, typer.Option("--column", help="ingest.column", metavar="TÊN=VAI TRÒ")
]


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="ingest.paths", metavar="PATH...")],
    store: StoreOption = "",
    column: Annotated[
        list[str] | None, typer.Option("--column", help="ingest.column", metavar="TÊN=VAI TRÒ")
    ] = None,
    issuer: Annotated[str, typer.Option("--issuer", help="ingest.issuer", metavar="NAME")] = "",
    format: TextOrJson = "text",
) -> int:
    """Load what is new or changed, and report what became of each file."""
    from graph.ingest import ingest as ingest_files
    from graph.sources import Tables

    tables = Tables(_columns(column or ()), issuer or None)
    with writing(location_of(store)) as opened, progress_bar() as bar:
        task = bar.add_task(say("ingest.loading"), total=None, file="")

        def progress(done: int, total: int, path: Path) -> None:
            bar.update(task, completed=done, total=total, file=path.name)

        report = ingest_files(paths, opened, progress, tables=tables)
    _show(report, format)
    return FAILED if report.failed or report.bad_rows else DONE


def _columns(given: Iterable[str]) -> dict[str, Role]:
    """Roles by heading, from "heading=role"; wrong usage where it is not that."""
    from extract.register import ROLES

    found: dict[str, Role] = {}
    for pair in given:
        heading, _, word = pair.rpartition("=")
        role = next((one for one in ROLES if one == word.strip()), None)
        if not heading.strip() or role is None:
            raise typer.BadParameter(say("ingest.bad-column", given=pair, roles=", ".join(ROLES)))
        found[heading.strip()] = role
    return found


def _show(report: Report, format: str) -> None:
    if format == "json":
        print_json(
            {
                "read": report.read,
                "new": report.new,
                "replaced": report.replaced,
                "unchanged": report.unchanged,
                "failed": [{"path": str(each.path), "reason": each.reason} for each in report.failed],
                "duplicates": [
                    {"path": str(path), "same_as": graph.value} for path, graph in report.duplicates
                ],
                "entries": report.entries,
                "bad_rows": [
                    {"path": str(path), "row": bad.row, "reason": bad.reason} for path, bad in report.bad_rows
                ],
            }
        )
        return
    counts = {name: getattr(report, name) for name in ("read", "new", "replaced", "unchanged")}
    print(say("ingest.done", **counts, failed=len(report.failed)))
    if report.entries:
        print(say("ingest.entries", entries=report.entries, bad=len(report.bad_rows)))
    for path, graph in report.duplicates:
        note(say("ingest.duplicate", path=path, other=graph.value.rsplit("/", 1)[-1]))
    for failure in report.failed:
        complain(f"{failure.path}: {failure.reason}")
    for path, bad in report.bad_rows:
        complain(say("ingest.bad-row", path=path, row=bad.row, reason=bad.reason))
    if not report.read:
        note(say("ingest.nothing"))
