"""Finding plugins without importing them, and loading those a chain enables, in its order.

The entry-point group `amends` is the only registration. Reading it needs `importlib.metadata`, which costs more than a
whole command; so a plugin `x` that keeps to the name `amends_x.plugin` is imported directly, others are looked up.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, NamedTuple

import pluggy

from amends import hookspecs
from amends.errors import AmendsError, Phrase, PluginError, UnknownPlugin
from amends.learning import Learner
from amends.pack.load import build_pack, check_words, overlaid
from amends.pack.values import Pack

DEFAULTS = "defaults"
_DEFAULTS_MODULE = "amends.defaults.plugin"


class Listed(NamedTuple):
    """An installed plugin: its entry point's name and module, and the distribution it came with. Not imported."""

    name: str
    module: str
    distribution: str
    version: str


class Overheard(NamedTuple):
    """What a plugin printed while it was asked: a hook does no output, so nobody saw it."""

    plugin: str
    hook: str
    words: str


class Plugins:
    """The loaded plugins of one chain: who answers which hook, in order, and the packs by industry."""

    def __init__(self, manager: pluggy.PluginManager) -> None:
        self.manager = manager
        self.versions: dict[str, str] = {}
        self.packs: dict[str, Pack] = {}
        self.overheard: list[Overheard] = []
        self._order: dict[str, list[tuple[str, str, pluggy.HookImpl]]] = {}

    def answering(self, hook: str) -> list[tuple[str, str, pluggy.HookImpl]]:
        """`(plugin, version, implementation)` for `hook`: the first named in the chain's order first."""
        if hook not in self._order:
            caller = getattr(self.manager.hook, hook)
            self._order[hook] = [
                (impl.plugin_name, self.versions[impl.plugin_name], impl) for impl in reversed(caller.get_hookimpls())
            ]
        return self._order[hook]

    def counts(self, plugin: str) -> dict[str, int]:
        """What a plugin that is no trade says it holds (`counts()` in its module), for `amends plugin list`."""
        say = getattr(self.manager.get_plugin(plugin), "counts", None)
        return {str(what): int(count) for what, count in say().items()} if say is not None else {}

    def beside_the_core(self, hook: str) -> bool:
        """Whether some plugin other than the core's own answers answers `hook`."""
        return any(plugin != DEFAULTS for plugin, _version, _implementation in self.answering(hook))

    def learner(self) -> Learner | None:
        """The first plugin in the chain's order that learns."""
        for name in reversed(self.versions):
            plugin = self.manager.get_plugin(name)
            if isinstance(plugin, Learner):
                return plugin
        return None

    def hooks(self, plugin: str) -> list[str]:
        """The hooks a plugin implements."""
        callers = self.manager.get_hookcallers(self.manager.get_plugin(plugin)) or []
        return sorted(caller.name for caller in callers)


def installed() -> list[Listed]:
    """Every plugin that is installed, by name; nothing is imported."""
    from importlib.metadata import entry_points

    found = [
        Listed(
            entry.name,
            entry.value,
            entry.dist.metadata["Name"] if entry.dist else "?",
            entry.dist.version if entry.dist else "?",
        )
        for entry in entry_points(group=hookspecs.PROJECT)
        if entry.name != DEFAULTS
    ]
    return sorted(set(found), key=lambda listed: (listed.name, listed.module))


def trades() -> list[Listed]:
    """The installed plugins that are a trade, told without importing them: their tables lie in `pack` beside them.

    A trade that keeps its tables elsewhere works all the same; it is only not among those suggested.
    """
    return [listed for listed in installed() if _has_pack(listed.module)]


def _has_pack(module: str) -> bool:
    from importlib.util import find_spec

    try:
        spec = find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return False
    folders = spec.submodule_search_locations if spec is not None else None
    return any(os.path.isdir(os.path.join(folder, "pack")) for folder in folders or ())


def load(names: Iterable[str], overrides: Mapping[str, Any] | None = None, folder: str = "") -> Plugins:
    """Import and register the plugins `names` and, with the last say, the core's own answers.

    `overrides` are the chain's changes to packs, by industry; `folder` is where the chain keeps its files. A plugin
    that keeps files there is a module with `configured(folder)`, which gives the object whose methods answer. Raises
    `PluginError` naming the plugin that is missing, broken, or implements a hook that does not exist: where money is
    decided nothing is skipped silently.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    plugins = Plugins(manager)
    # pluggy asks the last registered first.
    for name in (DEFAULTS, *reversed(tuple(names))):
        _register(plugins, name, folder)
    for name, _, implementation in plugins.answering("industry"):
        pack = _pack(name, implementation.function)
        if pack is not None:
            changes = (overrides or {}).get(name)
            plugins.packs[name] = _changed(pack, changes) if changes else pack
    for industry in overrides or {}:
        if industry not in plugins.packs:
            raise PluginError(
                "[pack.{industry}] changes a pack that is not enabled; enabled: {enabled}",
                industry=industry, enabled=", ".join(plugins.packs) or Phrase("none"),
            )  # fmt: skip
    return plugins


def _changed(pack: Pack, changes: Mapping[str, Any]) -> Pack:
    """The pack with a chain's changes laid over it; of the words only the chain's own are judged: the rest was."""
    changed = build_pack(overlaid(pack.tables, changes), taught=pack.taught)
    check_words(changes, changed)
    return changed


def _register(plugins: Plugins, name: str, folder: str) -> None:
    if name in plugins.versions:
        raise PluginError("plugin '{name}' is named twice", name=name)
    module = _module(name)
    _check_api(name, getattr(module, "requires_amends_api", None))
    configured = getattr(module, "configured", None)
    try:
        plugins.manager.register(configured(folder) if configured is not None else module, name=name)
        plugins.manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginError("plugin '{name}': {problem}", name=name, problem=" ".join(str(error).split())) from None
    plugins.versions[name] = _version(module)


def _check_api(plugin: str, wanted: object) -> None:
    """Refuse a plugin that says it needs another API; most say nothing, and need nothing imported."""
    if wanted is not None:
        from amends.api import check_api

        check_api(plugin, wanted)


def _module(name: str) -> ModuleType:
    target = _DEFAULTS_MODULE if name == DEFAULTS else f"amends_{name}.plugin"
    try:
        return importlib.import_module(target)
    except ModuleNotFoundError as error:
        if error.name not in (target, target.partition(".")[0]):
            raise PluginError("plugin '{name}' cannot be loaded: {problem}", name=name, problem=error) from error
    except AmendsError:
        raise
    except Exception as error:
        raise PluginError("plugin '{name}' cannot be loaded: {problem!r}", name=name, problem=error) from error
    return _look_up(name)


def _look_up(name: str) -> ModuleType:
    found = [listed for listed in installed() if listed.name == name]
    if not found:
        known = ", ".join(sorted({listed.name for listed in installed()})) or Phrase("none")
        raise UnknownPlugin("no plugin named '{name}'; installed: {known}", name=name, known=known)
    if len(found) > 1:
        owners = " and ".join(listed.distribution for listed in found)
        raise PluginError("two plugins are named '{name}': from {owners}; remove one", name=name, owners=owners)
    try:
        return importlib.import_module(found[0].module)
    except Exception as error:
        raise PluginError("plugin '{name}' cannot be loaded: {problem!r}", name=name, problem=error) from error


def _version(module: ModuleType) -> str:
    package = importlib.import_module(module.__name__.partition(".")[0])
    return str(getattr(module, "__version__", None) or getattr(package, "__version__", "0"))


def _pack(plugin: str, industry: Callable[[], object]) -> Pack | None:
    """What the plugin introduces itself with; cases name their industry by the plugin's name, so the two must agree."""
    try:
        pack = industry()
    except AmendsError:
        raise
    except Exception as error:
        raise PluginError("plugin '{name}' cannot be loaded: {problem!r}", name=plugin, problem=error) from error
    if pack is not None and not isinstance(pack, Pack):
        raise PluginError("plugin '{name}': industry() gave {got}, not a Pack", name=plugin, got=type(pack).__name__)
    if pack is not None and pack.name != plugin:
        raise PluginError("plugin '{name}': its pack is named '{pack}'; both must agree", name=plugin, pack=pack.name)
    _check_api(plugin, pack.industry.api if pack is not None else None)
    return pack
