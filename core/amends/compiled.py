"""Keeping what is expensive to compute beside its source, as Python keeps compiled modules.

The value is plain data (marshal: strings, numbers, lists, tuples, dictionaries). It is used only while its fingerprint
fits; a folder that may not be written, or a file that was damaged, costs time and nothing else. Where Python itself is
told to write no bytecode, nothing is kept either.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import Any

from amends import __version__

_TAG = f"{sys.implementation.cache_tag}-amends-{__version__}"


def keep(folder: str, name: str, fingerprint: Any, value: Any) -> None:
    """Keep `value` under `name` for `folder`; whole or not at all, so that no other command reads half of it."""
    if sys.dont_write_bytecode:
        return
    path = _path(folder, name)
    unfinished = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(unfinished, "wb") as out:
            out.write(packed((fingerprint, value)))
        os.replace(unfinished, path)
    except OSError:
        # Nobody is worse off than before: the next command computes it again.
        return


def kept(folder: str, name: str, fingerprint: Any) -> Any:
    """The value kept under `name` for `folder` while `fingerprint` is the same; else `None`."""
    try:
        with open(_path(folder, name), "rb") as source:
            found, value = unpacked(source.read())
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return value if found == fingerprint else None


def packed(value: Any) -> bytes:
    """A value as bytes, so that a part of a large one can be unpacked when it is needed."""
    return marshal.dumps(value)


def unpacked(data: bytes) -> Any:
    """The inverse of `packed`."""
    return marshal.loads(data)  # noqa: S302  our own files, beside our own code, as trusted as that


def states(*paths: str) -> list[tuple[str, int, int]]:
    """What tells one state of some files from another: name, size and time of change. Part of a fingerprint."""
    found = ((path, os.stat(path)) for path in paths)
    return [(os.path.basename(path), state.st_size, state.st_mtime_ns) for path, state in found]


def _path(folder: str, name: str) -> str:
    return os.path.join(folder, "__pycache__", f"{name}.{_TAG}")
