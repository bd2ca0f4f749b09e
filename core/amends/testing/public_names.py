"""What is public of amends for plugins and their tests, with its signatures as they are: `docs/api.md`."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from amends import API_VERSION
from amends.digest import digest_of

# Module -> its public names. What stands nowhere here may change with any version.
PUBLIC: dict[str, tuple[str, ...]] = {
    "amends.hookspecs": (
        "View", "industry", "classify", "route", "compensate", "escalate", "follow_up",
    ),
    "amends.case.answers": (
        "Reason", "Finding", "LevelTerms", "ClockTerms", "Route", "Remedy", "Escalation", "Task",
    ),
    "amends.case.values": ("Case", "Point", "Clock", "FollowUp"),
    "amends.case.offers": ("Offer", "OfferedRemedy"),
    "amends.pack.load": ("load_pack",),
    "amends.text": ("Text",),
    "amends.money": ("Money", "total"),
    "amends.api": ("check_api", "deprecated", "warn_deprecated"),
    "amends.testing.clock": ("Clock",),
    "amends.testing.counter": ("Counter",),
    "amends.testing.stories": ("stories", "read_stories"),
    "amends.testing.lives": ("Life", "lives", "live", "end"),
    "amends.testing.purity": ("impurities", "reaching_out"),
    "amends.testing.industry": ("TestIndustry",),
}  # fmt: skip
_FIXTURES = Path(__file__).with_name("pytest_plugin.py")
# How a signature shows annotations that are kept as text, and values without words of their own.
_ANNOTATION = re.compile(r"(: |-> )'([^']*)'")
_FORWARD = re.compile(r"ForwardRef\('([^']*)'[^)]*\)")
_ADDRESS = re.compile(r"<([\w.]+) object at 0x[0-9a-f]+>")


def signatures() -> dict[str, list[str]]:
    """Of each module the signatures of what is public in it; methods stand behind their class."""
    found = {module: list(_of_module(module, names)) for module, names in PUBLIC.items()}
    return found | {"fixtures of pytest": list(_fixtures())}


def fingerprint() -> str:
    """The digest of all signatures, short: `CHANGELOG.md` names it, so that none changes unsaid."""
    lines = [f"{module} {line}" for module, of in signatures().items() for line in of]
    return digest_of("\n".join(lines).encode())[:12]


def changelog_entry() -> str:
    """What `CHANGELOG.md` must hold for the API as it is."""
    return f"**Plugin API {API_VERSION}** (`{fingerprint()}`)"


def _of_module(module: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(import_module(module), name)
        yield _signature(name, value)
        if inspect.isclass(value):
            yield from _of_class(name, value)


def _of_class(name: str, cls: Any) -> Iterator[str]:
    for member, value in sorted(vars(cls).items()):
        if member.startswith("_"):
            continue
        plain = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if isinstance(plain, property):
            yield f"{name}.{member}: {inspect.signature(plain.fget or _none).return_annotation}"
        elif inspect.isfunction(plain):
            yield _signature(f"{name}.{member}", plain)


def _signature(name: str, value: Any) -> str:
    written = _ADDRESS.sub(r"<\1>", f"{name}{inspect.signature(value)}")
    return _ANNOTATION.sub(r"\1\2", _FORWARD.sub(r"\1", written))


def _fixtures() -> Iterator[str]:
    """Read, not called: what pytest makes of a fixture tells nothing of the function behind it."""
    for node in ast.parse(_FIXTURES.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns is not None:
            decorators = [ast.unparse(each) for each in node.decorator_list]
            if any("fixture" in each for each in decorators):
                yield f"{node.name} -> {ast.unparse(node.returns)}, {' '.join(decorators)}"


def _none() -> None:
    """What a property without a getter would give."""
