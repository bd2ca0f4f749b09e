"""`amends staff shift`, `off` and `rota`: who is on when, and when nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed, pass_session, standard

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from amends.case.person import Span
    from amends.desk.rota import RotaDay


@click.command("shift", help=_("Plan a shift. An end earlier than the beginning is on the next day."))
@click.argument("name", metavar=_("NAME"))
@click.option("--on", "day", metavar="DATE", help=_("the day it begins"))
@click.option("--from", "begins", metavar="TIME", help=_("when it begins, like 09:00"))
@click.option("--until", "ends", metavar="TIME", help=_("when it ends, like 17:00"))
@standard
@pass_session
def shift(session: Session, name: str, day: str | None, begins: str | None, ends: str | None) -> None:
    """Plan a shift."""
    from amends.cli.output import print_json, print_line
    from amends.desk.days import read_day, read_time
    from amends.desk.shifts import in_words, plan_shift

    on = read_day(needed(day, "--on", _("On which day")))
    since = read_time(needed(begins, "--from", _("From what time")))
    until = read_time(needed(ends, "--until", _("Until what time")))
    planned = plan_shift(session.desk, name, on, since, until, session.actor, session.branch)
    if session.json:
        print_json({"name": name, "branch": planned.branch, **_json(planned)})
        return
    said = _("{name} is on at {branch}: {shift}").format(
        name=name, branch=planned.branch, shift=in_words(session.desk, planned)
    )
    print_line(said)


@click.command("off", help=_("Take somebody's shifts of one day out of the rota."))
@click.argument("name", metavar=_("NAME"))
@click.option("--on", "day", metavar="DATE", help=_("the day they begin"))
@standard
@pass_session
def off(session: Session, name: str, day: str | None) -> None:
    """Take shifts out of the rota."""
    from amends.cli.output import print_json, print_line
    from amends.desk.days import read_day
    from amends.desk.shifts import in_words, take_off

    gone = take_off(session.desk, name, read_day(needed(day, "--on", _("On which day"))), session.actor)
    if session.json:
        print_json({"name": name, "shifts": [{"branch": each.branch, **_json(each)} for each in gone]})
        return
    for each in gone:
        print_line(_("{name} is off: {shift}").format(name=name, shift=in_words(session.desk, each)))


@click.command("rota", help=_("Who is on when, and when the branch is open without anybody of the front line."))
@click.option("--from", "first", metavar="DATE", help=_("the first day; today if not given"))
@click.option("--until", "last", metavar="DATE", help=_("the last day, that day included; a week if not given"))
@standard
@pass_session
def rota(session: Session, first: str | None, last: str | None) -> None:
    """Show the rota."""
    from datetime import timedelta

    from amends.cli.output import print_json, print_table
    from amends.desk.days import read_day
    from amends.desk.rota import rota as read_rota

    desk = session.desk
    begins = read_day(first) if first else desk.clock().astimezone(desk.zone).date()
    ends = read_day(last) if last else begins + timedelta(days=6)
    branches = [session.known_branch] if session.known_branch else list(session.chain.branches)
    found = {branch: read_rota(desk, branch, begins, ends) for branch in branches}
    if session.json:
        print_json([{"branch": branch, "days": list(map(_day_json, days))} for branch, days in found.items()])
        return
    rows = [
        (branch, *row) for branch, days in found.items() for day in days for row in _rows(day, desk.zone_of(branch))
    ]
    print_table((_("branch"), _("day"), _("opening hours"), _("who is on"), _("nobody at the desk")), rows)


def _rows(day: RotaDay, zone: tzinfo) -> list[tuple[str, str, str, str]]:
    """The lines of one day: one for each person, the day and its gaps on the first."""
    away = " ({words})".format(words=_("away"))
    on = [f"{each.name} {_hours(day, each.span, zone)}{away if each.away else ''}" for each in day.on] or ["-"]
    opening, gaps = _list(day, day.opening, zone), _list(day, day.gaps, zone)
    first = (f"{day.day}", opening or _("not open"), on[0], gaps or "-")
    return [first, *(("", "", each, "") for each in on[1:])]


def _list(day: RotaDay, spans: Iterable[Span], zone: tzinfo) -> str:
    return ", ".join(_hours(day, span, zone) for span in spans)


def _hours(day: RotaDay, span: Span, zone: tzinfo) -> str:
    """A period in local time; an end of another day bears its date, but the midnight that ends this one."""
    since, until = (each.astimezone(zone) for each in span)
    begins = since.strftime("%H:%M" if since.date() == day.day else "%m-%d %H:%M")
    if (until.date() - day.day).days == 1 and until.strftime("%H:%M:%S") == "00:00:00":
        return f"{begins}-24:00"
    return f"{begins}-{until.strftime('%H:%M' if until.date() == day.day else '%m-%d %H:%M')}"


def _json(period: Any) -> dict[str, str]:
    from amends.moments import stamp

    return {"from": stamp(period.since), "until": stamp(period.until)}


def _day_json(day: RotaDay) -> dict[str, Any]:
    on = [{"name": each.name, "role": each.role, **_json(each.span), "away": each.away} for each in day.on]
    return {
        "date": str(day.day), "open": list(map(_json, day.opening)), "on": on, "gaps": list(map(_json, day.gaps)),
    }  # fmt: skip
