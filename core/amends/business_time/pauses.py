"""Pauses: the times a clock stood still, put in order and joined where they overlap, so that none counts twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from amends.business_time.moments import to_moment
from amends.errors import Misuse

Pauses = Iterable[tuple[datetime, datetime]]


def read_pauses(pauses: Pauses) -> list[tuple[int, int]]:
    """`pauses` as moments, in order and apart. Raises `Misuse` for one that ends before it begins."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted((to_moment(begin), to_moment(end)) for begin, end in pauses):
        if end < begin:
            raise Misuse("a pause ends before it begins; expected [from, to]")
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined


def beyond(pauses: list[tuple[int, int]], start: int, sign: int) -> list[tuple[int, int]]:
    """The parts of `pauses` after `start` (`sign` 1) or before it (-1), nearest first, the nearer end of each first."""
    if sign > 0:
        return [(max(begin, start), end) for begin, end in pauses if end > start]
    return [(min(end, start), begin) for begin, end in reversed(pauses) if begin < start]


def shifted(reached: int, start: int, pauses: list[tuple[int, int]], sign: int) -> int:
    """`reached` moved on by the wall time of each pause that begins before it, however far it has moved by then."""
    for near, far in beyond(pauses, start, sign):
        if (reached - near) * sign > 0:
            reached += far - near
    return reached
