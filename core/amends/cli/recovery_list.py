"""The list of what is to be recovered: JSON, CSV or a table, with the sums per liable party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from amends.cli.language import gettext as _
from amends.cli.output import print_json, print_line, print_table
from amends.money import Money

if TYPE_CHECKING:
    from amends.cli.session import Session

_FIELDS = ("number", "branch", "party", "kind", "name", "currency", "owed", "settled", "open")
KIND = {
    "supplier": _("supplier"),
    "carrier": _("carrier"),
    "department": _("department"),
    "maker": _("maker"),
    "company": _("company"),
}


def print_recoveries(rows: Sequence[dict[str, Any]], session: Session, *, csv: bool) -> None:
    """Print rows of the ledger's query in the form asked for."""
    if session.json:
        print_json([_shaped(row, Money.to_json) for row in rows])
    elif csv:
        from amends.cli.spreadsheet import print_csv

        print_csv(_FIELDS, [_shaped(row, lambda sum_of: sum_of.amount) for row in rows])
    elif not rows:
        print_line(_("nothing here"))
    else:
        headings = (_("number"), _("who"), _("owed"), _("settled"), _("open"))
        print_table(headings, [*map(_line, rows), *_totals(rows)], _("to be recovered"))


def _shaped(row: dict[str, Any], form: Any) -> dict[str, Any]:
    owed, settled = (Money(row[name], row["currency"]) for name in ("owed", "settled"))
    sums = {"owed": form(owed), "settled": form(settled), "open": form(owed - settled)}
    return {**{name: row[name] for name in _FIELDS[:6]}, **sums}


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["number"], _who(row), *_sums(row["owed"], row["settled"], row["currency"]))


def _totals(rows: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    """One line for each party and currency, where there is more than one case."""
    if len(rows) < 2:
        return []
    sums: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        entry = sums.setdefault((_who(row), row["currency"]), [0, 0])
        entry[0] += row["owed"]
        entry[1] += row["settled"]
    return [(_("total"), who, *_sums(owed, settled, currency)) for (who, currency), (owed, settled) in sums.items()]


def _who(row: dict[str, Any]) -> str:
    kind = KIND.get(row["kind"], row["kind"])
    return f"{row['name']} ({kind})" if row["name"] else kind


def _sums(owed: int, settled: int, currency: str) -> list[str]:
    return [str(Money(minor, currency)) for minor in (owed, settled, owed - settled)]
