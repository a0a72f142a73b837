"""Lining things up: nothing twice, nothing dropped, and the same as a plain search for mutual best matches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.alignment import align


def closeness(first: int, second: int) -> float:
    return 100.0 - abs(first - second)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([[1, 50], [52, 3]], [[1, 3], [50, 52]]),
        ([[1], [90]], [[1, None], [None, 90]]),
        ([[], [5], [6]], [[None, 5, 6]]),
        ([[10, 11], [10]], [[10, 10], [11, None]]),
        ([[7, 7], [7, 7]], [[7, 7], [7, 7]]),
        ([[], []], []),
    ],
)
def test_rows(columns, expected):
    rows = align(columns, closeness, 90.0)
    assert [[cell.thing if cell else None for cell in row.cells] for row in rows] == expected


def test_zero_is_never_a_match():
    assert all(row.filled == 1 for row in align([["a"], ["a"]], lambda *_: 0.0, 0.0))


def plain(first: list[int], second: list[int], least: float) -> set[tuple[int, int]]:
    """Places matched: again and again the best pair of those left, the earlier first among equals."""
    rows, things, found = list(range(len(first))), list(range(len(second))), set()
    while True:
        pairs = [(closeness(first[row], second[at]), -row, -at) for row in rows for at in things]
        if not pairs or max(pairs)[0] < least:
            return found
        _, row, at = max(pairs)
        found.add((-row, -at))
        rows.remove(-row)
        things.remove(-at)


numbers = st.lists(st.integers(0, 60), max_size=7)


@given(numbers, numbers, st.integers(60, 100))
@settings(max_examples=150, deadline=None)
def test_two_columns_against_a_plain_search(first, second, least):
    tagged = [
        [(0, at, value) for at, value in enumerate(first)],
        [(1, at, value) for at, value in enumerate(second)],
    ]
    rows = align(tagged, lambda one, other: closeness(one[2], other[2]), least)
    matched = {(row.cells[0].thing[1], row.cells[1].thing[1]) for row in rows if row.filled == 2}
    assert matched == plain(first, second, least)


@given(st.lists(numbers, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_everything_is_in_one_row_and_in_its_own_column(columns):
    tagged = [[(place, at, value) for at, value in enumerate(column)] for place, column in enumerate(columns)]
    rows = align(tagged, lambda one, other: closeness(one[2], other[2]), 95.0)
    seen = [cell.thing for row in rows for cell in row.cells if cell]
    assert sorted(seen) == sorted(thing for column in tagged for thing in column)
    for row in rows:
        assert len(row.cells) == len(columns)
        for place, cell in enumerate(row.cells):
            assert cell is None or cell.thing[0] == place
