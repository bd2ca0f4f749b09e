"""Writing `amends.toml`: a new one, another branch at the end of one that is there, or which plugins it uses."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from typing import Any

from amends.chain_text import with_strings
from amends.config import Chain, StrPath
from amends.errors import ConfigurationError


def write_chain(file: StrPath, chain: Mapping[str, Any], branches: Mapping[str, Mapping[str, str]]) -> None:
    """Write a new `amends.toml`; raises `ConfigurationError` where one is there already."""
    lines = ["# What each key means: docs/configuration.md", "[chain]", *(_line(*item) for item in chain.items())]
    for code, settings in branches.items():
        lines += _branch_lines(code, settings)
    try:
        with open(file, "x", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    except FileExistsError:
        raise ConfigurationError("{file} exists; nothing was changed", file=file) from None


def add_branch(
    file: StrPath, code: str, settings: Mapping[str, str], check: Callable[[Chain], None] = lambda _chain: None
) -> Chain:
    """Append `[branch.CODE]` to `file`, all its other text untouched, and give the chain as it then is.

    The new text is judged, and by `check`, before it takes the place of the old one, whole or not at all. Raises
    `ConfigurationError` where the branch exists, anything in the new text is wrong, or somebody else is changing it.
    """
    return _rewritten(file, lambda path: _with_branch(path, code, settings), check)


def name_plugins(
    file: StrPath,
    change: Callable[[tuple[str, ...]], tuple[str, ...]],
    check: Callable[[Chain], None] = lambda _chain: None,
) -> Chain:
    """Let `[chain] plugins` be what `change` makes of it, all other text untouched, and give the chain as it then is.

    Written as `add_branch` writes. Raises `Misuse` where the list is not written so that it can be changed.
    """
    return _rewritten(file, lambda path: _with_plugins(path, change), check)


def _rewritten(file: StrPath, make: Callable[[str], tuple[bytes, Chain]], check: Callable[[Chain], None]) -> Chain:
    file = os.path.realpath(file)
    fresh = f"{file}.new"
    try:
        with open(fresh, "xb") as out:
            # Read only now: who comes second finds the fresh file, and nobody's change is lost.
            text, chain = make(file)
            check(chain)
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(file, fresh)
        os.replace(fresh, file)
    except FileExistsError:
        raise ConfigurationError(
            "{fresh} exists: another command is changing {file}, or was interrupted; look, and remove it",
            fresh=fresh, file=file,
        ) from None  # fmt: skip
    except BaseException:
        if os.path.exists(fresh):
            os.unlink(fresh)
        raise
    return chain


def _with_plugins(file: str, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> tuple[bytes, Chain]:
    import tomli

    with open(file, "rb") as source:
        text = source.read().decode("utf-8")
    try:
        before = tomli.loads(text.removeprefix("\ufeff"))
        wanted = change(Chain(file, before).plugins)
        new = with_strings(text, "chain", "plugins", wanted)
        after = tomli.loads(new.removeprefix("\ufeff"))
        expected = {**before, "chain": {**before["chain"], "plugins": list(wanted)}}
        if after != expected:
            raise ConfigurationError("{file}: [chain] plugins cannot be changed here; change it by hand", file=file)
        return new.encode(), Chain(file, after)
    except ValueError as error:
        raise ConfigurationError("{file}: {problem}", file=file, problem=error) from None


def _with_branch(file: str, code: str, settings: Mapping[str, str]) -> tuple[bytes, Chain]:
    import tomli

    with open(file, "rb") as source:
        old = source.read()
    newline = "\r\n" if b"\r\n" in old else "\n"
    lines = "".join(line + newline for line in _branch_lines(code, settings))
    new = old + (b"" if old.endswith(b"\n") else newline.encode()) + lines.encode()
    try:
        before = Chain(file, tomli.loads(old.decode("utf-8-sig")))
        if code in before.branches:
            raise ConfigurationError("{file}: [branch.{code}] exists; nothing was changed", file=file, code=code)
        return new, Chain(file, tomli.loads(new.decode("utf-8-sig")))
    except ValueError as error:
        raise ConfigurationError("{file}: {problem}", file=file, problem=error) from None


def _branch_lines(code: str, settings: Mapping[str, str]) -> list[str]:
    return ["", f"[branch.{_quote(code)}]", *(_line(*item) for item in settings.items())]


def _line(key: str, value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"{key} = [{', '.join(_quote(entry) for entry in value)}]"
    return f"{key} = {_quote(value)}"


def _quote(value: str) -> str:
    """A TOML basic string. Control characters are written as escapes: a name cannot smuggle in another key."""
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char >= " " and char != "\x7f" else f"\\u{ord(char):04x}" for char in plain) + '"'
