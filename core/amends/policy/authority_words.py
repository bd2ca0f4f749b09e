"""Why a sum needs whom, in words: for the operator, the decider, and whoever asks later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from amends.case.offers import ApprovalStep
from amends.money import Money
from amends.pack.menu import Band
from amends.pack.values import Pack
from amends.text import Text

# By whether there is a lower and an upper limit: of a role that decides, and of several steps.
_ROLE = {
    (False, False): Text("本单合计{total}，任何金额都由{who}决定", "{total} on this receipt; {who} decides any sum"),
    (True, False): Text(
        "本单合计{total}，超过{above}，由{who}决定", "{total} on this receipt, over {above}: {who} decides"
    ),
    (False, True): Text(
        "本单合计{total}，不超过{up_to}，{who}可以决定", "{total} on this receipt, up to {up_to}: {who} decides"
    ),
    (True, True): Text(
        "本单合计{total}，在{above}以上、{up_to}以内，由{who}决定",
        "{total} on this receipt, over {above} up to {up_to}: {who} decides",
    ),
}  # fmt: skip
_STEPS = {
    (False, False): Text("本单合计{total}，任何金额都要{who}", "{total} on this receipt; any sum needs {who}"),
    (True, False): Text("本单合计{total}，超过{above}，要{who}", "{total} on this receipt, over {above}: needs {who}"),
    (False, True): Text(
        "本单合计{total}，不超过{up_to}，要{who}", "{total} on this receipt, up to {up_to}: needs {who}"
    ),
    (True, True): Text(
        "本单合计{total}，在{above}以上、{up_to}以内，要{who}",
        "{total} on this receipt, over {above} up to {up_to}: needs {who}",
    ),
}  # fmt: skip
_LABELLED = Text("{label}：{reason}", "{label}: {reason}")
_ALL = Text("{roles}都同意", "all of {roles}")
_ANY = Text("{roles}中有一位同意", "one of {roles}")
_SOME = Text("{roles}中至少{count}位同意", "at least {count} of {roles}")
_ONE = Text("{roles}同意", "{roles}")


def why(pack: Pack, name: str, band: Band, above: Money, total: Money) -> Text:
    """Why the band of the ladder `name` decides `total`: `above` is the limit of the band before it."""
    key = (bool(above), band.up_to is not None)
    values = {"total": total, "above": above, "up_to": band.up_to}
    if band.role is not None:
        reason = _ROLE[key].fill({**values, "who": pack.role_label(band.role)})
    else:
        reason = _STEPS[key].fill({**values, "who": all_steps(pack, band.steps)})
    rule = pack.ladders.get(name.split(".")[1]) if "." in name else None
    return _LABELLED.fill({"label": rule.label, "reason": reason}) if rule and rule.label else reason


def all_steps(pack: Pack, steps: Sequence[ApprovalStep]) -> Text:
    """Whose agreement is needed, step after step."""
    said = [_step(pack, step) for step in steps]
    return Text("，再经".join(text.zh for text in said), ", then ".join(text.en for text in said))


def role_names(pack: Pack, roles: Iterable[str]) -> Text:
    """Roles by their labels, as a list."""
    labels = [pack.role_label(role) for role in roles]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


def _step(pack: Pack, step: ApprovalStep) -> Text:
    count, needed = len(step.roles), step.votes_needed
    template = _ONE if count == 1 else _ALL if needed == count else _ANY if needed == 1 else _SOME
    return template.fill({"roles": role_names(pack, step.roles), "count": needed})
