"""The plugin that a plugin's tests are about: the one of the folder they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from amends.pack.values import Pack


@pytest.fixture(scope="module")
def amends_plugins(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return (request.path.parent.name,)


@pytest.fixture(scope="module")
def cited(pack: Pack) -> frozenset[str]:
    """Every requirement and situation that some entry of the pack says it answers."""
    return frozenset(name for entry in _entries(pack) for name in entry.covers)


def _entries(pack: Pack) -> Iterator[Any]:
    yield from (pack.industry, pack.numbering, *pack.approvals, *pack.escalations)
    yield from (band for ladder in pack.ladders.values() for band in ladder.bands)
    for named in (pack.roles, pack.ladders, pack.remedies, pack.clocks, pack.facts, pack.follow_ups, pack.temperaments,
                  pack.stages, pack.channels, pack.categories, pack.wordings, pack.refusals):  # fmt: skip
        yield from named.values()
