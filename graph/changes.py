"""All that changes in a store when source graphs are replaced: they, their links, and the derived view."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from graph import iri
from graph.derive import derive
from graph.link import Graphs, links
from graph.store import Change, Store
from graph.validate import validate


def changes(store: Store, replaced: Graphs) -> list[Change]:
    """The changes that put these source graphs into the store; an empty one removes its source."""
    return _changes(store, replaced, links(store, replaced))


def checked_changes(store: Store, replaced: Graphs) -> tuple[list[Change], dict[ox.NamedNode, str]]:
    """The same for those sources that pass the shapes, and for each other one what is wrong with it."""
    linked = links(store, replaced)
    together = {source: [*quads, *linked[iri.link_graph_iri(source)]] for source, quads in replaced.items()}
    failed = validate(together)
    if failed:
        replaced = {source: quads for source, quads in replaced.items() if source not in failed}
        linked = links(store, replaced)
    return (_changes(store, replaced, linked) if replaced else []), failed


def _changes(store: Store, replaced: Graphs, linked: Graphs) -> list[Change]:
    graphs: dict[ox.NamedNode, Sequence[ox.Quad]] = {**replaced, **linked}
    return [*(Change(graph, quads) for graph, quads in graphs.items()), derive(store, graphs)]
