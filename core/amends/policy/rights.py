"""What the customer has a right to, apart from what the shop may offer, and the floor it puts under every offer.

A floor is a sum in money. Vouchers, gestures and goodwill count nothing toward it, so that nobody is put off with a
coupon where money is owed; performance in kind (another piece, done again, repaired) stands in for the part that the
customer may choose it for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from amends.case.answers import Answered, Remedy
from amends.case.offers import OfferedRemedy
from amends.errors import Refused
from amends.money import Money, total
from amends.text import Text

# Offers that bind the shop already; the round under way is judged by itself.
_AGREED = ("accepted", "carried_out")
# Another piece, done again, repaired: what may stand in for money where the customer prefers it.
_IN_KIND = ("goods", "service")


@frozen(eq=False, repr=False)
class Floor:
    """The least an offer may come to: `money` in money whatever else is given, `either` in money or in kind."""

    money: Money
    either: Money
    because: tuple[Text, ...]

    @property
    def whole(self) -> Money:
        return self.money + self.either


def rights(answers: Iterable[Answered]) -> list[Remedy]:
    """What is owed or due to be told by right, in the order plugins named it."""
    return [answered.value for answered in answers if answered.value.standing != "menu"]


def floor(answers: Iterable[Answered], currency: str) -> Floor:
    """What is due by right and not only on demand, added up."""
    due = [r for r in rights(answers) if r.standing == "due" and not r.on_demand and r.owed]
    return Floor(
        total((r.owed for r in due if r.owed and not r.or_in_kind), currency),
        total((r.owed for r in due if r.owed and r.or_in_kind), currency),
        tuple(dict.fromkeys(r.because.text for r in due)),
    )


def check_floor(
    least: Floor,
    menu: Mapping[str, Remedy],
    remedies: Sequence[OfferedRemedy],
    earlier: Iterable[tuple[str, Sequence[OfferedRemedy]]] = (),
) -> None:
    """Refuse an offer of `remedies` that comes to less than `least`, naming the sum and what it rests on.

    `earlier` are the state and remedies of other rounds; what was agreed in them counts.
    """
    if not least.whole:
        return
    counted = [*remedies, *(remedy for state, given in earlier if state in _AGREED for remedy in given)]
    counted = [r for r in counted if r.code not in menu or not menu[r.code].goodwill]
    paid = total((r.amount for r in counted if r.form == "money" and r.amount), least.whole.currency)
    in_kind = any(r.form in _IN_KIND for r in counted)
    needed = least.money if in_kind else least.whole
    if paid < needed:
        raise Refused(
            "this offer gives {paid} of {needed} owed by law: {because}; vouchers, discounts and gifts do not count",
            paid=paid, needed=needed, because=_joined(least.because),
        )  # fmt: skip


def _joined(texts: Sequence[Text]) -> Text:
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))
