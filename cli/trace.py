"""``cancu trace``: the chain of a document, drawn as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analysis import RELATIONS, asked, in_common, named
from cli.options import StoreOption, TextOrJson, day, one_of, whole_number
from cli.output import print_json
from cli.stop import DONE, WRONG, Stop
from cli.stores import location_of, reading
from cli.texts import say

if TYPE_CHECKING:
    from graph.chains import Chains
    from graph.inferred import Inferred
    from graph.store import Store
    from graph.trace import Where

LEVELS = ("central", "province", "district", "commune")

LIMIT = 200
"""Lines of a tree unless told otherwise: what a person can still read."""


def trace(
    document: Annotated[str, typer.Argument(help="trace.document", metavar="DOCUMENT")],
    up: Annotated[bool, typer.Option("--up", help="trace.up")] = False,
    depth: Annotated[
        int | None, typer.Option("--depth", help="trace.depth", metavar="N", parser=whole_number(1))
    ] = None,
    breadth: Annotated[
        int | None, typer.Option("--breadth", help="trace.breadth", metavar="N", parser=whole_number(1))
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", help="trace.limit", metavar="N", parser=whole_number(1))
    ] = LIMIT,
    evidence: Annotated[bool, typer.Option("--evidence", help="trace.evidence")] = False,
    relation: Annotated[
        list[str] | None,
        typer.Option("--relation", help="trace.relation", metavar="NAME", parser=one_of(*RELATIONS)),
    ] = None,
    province: Annotated[
        list[str] | None, typer.Option("--province", help="trace.province", metavar="NAME")
    ] = None,
    level: Annotated[
        list[str] | None,
        typer.Option("--level", help="trace.level", metavar="|".join(LEVELS), parser=one_of(*LEVELS)),
    ] = None,
    after: Annotated[
        date | None, typer.Option("--from", help="trace.from-day", metavar="DATE", parser=day)
    ] = None,
    before: Annotated[
        date | None, typer.Option("--to", help="trace.to-day", metavar="DATE", parser=day)
    ] = None,
    words: Annotated[str, typer.Option("--words", help="trace.words", metavar="WORDS")] = "",
    inferred: Annotated[bool, typer.Option("--inferred", help="trace.inferred")] = False,
    store: StoreOption = "",
    format: TextOrJson = "text",
) -> int:
    """Draw who implements a document, or what it implements and rests on."""
    import dataclasses

    from cli.tree import Tree
    from graph.chains import read_chains
    from graph.proofs import StoreProofs
    from graph.trace import trace as trace_chain

    if inferred and up:
        raise Stop(say("trace.inferred-up"), WRONG)
    where = _where(province or [], level or [], after, before, words)
    with reading(location_of(store)) as opened:
        start = asked(opened, document)
        chains = read_chains(opened)
        found = trace_chain(
            chains,
            start,
            "up" if up else "down",
            relation or RELATIONS,
            proofs=StoreProofs(opened),
            depth=depth,
            breadth=breadth,
            limit=limit,
            where=where,
        )
        beside = _inferred(opened, chains, start, relation or RELATIONS, where) if inferred else None
    if format == "json":
        more = {} if beside is None else {"inferred": [dataclasses.asdict(one) for one in beside]}
        print_json(dataclasses.asdict(found) | more)
    else:
        Tree(chains, found, evidence=evidence, depth=depth, filtered=not where.is_open).show()
        if beside is not None:
            _print_inferred(beside)
    return DONE


def _inferred(
    store: Store, chains: Chains, start: str, relations: Sequence[str], where: Where
) -> tuple[Inferred, ...]:
    """Those inferred that are as asked for."""
    from graph.inferred import inferred, programmes

    found = inferred(chains, start, relations, programmes(store))
    return tuple(one for one in found if where.passes(chains, chains.place[one.document.iri]))


def _print_inferred(found: Sequence[Inferred]) -> None:
    print()
    print(say("trace.inferred-title", count=len(found)) if found else say("trace.inferred-none"))
    for one in found:
        print(f"  {named(one.document)}")
        print(f"    {in_common(one)}")


def _where(
    provinces: list[str], levels: list[str], after: date | None, before: date | None, words: str
) -> Where:
    from graph.authority import province_named
    from graph.trace import Where

    codes = set()
    for name in provinces:
        code = province_named(name)
        if code is None:
            raise Stop(say("wrong.province", value=name), WRONG)
        codes.add(code)
    if after and before and before < after:
        raise Stop(say("wrong.range", first=after.isoformat(), last=before.isoformat()), WRONG)
    return Where(
        provinces=frozenset(codes),
        levels=frozenset(levels),
        after=after.isoformat() if after else None,
        before=before.isoformat() if before else None,
        words=words.strip(),
    )
