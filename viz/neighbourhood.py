"""The picture of a document and its neighbours."""

from __future__ import annotations

import networkx as nx

from viz.page import page
from viz.selection import neighbourhood
from viz.texts import texts


def neighbourhood_html(graph: nx.MultiDiGraph[str], centre: str, *, lang: str = "vi", hops: int = 1) -> str:
    """A stand-alone page with the documents within ``hops`` relations of ``centre`` (an IRI), either way.

    The page loads nothing; the same graph gives the same bytes. Raises
    ``UnknownDocumentError`` when ``centre`` is not in the graph and
    ``ValueError`` for a language without texts.
    """
    words = texts(lang)
    selection = neighbourhood(graph, centre, hops)
    return page(selection, words.say("neighbourhood", name=selection.centre.name(words)), words)
