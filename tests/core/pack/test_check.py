from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from amends.errors import PackError
from amends.pack.load import build_pack
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Tables = dict[str, Any]

# By table: the keys that name an entry of another.
REFERENCES = {
    "category": ("owner", "co_handlers", "told", "remedies", "clocks", "facts", "follow_ups", "refused", "say_to"),
    "role": ("superior",),
    "approval": ("role",),
    "escalation": ("to",),
    "follow_up": ("role", "facts"),
    "remedy": ("from_fact",),
    "clock": ("start", "until", "when"),
}
FILES = dict.fromkeys(REFERENCES, "florist.toml")


def references(tables: Tables) -> Iterator[tuple[str, str, Any, str]]:
    """Each reference: the table's name in messages, its kind, the table itself, the key."""
    for kind, keys in REFERENCES.items():
        entries = tables[kind]
        named = (
            ((f"{kind}[{index}]", entry) for index, entry in enumerate(entries))
            if isinstance(entries, list)
            else ((f"{kind}.{name}", entry) for name, entry in entries.items())
        )
        for name, entry in named:
            yield from ((name, kind, entry, key) for key in keys if entry.get(key))


def damage(entry: Tables, key: str, name: str) -> None:
    """Let the last thing that `key` refers to be `name`, which does not exist."""
    value = entry[key]
    if isinstance(value, list):
        value[-1] = name
    elif isinstance(value, dict):
        value[name] = value.pop(next(reversed(value)))
    else:
        entry[key] = name


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it hands out fresh tables
@given(data=st.data(), name=st.text(min_size=1, max_size=8).filter(str.strip))
def test_any_one_damaged_reference_is_named_with_file_table_and_key(
    trade: ModuleType, data: st.DataObject, name: str
) -> None:
    tables = trade.tables()
    found = list(references(tables))
    assert len(found) > 30
    index = data.draw(st.integers(0, len(found) - 1))
    table, _, entry, key = found[index]
    damage(entry, key, f"no {name}")
    with pytest.raises(PackError) as caught:
        build_pack(tables, FILES)
    assert str(caught.value).startswith(f"pack florist, florist.toml, [{table}] {key}: no {f'no {name}'!r}; defined: ")


def test_the_pack_is_sound_before_it_is_damaged(trade: ModuleType) -> None:
    assert build_pack(trade.tables()).name == "florist"


GONE = object()


def change(tables: Tables, path: str, value: object) -> None:
    """Set what lies at `path` to `value`, or take it away."""
    *way, last = (int(step) if step.isdecimal() else step for step in path.split("."))
    place: Any = tables
    for step in way:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("role.clerk.front_line", False, "[role] front_line", "exactly one role with front_line = true; found 0"),
        ("role.owner.front_line", True, "[role] front_line", "found 2"),
        ("role.owner.superior", "clerk", "[role.clerk] superior", "is circular through 'clerk'"),
        ("role.owner.superior", "owner", "[role.clerk] superior", "is circular through 'owner'"),
        ("approval", [], "[approval]", "nobody could decide about money"),
        ("approval.2.up_to", "500.00", "[approval[2]] up_to", "the last band must have no up_to"),
        ("approval.1.up_to", GONE, "[approval[1]] up_to", "only the last band may have no up_to"),
        ("approval.1.up_to", "20.00", "[approval[1]] up_to", "¥20.00 overlaps the band before it (¥20.00)"),
        ("approval.1.up_to", "5.00", "[approval[1]] up_to", "¥5.00 overlaps the band before it (¥20.00)"),
        ("approval.2.role", "clerk", "[approval[2]] role", "'clerk' is below 'manager', who decides smaller sums"),
        ("numbering.format", "{branch}-{serial}-{mood}", "[numbering] format", "is not built from {branch}"),
        ("numbering.format", "{branch}{year}{month}{day}", "[numbering] format", "is not built from"),
        ("numbering.format", "{year}{month}-{serial:4}", "[numbering] format", "a serial per day needs {day}"),
        ("clock.answer.days", 2, "[clock.answer]", "exactly one of minutes, hours, days"),
        ("clock.answer.hours", GONE, "[clock.answer]", "exactly one of minutes, hours, days"),
        ("follow_up.call.days", GONE, "[follow_up.call]", "exactly one of minutes, hours, days"),
        ("clock.redelivery.when", {"abroad": "no"}, "[clock.redelivery] when", "'abroad' is of type yes_no"),
        ("clock.redelivery.when", {"bought_on": True}, "[clock.redelivery] when", "'bought_on' is of type date"),
        ("remedy.refund.from_fact", "bought_on", "[remedy.refund] from_fact", "'bought_on' is not of type money"),
        ("remedy.voucher.owed", True, "[remedy.voucher] owed", "a voucher counts nothing toward what is owed"),
        ("escalation.0.at_least", "huge", "[escalation[0]] at_least", "no 'huge'; defined: minor, ordinary, major"),
        ("escalation.1.at_least", "much", "[escalation[1]] at_least", "'much' is not an amount in CNY"),
        ("escalation.2.at_least", "twice", "[escalation[2]] at_least", "'twice' is not a count"),
        ("escalation.2.at_least", "0", "[escalation[2]] at_least", "'0' is not a count"),
        ("category", {}, "[category]", "no categories"),
        ("stage.closed", GONE, "[stage]", "no 'closed'; defined: intake"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_named(
    path: str, value: object, place: str, problem: str, trade: ModuleType
) -> None:
    tables = trade.tables()
    change(tables, path, value)
    with pytest.raises(PackError) as caught:
        build_pack(tables)
    assert str(caught.value).startswith(f"pack florist, amends.toml, {place}: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "words", ["您好，{nickname}。", "您好，{}。", "您好，{name", "您好，{name.first}。", "{name[0][1]}"]
)
@pytest.mark.parametrize("entry", ["category.late", "remedy.refund", "follow_up.call"])
def test_a_placeholder_that_nobody_fills_is_refused(words: str, entry: str, trade: ModuleType) -> None:
    tables = trade.tables()
    change(tables, f"{entry}.say", {"zh": words, "en": "hello"})
    with pytest.raises(PackError, match=rf"\[{entry}\] say: placeholder in 'hello'; known: amount, "):
        build_pack(tables)


def test_one_threshold_twice_is_refused(trade: ModuleType) -> None:
    tables = trade.tables()
    tables["escalation"].append({**tables["escalation"][0], "to": ["clerk"]})
    with pytest.raises(PackError, match=r"\[escalation\[3\]\] at_least: the same threshold twice"):
        build_pack(tables)


@pytest.mark.parametrize(
    ("path", "value", "file"),
    [
        ("role.clerk.front_line", False, "people.toml"),
        ("category", {}, "industry.toml"),
        ("numbering.format", "x", "industry.toml"),
    ],
)
def test_a_problem_of_a_whole_table_names_the_nearest_file(
    path: str, value: object, file: str, trade: ModuleType
) -> None:
    tables = trade.tables()
    change(tables, path, value)
    with pytest.raises(PackError, match=f"pack florist, {file}, "):
        build_pack(tables, {"industry": "industry.toml", "role.clerk": "people.toml"})
