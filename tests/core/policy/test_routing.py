"""One owner; people told and clocks of plugins that are no trade come on top."""

from __future__ import annotations

from amends.case.answers import Answered, ClockTerms, Reason, Route
from amends.policy.routing import combine_routes
from amends.text import Text

WHY = Reason("test", Text("试", "test"))


def route(plugin: str, owner: str | None, told: tuple[str, ...] = (), clocks: tuple[str, ...] = ()) -> Answered:
    terms = tuple(ClockTerms(name, Text("钟", "clock"), WHY, days=1) for name in clocks)
    return Answered("route", plugin, "1", Route(owner, WHY, told=told, clocks=terms))


def test_the_first_that_names_an_owner_decides_and_later_owners_are_not_asked() -> None:
    found = combine_routes([route("a", "clerk", ("x",), ("one",)), route("b", "manager", ("y",), ("two",))])
    assert found is not None
    assert (found.owner.plugin, found.told, [terms.name for _by, terms in found.clocks]) == ("a", ("x",), ["one"])


def test_those_that_name_none_add_to_it_wherever_they_stand() -> None:
    for order in (1, -1):
        both = [route("law", None, ("y", "x"), ("one", "limit")), route("a", "clerk", ("x",), ("one",))]
        found = combine_routes(both[::order])
        assert found is not None
        assert found.route.owner_role == "clerk"
        assert found.told == ("x", "y")
        assert [(by.plugin, terms.name) for by, terms in found.clocks] == [
            ("a", "one"),
            ("law", "one"),
            ("law", "limit"),
        ]


def test_without_an_owner_there_is_no_route() -> None:
    assert combine_routes([]) is None
    assert combine_routes([route("law", None)]) is None
