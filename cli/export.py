"""``cancu export``: the whole store in one file, or as a folder of tables."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import put, write_whole
from cli.options import StoreOption, one_of
from cli.output import note
from cli.stop import DONE, WRONG, Stop
from cli.stores import location_of, reading
from cli.texts import language, say

if TYPE_CHECKING:
    from typing import IO

    import networkx as nx

    from graph.store import Store
    from graph.tables import Table

FORMATS = {
    "turtle": ".ttl",
    "trig": ".trig",
    "nquads": ".nq",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "dot": ".dot",
    "csv": "",
    "xlsx": ".xlsx",
}
"""Formats and the endings that mean them; tables as CSV are several files in a folder."""

_UNITS = {"turtle": "triples", "trig": "quads", "nquads": "quads", "csv": "rows", "xlsx": "rows"}


def export(
    file: Annotated[Path, typer.Argument(help="export.file", metavar="FILE")],
    format: Annotated[
        str,
        typer.Option("--as", help="export.as", metavar="|".join(FORMATS), parser=one_of("", *FORMATS)),
    ] = "",
    store: StoreOption = "",
) -> int:
    """Write the store as RDF, its relations as a graph, or its contents as tables."""
    chosen = format or _format_of(file)
    if chosen == "csv" and file == Path("-"):
        raise Stop(say("wrong.csv-folder"), WRONG)
    with reading(location_of(store)) as opened:
        if file == Path("-"):
            _WRITERS[chosen](opened, sys.stdout.buffer, chosen)
            return DONE
        count = _save(opened, file, chosen)
    unit = _UNITS.get(chosen, "edges")
    note(say("export.done", count=count, unit=say(f"export.unit.{unit}"), path=file))
    return DONE


def _format_of(file: Path) -> str:
    for name, ending in FORMATS.items():
        if ending and file.suffix.lower() == ending:
            return name
    if file.is_dir():
        return "csv"
    raise Stop(say("wrong.export-ending", name=file, known=", ".join(FORMATS)), WRONG)


def _save(store: Store, file: Path, format: str) -> int:
    if format == "csv":
        return _save_tables(store, file)
    return write_whole(file, lambda output: _WRITERS[format](store, output, format))


def _save_tables(store: Store, folder: Path) -> int:
    """A file for each table in the folder, which is made when it does not exist."""
    from graph.tables import csv_bytes

    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Stop(say("file.fails", path=folder, reason=error.strerror or error)) from error
    tables = _tables(store)
    for table in tables:
        put(csv_bytes(table), folder / f"{table.name}.csv")
    return sum(len(table.rows) for table in tables)


def _tables(store: Store) -> tuple[Table, ...]:
    from graph.listing import listings

    return listings(store, date.today(), language())


def _write_workbook(store: Store, output: IO[bytes], _: str) -> int:
    from graph.tables import workbook_bytes

    tables = _tables(store)
    output.write(workbook_bytes(tables, language()))
    return sum(len(table.rows) for table in tables)


def _write_quads(store: Store, output: IO[bytes], format: str) -> int:
    """All named graphs, each as itself."""
    import pyoxigraph as ox

    from ontology.terms import PREFIXES

    quads = list(store.quads())
    kind = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}[format]
    ox.serialize(quads, output, kind, prefixes=PREFIXES)
    return len(quads)


def _write_triples(store: Store, output: IO[bytes], _: str) -> int:
    """The union of all graphs, ordered so that two exports can be compared line by line."""
    import pyoxigraph as ox

    from ontology.terms import PREFIXES

    triples = sorted({quad.triple for quad in store.quads()}, key=str)
    ox.serialize(triples, output, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return len(triples)


def _write_relations(store: Store, output: IO[bytes], format: str) -> int:
    """Documents and relations, with plain values alone."""
    from graph import exchange
    from graph.network import chain_graph

    writers: dict[str, Callable[[nx.MultiDiGraph[str]], bytes]] = {
        "graphml": exchange.graphml_bytes,
        "gexf": exchange.gexf_bytes,
        "dot": exchange.dot_bytes,
    }
    chains = chain_graph(store)
    output.write(writers[format](chains))
    return chains.number_of_edges()


_WRITERS: dict[str, Callable[[Store, IO[bytes], str], int]] = {
    "turtle": _write_triples,
    "trig": _write_quads,
    "nquads": _write_quads,
    "graphml": _write_relations,
    "gexf": _write_relations,
    "dot": _write_relations,
    "xlsx": _write_workbook,
}
