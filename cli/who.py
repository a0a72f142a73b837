"""``cancu who``: which body answers today for what a body of the past was to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import TextOrJson, day
from cli.output import console, print_json
from cli.stop import DONE, FAILED, Stop
from cli.texts import language, say
from cli.words import concept
from cli.words import day as shown_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.institutions import Answer, BodyError, Heir
    from ontology.bodies import Body, Event

_CANDIDATES = 20
"""Most bodies of one name that are listed: a person then says the province instead."""


def who(
    body: Annotated[str, typer.Argument(help="who.body", metavar="BODY")],
    function: Annotated[str, typer.Option("--function", help="who.function", metavar="TEXT")] = "",
    on: Annotated[date | None, typer.Option("--on", help="who.on", metavar="DATE", parser=day)] = None,
    format: TextOrJson = "text",
) -> int:
    """Print who answers on a day for the work of a body, and the reorganisations that led there."""
    from graph.institutions import BodyError, as_json, responsible

    try:
        answer = responsible(body, on or date.today(), function.strip() or None)
    except BodyError as error:
        raise Stop(_refusal(error)) from error
    if format == "json":
        print_json(as_json(answer))
    else:
        _print(answer)
    return DONE if answer.certainty else FAILED


def _refusal(error: BodyError) -> str:
    """Why a name is not that of one body, and what to write instead."""
    if error.kind == "area" and error.template:
        example = error.template.name_vi.replace("{area}", say(f"who.example.{error.template.level}"))
        return say("who.area", words=error.words, example=example)
    shown = [f"\n  - {_named(one)} [{one.slug}]" for one in error.candidates[:_CANDIDATES]]
    more = len(error.candidates) - len(shown)
    if more:
        shown.append(f"\n  - {say('who.and-more', count=more)}")
    key = "several" if error.kind == "several" else "nearest" if shown else "unknown"
    return say(f"who.{key}", words=error.words) + "".join(shown)


def _print(answer: Answer) -> None:
    output = console()
    for line in _lines(answer):
        output.print(line)


def _lines(answer: Answer) -> Iterable[str]:
    facts = {"asked": _named(answer.asked), "function": answer.function, "day": shown_day(str(answer.on))}
    if answer.heirs or (answer.alternatives and not answer.why):
        begin, end = (str(one or "") for one in (answer.asked.valid_from, answer.asked.valid_to))
        yield say(f"who.{answer.status}", **facts, begin=shown_day(begin), end=shown_day(end))
        yield from map(_heir_line, answer.heirs)
    if answer.why:
        yield say(f"who.why.{answer.why}", **facts)
    elif answer.heirs and answer.alternatives:
        yield say("who.others")
    yield from map(_heir_line, answer.alternatives)
    if answer.status == "split" and not answer.function:
        yield say("who.one-field")
    if answer.events:
        yield ""
        yield say("who.events")
        for event in answer.events:
            yield from _event_lines(event)
    if answer.certainty:
        yield ""
        yield say("who.certainty", mark=concept("do-chac-chan", answer.certainty))


def _heir_line(heir: Heir) -> str:
    name = _named(heir.body) if heir.body else f"{heir.name} ({say('who.not-registered')})"
    return f"  {name}: {_fields(heir.functions)}" if heir.functions else f"  {name}"


def _event_lines(event: Event) -> Iterable[str]:
    heirs = ", ".join(_named(heir) for heir in event.heirs) or event.heir_name
    fields = f" ({_fields(event.functions)})" if event.functions else ""
    yield f"  {shown_day(str(event.day))}  {_named(event.original)} → {heirs}{fields}"
    basis = say("who.basis", basis=event.legal_basis) if event.legal_basis else say("who.no-basis")
    yield f"    {basis}; {concept('do-chac-chan', event.mark)}"
    source = event.source.removeprefix("confirmed: ")
    if source != "from memory":  # It would say again what the mark says.
        yield f"    {say('who.source', source=source)}"


def _named(body: Body) -> str:
    return f"{body.name}, {body.place}" if body.place else body.name


def _fields(functions: tuple[str, ...]) -> str:
    """Fields of work in the language of the run."""
    from ontology import registers

    english = {one.name_vi: one.name_en for one in registers.functions()}
    return "; ".join(functions if language() == "vi" else (english[name] for name in functions))
