"""What the commands of analysis share: the document asked about, its head line, and the proofs of a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import put
from cli.options import format_option, one_of
from cli.output import note
from cli.stop import Stop
from cli.texts import language, say
from cli.words import day, relation

if TYPE_CHECKING:
    from graph.chains import Chains, Node
    from graph.inferred import Inferred
    from graph.paths import Link
    from graph.store import Store
    from graph.tables import Table

FORMATS = ("text", "json", "csv", "xlsx")
RELATIONS = ("implements", "based_on", "guides")
"""What may be followed, strongest first; given here so that the help needs no graph."""

FormatOption = Annotated[str, format_option(*FORMATS)]
EvidenceOption = Annotated[bool, typer.Option("--evidence", help="option.evidence")]
RelationOption = Annotated[
    list[str] | None,
    typer.Option("--relation", help="option.relation", metavar="NAME", parser=one_of(*RELATIONS)),
]


def followed(given: list[str] | None) -> tuple[str, ...]:
    """The relations to follow, strongest first."""
    return tuple(one for one in RELATIONS if not given or one in given)


def asked(store: Store, document: str) -> str:
    """The IRI of the document that a person names."""
    from queries.naming import DocumentError, name_document

    try:
        return name_document(store, document).value
    except DocumentError as error:
        raise Stop(error.listed(language())) from error


def head(node: Node) -> Iterator[str]:
    """The lines that open an answer: the document, and its title."""
    yield named(node)
    if node.title:
        yield node.title
    yield ""


def named(node: Node) -> str:
    """A document on one line."""
    facts = (node.label, day(node.date) or say("trace.no-date"), node.issuer)
    return " · ".join(filter(None, facts))


def sentences(chains: Chains, links: Iterable[Link]) -> Iterator[str]:
    """What proves some links: a line for each, and its first sentence with the place where it stands."""
    for link in links:
        yield f"{link.lower.label} → {relation(link.relation)} → {link.upper.label}"
        for proof in link.evidence[:1]:
            source = chains.node(proof.source).label if proof.source in chains else proof.source
            place = say("trace.from", document=source, start=proof.start, end=proof.end)
            yield f"  “{' '.join(proof.sentence.split())}” ({place})"


def in_common(found: Inferred) -> str:
    """Why a document was inferred, with both titles."""
    return say(
        "coverage.in-common" if found.reason == "title" else "coverage.in-common-programme",
        name=found.name,
        likeness=f"{found.likeness:.0f}",
        title=found.document.title or found.document.label,
        of_title=found.of.title or found.of.label,
    )


def counts(by_relation: Mapping[str, int]) -> str:
    """Numbers of documents by relation, in words; those of none are left out."""
    return "; ".join(f"{relation(name)} {count}" for name, count in by_relation.items() if count)


def save(tables: Iterable[Table], format: str, out: Path | None) -> None:
    """Write tables: the first one as CSV, or all as a workbook."""
    from graph.tables import csv_bytes, workbook_bytes

    listed = list(tables)
    put(csv_bytes(listed[0]) if format == "csv" else workbook_bytes(listed, language()), out)
    if out:
        note(say("file.saved", path=out))


def show_json(value: object, out: Path | None) -> None:
    """Print a value as JSON, or save it to a file."""
    put(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode(), out)
    if out:
        note(say("file.saved", path=out))
