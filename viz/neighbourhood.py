"""The picture of a document and its neighbours."""

from __future__ import annotations

from graph.proofs import Proofs
from viz.page import page
from viz.selection import Source, neighbourhood
from viz.texts import texts


def neighbourhood_html(
    source: Source, centre: str, *, proofs: Proofs | None = None, lang: str = "vi", hops: int = 1
) -> str:
    """A stand-alone page with the documents within ``hops`` relations of ``centre`` (an IRI), either way.

    ``source`` and ``proofs`` are those of ``chain_html``. The page loads nothing; the same
    graph gives the same bytes. Raises ``UnknownDocumentError`` when ``centre`` is not in
    it and ``ValueError`` for a language without texts.
    """
    words = texts(lang)
    selection = neighbourhood(source, centre, hops, proofs=proofs)
    return page(selection, words.say("neighbourhood", name=selection.centre.name(words)), words)
