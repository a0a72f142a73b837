"""``cancu resolve``: which document a citation names, explained step by step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import StoreOption, TextOrJson
from cli.output import print_json
from cli.stop import DONE, FAILED, Stop
from cli.stores import is_there, location_of, reading
from cli.texts import language, say
from cli.words import concept, day

if TYPE_CHECKING:
    from graph.explain import Explanation
    from graph.known import KnownDocument

_SHOWN = 10
"""Most held documents of one number that are listed."""


def resolve(
    words: Annotated[str, typer.Argument(help="resolve.words", metavar="CITATION")],
    within: Annotated[Path | None, typer.Option("--in", help="resolve.in", metavar="FILE")] = None,
    store: StoreOption = "",
    format: TextOrJson = "text",
) -> int:
    """Explain which document the words name, in a document and with what the store holds."""
    found = _explained(words, within, location_of(store))
    if format == "json":
        print_json(_as_json(found))
    else:
        print("\n".join(_lines(found)))
    return DONE if found.result.status in ("resolved", "out-of-scope") else FAILED


def _explained(words: str, within: Path | None, location: str) -> Explanation:
    from extract.read import ReadError, read
    from graph.explain import explain

    try:
        citing = read(within) if within else None
    except ReadError as error:
        raise Stop(f"{within}: {error}") from error
    if is_there(location):
        with reading(location) as opened:
            found = explain(words, opened, citing)
    else:
        found = explain(words, None, citing)
    if found is None:
        raise Stop(say("resolve.nothing", words=words))
    return found


def _lines(found: Explanation) -> list[str]:
    """The steps, a line each, and the result with its reasons."""
    citation, result = found.citation, found.result
    unknown = say("resolve.not-stated")
    lines = [
        say(
            "resolve.stated",
            number=citation.number or citation.name,
            type=citation.type or unknown,
            date=day(citation.date) if citation.date else unknown,
            issuer=citation.issuer or unknown,
        )
    ]
    if found.citing:
        lines.append(say("resolve.citing", iri=_short(found.citing.found.iri.value)))
    if found.number:
        style = say(f"resolve.style.{found.number.style}")
        lines += [
            say("resolve.series", number=found.number.digits, style=style),
            say("resolve.issuers", names=_listed(f"{one.name} [{one.slug}]" for one in found.authorities)),
            say("resolve.types", names=_listed(one.name_vi.lower() for one in found.types)),
            say("resolve.years", names=_listed(found.years)),
            say("resolve.held", count=len(found.held)),
            *(f"     - {_described(one)}" for one in found.held[:_SHOWN]),
        ]
    numbered = [f"{at}. {line}" if not line.startswith(" ") else line for at, line in _counted(lines)]
    reasons = [getattr(one, language()) for one in result.reasons]
    status = concept("tinh-trang-vien-dan", result.status)
    return [
        *numbered,
        "",
        say("resolve.result", status=status, iri=_short(result.iri.value)),
        *(f"  - {reason}" for reason in reasons),
        *([say("resolve.candidates")] if result.candidates else []),
        *(f"  - {_short(one.value)}" for one in result.candidates),
    ]


def _counted(lines: list[str]) -> list[tuple[int, str]]:
    """Each line with the number of its step; an indented line belongs to the step before."""
    counted, step = [], 0
    for line in lines:
        step += not line.startswith(" ")
        counted.append((step, line))
    return counted


def _listed(names: Any) -> str:
    return ", ".join(names) or say("resolve.none")


def _described(one: KnownDocument) -> str:
    title = f" “{one.titles[0]}”" if one.titles else ""
    return f"{_short(one.iri.value)} ({', '.join(map(day, one.dates)) or '—'}){title}"


def _short(iri: str) -> str:
    return iri.partition("/id/")[2]


def _as_json(found: Explanation) -> dict[str, Any]:
    citation, result = found.citation, found.result
    return {
        "stated": {
            "number": citation.number,
            "name": citation.name,
            "type": citation.type,
            "date": citation.date,
            "issuer": citation.issuer,
        },
        "citing": found.citing.found.iri.value if found.citing else None,
        "issuers": [one.slug for one in found.authorities],
        "types": [one.code for one in found.types],
        "years": list(found.years),
        "held": [one.iri.value for one in found.held],
        "document": result.iri.value,
        "status": result.status,
        "reasons": [{"code": one.code, "vi": one.vi, "en": one.en} for one in result.reasons],
        "candidates": [one.value for one in result.candidates],
    }
