"""Combining routes: one owner, everybody who is told, the clocks of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from amends.case.answers import Answered, ClockTerms, Route


class Routing(NamedTuple):
    """Who owns a case and what comes on top. `owner` is the answer that decided; `clocks` keep who asked for each.

    Several clocks may bear one name: the earliest due of those that start is the one that runs.
    """

    owner: Answered
    told: tuple[str, ...]
    clocks: tuple[tuple[Answered, ClockTerms], ...]
    answers: tuple[Answered, ...]

    @property
    def route(self) -> Route:
        """The route of the answer that decided."""
        found: Route = self.owner.value
        return found


def combine_routes(answers: Sequence[Answered]) -> Routing | None:
    """One routing: the first answer that names an owner, with what those that name none add to it.

    `None` where nobody names an owner; later answers that name one are not asked.
    """
    owner = next((answered for answered in answers if answered.value.owner_role is not None), None)
    if owner is None:
        return None
    heard = [answered for answered in answers if answered is owner or answered.value.owner_role is None]
    if len(heard) == 1:
        route: Route = owner.value
        return Routing(owner, route.told, tuple([(owner, terms) for terms in route.clocks]), (owner,))
    heard.sort(key=lambda answered: answered is not owner)
    return Routing(
        owner,
        tuple(dict.fromkeys(role for answered in heard for role in answered.value.told)),
        tuple([(answered, terms) for answered in heard for terms in answered.value.clocks]),
        tuple(heard),
    )
