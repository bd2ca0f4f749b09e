"""Many whole numbers side by side in one, so that one addition adds them all.

A model has a weight for each piece of text and each label. Kept in lanes of one large number, the weights of a few
hundred pieces are summed for thirty labels in some microseconds, with nothing but Python. Lanes may be negative.
"""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 40  # bits; the sum of thirty thousand weights of 23 bits still fits
_HALF = 1 << (WIDTH - 1)
_MASK = (1 << WIDTH) - 1


def packed(numbers: Sequence[int]) -> int:
    """The numbers in lanes, the first lowest."""
    value = 0
    for number in reversed(numbers):
        value = (value << WIDTH) + number
    return value


def unpacked(value: int, count: int) -> list[int]:
    """The inverse of `packed`, for `count` lanes."""
    value += packed([_HALF] * count)
    return [((value >> (WIDTH * lane)) & _MASK) - _HALF for lane in range(count)]
