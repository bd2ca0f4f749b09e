"""Answers *classify* with what the chain's own confirmed cases taught; silent where nothing was learned yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from amends.case.answers import Finding, Reason
from amends.case.values import Case
from amends.defaults.evidence import weigh
from amends.errors import Misuse
from amends.hookspecs import View, hookimpl
from amends.learning import Lesson, Lessons
from amends.pack.values import Pack
from amends.taught.model import NO_COMPLAINT
from amends.text import Text

from amends_learned import file
from amends_learned.model import Model

if TYPE_CHECKING:
    from amends.taught.examples import Example
    from amends.taught.model import Model as TaughtModel

# A label's weight, from barely to quite sure, beside what the pack says: 17 for a text much like its examples.
_LEAST, _MOST, _STEP = 8, 24, 100


class Learned:
    """The models of one chain, by trade; `folder` is the chain's, or "" where there is none."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._models: dict[str, Model | None] = {}

    @hookimpl
    def classify(self, case: Case, view: View) -> list[Finding]:
        """A finding for each label that applies; none where the pack sees an incident: its rules have the last word."""
        model = self._model(view.pack.name)
        if model is None or not case.text:
            return []
        evidence = weigh(case.text, view.pack)
        if any(view.pack.categories[name].incident for name in evidence.weights):
            return []
        scores = zip(model.labels, model.scores(case.text, evidence), strict=True)
        ranked = sorted((score, label) for label, score in scores if score > 0)
        return [
            _finding(model, case.text, label, score) for score, label in reversed(ranked) if _names(label, view.pack)
        ]

    def learn(self, lessons: Sequence[Lesson], pack: Pack) -> Lessons:
        """See `amends.learning.Learner.learn`."""
        from amends_learned.lessons import learn

        outcome = learn(lessons, pack, file.path_of(self._folder, pack.name))
        self._models.pop(pack.name, None)
        return outcome

    def _model(self, industry: str) -> Model | None:
        if industry not in self._models:
            self._models[industry] = file.read(file.path_of(self._folder, industry)) if self._folder else None
        return self._models[industry]


def teach(examples: Sequence[Example], digest: str) -> TaughtModel:
    """See `amends.learning.Teacher.teach`."""
    try:
        from amends_learned import teaching
    except ImportError:
        raise Misuse("teaching needs scikit-learn; install it with: pip install 'amends[learned]'") from None
    return teaching.teach(examples, digest)


def configured(folder: str) -> Learned:
    """The plugin for one chain, whose models lie in its folder."""
    return Learned(folder)


def _names(label: str, pack: Pack) -> bool:
    """Whether the pack still knows the label; a chain may have renamed its categories since."""
    return label == NO_COMPLAINT or label in pack.categories


def _finding(model: Model, text: str, label: str, score: int) -> Finding:
    weight = min(_LEAST + score // _STEP, _MOST)
    told = model.strongest(text, label)
    pieces = [f"{piece} {value / 1000:+.1f}" for piece, value in told]
    quoted = Text(
        f"从本店案件学到：{'、'.join(pieces) or '词典命中'}（权重 {weight}）",
        f"learned from earlier cases: {', '.join(pieces) or 'what the pack found'} (weight {weight})",
    )
    reason = Reason(f"learned.{str(model.origin.get('digest', ''))[:8]}.{label or 'no_complaint'}", quoted)
    return Finding(label or None, weight, reason)
