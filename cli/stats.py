"""``cancu stats``: how much of what the store holds."""

from __future__ import annotations

from cli.options import StoreOption, TextOrJson
from cli.output import print_json
from cli.stop import DONE
from cli.stores import location_of, reading
from cli.texts import say
from cli.words import concept

_ORDER = (
    "held",
    "registered",
    "cited-only",
    "documents",
    "citations",
    "relations",
    "tasks",
    "targets",
    "budget-lines",
    "organisations",
)
_SCHEMES = {"documents": "cap", "citations": "tinh-trang-vien-dan", "relations": "quan-he"}


def stats(store: StoreOption = "", format: TextOrJson = "text") -> int:
    """Count what the store holds."""
    from queries.catalogue import run

    location = location_of(store)
    with reading(location) as opened:
        answer = run(opened, "counts", {}).as_text()
        rows = [(what or "", kind, int(count or 0)) for what, kind, count in answer]
        generation = opened.generation
    if format == "json":
        counts = [{"what": what, "kind": kind, "count": count} for what, kind, count in rows]
        print_json({"store": location, "generation": generation, "counts": counts})
        return DONE
    print(say("stats.store", location=location, generation=generation))
    for what in _ORDER:
        _print_group(what, [(kind, count) for each, kind, count in rows if each == what])
    return DONE


def _print_group(what: str, counts: list[tuple[str | None, int]]) -> None:
    print(f"{say(f'stats.{what}')}: {sum(count for _, count in counts)}")
    for kind, count in counts:
        if kind:
            label = say("stats.unknown") if kind == "unknown" else concept(_SCHEMES[what], kind)
            print(f"  {label}: {count}")
