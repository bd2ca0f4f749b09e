"""Who decides together: the steps of an approval as a pack writes them."""

from __future__ import annotations

from typing import Any

from amends.case.offers import ApprovalStep
from amends.pack import kinds
from amends.pack.kinds import Place

_SHARES = {"all": 100, "any": 1}


def steps(value: Any, place: Place) -> tuple[ApprovalStep, ...]:
    """A list of `{ roles = ["a", "b"], need = "all" }`."""
    if not isinstance(value, list) or not value:
        raise place.error('{value!r} is not a list like [{{ roles = ["a", "b"], need = "all" }}]', value=value)
    return tuple(_step(entry, place.at(f"{place.key}[{number}]")) for number, entry in enumerate(value))


def _step(entry: Any, place: Place) -> ApprovalStep:
    known = ApprovalStep._fields
    if not isinstance(entry, dict) or not entry.keys() <= set(known):
        raise place.error("{entry!r} is not a table of {known}", entry=entry, known=", ".join(known))
    roles = kinds.strings(entry.get("roles", []), place.at(f"{place.key}.roles"))
    if not roles:
        raise place.at(f"{place.key}.roles").error("nobody would decide")
    share = _share(entry.get("need", "all"), place.at(f"{place.key}.need"))
    return ApprovalStep(roles, share, kinds.strings(entry.get("asked", []), place.at(f"{place.key}.asked")))


def _share(value: Any, place: Place) -> int:
    share = _SHARES.get(value) if isinstance(value, str) else value
    if type(share) is not int or not 1 <= share <= 100:
        raise place.error("{value!r} is not all, any or a percentage from 1 to 100", value=value)
    return share
