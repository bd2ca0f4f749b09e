"""The JSON Schemas of a pack's files and of `amends.toml`, for editors: from the same classes that read them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from amends import LANGUAGES, config
from amends.pack import kinds, load
from attrs import NOTHING, fields

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STRING = {"type": "string", "minLength": 1}
_STRINGS = {"type": "array", "items": _STRING}


def _closed(properties: dict[str, Any], required: list[str] | None = None, **more: Any) -> dict[str, Any]:
    needed = {"required": required} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needed, **more}


def _by_language(each: dict[str, Any]) -> dict[str, Any]:
    return _closed(dict.fromkeys(LANGUAGES, each), list(LANGUAGES))


_TEXT = _by_language(_STRING)
_WEEK = _closed(
    {day: {"type": "array", "items": {"type": "string", "pattern": r"^\d+:\d\d-\d+:\d\d$"}} for day in _DAYS}
)
_BY_KIND: dict[Any, dict[str, Any]] = {
    kinds.flag: {"type": "boolean"},
    kinds.string: _STRING,
    kinds.count: {"type": "integer", "minimum": 1},
    kinds.text: _TEXT,
    kinds.strings: _STRINGS,
    kinds.texts: {"type": "array", "items": _TEXT},
    kinds.texts_by_name: {"type": "object", "additionalProperties": _TEXT},
    kinds.words: _by_language(_STRINGS),
    kinds.amount: {"type": "string", "pattern": r"^\d+(\.\d+)?$"},
    kinds.facts: {"type": "object", "additionalProperties": {"type": ["string", "boolean"]}},
    kinds.week: _WEEK,
}


def pack_schema() -> dict[str, Any]:
    """One file of a pack: any of its tables, as they may be spread over files."""
    return {"$schema": _DRAFT, "title": "A file of a pack of amends", **_tables(partly=False)}


def chain_schema() -> dict[str, Any]:
    """`amends.toml`; what it changes in a pack may be any part of an entry."""
    chain = _settings(config._CHAIN_KEYS)
    chain["properties"]["plugins"] = {**_STRINGS, "description": "in the order in which they have their say"}
    branch = _settings(config._BRANCH_KEYS)
    branch["properties"]["hours"] = _WEEK
    for table in (chain, branch):
        table["properties"]["language"] = {"enum": list(LANGUAGES)}
    chain["properties"]["sign_in"] = {"enum": list(config._SIGN_IN)}
    properties = {
        "chain": {**chain, "required": ["name", "plugins"]},
        "branch": {"type": "object", "additionalProperties": branch},
        "pack": {"type": "object", "additionalProperties": _tables(partly=True)},
        "holidays": {"type": "object", "additionalProperties": {"type": "object"}},
    }
    return {"$schema": _DRAFT, "title": "amends.toml", **_closed(properties, ["chain"])}


FILES = {"pack.json": pack_schema, "amends.json": chain_schema}


def written(name: str) -> str:
    """The text of one schema file."""
    return json.dumps(FILES[name](), indent=1, ensure_ascii=False) + "\n"


def _tables(*, partly: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, address in {**load._SINGLE, **load._OPTIONAL}.items():
        found[name] = _table(address, partly)
    for name, address in load._LISTS.items():
        found[name] = {"type": "array", "items": _table(address, partly=False)}
    for name, address in load._NAMED.items():
        found[name] = {"type": "object", "additionalProperties": _table(address, partly)}
    return _closed(found)


def _table(address: str, partly: bool) -> dict[str, Any]:
    module, _dot, name = address.partition(".")
    attributes = fields(getattr(import_module(f"amends.pack.{module}"), name))
    properties = {
        each.name: {"description": each.metadata["doc"], **_kind(each.metadata["kind"])} for each in attributes
    }
    required = [each.name for each in attributes if each.default is NOTHING and not partly]
    return _closed(properties, required)


def _kind(kind: Any) -> dict[str, Any]:
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    said = kind.__doc__ or ""
    choices = re.findall(r"`([^`]+)`", said)
    if said == " or ".join(f"`{choice}`" for choice in choices):
        return {"enum": choices}
    if said.startswith("A list of"):
        return {"type": "array", "items": {"type": "object"}}
    raise LookupError(f"no schema for the kind that reads {said!r}")


def _settings(keys: Mapping[str, type]) -> dict[str, Any]:
    types = {str: {"type": "string"}, list: {"type": "array"}, dict: {"type": "object"}}
    return _closed({key: types[kind] for key, kind in keys.items()})
