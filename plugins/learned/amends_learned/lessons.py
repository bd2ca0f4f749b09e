"""Learning with a measure: every fifth text is held out for ever, and a model that is no better there is not kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from amends.defaults.evidence import weigh
from amends.errors import Misuse, Refused
from amends.keywords.normalise import normalise
from amends.learning import Lesson, Lessons
from amends.pack.values import Pack
from amends.taught.model import NO_COMPLAINT

from amends_learned import file
from amends_learned.model import Model

_FEWEST = 60  # lessons below which the measure would be chance
_PIECES = 12_000  # known at most: a command at the desk loads them
_HELD_OUT = 5  # every so manyth text


def learn(lessons: Sequence[Lesson], pack: Pack, path: str) -> Lessons:
    """Learn a trade's model and keep it at `path` if it is better than the one there, and than the pack alone.

    Raises `Refused` for too few lessons and `Misuse` without scikit-learn.
    """
    try:
        from amends_learned.training import digest_of, train
    except ImportError:
        raise Misuse("learning needs scikit-learn; install it with: pip install 'amends[learned]'") from None
    taught = [lesson for lesson in lessons if not held_out(lesson.text)]
    kept_back = [lesson for lesson in lessons if held_out(lesson.text)]
    labels = sorted({label for lesson in taught for label in _labels(lesson)})
    if len(lessons) < _FEWEST or len(labels) < 2 or not kept_back:
        raise Refused(
            "{count} confirmed cases of {labels} categories teach too little; expected {fewest} cases of 2 or more",
            count=len(lessons), labels=len(labels), fewest=_FEWEST,
        )  # fmt: skip
    model = train([(lesson.text, _labels(lesson)) for lesson in taught], labels, pack, limit=_PIECES)
    before = file.read(path)
    quality, without = _quality(_by(model, pack), kept_back), _quality(lambda text: _by_pack(text, pack), kept_back)
    quality_before = _quality(_by(before, pack), kept_back) if before is not None else None
    kept = quality > without and (quality_before is None or quality > quality_before)
    if kept:
        file.write(path, model)
    digest = digest_of([(lesson.text, _labels(lesson)) for lesson in taught])
    return Lessons(len(lessons), len(kept_back), quality, quality_before, without, kept, digest, path)


def held_out(text: str) -> bool:
    """Whether no model may ever learn from this text. The text alone decides, so it is the same the next time."""
    return int(hashlib.sha256(normalise(text).encode()).hexdigest()[:8], 16) % _HELD_OUT == 0


def _labels(lesson: Lesson) -> tuple[str, ...]:
    return lesson.categories or (NO_COMPLAINT,)


def _by(model: Model, pack: Pack) -> Callable[[str], Sequence[str]]:
    return lambda text: model.labels_of(text, weigh(text, pack))


def _by_pack(text: str, pack: Pack) -> Sequence[str]:
    weights = weigh(text, pack).weights
    return [max(weights, key=weights.__getitem__)] if weights else [NO_COMPLAINT]


def _quality(find: Callable[[str], Sequence[str]], lessons: Sequence[Lesson]) -> float:
    """Micro F1."""
    hits = sizes = 0
    for lesson in lessons:
        found, said = set(find(lesson.text)), set(_labels(lesson))
        hits += len(found & said)
        sizes += len(found) + len(said)
    return round(2 * hits / max(1, sizes), 4)
