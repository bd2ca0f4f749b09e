"""Words for a customer: checked before they go out, said as somebody's temperament asks (G16, J2).

What may be insisted on is a matter of tone or of prudence, and the reason is kept with the event. What the law forbids
(pressure not to report, waivers, concealment, threats) nobody may insist on.
"""

from __future__ import annotations

from typing import Any

from attrs import evolve

from amends.case.values import Case
from amends.desk.guide import Step
from amends.errors import Misuse, Phrase, Refused
from amends.pack.values import Pack
from amends.pack.wording import phrases_of
from amends.text import Text
from amends.wording.check import check_wording
from amends.wording.phrases import Unsaid


def check_outgoing(text: str, pack: Pack, because: str) -> dict[str, Any]:
    """What the event keeps of words that go out to a customer: the kinds insisted on, or nothing.

    Raises `Refused` for words that are not said, unless `because` gives a reason to insist and the law allows it.
    """
    found = check_wording(text, phrases_of(pack))
    barred = next((finding for finding in found if not finding.insist), None)
    if barred is not None:
        raise Refused(
            '"{phrase}" does not go out ({kind}): {why}; rather: {instead}',
            phrase=barred.phrase, kind=barred.label, why=barred.why, instead=barred.instead,
        )  # fmt: skip
    if found and not because.strip():
        raise Refused(
            '"{phrase}" ({kind}): {why}; rather: {instead}; whoever insists gives --because',
            phrase=found[0].phrase, kind=found[0].label, why=found[0].why, instead=found[0].instead,
        )  # fmt: skip
    return {"wording": list(dict.fromkeys(finding.kind for finding in found))} if found else {}


def as_if(case: Case, pack: Pack, temperament: str) -> Case:
    """The case as if the customer talked like that: words change, nothing is recorded, and never the money (J2).

    Raises `Misuse` for a temperament the pack does not have, naming those it has.
    """
    if temperament not in pack.temperaments:
        known = ", ".join(pack.temperaments) or Phrase("none")
        raise Misuse("no temperament '{name}'; known: {known}", name=temperament, known=known)
    return evolve(case, temperament=temperament)


def sound(steps: list[Step], pack: Pack) -> list[Step]:
    """The steps of a guide, with what is not said to a customer replaced by better words.

    A pack is judged when it is read; rules of long ago and the words of other plugins are judged here.
    """
    more = phrases_of(pack)
    return [step._replace(say=_sound(step.say, more)) if step.say else step for step in steps]


def _sound(say: Text, more: tuple[Unsaid, ...]) -> Text:
    found = [finding for words in (say.zh, say.en) for finding in check_wording(words, more)]
    return found[0].instead if found else say
