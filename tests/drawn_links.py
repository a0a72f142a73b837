"""Draws citations at random for checking by hand, and looks up what the graph says of those that were drawn.

    python -m tests.drawn_links STORE

STORE holds the real documents and registers. The rows printed go into
``tests/data/checked_links.csv`` once a person has added the verdicts.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from graph.store import Store, open_store

SEED = 20261128
WANTED = {"resolved": 200, "ambiguous": 50, "unresolved": 50}

_LINKS = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?file ?start ?quote ?status ?document ?reason {
  ?citation cancu:citedAs ?quote ; oa:hasBody ?document ; cancu:resolutionStatus ?status ;
    cancu:resolutionReason ?reason ; oa:hasTarget ?target .
  ?target oa:hasSource ?text ; oa:hasSelector ?position .
  ?text cancu:fileName ?file .
  ?position oa:start ?start .
  FILTER (LANG(?reason) = "vi")
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A citation by its file and place, and what it was found to name."""

    file: str
    start: int
    quote: str
    status: str
    document: str
    reason: str


def links(store: Store) -> Iterator[Link]:
    """All citations of a store."""
    for file, start, quote, status, document, reason in store.select(_LINKS).as_text():
        yield Link(
            file or "",
            int(start or 0),
            quote or "",
            (status or "").rsplit("/", 1)[-1],
            (document or "").partition("/id/")[2],
            reason or "",
        )


def draw(found: list[Link], status: str) -> list[Link]:
    """As many citations of a status as are wanted, or all where there are fewer."""
    of_status = sorted(link for link in found if link.status == status)
    count = min(WANTED[status], len(of_status))
    return sorted(random.Random(SEED).sample(of_status, count))


def main() -> None:
    """Print the drawn citations as CSV."""
    store = open_store(Path(sys.argv[1]), read_only=True)
    found = list(links(store))
    writer = csv.DictWriter(sys.stdout, [field.name for field in fields(Link)], lineterminator="\n")
    writer.writeheader()
    for status in WANTED:
        writer.writerows(asdict(link) for link in draw(found, status))


if __name__ == "__main__":
    main()
