"""Made-up documents in the shape of a national collection, for measuring: see ``docs/benchmarks.md``.

    python -m benchmarks.national FOLDER --documents 100000

Directives are carried out stage by stage: by a ministry or a Party commission, the
Party and then the government of a province, its departments, its districts and their
communes, six steps below the directive. How many documents a directive brings about
falls off by rank (Zipf), so that a few have very many; laws, known from citations
alone, are cited across all. Bodies are those of the registers; everything else is
made up, the same for the same seed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, cycle, islice
from pathlib import Path

from benchmarks.papers import Mention, Paper, Seat, quads, stages
from graph.ingest import load_registers
from graph.store.embedded import EmbeddedStore
from ontology import registers
from ontology.bodies import body

CITATIONS = 10
STEEPNESS = 1.33
"""The exponent by which directives fall off: the first brings about three documents in ten."""
SHARES = (0.003, 0.02, 0.05, 0.11, 0.17)
"""Of what a directive brings about, the part of each stage above the communes', who write the rest."""
LAWS_CITED = 4
NUMBERS = frozenset(range(1, 1000))
FIRST_DAY, LAST_DAY = date(2016, 1, 4), date(2024, 6, 28)
LAWS = (("qh", "luat", "{}/{}/QH14"), ("cp", "nd", "{}/{}/NĐ-CP"), ("bgddt", "tt", "{}/{}/TT-BGDĐT"))


@dataclass(slots=True)
class Nation:
    """All papers, laws first and then each directive with what it brings about, and what each cites.

    ``directives`` are the places of the directives, the largest first.
    """

    papers: list[Paper] = field(default_factory=list)
    mentions: list[list[Mention]] = field(default_factory=list)
    directives: list[int] = field(default_factory=list)


def nation(documents: int, seed: int = 7) -> Nation:
    """So many documents, the same for the same seed."""
    return _Writing(random.Random(seed)).nation(documents)


@dataclass(slots=True)
class _Writing:
    """Papers as they are made up."""

    chance: random.Random
    made: Nation = field(default_factory=Nation)
    numbers: dict[tuple[str, str, int], set[int]] = field(default_factory=dict)
    laws: range = range(0)
    law_weights: list[float] = field(default_factory=list)
    topics: list[str] = field(default_factory=lambda: [row.name_vi for row in registers.functions()])

    def nation(self, documents: int) -> Nation:
        self._write_laws(max(10, documents // 50))
        ranks = range(1, max(2, documents // 500) + 1)
        weights = [rank**-STEEPNESS for rank in ranks]
        left = documents - len(self.laws)
        # Rounded so that the sizes add up: each cascade ends where the running sum says.
        ends = [round(left * part / sum(weights)) for part in accumulate(weights)]
        for begin, end in zip([0, *ends], ends, strict=False):
            if end > begin:
                self._write_cascade(end - begin)
        return self.made

    def _write_laws(self, count: int) -> None:
        for place in range(count):
            slug, kind, form = LAWS[place % len(LAWS)]
            found = body(slug)
            assert found
            day = date(2005, 1, 3) + timedelta(days=self.chance.randrange(4000))
            self._write(Seat(found), kind, form, day, self.chance.choice(self.topics), -1)
            self.made.mentions.append([])
        self.laws = range(count)
        self.law_weights = list(accumulate(1 / (rank + 20) for rank in range(count)))

    def _write(self, seat: Seat, kind: str, form: str, day: date, topic: str, stage: int) -> None:
        # A body numbers its documents through the year, and few of them are policies.
        taken = self.numbers.setdefault((seat.body.slug, kind, day.year), set())
        digits = self.chance.choice(sorted(NUMBERS - taken))
        taken.add(digits)
        number = form.format(digits, day.year)
        self.made.papers.append(Paper(seat, kind, number, str(digits), day.isoformat(), topic, stage))

    def _write_cascade(self, size: int) -> None:
        """A directive and all that carries it out, in ``size`` papers."""
        first = len(self.made.papers)
        self.made.directives.append(first)
        topic = self.chance.choice(self.topics)
        span = (LAST_DAY - FIRST_DAY).days
        day = FIRST_DAY + timedelta(days=self.chance.randrange(span))
        seat = self.chance.choice(stages()[0])
        kind, form = ("ct", "{}-CT/TW") if seat.body.issuer.kind == "party" else ("qd", "{}/QĐ-TTg")
        self._write(seat, kind, form, day, topic, 0)
        self._cite(first, first, None)
        above: dict[str, list[int]] = {"": [first]}
        for stage, seats in enumerate(self._seats(size - 1), 1):
            fresh: dict[str, list[int]] = {}
            for seat in seats:
                parent = self._parent(above, seat)
                place = self._carry_out(first, parent, seat, stage)
                for area in {"", seat.province, seat.district}:
                    fresh.setdefault(area, []).append(place)
            # Where a stage has nothing in an area, the one above it goes on.
            above |= fresh

    def _parent(self, above: dict[str, list[int]], seat: Seat) -> int:
        nearest = above.get(seat.district) or above.get(seat.province) if seat.province else None
        return self.chance.choice(nearest or above[""])

    def _carry_out(self, first: int, parent: int, seat: Seat, stage: int) -> int:
        place = len(self.made.papers)
        issuer = seat.body.issuer
        form = f"{{}}-KH/{issuer.abbrev}" if issuer.kind == "party" else f"{{}}/KH-{issuer.abbrev}"
        lag = timedelta(days=self.chance.randrange(5, 120))
        day = date.fromisoformat(self.made.papers[parent].date) + lag
        if seat.body.valid_from and day < seat.body.valid_from:
            day = seat.body.valid_from + lag
        self._write(seat, "kh", form, day, self.made.papers[first].topic, stage)
        self._cite(place, first, parent)
        return place

    def _seats(self, size: int) -> Iterator[list[Seat]]:
        """Who writes at each stage below a directive: all bodies of some provinces in turn."""
        counts = [min(size, max(1, round(size * share))) for share in SHARES]
        counts.append(max(0, size - sum(counts)))
        provinces = [row.slug for row in registers.provinces()]
        taking_part = {"", *self.chance.sample(provinces, min(len(provinces), 1 + size // 12))}
        for count, seats in zip(counts, stages()[1:], strict=True):
            chosen = [seat for seat in seats if seat.province in taking_part]
            self.chance.shuffle(chosen)
            now = min(size, count)
            size -= now
            yield list(islice(cycle(chosen), now))

    def _cite(self, place: int, first: int, parent: int | None) -> None:
        """Ten mentions of ten documents: what it carries out, laws, and others before it."""
        found: dict[int, str] = {}
        if parent is not None:
            guided = self.made.papers[place].stage == 1 and self.chance.random() < 0.3
            found[parent] = "guides" if guided else "implements"
            if self.chance.random() < 0.25:
                found.setdefault(first, "implements")
        for law in self.chance.choices(self.laws, cum_weights=self.law_weights, k=LAWS_CITED):
            found.setdefault(law, "based_on")
        day = self.made.papers[place].date
        for other in (self.chance.randrange(first, place) for _ in range(2 * CITATIONS) if place > first):
            if len(found) < CITATIONS and self.made.papers[other].date <= day:
                found.setdefault(other, "replaces" if self._is_former(other, place) else "cites")
        while len(found) < CITATIONS:
            found.setdefault(self.chance.choice(self.laws), "cites")
        self.made.mentions.append([Mention(relation, target) for target, relation in found.items()])

    def _is_former(self, other: int, place: int) -> bool:
        """Whether a paper is an older one of the same body, which the later one replaces."""
        return self.made.papers[other].seat == self.made.papers[place].seat


def write(folder: Path, made: Nation) -> None:
    """Fill the store in a folder; ``StoreError`` when another process writes to it."""
    store = EmbeddedStore(folder)
    load_registers(store)
    store.fill(quads(made.papers, made.mentions))
    store.close()


def main() -> None:
    """Write a store."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    write(options.folder, nation(options.documents, options.seed))


if __name__ == "__main__":
    main()
