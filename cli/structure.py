"""``cancu structure``: the whole graph at once, and what in it calls for a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analysis import (
    FORMATS,
    EvidenceOption,
    FormatOption,
    RelationOption,
    followed,
    named,
    save,
    sentences,
    show_json,
)
from cli.files import format_of
from cli.options import OutOption, StoreOption, whole_number
from cli.stop import DONE
from cli.stores import location_of, reading
from cli.texts import language, say
from cli.words import concept
from cli.words import relation as relation_word

if TYPE_CHECKING:
    from graph.chains import Chains
    from graph.communities import Community
    from graph.finding import Finding
    from graph.structure import Delay, Structure

KINDS = ("circle", "time-travel", "left-behind", "orphan")
LIMIT = 10
"""Lines of each part unless told otherwise."""


def structure(
    relation: RelationOption = None,
    limit: Annotated[
        int, typer.Option("--limit", help="structure.limit", metavar="N", parser=whole_number(1))
    ] = LIMIT,
    communities: Annotated[bool, typer.Option("--communities", help="structure.communities")] = False,
    evidence: EvidenceOption = False,
    out: OutOption = None,
    store: StoreOption = "",
    format: FormatOption = "",
) -> int:
    """Print the longest chains, bottlenecks, delays and findings of the whole store."""
    from graph.chains import read_chains
    from graph.effect import read_effects
    from graph.impact_table import structure_json, structure_tables
    from graph.proofs import StoreProofs
    from graph.structure import findings, proved, proved_structure
    from graph.structure import structure as look

    written_as = format_of(format, out, FORMATS)
    relations = followed(relation)
    with reading(location_of(store)) as opened:
        chains = read_chains(opened)
        proofs = StoreProofs(opened)
        found = proved_structure(look(chains, relations, limit), proofs)
        looked = proved(findings(chains, read_effects(opened), relations), proofs)
        groups = _communities(chains, relation) if communities else ()
    if written_as == "text":
        for line in _lines(chains, found, looked, groups, limit, evidence):
            print(line)
    elif written_as == "json":
        show_json(structure_json(found, looked, groups), out)
    else:
        save(structure_tables(found, looked, language()), written_as, out)
    return DONE


def _communities(chains: Chains, given: list[str] | None) -> tuple[Community, ...]:
    """By the relations given, else by those of carrying out alone."""
    from graph.carrying import CARRYING
    from graph.communities import communities

    return communities(chains, followed(given) if given else CARRYING)


def _lines(
    chains: Chains,
    found: Structure,
    looked: Sequence[Finding],
    groups: Sequence[Community],
    limit: int,
    evidence: bool,
) -> Iterator[str]:
    yield say("structure.summary", documents=found.documents, links=found.links)
    if not found.links:
        yield say("structure.nothing")
        return
    yield from ("", say("structure.longest", most=found.most, tops=found.tops))
    for chain in found.longest:
        names = [chain[-1].upper.label, *(link.lower.label for link in reversed(chain))]
        yield f"  {' ← '.join(names)}"
        if evidence:
            yield from (f"    {line}" for line in sentences(chains, chain))
    yield from ("", say("structure.bottlenecks"))
    for one in found.bottlenecks:
        facts = {"chains": f"{one.chains:.0f}", "above": one.above, "below": one.below}
        yield f"  {say('structure.bottleneck', name=named(one.node), alone=one.without_other, **facts)}"
    yield from ("", say("structure.delays"))
    yield from (f"  {_delay(one)}" for one in found.delays if one.lower and one.upper)
    yield from _finding_lines(chains, looked, limit, evidence)
    yield from _group_lines(groups, limit)


def _delay(one: Delay) -> str:
    numbers = {name: f"{getattr(one.days, name):.0f}" for name in ("first", "median", "third")}
    return say(
        "structure.delay",
        lower=concept("cap", one.lower),
        relation=relation_word(one.relation),
        upper=concept("cap", one.upper),
        count=one.days.count,
        **numbers,
    )


def _finding_lines(chains: Chains, looked: Sequence[Finding], limit: int, evidence: bool) -> Iterator[str]:
    yield from ("", say("structure.findings", count=len(looked)))
    for kind in KINDS:
        some = [one for one in looked if one.kind == kind]
        if not some:
            continue
        yield f"  {say(f'structure.kind.{kind}', count=len(some))}"
        for one in some[:limit]:
            yield f"    {one.message(language())}"
            if evidence:
                yield from (f"      {line}" for line in sentences(chains, one.links))
        if len(some) > limit:
            yield f"    {say('structure.more', count=len(some) - limit)}"


def _group_lines(groups: Sequence[Community], limit: int) -> Iterator[str]:
    if groups:
        yield from ("", say("structure.groups"))
    for one in groups[:limit]:
        yield f"  {say('structure.group', size=one.size, hub=named(one.hub), words='; '.join(one.words))}"
    if len(groups) > limit:
        yield f"  {say('structure.more', count=len(groups) - limit)}"
