"""The strokes between the cards of a chain: around the cards, in lanes of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.path import Path

Spot = tuple[float, float]
Pair = tuple[str, str]

_LANE = 0.045
_BESIDE = 0.07
_BELOW = 0.07
_CHANNEL = 3
_TURN = 0.06


@dataclass(frozen=True, slots=True)
class Board:
    """The middle of each card, the size of a card, and the width of the gutter beside it, in inches."""

    spots: Mapping[str, Spot]
    width: float
    height: float
    gutter: float

    def ways(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Path]]:
        """The stroke of each pair, from the lower card to the one it refers to.

        It leaves to the left, runs in the gutter beside the card to below the upper
        card's line, along that line, and into the upper card from below. The strokes to
        one card share a lane; those to different cards have lanes of their own.
        """
        wanted = sorted(set(pairs))
        beside = _lanes(wanted, lambda pair: self.spots[pair[0]][0], self._nearest_first)
        below = _lanes(wanted, lambda pair: self.spots[pair[1]][1], lambda upper: self.spots[upper])
        for pair in wanted:
            yield pair, self._way(pair, *beside[pair], below[pair][0])

    def _nearest_first(self, upper: str) -> tuple[float, float]:
        x, y = self.spots[upper]
        return -y, x

    def _way(self, pair: Pair, lane: int, lanes: int, channel: int) -> Path:
        (x, y), (to_x, to_y) = (self.spots[iri] for iri in pair)
        if abs(x - to_x) < _LANE and 0 < y - to_y < 1.6 * self.height:
            return Path([(x, y - self.height / 2), (x, to_y + self.height / 2)], [Path.MOVETO, Path.LINETO])
        step = min(_LANE, (self.gutter - 2 * _BESIDE) / max(lanes - 1, 1))
        left = x - self.width / 2
        side = left - _BESIDE - lane * step
        under = to_y + self.height / 2 + _BELOW + channel % _CHANNEL * _LANE
        return _rounded([(left, y), (side, y), (side, under), (to_x, under), (to_x, to_y + self.height / 2)])


def _lanes(
    pairs: Sequence[Pair], way: Callable[[Pair], float], order: Callable[[str], tuple[float, float]]
) -> dict[Pair, tuple[int, int]]:
    """For each pair, the number of its upper card among those that share a way, and how many share it."""
    sharing: dict[float, set[str]] = defaultdict(set)
    for pair in pairs:
        sharing[way(pair)].add(pair[1])
    ranks = {
        (at, upper): (place, len(uppers))
        for at, uppers in sharing.items()
        for place, upper in enumerate(sorted(uppers, key=order))
    }
    return {pair: ranks[way(pair), pair[1]] for pair in pairs}


def _rounded(corners: Sequence[Spot]) -> Path:
    """A line through corners that turns softly at each."""
    points, codes = [corners[0]], [Path.MOVETO]
    for before, at, after in zip(corners, corners[1:], corners[2:], strict=False):
        points += [_towards(at, before), at, _towards(at, after)]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return Path([*points, corners[-1]], [*codes, Path.LINETO])


def _towards(start: Spot, end: Spot) -> Spot:
    """The point a little way from one corner to another, at most half of it."""
    (x, y), (to_x, to_y) = start, end
    length = abs(to_x - x) + abs(to_y - y)
    share = min(0.5, _TURN / length) if length else 0.0
    return x + (to_x - x) * share, y + (to_y - y) * share


def curve(start: Spot, end: Spot) -> Path:
    """A soft curve that leaves and arrives upright; a straight line where the two are level."""
    (x, y), (to_x, to_y) = start, end
    if abs(y - to_y) < 0.05:
        return Path([start, end], [Path.MOVETO, Path.LINETO])
    bend = 0.45 * (y - to_y)
    points = [start, (x, y - bend), (to_x, to_y + bend), end]
    return Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
