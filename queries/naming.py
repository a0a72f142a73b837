"""The one document of a store that a person names, or what stands in the way of saying which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import pyoxigraph as ox

from graph.find import Match, find
from graph.iri import ID
from graph.store import Store
from queries.problem import QuestionError, sentence

_PATH = re.compile(r"(?:id:|id/)?((?:vb|tieu-chuan)/[\w./-]+)")

_BY_FILE = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?document ?name ?issuer ?date WHERE {
  ?document dcterms:source ?text ;
    rdfs:label ?name .
  ?text cancu:fileName ?file .
  FILTER(?file = ?wanted || STRSTARTS(?file, CONCAT(?wanted, ".")))
  OPTIONAL { ?document cancu:bestIssuer ?issuer }
  OPTIONAL { ?document cancu:bestDate ?date }
}
ORDER BY ?document
"""


class DocumentError(QuestionError):
    """No document, or not just one, has the name given; ``candidates`` are those that may be meant."""

    def __init__(self, key: str, text: str, candidates: Iterable[Match]) -> None:
        self.candidates = tuple(candidates)
        self._text = text
        super().__init__(key, text=text, candidates=" " + "; ".join(map(_shown, self.candidates)))

    def listed(self, language: str) -> str:
        """The sentence in ``vi`` or ``en`` with a line for each candidate."""
        lines = "".join(f"\n  - {_shown(match)}" for match in self.candidates)
        return sentence(self.key, language, text=self._text, candidates=lines)


def name_document(store: Store, text: str) -> ox.NamedNode:
    """The document of this number, number with issuer, identifier (IRI or ``vb/…``) or file name.

    A wrong document is worse than none: ``DocumentError`` unless exactly one fits.
    """
    wanted = unicodedata.normalize("NFC", text.strip())
    path = _PATH.fullmatch(wanted)
    found = find(store, ID + path[1] if path else wanted)
    exact = [match for match in found if match.kind == "exact"] or _by_file(store, wanted)
    if len(exact) == 1:
        return ox.NamedNode(exact[0].iri)
    if exact:
        raise DocumentError("several-documents", wanted, exact)
    raise DocumentError("near-documents" if found else "no-document", wanted, found)


def short_iri(iri: str) -> str:
    """An identifier without the part that all share: ``vb/ttg/qd/2018/522``."""
    return iri.removeprefix(ID)


def _shown(match: Match) -> str:
    known = " · ".join(filter(None, (match.label, match.date, match.issuer)))
    return f"{known} [{short_iri(match.iri)}]"


def _by_file(store: Store, text: str) -> list[Match]:
    """Drafts have no number to be called by, so a held document also answers to its file's name."""
    name = re.split(r"[/\\]", text)[-1]
    if not name:
        return []
    rows = store.select(_BY_FILE, {"wanted": ox.Literal(name)}).as_text()
    return [
        Match(iri or "", label or "", "exact", 100.0, issuer, date, held=True)
        for iri, label, issuer, date in rows
    ]
