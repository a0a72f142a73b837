"""The picture of a directive's chain."""

from __future__ import annotations

from graph.proofs import Proofs
from viz.page import page
from viz.selection import Direction, Source, chain
from viz.texts import texts


def chain_html(
    source: Source,
    root: str,
    *,
    proofs: Proofs | None = None,
    direction: Direction = "down",
    lang: str = "vi",
    depth: int | None = None,
) -> str:
    """A stand-alone page with the chain of the document ``root`` (an IRI).

    ``source`` is the chains of a store, with ``proofs`` for the sentences, or a graph
    of networkx as ``chain_graph`` makes it, which carries them.

    ``down`` shows who implements it, ``up`` what it rests on, at most ``depth``
    steps away. The page loads nothing; the same graph gives the same bytes.
    Raises ``UnknownDocumentError`` when ``root`` is not in it and
    ``ValueError`` for another direction or a language without texts.
    """
    words = texts(lang)
    selection = chain(source, root, direction, depth, proofs=proofs)
    return page(selection, words.say(f"chain_{direction}", name=selection.centre.name(words)), words)
