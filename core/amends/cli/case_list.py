"""Lists of cases: JSON, CSV or a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from amends.cli.language import current
from amends.cli.language import gettext as _
from amends.cli.output import print_line, print_table
from amends.cli.time_left import time_left
from amends.moments import now

if TYPE_CHECKING:
    from amends.cli.session import Session

_FIELDS = (
    "number", "branch", "industry", "channel", "stage", "complaint", "category", "label", "severity", "incident",
    "owner_role", "owner", "received_at", "due", "reopened", "case_id",
)  # fmt: skip


def print_cases(cases: Sequence[dict[str, Any]], session: Session, *, csv: bool, title: str) -> None:
    """Print rows of the ledger's fast queries in the form asked for."""
    rows = [_shaped(case) for case in cases]
    if session.json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    elif csv:
        from amends.cli.spreadsheet import print_csv

        print_csv(_FIELDS, rows)
    elif not rows:
        print_line(_("nothing here"))
    else:
        moment = now()
        headings = (_("number"), _("due"), _("left"), _("severity"), _("stage"), _("category"), _("owner"))
        print_table(
            headings,
            [
                (
                    row["number"],
                    _local(row["due"], session.chain.zone(row["branch"])),
                    _left(row["due"], moment),
                    ("! " if row["incident"] else "") + _(row["severity"]),
                    _(row["stage"]),
                    row["label"],
                    row["owner_role"] or "-",
                )
                for row in rows
            ],
            title,
        )


def _shaped(case: dict[str, Any]) -> dict[str, Any]:
    case = {**case, "label": case[f"label_{current()}"]}
    case["complaint"], case["incident"] = bool(case["complaint"]), bool(case["incident"])
    return {name: case[name] for name in _FIELDS}


def _local(moment: str | None, zone: Any) -> str:
    if moment is None:
        return "-"
    return f"{datetime.fromisoformat(moment).astimezone(zone):%m-%d %H:%M}"


def _left(due: str | None, moment: datetime) -> str:
    """How long there is still time, in words; how late it is, where there is none."""
    return time_left(datetime.fromisoformat(due), moment) if due else "-"
