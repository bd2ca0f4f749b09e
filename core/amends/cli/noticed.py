"""What was noticed in a text, for people and for programs: proposals, which nobody but a person makes facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from amends.cli.language import gettext as _

if TYPE_CHECKING:
    from amends.desk.noticing import Noticed
    from amends.keywords.particulars import Particular

KIND = {
    "money": _("a sum"),
    "date": _("a date"),
    "time": _("a time"),
    "table": _("a table or room"),
    "order": _("an order number"),
    "receipt": _("a receipt number"),
}


def particular_json(particular: Particular) -> dict[str, Any]:
    """`kind`, `value` (`null` where in doubt), `start`, `end` in characters of the text as given, and `text`."""
    value = particular.value
    return {
        "kind": particular.kind,
        "value": value if value is None or isinstance(value, str) else value.to_json(),
        "start": particular.start,
        "end": particular.end,
        "text": particular.text,
    }


def noticed_json(noticed: Sequence[Noticed]) -> list[dict[str, Any]]:
    """As `particular_json`, with `note`: the options of `amends note` that would note it, the likeliest first."""
    return [{**particular_json(one.particular), "note": list(one.options)} for one in noticed]


def noticed_lines(noticed: Sequence[Noticed], number: str) -> list[str]:
    """A line for each that has a fact to go with it: what was noticed, and the command that would note it."""
    lines = [_line(one, number) for one in noticed if one.options]
    return [_("noticed in the text, not noted yet:"), *lines] if lines else []


def _line(one: Noticed, number: str) -> str:
    line = _("  {kind}, “{text}”: amends note {number} {option}").format(
        kind=_(KIND[one.particular.kind]), text=one.particular.text, number=number, option=one.options[0]
    )
    others = ", ".join(one.options[1:])
    return line + (_("  or {others}").format(others=others) if others else "")
