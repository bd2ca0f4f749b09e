"""The contract of a trade, for every trade that comes with the product; it is the one that every author inherits."""

from __future__ import annotations

import pytest
from amends import registry
from amends.testing.industry import TestIndustry as TestIndustry


@pytest.fixture(scope="module", params=[listed.name for listed in registry.trades()])
def amends_plugins(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return (request.param,)
