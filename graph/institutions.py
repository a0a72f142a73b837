"""Who answers on a day for what a body used to do.

"Who is responsible today" is a question and never an overwrite: a document keeps its
old issuer, and here the successions of the registers are followed from that body to
the day in question, each step with its legal basis and with how sure the register is.
What the register does not know stays unknown: no heir is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from extract.text import fold, without_marks
from graph.authority import authorities_named, without_area
from graph.iri import ID, organisation_iri
from ontology import registers
from ontology.bodies import Body, Event, bodies, body, events_of, events_to, weakest
from ontology.registers import Issuer, Mark

if TYPE_CHECKING:
    import networkx as nx

Status = Literal["same", "succeeded", "divided", "split", "not-yet", "unknown"]
"""How an answer came about.

``same``: the body exists on the day. ``succeeded``: one body took over. ``divided``:
several did, each in its part of the land. ``split``: several did, each in its field.
``not-yet``: the body came later, and the heirs are those it was made from.
``unknown``: the registers do not say.
"""

Why = Literal["function-not-checked", "function-not-known", "function-not-followed", "no-succession"]
"""What the registers lack.

``function-not-checked``: they do not say that the body ever had the field asked about.
``function-not-known``: they have no such field, and the body was split by fields.
``function-not-followed``: they do not say who took this field over. ``no-succession``:
nor who took over anything.
"""

_NEAR = 5
_LEAST_LIKENESS = 60.0
_WORDS = re.compile(r"[\w&]+")


@dataclass(frozen=True, slots=True)
class Heir:
    """A body that answers on the day, and the events that led to it, oldest first.

    ``name`` is that of the body, or the register's words where it has no such body.
    ``functions`` are the fields that passed to it; all the rest when empty.
    """

    body: Body | None
    name: str
    events: tuple[Event, ...]
    functions: tuple[str, ...] = ()

    @property
    def certainty(self) -> Mark:
        """The weakest mark of the rows that it rests on."""
        own = (self.body.issuer.mark,) if self.body else ()
        return weakest(*own, *(event.mark for event in self.events))


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers on a day for a body's work, or for one field of it.

    ``heirs`` are those who answer to the question as it was asked; ``alternatives``
    those who took over some other field, or all of them where the body was split and
    no field was given. ``why`` says what the registers lack.
    """

    asked: Body
    on: date
    function: str | None
    status: Status
    heirs: tuple[Heir, ...] = ()
    alternatives: tuple[Heir, ...] = ()
    why: Why | None = None

    @property
    def body(self) -> Body | None:
        """The body that answers, when it is just one."""
        return self.heirs[0].body if len(self.heirs) == 1 else None

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that led to those who answer, oldest first, each once."""
        shown = self.heirs or self.alternatives
        return tuple(dict.fromkeys(event for heir in shown for event in heir.events))

    @property
    def certainty(self) -> Mark | None:
        """How sure the answer is: the weakest mark it rests on; ``None`` when there is no answer.

        ``doubtful`` where the registers do not say that the body has the field asked about.
        """
        if self.status == "unknown":
            return None
        if self.why == "function-not-checked":
            return "doubtful"
        shown = self.heirs or self.alternatives
        return weakest(*(heir.certainty for heir in shown)) if shown else None


class BodyError(ValueError):
    """No body, or not just one, has the name given.

    ``kind`` is ``unknown`` (``candidates`` are those of the nearest names), ``several``
    (those of this very name) or ``area`` (``template`` exists in every area of its level).
    """

    def __init__(
        self,
        kind: Literal["unknown", "several", "area"],
        words: str,
        candidates: Iterable[Body] = (),
        template: Issuer | None = None,
    ) -> None:
        self.kind = kind
        self.words = words
        self.candidates = tuple(candidates)
        self.template = template
        super().__init__(f"{kind}: {words}")


def responsible(name_or_slug: str, on: date, function: str | None = None) -> Answer:
    """Who answers on ``on`` for the work, or one ``function``, of the body of this name or slug.

    A name is read as printed ("Sở LĐTBXH tỉnh Lạng Sơn", "UBND TP Hải Phòng"); where
    an old and a new body share it, the old one is meant and its successions are
    followed. ``BodyError`` unless the name is that of just one registered body.
    """
    asked = body_named(name_or_slug)
    if asked.begins_after(on):
        return _before(asked, on, function)
    fields = functions_named(function) if function else None
    heirs = tuple(_merged(_walk(asked, on, fields, ())))
    if not function:
        others = tuple(heir for heir in heirs if heir.functions)
        heirs = tuple(heir for heir in heirs if not heir.functions)
        why: Why | None = None if heirs or others else "no-succession"
    elif heirs:
        others = ()
        why = None if _had(asked, heirs, fields or ()) else "function-not-checked"
    else:
        others = tuple(_merged(_walk(asked, on, None, ())))
        why = _why(others, fields or ())
    return Answer(asked, on, function, _status(asked, heirs, others, function), heirs, others, why)


def body_named(name_or_slug: str) -> Body:
    """The one body of this name, slug or identifier; ``BodyError`` when it is none or several."""
    words = name_or_slug.strip()
    found = body(words.removeprefix(ID).removeprefix("co-quan/"))
    if found:
        return found
    named = [one for authority in authorities_named(words) if (one := body(authority.slug))]
    if len(named) == 1:
        return named[0]
    if named:
        raise BodyError("several", words, named)
    template = without_area(words)
    if template:
        raise BodyError("area", words, template=template)
    raise BodyError("unknown", words, nearest(words))


def functions_named(words: str) -> tuple[str, ...]:
    """The fields of the register that some words name, by their Vietnamese names.

    The longest names win: "đào tạo nghề cho lao động" names no labour. Empty when
    the register has none of them.
    """
    return tuple(dict.fromkeys(function for _, function in fields_named(words)))


def fields_named(words: str) -> tuple[tuple[str, str], ...]:
    """The same, each with the words that name it: ("dạy nghề", "giáo dục nghề nghiệp")."""
    text = _plain(words)
    found: list[tuple[int, int, str, str]] = []
    for name, function in _function_names():
        for match in re.finditer(rf"(?<!\S){re.escape(name)}(?!\S)", text):
            if not any(start < match.end() and match.start() < end for start, end, _, _ in found):
                found.append((match.start(), match.end(), name, function))
    return tuple((name, function) for _, _, name, function in sorted(found))


def nearest(words: str) -> list[Body]:
    """The bodies whose names are most like some words, the likest first."""
    from rapidfuzz import fuzz, process

    names = _all_names()
    found = process.extract(
        without_marks(_plain(words)),
        list(names),
        scorer=fuzz.token_sort_ratio,
        limit=_NEAR,
        score_cutoff=_LEAST_LIKENESS,
    )
    return list(dict.fromkeys(one for name, _, _ in found if (one := body(names[name]))))


def succession_graph(among: Iterable[Body]) -> nx.MultiDiGraph[str]:
    """The successions of some bodies: an edge from each to each heir, with its ``event``."""
    import networkx as nx  # Following one body needs no graph, and must not wait for it.

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one in among:
        graph.add_node(one.slug, body=one)
        for event in events_of(one):
            for heir in event.heirs:
                graph.add_node(heir.slug, body=heir)
                graph.add_edge(one.slug, heir.slug, event=event)
    return graph


def as_json(answer: Answer) -> dict[str, Any]:
    """An answer as plain values: bodies by slug and identifier, days as ISO dates, all codes as they are."""
    return {
        "asked": _body_json(answer.asked),
        "on": str(answer.on),
        "function": answer.function,
        "status": answer.status,
        "certainty": answer.certainty,
        "why": answer.why,
        "heirs": [_heir_json(heir) for heir in answer.heirs],
        "alternatives": [_heir_json(heir) for heir in answer.alternatives],
    }


def _body_json(one: Body) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "iri": organisation_iri(one.slug).value,
        "name": one.name,
        "place": one.place or None,
        "level": one.issuer.level,
        "valid_from": str(one.valid_from) if one.valid_from else None,
        "valid_to": str(one.valid_to) if one.valid_to else None,
    }


def _heir_json(heir: Heir) -> dict[str, Any]:
    return {
        "body": _body_json(heir.body) if heir.body else None,
        "name": heir.name,
        "functions": list(heir.functions),
        "certainty": heir.certainty,
        "events": [_event_json(event) for event in heir.events],
    }


def _event_json(event: Event) -> dict[str, Any]:
    return {
        "day": str(event.day),
        "original": event.original.slug,
        "heirs": [heir.slug for heir in event.heirs],
        "heir_name": event.heir_name or None,
        "functions": list(event.functions),
        "legal_basis": event.legal_basis or None,
        "certainty": event.mark,
        "source": event.source,
    }


# -- following the successions


def _walk(one: Body, on: date, fields: tuple[str, ...] | None, path: tuple[Event, ...]) -> Iterator[Heir]:
    """Those who answer for a body's work, or for some fields of it, by every way that leads to them."""
    if not one.ended_before(on):
        yield Heir(one, one.name, path, _functions(path, fields))
        return
    for event in _chosen(events_of(one), fields):
        steps = (*path, event)
        if event.heir_name:
            yield Heir(None, event.heir_name, steps, _functions(steps, fields))
        for heir in event.heirs:
            yield from _walk(heir, on, fields, steps)


def _chosen(events: tuple[Event, ...], fields: tuple[str, ...] | None) -> list[Event]:
    """The events to follow: those of the fields asked about, and the general ones for what they leave."""
    if fields is None:
        return list(events)
    named = [event for event in events if set(event.functions) & set(fields)]
    left = set(fields) - {function for event in named for function in event.functions}
    return named + [event for event in events if not event.functions and (left or not fields)]


def _functions(path: tuple[Event, ...], fields: tuple[str, ...] | None) -> tuple[str, ...]:
    """The fields that came down a path: those of its last narrow step, of those asked about if any."""
    names = next((event.functions for event in reversed(path) if event.functions), ())
    return tuple(name for name in names if not fields or name in fields)


def _merged(leaves: Iterable[Heir]) -> list[Heir]:
    """One heir a body: its fields and its events put together."""
    found: dict[str, Heir] = {}
    for leaf in leaves:
        key = leaf.body.slug if leaf.body else leaf.name
        known = found.get(key)
        if known is None or (known.functions and not leaf.functions):
            found[key] = leaf
        elif known.functions:
            found[key] = Heir(
                known.body,
                known.name,
                tuple(sorted(dict.fromkeys((*known.events, *leaf.events)), key=lambda event: event.day)),
                tuple(dict.fromkeys((*known.functions, *leaf.functions))),
            )
    return list(found.values())


def _status(asked: Body, heirs: tuple[Heir, ...], others: tuple[Heir, ...], function: str | None) -> Status:
    if not heirs:
        return "split" if others and not function else "unknown"
    if len(heirs) == 1:
        return "same" if heirs[0].body == asked else "succeeded"
    shared = [event for event in heirs[0].events if len(event.heirs) > 1]
    return "divided" if all(set(shared) & set(heir.events) for heir in heirs) else "split"


def _had(asked: Body, heirs: tuple[Heir, ...], fields: tuple[str, ...]) -> bool:
    """Whether the body may be taken to have had the fields asked about.

    Either the registers say so of it or of one on the way from it, or they do not
    follow these fields and all of its work went one way.
    """
    events = {event for heir in heirs for event in heir.events} | set(events_of(asked))
    followed = {name for event in events for name in event.functions}
    return set(fields) <= followed if fields else all(heir.events for heir in heirs)


def _why(others: tuple[Heir, ...], fields: tuple[str, ...]) -> Why:
    if not others:
        return "no-succession"
    return "function-not-followed" if fields else "function-not-known"


def _before(asked: Body, on: date, function: str | None) -> Answer:
    """The bodies that did on ``on`` what a body does that came later."""
    found: list[Heir] = []
    waiting: list[tuple[Body, tuple[Event, ...]]] = [(asked, ())]
    while waiting:
        one, path = waiting.pop(0)
        for event in events_to(one):
            steps = (event, *path)
            if event.original.begins_after(on):
                waiting.append((event.original, steps))
            elif event.original.exists_on(on):
                found.append(Heir(event.original, event.original.name, steps, _functions(steps, None)))
    why: Why | None = None if found else "no-succession"
    return Answer(asked, on, function, "not-yet", alternatives=tuple(_merged(found)), why=why)


# -- names


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(fold(text)))


@cache
def _function_names() -> tuple[tuple[str, str], ...]:
    """(Name or other words, the function's name), longest first."""
    found = {
        (_plain(word), one.name_vi) for one in registers.functions() for word in (one.name_vi, *one.words)
    }
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _all_names() -> dict[str, str]:
    """Every name of every body, in small letters without marks, with the body's slug."""
    names: dict[str, str] = {}
    for one in bodies():
        if one.issuer.level in ("central", "province"):
            area = f" {one.area.full_name}" if one.area else ""
            for alias in one.issuer.aliases:
                names.setdefault(without_marks(_plain(alias + area)), one.slug)
        names.setdefault(without_marks(_plain(one.name)), one.slug)
    return names
