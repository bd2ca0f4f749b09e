"""The process in which a plugin is tried: imports it, asks it everything, tells what it finds line by line.

Whatever the plugin does to this process, the one that started it goes on: `review.process` reads the lines.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

from amends.errors import AmendsError, Misuse, PackError
from amends.pack.values import Pack
from amends.review.finding import ERROR, Finding, to_wire
from amends.review.subject import Subject
from amends.review.watch import Watch

# What is being done when no code of the plugin runs.
OWN = "own"
HOOKS = ("classify", "route", "compensate", "escalate", "follow_up")


class Trial:
    """One plugin under trial; `tell` sends a line to whoever waits for it."""

    def __init__(self, subject: Subject, skipped: frozenset[str], tell: Callable[..., None]) -> None:
        self.subject, self.skipped, self.tell = subject, skipped, tell

    def run(self) -> None:
        """Tell everything that is found; stop where nothing further can be said."""
        from amends.review.content import judged

        pack: Pack | None = None
        wrong = False
        if self.subject.pack is not None:
            pack, found = judged(self.subject.pack)
            wrong = pack is None
            self.say(found)
        if "import" in self.skipped:
            return
        watch = Watch(self.subject.folder)
        self.tell(step="import", file=os.path.join(self.subject.folder, "plugin.py"))
        plugins = self.loaded(watch, quiet=wrong)
        self.tell(step=OWN)
        if plugins is None:
            if pack is not None:
                self.judge_pack(pack)
            return
        pack = plugins.packs.get(self.subject.name)
        self.tell(version=plugins.versions[self.subject.name], hooks=plugins.hooks(self.subject.name))
        if not plugins.hooks(self.subject.name):
            self.say([_unmarked(self.subject, sys.modules[f"amends_{self.subject.name}.plugin"])])
        if pack is not None:
            self.judge_pack(pack)
        self.examine(plugins, watch, pack)
        if pack is not None:
            self.judge_with_others(plugins, pack)

    def say(self, findings: Iterable[Finding]) -> None:
        """Tell findings as they are made."""
        for finding in findings:
            self.tell(finding=to_wire(finding))

    def loaded(self, watch: Watch, *, quiet: bool) -> Any:
        """The plugin, loaded as a chain loads it; `None` where that fails, which is told unless it was before."""
        from amends import registry

        heard = _Overheard()
        real, sys.stdout, sys.stderr = (sys.stdout, sys.stderr), heard, heard
        try:
            self._put_in_place()
            return registry.load([self.subject.name])
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever its code raises is to be told
            if not (quiet and isinstance(error, PackError)):
                self.say([_broken(self.subject, error, watch)])
            return None
        finally:
            sys.stdout, sys.stderr = real
            if heard.said:
                self.say([_prints(self.subject, heard.said)])

    def _put_in_place(self) -> None:
        """Let a plugin that is not installed be found under the name a chain would call it by."""
        import importlib

        subject = self.subject
        if subject.path:
            sys.path.insert(0, subject.path)
        usual = f"amends_{subject.name}"
        if subject.module != f"{usual}.plugin":
            module = importlib.import_module(subject.module)
            sys.modules.setdefault(usual, sys.modules[subject.package])
            sys.modules[f"{usual}.plugin"] = module

    def judge_pack(self, pack: Pack) -> None:
        """What the tables say by themselves."""
        from amends.review.understanding import patterns_reach
        from amends.review.unused import unused

        self.say(unused(pack))
        self.say(patterns_reach(pack))

    def judge_with_others(self, plugins: Any, pack: Pack) -> None:
        """What needs the plugin's own answers, and those of others."""
        from amends.review.limits import limits
        from amends.review.teaching import stale
        from amends.review.understanding import examples_reach

        self.tell(step=OWN)
        asked = None if self.skipped or "classify" not in plugins.hooks(self.subject.name) else plugins
        self.say(stale(self.subject.name, pack))
        self.say(examples_reach(self.subject, asked, pack))
        if "route" not in self.skipped:
            self.say(limits(self.subject.name, pack))

    def examine(self, plugins: Any, watch: Watch, own: Pack | None) -> None:
        """Call each hook; a plugin that is no trade is asked about the cases of those installed."""
        from amends.review.calling import Hook, Sameness, examined, plain

        packs = [own] if own is not None else _trades()
        for name in HOOKS:
            for plugin, version, implementation in plugins.answering(name):
                if plugin != self.subject.name or name in self.skipped:
                    continue
                hook = Hook(name, plugin, version, implementation)
                known: set[Sameness] = set()
                file, line = hook.place
                for pack in packs:
                    before = plain(_inside(pack))
                    began = self._beginning(name, file, line)
                    self.say(examined(hook, pack, watch, began, known))
                    self.tell(step=OWN)
                    if plain(_inside(pack)) != before:
                        remedy = Misuse("make a value of your own; the pack belongs to every case")
                        self.say([hook.finding(Misuse("it changes the pack it was given"), remedy)])

    def _beginning(self, name: str, file: str | None, line: int | None) -> Callable[[], None]:
        return lambda: self.tell(step=name, file=file, line=line)


class _Overheard:
    """In place of the screen while a plugin is imported."""

    def __init__(self) -> None:
        self.said = ""

    def write(self, text: str) -> int:
        self.said += text
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""


def _inside(pack: Pack) -> dict[str, Any]:
    tables = ("categories", "remedies", "clocks", "facts", "follow_ups", "roles")
    return {table: dict(getattr(pack, table).items()) for table in tables}


def _trades() -> list[Pack]:
    from amends import registry

    packs: list[Pack] = []
    for listed in registry.trades():
        try:
            packs += registry.load([listed.name]).packs.values()
        except AmendsError:
            continue  # said where that one is checked
    return packs


def _main_file(subject: Subject) -> str:
    return os.path.join(subject.folder, *subject.module.partition(":")[0].split(".")[1:]) + ".py"


def _broken(subject: Subject, error: BaseException, watch: Watch) -> Finding:
    cause = error.__cause__ or error
    file, line = _where(cause, watch) or (_main_file(subject), None)
    if isinstance(cause, SyntaxError):
        file, line = cause.filename or file, cause.lineno
    if isinstance(error, PackError):
        from amends.review.content import of_error

        return of_error(error, subject.pack or subject.folder)
    problem = error if isinstance(error, AmendsError) else Misuse("it cannot be imported: {error!r}", error=error)
    if isinstance(error, AmendsError) and "check_pending" not in error.template and error.__cause__ is None:
        line = line or _named_in(str(error), file)
    return Finding("load", ERROR, file, line, problem, Misuse("correct it until amends plugin list --all loads it"))


def _where(error: BaseException, watch: Watch) -> tuple[str, int | None] | None:
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        ((each.filename, each.lineno) for each in reversed(frames)
         if os.path.realpath(each.filename).startswith(watch.folder)), None,
    )  # fmt: skip


def _named_in(said: str, file: str) -> int | None:
    """The line of the first function that an error about hooks names."""
    for name, line in _functions(file):
        if f"'{name}'" in said or f"{name}(" in said:
            return line
    return None


def _functions(file: str) -> Iterator[tuple[str, int]]:
    import ast

    try:
        with open(file, encoding="utf-8") as source:
            tree = ast.parse(source.read())
    except (OSError, SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node.lineno


def _unmarked(subject: Subject, module: ModuleType) -> Finding:
    file = module.__file__ or _main_file(subject)
    line = next((line for name, line in _functions(file) if name in (*HOOKS, "industry")), None)
    return Finding(
        "load", ERROR, file, line, Misuse("plugin '{name}' answers no question", name=subject.name),
        Misuse("write @hookimpl (from amends.hookspecs) above each hook"),
    )  # fmt: skip


def _prints(subject: Subject, said: str) -> Finding:
    return Finding(
        "load", ERROR, _main_file(subject), None,
        Misuse("it prints when it is imported: {said!r}", said=" ".join(said.split())[:60]),
        Misuse("remove it; every command imports the plugin"),
    )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Try the plugin that the first argument describes, without the steps the others name."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def tell(**data: Any) -> None:
        channel.write(json.dumps(data) + "\n")
        channel.flush()

    name, module, folder, path, project, owners = json.loads(arguments[0])
    subject = Subject(name, module, folder, path, project, tuple(owners))
    Trial(subject, frozenset(arguments[1:]), tell).run()
    tell(done=True)


if __name__ == "__main__":
    main(sys.argv[1:])
