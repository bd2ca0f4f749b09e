"""Case numbers in the industry's own form: gap-free per branch and period (J6)."""

from __future__ import annotations

from datetime import datetime

from amends.pack.values import Numbering

_PERIODS = {"day": "%Y%m%d", "month": "%Y%m", "year": "%Y", "never": ""}


def period_of(numbering: Numbering, local: datetime) -> str:
    """The period `local` (the branch's own time) falls in: `"202611"` for a monthly serial."""
    return local.strftime(_PERIODS[numbering.period])


def series_of(numbering: Numbering) -> str:
    """What shares one serial: the form of the numbers, padding apart.

    Two trades of one branch with the same form share it, so that no number is given twice.
    """
    return numbering.format.format(
        branch="{branch}", year="{year}", month="{month}", day="{day}", serial=_Padded("{serial}", pads=False)
    )


def number_of(numbering: Numbering, branch: str, local: datetime, serial: int) -> str:
    """The number: `serial` is padded to the width the form asks for, and grows beyond it rather than repeat."""
    return numbering.format.format(
        branch=branch, year=f"{local:%Y}", month=f"{local:%m}", day=f"{local:%d}", serial=_Padded(str(serial))
    )


class _Padded:
    """A serial whose width in a form (`{serial:4}`) means leading zeros."""

    def __init__(self, text: str, pads: bool = True) -> None:
        self._text, self._pads = text, pads

    def __format__(self, width: str) -> str:
        return self._text.rjust(int(width or 0), "0") if self._pads else self._text
