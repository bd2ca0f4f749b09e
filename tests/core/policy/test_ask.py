from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest
from amends import registry
from amends.case.answers import ClockTerms, Escalation, Finding, Reason, Remedy, Route, Task
from amends.case.values import Case
from amends.errors import Misuse, PluginError
from amends.hookspecs import View, hookimpl
from amends.money import Money
from amends.policy.ask import ask
from amends.registry import Plugins
from amends.text import Text

WORD = Text("字", "word")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
WHY = Reason("test", Text("试", "test"))


def asked(plugins: Plugins, hook: str, text: str = "", category: str | None = None) -> list[Any]:
    pack = plugins.packs["florist"]
    case = Case("c", 1, "1", "F1", "florist", "in_person", "zh", NOW, "王", pack.version, text=text, category=category)
    return ask(plugins, hook, case, View(NOW, pack, "F1", Money(0, "CNY")))


@pytest.fixture
def enabled(trade: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Plugins]:
    """The florist with, before it, a plugin `guest` that has the hooks given."""

    def load(**hooks: Callable[..., Any]) -> Plugins:
        guest = ModuleType("amends_guest.plugin")
        for name, answer in hooks.items():
            setattr(guest, name, hookimpl(answer))
        package: Any = ModuleType("amends_guest")
        package.__version__ = "3.1"
        monkeypatch.setitem(sys.modules, "amends_guest", package)
        monkeypatch.setitem(sys.modules, "amends_guest.plugin", guest)
        return registry.load(["guest", trade.NAME])

    return load


def test_answers_come_in_the_chains_order_with_who_gave_them(enabled: Callable[..., Plugins]) -> None:
    plugins = enabled(classify=lambda case, view: [Finding("late", 9, WHY)])
    answers = asked(plugins, "classify", "玫瑰蔫了")
    assert [(a.hook, a.plugin, a.value.category) for a in answers] == [
        ("classify", "guest", "late"),
        ("classify", "florist", "wilted"),
        ("classify", "defaults", "wilted"),
    ]
    assert answers[0].version == "3.1"


def test_the_first_route_in_the_chains_order_is_the_first_answer(enabled: Callable[..., Plugins]) -> None:
    plugins = enabled(route=lambda: None)
    routes = asked(plugins, "route", category="late")
    assert [(a.plugin, a.value.owner_role) for a in routes] == [("florist", "courier"), ("defaults", "manager")]


@pytest.mark.parametrize("nothing", [None, [], ()])
def test_nothing_to_say_is_no_answer(nothing: object, enabled: Callable[..., Plugins]) -> None:
    plugins = enabled(escalate=lambda: nothing)
    assert asked(plugins, "escalate") == []


def test_a_hook_may_take_only_what_it_needs(enabled: Callable[..., Plugins]) -> None:
    plugins = enabled(classify=lambda view: [Finding("late", int(view.now.year), WHY)])
    assert asked(plugins, "classify")[0].value.weight == 2026


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyError("price"), "KeyError('price')"),
        (ZeroDivisionError("division by zero"), "division by zero"),
        (AssertionError(), "AssertionError()"),
        (Misuse("amounts in CNY and USD cannot be put together"), "amounts in CNY and USD cannot be put together"),
    ],
)
def test_a_plugin_that_fails_is_named(error: Exception, said: str, enabled: Callable[..., Plugins]) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(PluginError) as caught:
        asked(enabled(compensate=fail), "compensate")
    assert str(caught.value).startswith("plugin 'guest' 3.1 failed in compensate: ")
    assert said in str(caught.value)
    assert caught.value.__cause__ is error


@pytest.mark.parametrize(
    ("hook", "answer", "got"),
    [
        ("classify", "wilted", "str; expected Finding"),
        ("classify", Finding("wilted", 1, WHY), "Finding; expected Finding"),
        ("classify", ["wilted"], "list of str; expected Finding"),
        ("classify", [Finding("wilted", 1, WHY), None], "list of Finding, NoneType; expected Finding"),
        ("classify", {"wilted": 1}, "dict; expected Finding"),
        ("route", "clerk", "str; expected Route"),
        ("route", [Route("clerk", WHY)], "list of Route; expected Route"),
        ("compensate", 50, "int; expected Remedy"),
        ("escalate", True, "bool; expected Escalation"),
        ("follow_up", [Finding("wilted", 1, WHY)], "list of Finding; expected Task"),
    ],
)
def test_a_plugin_that_answers_something_else_is_named(
    hook: str, answer: object, got: str, enabled: Callable[..., Plugins]
) -> None:
    with pytest.raises(PluginError) as caught:
        asked(enabled(**{hook: lambda: answer}), hook)
    assert str(caught.value) == f"plugin 'guest' answered {hook} with {got}"


def clock(**more: Any) -> tuple[ClockTerms, ...]:
    return (ClockTerms("soon", WORD, WHY, **more),)


def money(**sums: Money) -> list[Remedy]:
    return [Remedy("refund", WORD, "material", "money", WHY, **sums)]


@pytest.mark.parametrize(
    ("hook", "answer", "problem"),
    [
        ("classify", [Finding("wilted", 0, WHY)], "weight: 0 is not a whole number above zero"),
        (
            "classify",
            [Finding("wilted", 1, WHY, severity="huge")],
            "severity: no 'huge'; known: minor, ordinary, major",
        ),
        ("route", Route("nobody", WHY), "owner_role: no 'nobody'; known: clerk, courier, manager, owner"),
        ("route", Route("clerk", WHY, told=("nobody",)), "told: no 'nobody'"),
        ("route", Route("clerk", WHY, co_handlers=("nobody",)), "co_handlers: no 'nobody'"),
        ("route", Route("clerk", WHY, clocks=clock()), "soon: expected exactly one of minutes, hours, days"),
        ("route", Route("clerk", WHY, clocks=clock(days=1, hours=2)), "soon: expected exactly one of minutes"),
        ("route", Route("clerk", WHY, clocks=clock(days=-1)), "soon: expected exactly one of minutes"),
        ("route", Route("clerk", WHY, clocks=clock(days=1, until="someday")), "soon: no 'someday'; known: received"),
        ("route", Route("clerk", WHY, clocks=clock(days=1, counting="moon")), "soon: no 'moon'; known: business"),
        ("compensate", [Remedy("x", WORD, "material", "gold", WHY)], "form: no 'gold'; known: money, voucher"),
        ("compensate", money(owed=Money(5, "USD")), "refund: no 'USD'; known: CNY"),
        ("compensate", money(suggested=Money(-5, "CNY")), "refund: ¥-0.05 is below zero"),
        ("escalate", [Escalation("x", ("nobody",), WHY)], "to: no 'nobody'"),
        ("escalate", [Escalation("x", "owner", WHY)], "to: no 'o'"),  # type: ignore[arg-type]
        ("follow_up", [Task("call", WORD, "nobody", WORD, WHY, days=1)], "role: no 'nobody'"),
        ("follow_up", [Task("call", WORD, "clerk", WORD, WHY)], "call: expected exactly one of minutes, hours, days"),
    ],
)
def test_what_cannot_be_is_never_recorded(
    hook: str, answer: object, problem: str, enabled: Callable[..., Plugins]
) -> None:
    with pytest.raises(PluginError) as caught:
        asked(enabled(**{hook: lambda: answer}), hook)
    said = str(caught.value)
    assert said.startswith(f"plugin 'guest' answered {hook} with what cannot be: {problem}")


def test_a_category_the_pack_does_not_know_is_left_to_the_ranking(enabled: Callable[..., Plugins]) -> None:
    plugins = enabled(classify=lambda: [Finding("smell", 1, WHY)])
    assert asked(plugins, "classify")[0].value.category == "smell"
