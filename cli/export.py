"""``cancu export``: the whole store in one file."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import StoreOption, one_of
from cli.output import note
from cli.stop import DONE, WRONG, Stop
from cli.stores import location_of, reading
from cli.texts import say

if TYPE_CHECKING:
    from typing import IO

    from graph.store import Store

FORMATS = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "graphml": ".graphml"}


def export(
    file: Annotated[Path, typer.Argument(help="export.file", metavar="FILE")],
    format: Annotated[
        str,
        typer.Option("--as", help="export.as", metavar="|".join(FORMATS), parser=one_of("", *FORMATS)),
    ] = "",
    store: StoreOption = "",
) -> int:
    """Write the store as RDF, or its relations as GraphML."""
    chosen = format or _format_of(file)
    with reading(location_of(store)) as opened:
        if file == Path("-"):
            _WRITERS[chosen](opened, sys.stdout.buffer, chosen)
            return DONE
        count = _save(opened, file, chosen)
    unit = {"turtle": "triples", "graphml": "edges"}.get(chosen, "quads")
    note(say("export.done", count=count, unit=say(f"export.unit.{unit}"), path=file))
    return DONE


def _format_of(file: Path) -> str:
    for name, ending in FORMATS.items():
        if file.suffix.lower() == ending:
            return name
    raise Stop(say("wrong.export-ending", name=file, known=", ".join(FORMATS)), WRONG)


def _save(store: Store, file: Path, format: str) -> int:
    """Write the file as a whole or not at all."""
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with unfinished.open("wb") as output:
            count = _WRITERS[format](store, output, format)
        unfinished.replace(file)
    except OSError as error:
        raise Stop(say("file.fails", path=file, reason=error.strerror or error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


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


def _write_relations(store: Store, output: IO[bytes], _: str) -> int:
    """Documents and relations; GraphML holds plain values alone, so evidence becomes its sentences."""
    import networkx as nx

    from graph.network import chain_graph

    chains = chain_graph(store)
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, attributes in chains.nodes(data=True):
        plain.add_node(name, **{key: value for key, value in attributes.items() if value is not None})
    for lower, upper, relation, attributes in chains.edges(keys=True, data=True):
        sentences = dict.fromkeys(each["sentence"] for each in attributes["evidence"])
        plain.add_edge(lower, upper, relation, relation=relation, evidence="\n".join(sentences))
    written = io.BytesIO()
    nx.write_graphml(plain, written, encoding="utf-8", prettyprint=True)
    output.write(written.getvalue())
    return plain.number_of_edges()


_WRITERS: dict[str, Callable[[Store, IO[bytes], str], int]] = {
    "turtle": _write_triples,
    "trig": _write_quads,
    "nquads": _write_quads,
    "graphml": _write_relations,
}
