"""A story as data: what a customer says and what people then do. Every attribute is one key of `demo.toml`."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from attrs import field, frozen

from amends import LANGUAGES
from amends.pack import kinds
from amends.pack.kinds import Kind, Place
from amends.pack.values import CHANNELS
from amends.text import Text


def _key(kind: Kind, doc: str) -> dict[str, Any]:
    return {"kind": kind, "doc": doc}


def _table_of_strings(value: Any, place: Place) -> dict[str, str]:
    """`{ name = "value" }`."""
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise place.error("{value!r} is not a table of strings", value=value)
    return dict(value)


def _list_of_tables(value: Any, place: Place) -> tuple[dict[str, Any], ...]:
    """`[[story.step]]`."""
    if not isinstance(value, list) or not value or not all(isinstance(entry, dict) for entry in value):
        raise place.error("expected steps: write [[story.step]]")
    return tuple(value)


def _time_of_day(value: Any, place: Place) -> time:
    """`"09:40"`."""
    if not isinstance(value, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise place.error("{value!r} is not a time of day like 09:40", value=value)
    return time.fromisoformat(value)


@frozen(eq=False, repr=False)
class Step:
    """`[[story.step]]`: something somebody does. Time passes first: `minutes`, `hours` and `days` together."""

    do: str = field(metadata=_key(kinds.string, "the verb"))
    by: str | None = field(default=None, metadata=_key(kinds.string, "the role that does it; absent: the front line"))
    minutes: int = field(default=0, metadata=_key(kinds.count, "minutes that pass before it"))
    hours: int = field(default=0, metadata=_key(kinds.count, "hours that pass before it"))
    days: int = field(default=0, metadata=_key(kinds.count, "days that pass before it"))
    text: str = field(default="", metadata=_key(kinds.string, "a note, or the answer to a point"))
    facts: dict[str, str] = field(factory=dict, metadata=_key(_table_of_strings, "facts that were learned"))
    remedies: tuple[str, ...] = field(default=(), metadata=_key(kinds.strings, "remedies: CODE or CODE=AMOUNT"))
    point: str | None = field(default=None, metadata=_key(kinds.string, "the point that is answered"))
    role: str | None = field(default=None, metadata=_key(kinds.string, "the role it is given to"))
    wish: str = field(default="", metadata=_key(kinds.string, "what the customer wants instead"))
    task: str | None = field(default=None, metadata=_key(kinds.string, "the task that is done"))
    score: int | None = field(default=None, metadata=_key(kinds.count, "the customer's score, 1 to 5"))
    comment: str = field(default="", metadata=_key(kinds.string, "the customer's words with it"))
    category: str = field(default="", metadata=_key(kinds.string, "the category the operator chooses"))
    because: str = field(default="", metadata=_key(kinds.string, "why"))


@frozen(eq=False, repr=False)
class Story:
    """`[[story]]`: one complaint. `expect` is for tests only: the category the words should be found to be about."""

    title: Text = field(metadata=_key(kinds.text, "the story in a few words"))
    channel: str = field(metadata=_key(kinds.one_of(*CHANNELS), "how the customer comes"))
    text: str = field(metadata=_key(kinds.string, "what the customer says"))
    step: tuple[dict[str, Any], ...] = field(metadata=_key(_list_of_tables, "what is done"))
    language: str = field(default="zh", metadata=_key(kinds.one_of(*LANGUAGES), "the customer's language"))
    at: time = field(default=time(10, 0), metadata=_key(_time_of_day, "the time of day it comes in"))
    name: str = field(default="", metadata=_key(kinds.string, "the customer's name"))
    phone: str = field(default="", metadata=_key(kinds.string, "the customer's telephone"))
    receipt: str | None = field(default=None, metadata=_key(kinds.string, "the receipt that claims add up on"))
    facts: dict[str, str] = field(factory=dict, metadata=_key(_table_of_strings, "facts known from the start"))
    expect: str = field(default="", metadata=_key(kinds.string, "for tests: the category"))
