"""``cancu ingest``: files and folders into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import StoreOption, TextOrJson
from cli.output import complain, note, print_json, progress_bar
from cli.stop import DONE, FAILED
from cli.stores import location_of, writing
from cli.texts import say

if TYPE_CHECKING:
    from graph.ingest import Report


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="ingest.paths", metavar="PATH...")],
    store: StoreOption = "",
    format: TextOrJson = "text",
) -> int:
    """Load what is new or changed, and report what became of each file."""
    from graph.ingest import ingest as ingest_files

    with writing(location_of(store)) as opened, progress_bar() as bar:
        task = bar.add_task(say("ingest.loading"), total=None, file="")

        def progress(done: int, total: int, path: Path) -> None:
            bar.update(task, completed=done, total=total, file=path.name)

        report = ingest_files(paths, opened, progress)
    _show(report, format)
    return FAILED if report.failed else DONE


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
            }
        )
        return
    counts = {name: getattr(report, name) for name in ("read", "new", "replaced", "unchanged")}
    print(say("ingest.done", **counts, failed=len(report.failed)))
    for path, graph in report.duplicates:
        note(say("ingest.duplicate", path=path, other=graph.value.rsplit("/", 1)[-1]))
    for failure in report.failed:
        complain(f"{failure.path}: {failure.reason}")
    if not report.read:
        note(say("ingest.nothing"))
