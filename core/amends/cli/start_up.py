"""Making a command start sooner. Measured in `benchmarks/command_line.py`; nothing else depends on it."""

from __future__ import annotations

import gc
import importlib
import sys
from types import ModuleType
from typing import Any

# attrs loads its validators with itself. They are two dozen classes whose making takes as long as all of a small
# command, and no module here uses them.
_LATER = ("attr.validators", "attrs.validators")


def hurry() -> None:
    """Leave out what a command that lives for a tenth of a second does not need."""
    # It throws little away: looking for garbage while modules load is waste.
    gc.set_threshold(100_000, 20, 20)
    for name in _LATER:
        sys.modules.setdefault(name, _Later(name))


class _Later(ModuleType):
    """Stands for a module until something in it is wanted, then becomes it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__all__":
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        self.__dict__.update(importlib.import_module(self.__name__).__dict__)
        return getattr(self, name)
