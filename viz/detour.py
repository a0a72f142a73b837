"""Moving lines of cards sideways so that no stroke seems to touch a card it has nothing to do with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from viz.geometry import Point, curve

Pair = tuple[str, str]

_STEP = 20
_SWEEPS = 3
_MARGIN = 6
_SAMPLES = 64
# Every stroke is the same curve, stretched: how far across it has come at each share of its height.
_SHARES = [curve((0, 0), (1, 1), place / _SAMPLES) for place in range(_SAMPLES + 1)]
_DOWN = [y for _, y in _SHARES]


def clear_the_way(
    spots: dict[str, Point],
    lines: Sequence[Sequence[str]],
    pairs: Sequence[Pair],
    card: tuple[float, float],
    width: float,
) -> None:
    """Shift the ``lines`` of cards (IRIs, from the top) to where fewest strokes meet strange cards.

    ``pairs`` are the ends of the strokes, ``card`` is the width and height of a
    card, ``width`` that of the picture. The order inside a line stays. Each line
    in turn takes the best place, of several the one nearest to the middle.
    """
    for _ in range(_SWEEPS):
        before = dict(spots)
        # From the bottom, so that the document everything hangs on is moved last, if at all.
        for line in reversed(lines):
            _shift_to_best(spots, line, lines, pairs, card, width)
        if spots == before:
            return


def meetings(
    spots: Mapping[str, Point],
    lines: Sequence[Sequence[str]],
    pairs: Sequence[Pair],
    card: tuple[float, float],
) -> int:
    """How often a stroke runs behind a card that is not one of its ends."""
    return sum(_meets(spots, line, pair, card) for pair in pairs for line in lines)


def _shift_to_best(
    spots: dict[str, Point],
    line: Sequence[str],
    lines: Sequence[Sequence[str]],
    pairs: Sequence[Pair],
    card: tuple[float, float],
    width: float,
) -> None:
    left, right = spots[line[0]][0], spots[line[-1]][0]
    best: tuple[int, dict[str, Point]] | None = None
    for middle in _middles(right - left + card[0], width):
        by = middle - (left + right) / 2
        moved = {iri: (spots[iri][0] + by, spots[iri][1]) for iri in line}
        count = meetings({**spots, **moved}, lines, pairs, card)
        if best is None or count < best[0]:
            best = (count, moved)
        if count == 0:
            break
    if best:
        spots.update(best[1])


def _middles(span: float, width: float) -> Iterator[float]:
    """The places for the middle of a line ``span`` long, from the picture's middle outwards."""
    yield width / 2
    for step in range(1, int(((width - span) / 2 - 2 * _MARGIN) // _STEP) + 1):
        yield width / 2 - step * _STEP
        yield width / 2 + step * _STEP


def _meets(spots: Mapping[str, Point], line: Sequence[str], pair: Pair, card: tuple[float, float]) -> int:
    (x, y), (end_x, end_y) = spots[pair[0]], spots[pair[1]]
    level = spots[line[0]][1]
    if not min(y, end_y) < level < max(y, end_y):
        return 0
    half_width, half_height = card[0] / 2 + _MARGIN, card[1] / 2
    edges = (_across(x, y, end_x, end_y, level + side * half_height) for side in (-1, 1))
    left, right = sorted(edges)
    return sum(left < spots[iri][0] + half_width and right > spots[iri][0] - half_width for iri in line)


def _across(x: float, y: float, end_x: float, end_y: float, level: float) -> float:
    """Where a stroke is, from left to right, when it passes the height ``level``."""
    share = min(1.0, max(0.0, (level - y) / (end_y - y)))
    return x + (end_x - x) * _SHARES[bisect_left(_DOWN, share)][0]
