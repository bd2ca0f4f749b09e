"""Keeping what is expensive to compute beside its source, as Python keeps compiled modules.

The value is plain data (marshal: strings, numbers, lists, tuples, dictionaries). It is used only while its fingerprint
fits; a file that was damaged costs time and nothing else. Where a folder may not be written, or Python is told to
write no bytecode, it is kept in the user's own cache folder instead: an installation by the system's administrator, or
in a container, is as fast as any.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import Any

from amends import __version__

_CACHES = "LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME"
_TAG = f"{sys.implementation.cache_tag}-amends-{__version__}"


def keep(folder: str, name: str, fingerprint: Any, value: Any) -> None:
    """Keep `value` under `name` for `folder`."""
    content = packed((fingerprint, value))
    beside = _beside(folder, name)
    # If neither can be written nobody is worse off than before: the next command computes it again.
    if sys.dont_write_bytecode or not _written(beside, content):
        _written(_apart(beside), content)


def kept(folder: str, name: str, fingerprint: Any) -> Any:
    """The value kept under `name` for `folder` while `fingerprint` is the same; else `None`."""
    beside = _beside(folder, name)
    value = _read(beside, fingerprint)
    return value if value is not None else _read(_apart(beside), fingerprint)


def _read(path: str, fingerprint: Any) -> Any:
    try:
        with open(path, "rb") as source:
            found, value = unpacked(source.read())
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return value if found == fingerprint else None


def _written(path: str, content: bytes) -> bool:
    try:
        write_whole(path, content)
    except OSError:
        return False
    return True


def write_whole(path: str, content: bytes) -> None:
    """Put `content` into a file, whole or not at all, so that nobody reads half of it; its folder need not be there."""
    unfinished = f"{path}.{os.getpid()}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(unfinished, "wb") as out:
        out.write(content)
    os.replace(unfinished, path)


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


def _beside(folder: str, name: str) -> str:
    return os.path.join(folder, "__pycache__", f"{name}.{_TAG}")


def _apart(beside: str) -> str:
    """The place of what would lie at `beside`, in the cache folder of whoever runs this."""
    caches = os.environ.get(_CACHES) or os.path.expanduser(os.path.join("~", ".cache"))
    return os.path.join(caches, "amends", os.path.splitdrive(os.path.abspath(beside))[1].lstrip(os.sep))
