"""``cancu trace``: the chain of a document, drawn as a tree."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.options import StoreOption, TextOrJson, one_of, whole_number
from cli.output import print_json
from cli.stop import DONE, Stop
from cli.stores import location_of, reading
from cli.texts import language

RELATIONS = ("implements", "based_on", "guides")
"""What a chain may follow; given here so that the help needs no graph."""


def trace(
    document: Annotated[str, typer.Argument(help="trace.document", metavar="DOCUMENT")],
    up: Annotated[bool, typer.Option("--up", help="trace.up")] = False,
    depth: Annotated[
        int | None, typer.Option("--depth", help="trace.depth", metavar="N", parser=whole_number(1))
    ] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="trace.evidence")] = False,
    relation: Annotated[
        list[str] | None,
        typer.Option("--relation", help="trace.relation", metavar="NAME", parser=one_of(*RELATIONS)),
    ] = None,
    store: StoreOption = "",
    format: TextOrJson = "text",
) -> int:
    """Draw who implements a document, or what it implements and rests on."""
    import dataclasses

    from cli.tree import Tree
    from graph.chains import chain_graph
    from graph.chains import trace as trace_chain
    from queries.naming import DocumentError, name_document

    with reading(location_of(store)) as opened:
        try:
            start = name_document(opened, document)
        except DocumentError as error:
            raise Stop(error.listed(language())) from error
        graph = chain_graph(opened)
    followed = tuple(dict.fromkeys(relation or RELATIONS))
    root = trace_chain(graph, start, "up" if up else "down", followed, depth)
    if format == "json":
        print_json(dataclasses.asdict(root))
    else:
        Tree(graph, root, up=up, evidence=evidence, depth=depth, relations=followed).show()
    return DONE
