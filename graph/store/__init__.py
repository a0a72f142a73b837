"""Stores of quads: one interface, an embedded implementation and one over the SPARQL protocol."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.store.base import Change, Rows, Store, StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

__all__ = [
    "Change",
    "Rows",
    "Store",
    "StoreError",
    "default_location",
    "open_store",
    "quads_of",
    "rdflib_dataset",
]


def open_store(location: str | Path, *, read_only: bool = False) -> Store:
    """Open the store at a folder, or at the URL of a SPARQL 1.1 query endpoint.

    A folder is made when it does not exist, unless ``read_only``. Of an embedded
    store there is one writer at a time and any number of readers. ``StoreError``
    says what to do when it cannot be opened. A URL may be two, separated by a
    blank, where the update endpoint differs from the query endpoint in more than
    its last part (see ``graph.store.remote``).
    """
    if str(location).startswith(("http://", "https://")):
        from graph.store.remote import RemoteStore

        query_url, _, update_url = str(location).partition(" ")
        return RemoteStore(query_url, update_url.strip() or None, read_only=read_only)
    from graph.store.embedded import EmbeddedStore

    return EmbeddedStore(Path(location), read_only=read_only)


def quads_of(store: Store, graph: ox.NamedNode) -> frozenset[ox.Quad]:
    """All that one named graph holds."""
    return frozenset(store.quads(graph=graph))


def default_location() -> Path:
    """The folder of the graph when nobody names one, in the user's data directory."""
    if given := os.environ.get("XDG_DATA_HOME"):
        data = Path(given)
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = Path.home() / ".local" / "share"
    return data / "cancu" / "store"


def rdflib_dataset(store: Store) -> rdflib.Dataset:
    """The same data as an rdflib dataset, for code written with rdflib; only an embedded store has one.

    It reads and writes the open store itself: close the store when done with both.
    """
    from graph.store.embedded import EmbeddedStore

    if not isinstance(store, EmbeddedStore):
        raise StoreError("only a store in a folder can be seen through rdflib; ask a server by SPARQL")
    import rdflib
    from oxrdflib import OxigraphStore

    return rdflib.Dataset(store=OxigraphStore(store=store.database), default_union=True)
