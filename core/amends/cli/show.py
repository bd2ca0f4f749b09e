"""`amends show`: one case, with everything that happened."""

from __future__ import annotations

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import verb


@verb("show", _("One case: the text, where it stands, every round, every event."))
def command(session: Session, number: str) -> None:
    """Show a case."""
    from amends.desk.reading import show

    shown = show(session.desk, session.target(number), session.reader)
    zone = session.desk.zone_of(shown.case.branch)
    if session.json:
        from amends.cli.output import print_json
        from amends.cli.whole_case_json import whole_case_json

        print_json(whole_case_json(shown.case, list(shown.events), shown.pack, zone, shown.rights))
        return
    from amends.cli.case_text import print_case, print_offer
    from amends.cli.output import print_line, print_table
    from amends.desk.moments import say_moment

    case = shown.case
    print_line(case.text or _("(the customer's words were erased)"))
    facts = {**case.party, **{name: str(fact) for name, fact in case.facts.items()}, "receipt": case.receipt or ""}
    print_line(" · ".join(f"{name}: {value}" for name, value in facts.items() if value))
    for point in case.points:
        print_line(
            _("point {id}: {label}: {answer}").format(
                id=point.id, label=point.label.say(case.language), answer=point.answer or _("no answer yet")
            )
        )
    for offer in case.offers[:-1]:
        print_offer(offer, shown.pack, zone)
    print_case(case, shown.pack, zone, shown.rights)
    headings = ("#", _("when"), _("who"), _("what"), _("why"))
    rows = [
        (str(event.version), say_moment(event.at, zone), event.actor, _(event.kind), event.because)
        for event in shown.events
    ]
    print_table(headings, rows)
