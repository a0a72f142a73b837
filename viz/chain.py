"""The picture of a directive's chain."""

from __future__ import annotations

import networkx as nx

from viz.page import page
from viz.selection import Direction, chain
from viz.texts import texts


def chain_html(
    graph: nx.MultiDiGraph[str],
    root: str,
    *,
    direction: Direction = "down",
    lang: str = "vi",
    depth: int | None = None,
) -> str:
    """A stand-alone page with the chain of the document ``root`` (an IRI) in the chain graph.

    ``down`` shows who implements it, ``up`` what it rests on, at most ``depth``
    steps away. The page loads nothing; the same graph gives the same bytes.
    Raises ``UnknownDocumentError`` when ``root`` is not in the graph and
    ``ValueError`` for another direction or a language without texts.
    """
    words = texts(lang)
    selection = chain(graph, root, direction, depth)
    return page(selection, words.say(f"chain_{direction}", name=selection.centre.name(words)), words)
