"""Case numbers in the industry's own form: gap-free per branch and period (J6)."""

from __future__ import annotations

import re
from datetime import datetime

from amends.pack.values import Numbering

_FIELD = re.compile(r"\{(\w+)(?::(\d))?\}")
_PERIODS = {"day": "%Y%m%d", "month": "%Y%m", "year": "%Y", "never": ""}


def period_of(numbering: Numbering, local: datetime) -> str:
    """The period `local` (the branch's own time) falls in: `"202611"` for a monthly serial."""
    return local.strftime(_PERIODS[numbering.period])


def number_of(numbering: Numbering, branch: str, local: datetime, serial: int) -> str:
    """The number: `serial` is padded to the width the form asks for, and grows beyond it rather than repeat."""
    values = {
        "branch": branch,
        "year": f"{local:%Y}",
        "month": f"{local:%m}",
        "day": f"{local:%d}",
        "serial": str(serial),
    }
    return _FIELD.sub(lambda found: values[found[1]].rjust(int(found[2] or 0), "0"), numbering.format)
