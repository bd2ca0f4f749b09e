"""What a step of a story can do: a table from its verb to the desk's function, and the keys it understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from amends.case.values import Case
from amends.demo.story import Step
from amends.desk import agreement, carrying_out, classifying, closing, facts, follow_up, proposal
from amends.desk.desk import Desk
from amends.desk.proposal import Wanted
from amends.desk.work import Target

# What every step may say.
ALWAYS = frozenset({"do", "by", "minutes", "hours", "days"})


@frozen(eq=False)
class Scene:
    """Where a step happens: the desk, the case as it stands, who works here by role."""

    desk: Desk
    case: Case
    staff: Mapping[str, str]
    front_line: str

    @property
    def target(self) -> Target:
        """The case, with the version everybody here has seen."""
        return Target(self.case.number, self.case.branch, self.case.version)

    def actor(self, step: Step) -> str:
        """Who does `step`."""
        return self.staff[step.by or self.front_line]


@frozen(eq=False)
class Verb:
    """One verb: what it does, and the keys that go with it besides those of every step."""

    act: Callable[[Scene, Step, str], Any]
    keys: frozenset[str]


def _verb(act: Callable[[Scene, Step, str], Any], *keys: str) -> Verb:
    return Verb(act, ALWAYS | set(keys))


def _note(scene: Scene, step: Step, who: str) -> None:
    facts.note(scene.desk, scene.target, who, text=step.text, facts=step.facts)


def _propose(scene: Scene, step: Step, who: str) -> None:
    pairs = (entry.partition("=") for entry in step.remedies)
    wanted = [Wanted(code, amount if sign else None) for code, sign, amount in pairs]
    proposal.propose(scene.desk, scene.target, who, wanted, because=step.because)


def _follow_up(scene: Scene, step: Step, who: str) -> None:
    follow_up.follow_up(scene.desk, scene.target, who, task=step.task, score=step.score, comment=step.comment)


def _tasks(scene: Scene, _step: Step, _who: str) -> None:
    """Every open task that asks for no score, each done by the role it was given to."""
    target = Target(scene.case.number, scene.case.branch)
    for task in scene.case.open_tasks:
        if not task.scored:
            follow_up.follow_up(scene.desk, target, scene.staff[task.role], task=task.code)


VERBS: dict[str, Verb] = {
    "wait": _verb(lambda _scene, _step, _who: None),
    "confirm": _verb(lambda scene, _step, who: facts.note(scene.desk, scene.target, who, confirmed=True)),
    "note": _verb(_note, "text", "facts"),
    "assign": _verb(
        lambda scene, step, who: facts.assign(
            scene.desk, scene.target, who, role=step.role, owner=scene.staff.get(step.role or "")
        ),
        "role",
    ),
    "classify": _verb(
        lambda scene, step, who: classifying.reclassify(
            scene.desk, scene.target, who, step.category, because=step.because
        ),
        "category",
        "because",
    ),
    "propose": _verb(_propose, "remedies", "because"),
    "approve": _verb(lambda scene, step, who: proposal.approve(scene.desk, scene.target, who, step.because), "because"),
    "refuse": _verb(lambda scene, step, who: proposal.refuse(scene.desk, scene.target, who, step.because), "because"),
    "offer": _verb(lambda scene, _step, who: agreement.offer(scene.desk, scene.target, who)),
    "accept": _verb(lambda scene, step, who: agreement.accept(scene.desk, scene.target, who, step.because), "because"),
    "decline": _verb(lambda scene, step, who: agreement.decline(scene.desk, scene.target, who, step.wish), "wish"),
    "carry_out": _verb(lambda scene, _step, who: carrying_out.carry_out(scene.desk, scene.target, who)),
    "escalate": _verb(
        lambda scene, step, who: closing.escalate(scene.desk, scene.target, who, step.role or "", step.because),
        "role",
        "because",
    ),
    "tasks": _verb(_tasks),
    "follow_up": _verb(_follow_up, "task", "score", "comment"),
    "answer": _verb(
        lambda scene, step, who: closing.answer(scene.desk, scene.target, who, step.text, step.point), "text", "point"
    ),
    "close": _verb(lambda scene, step, who: closing.close(scene.desk, scene.target, who, step.because), "because"),
    "reopen": _verb(lambda scene, step, who: closing.reopen(scene.desk, scene.target, who, step.because), "because"),
    "withdraw": _verb(
        lambda scene, step, who: closing.withdraw(scene.desk, scene.target, who, step.because), "because"
    ),
}
