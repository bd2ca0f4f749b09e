"""What a plugin is: its version, hooks, counts, requirements, roles and who decides how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from amends import registry
from amends.pack.check_authority import all_bands
from amends.pack.values import Pack

_COUNTED = ("categories", "remedies", "clocks", "facts", "follow_ups", "escalations", "wordings")


def described(name: str) -> dict[str, Any]:
    """The plugin `name`, imported as a chain imports it. Raises `PluginError` or `PackError` where that fails.

    `requirements` are the ids and situations its tables say they answer, `bands` up to which sum who decides.
    """
    plugins = registry.load([name])
    pack = plugins.packs.get(name)
    owner = next((listed for listed in registry.installed() if listed.name == name), None)
    counts = {key: len(getattr(pack, key)) for key in _COUNTED} if pack else plugins.counts(name)
    return {
        "name": name,
        "version": plugins.versions[name],
        "distribution": owner.distribution if owner else None,
        "hooks": plugins.hooks(name),
        "pack": pack.version if pack else None,
        "counts": counts,
        "requirements": sorted({cover for entry in _entries(pack) for cover in entry.covers}) if pack else [],
        "roles": [_role(name, pack) for name in pack.roles] if pack else [],
        "bands": list(_bands(pack)) if pack else [],
    }


def _entries(pack: Pack) -> Iterator[Any]:
    yield from (pack.industry, pack.numbering, pack.unclassified, pack.overdue, *pack.escalations)
    yield from (band for _table, bands in all_bands(pack) for band in bands)
    for named in (pack.roles, pack.ladders, pack.remedies, pack.clocks, pack.facts, pack.follow_ups, pack.temperaments,
                  pack.wordings, pack.refusals, pack.stages, pack.channels, pack.inquiries, pack.breaches,
                  pack.permissions, pack.categories):  # fmt: skip
        yield from named.values()


def _role(name: str, pack: Pack) -> dict[str, Any]:
    role = pack.roles[name]
    return {
        "name": name, "label": role.label.to_json(), "superior": role.superior, "front_line": role.front_line,
        "scope": role.scope,
    }  # fmt: skip


def _bands(pack: Pack) -> Iterator[dict[str, Any]]:
    for table, bands in all_bands(pack):
        for band in bands:
            up_to = band.up_to.to_json() if band.up_to else None
            roles = [role for step in band.approvers for role in step.roles]
            yield {"table": table, "up_to": up_to, "roles": roles, "hours": band.hours}
