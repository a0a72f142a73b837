"""``cancu remove``: sources out of the store, with exactly what they alone supported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import StoreOption
from cli.output import complain
from cli.stop import DONE, FAILED
from cli.stores import location_of, writing
from cli.texts import say

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.store import Store

_SOURCES = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
SELECT ?graph ?file { GRAPH ?graph { ?text cancu:fileName ?file } }
"""
_NEAREST = 3


def remove(
    sources: Annotated[list[str], typer.Argument(help="remove.sources", metavar="SOURCE...")],
    store: StoreOption = "",
) -> int:
    """Remove sources by file name or by the name of their graph; what others support stays."""
    from graph.ingest import remove as remove_sources

    with writing(location_of(store)) as opened:
        held = _held(opened)
        unknown = [name for name in sources if name not in held]
        remove_sources(opened, {graph for name in sources for graph in held.get(name, ())})
    for name in unknown:
        complain(say("remove.unknown", name=name, nearest=_nearest(name, held)))
    print(say("remove.done", count=len(set(sources)) - len(set(unknown))))
    return FAILED if unknown else DONE


def _held(store: Store) -> dict[str, set[ox.NamedNode]]:
    """The graphs of sources by what they may be called: the file's name, or the end of the graph's IRI."""
    import pyoxigraph as ox

    found: dict[str, set[ox.NamedNode]] = {}
    for graph, file in store.select(_SOURCES).rows:
        if isinstance(graph, ox.NamedNode) and file is not None:
            for name in (file.value, graph.value.rsplit("/", 1)[-1]):
                found.setdefault(name, set()).add(graph)
    return found


def _nearest(name: str, held: dict[str, set[ox.NamedNode]]) -> str:
    from rapidfuzz import process

    return ", ".join(match for match, *_ in process.extract(name, list(held), limit=_NEAREST)) or "—"
