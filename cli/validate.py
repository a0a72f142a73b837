"""``cancu validate``: everything in the store against the SHACL shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from cli.options import StoreOption, TextOrJson
from cli.output import complain, print_json, progress_bar
from cli.stop import DONE, FAILED
from cli.stores import location_of, reading
from cli.texts import say

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.store import Store

BATCH = 20
"""Graphs checked together: shapes cost less in batches, and a failing batch is checked again one by one."""


def validate(store: StoreOption = "", format: TextOrJson = "text") -> int:
    """Check each graph but the derived view, which is made from the others."""
    from graph.iri import DERIVED_GRAPH, is_link_graph
    from graph.validate import validate as validate_graphs

    failures: dict[str, str] = {}
    with reading(location_of(store)) as opened, progress_bar() as bar:
        # A source and its links are checked together: its mentions point where the links say.
        sources = (graph for graph in opened.graphs() if not is_link_graph(graph))
        graphs = sorted((graph for graph in sources if graph != DERIVED_GRAPH), key=str)
        task = bar.add_task(say("validate.checking"), total=len(graphs), file="")
        for batch in _batches(graphs):
            found = validate_graphs({graph: list(_quads(opened, graph)) for graph in batch})
            failures |= {graph.value: reasons for graph, reasons in found.items()}
            bar.update(task, advance=len(batch), file=batch[-1].value.rsplit("/", 1)[-1])
    _show(len(graphs), failures, format)
    return FAILED if failures else DONE


def _quads(store: Store, source: ox.NamedNode) -> Iterator[ox.Quad]:
    """A source graph and its link graph."""
    from graph.iri import link_graph_iri

    yield from store.quads(graph=source)
    yield from store.quads(graph=link_graph_iri(source))


def _batches(graphs: Sequence[ox.NamedNode]) -> Iterator[list[ox.NamedNode]]:
    waiting = iter(graphs)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _show(count: int, failures: dict[str, str], format: str) -> None:
    if format == "json":
        failed = [{"graph": graph, "reason": reason} for graph, reason in failures.items()]
        print_json({"graphs": count, "failed": failed})
        return
    if not failures:
        print(say("validate.good", count=count))
        return
    print(say("validate.bad", failed=len(failures), count=count))
    for graph, reason in failures.items():
        complain(f"{graph.rsplit('/', 1)[-1]}: {reason}")
