"""``cancu impact``: what rests on a document, and has to be looked at when it is changed or ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analysis import (
    FORMATS,
    EvidenceOption,
    FormatOption,
    RelationOption,
    asked,
    counts,
    followed,
    head,
    named,
    save,
    sentences,
    show_json,
)
from cli.files import format_of
from cli.options import OutOption, StoreOption, whole_number
from cli.output import note
from cli.stop import DONE
from cli.stores import location_of, reading
from cli.texts import language, say
from cli.words import day, relation

if TYPE_CHECKING:
    from graph.chains import Chains
    from graph.effect import Ending
    from graph.impact import Dependent, Impact

LIMIT = 50
"""Documents printed unless told otherwise."""


def impact(
    document: Annotated[str, typer.Argument(help="trace.document", metavar="DOCUMENT")],
    relation: RelationOption = None,
    limit: Annotated[
        int, typer.Option("--limit", help="impact.limit", metavar="N", parser=whole_number(1))
    ] = LIMIT,
    evidence: EvidenceOption = False,
    out: OutOption = None,
    store: StoreOption = "",
    format: FormatOption = "",
) -> int:
    """Print what rests on a document, each with its strongest path and whether it has another basis."""
    from graph.chains import read_chains
    from graph.effect import read_effects
    from graph.impact import dependents
    from graph.impact import impact as look
    from graph.impact_table import impact_json, impact_tables
    from graph.proofs import StoreProofs

    written_as = format_of(format, out, FORMATS)
    with reading(location_of(store)) as opened:
        start = asked(opened, document)
        chains = read_chains(opened)
        found = look(chains, start, followed(relation), read_effects(opened))
        shown = None if written_as in ("csv", "xlsx") else limit
        listed = dependents(chains, found, shown, StoreProofs(opened))
    if written_as == "text":
        _print(chains, found, listed, evidence=evidence)
    elif written_as == "json":
        show_json(impact_json(found, listed), out)
    else:
        save(impact_tables(listed, language()), written_as, out)
    return DONE


def _print(chains: Chains, found: Impact, listed: Sequence[Dependent], *, evidence: bool) -> None:
    for line in (*head(found.document), *_ending_lines(found)):
        print(line)
    if not len(found):
        key = "impact.nothing-but" if found.uses else "impact.nothing"
        note(say(key, counts=counts(found.uses)))
        return
    facts = {"documents": len(found), "direct": found.direct, "through": len(found) - found.direct}
    print(say("impact.summary", **facts, alone=found.without_other))
    print(say("impact.by-relation", counts=counts(found.by_relation())))
    print(say("impact.uses", counts=counts(found.uses)))
    print()
    for one in listed:
        print(_line(one))
        if evidence:
            other = (one.other,) if one.other else ()
            for line in sentences(chains, (*one.way, *other)):
                print(f"    {line}")
    if len(found) > len(listed):
        note(say("impact.cut", count=len(found) - len(listed)))


def _line(one: Dependent) -> str:
    steps = [f"{relation(link.relation)} {link.upper.label}" for link in one.way]
    if one.other:
        other = say("impact.other", relation=relation(one.other.relation), document=one.other.upper.label)
    else:
        other = say("impact.alone")
    return f"{named(one.node)} · {' → '.join(steps)} · {other}"


def _ending_lines(found: Impact) -> Iterator[str]:
    """What has ended the document already, and what that left behind."""
    yield from map(_ending, found.endings)
    if found.left:
        later = sum(bool(one.later) for one in found.left)
        yield say("impact.left", count=len(found.left), later=later)
        for left in found.left:
            yield f"  {named(left.document)} · {relation(left.relation)}"
    if found.endings:
        yield ""


def _ending(ending: Ending) -> str:
    since = day(ending.day) or say("impact.unknown-day")
    if ending.by is None:
        return say("impact.ended-listed", day=since)
    return say("impact.ended-by", document=ending.by.label, relation=relation(ending.cause), day=since)
