"""Finding what is not said to a customer, in a script or in words about to be sent (G16).

One pass over the text, whatever it is about and in both languages at once; well under a millisecond for a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from amends.keywords.index import Hit, Index
from amends.keywords.normalise import normalise
from amends.text import Text
from amends.wording.context import taken_back
from amends.wording.phrases import Unsaid, core, index_of

_PACKS = 32  # one chain runs few packs
# Patterns are written with 您; these mean the same person.
_YOU = str.maketrans("你妳", "您您")


class Finding(NamedTuple):
    """Words that are not said: `phrase` stands at `start` up to `end` of the text as it was given, in characters.

    `rule` is the name of the phrase's entry, `kind` one of `KINDS` with its `label` and `why`, `instead` other words
    for it; `insist` tells whether a person may insist because no law is broken.
    """

    phrase: str
    start: int
    end: int
    kind: str
    rule: str
    label: Text
    why: Text
    instead: Text
    insist: bool

    def to_json(self, language: str) -> dict[str, object]:
        """The form `--json` uses, texts in `language`."""
        spoken = {"label", "why", "instead"}
        return {name: value.say(language) if name in spoken else value for name, value in self._asdict().items()}


def check_wording(text: str, more: Iterable[Unsaid] = ()) -> list[Finding]:
    """What is not said to a customer in `text`, in the order of the text; `more` are phrases that a trade adds.

    Words that quote the customer, report what somebody said, or are denied ("we will not ask you to…") are no finding.
    The same text and phrases give the same answer. Raises `Misuse` for a pattern in `more` that could never be found.
    """
    added = {phrase.name: phrase for phrase in more}
    found: list[Finding] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _in_line(line, start, added)
        start += len(line)
    return found


def _in_line(line: str, offset: int, added: dict[str, Unsaid]) -> Iterator[Finding]:
    """The findings in one line, which begins at `offset` of the text; sentences and quotations end with it."""
    known = core()
    plain = normalise(line).translate(_YOU)
    hits = known.finder.search(plain)
    if added:
        hits = sorted([*hits, *_added(tuple(added.values())).search(plain)], key=lambda hit: (hit.start, -hit.end))
    for hit in _meant(hits, plain):
        kind, name = hit.owner
        phrase = added.get(name) or known.phrases[name]
        start, end = _place(line, plain, hit)
        label, why, insist = known.kinds[kind]
        yield Finding(line[start:end], offset + start, offset + end, kind, name, label, why, phrase.instead, insist)


@lru_cache(maxsize=_PACKS)
def _added(phrases: tuple[Unsaid, ...]) -> Index:
    return index_of(phrases)


def _meant(hits: list[Hit], text: str) -> list[Hit]:
    """The hits that nothing takes back; of those that overlap, the one that begins first and reaches furthest."""
    found: list[Hit] = []
    for hit in hits:
        if found and hit.start < found[-1].end:
            continue
        if not taken_back(text, hit.start, hit.end, hit.owner[0], hit.pattern):
            found.append(hit)
    return found


def _place(text: str, plain: str, hit: Hit) -> tuple[int, int]:
    """Where the hit stands in the text as given: normalising may have made it shorter or longer."""
    if len(text) == len(plain):
        return hit.start, hit.end
    return _reaching(text, hit.start + 1) - 1, _reaching(text, hit.end)


def _reaching(text: str, length: int) -> int:
    """How much of `text`, normalised, has that length."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(normalise(text[:middle])) < length:
            low = middle + 1
        else:
            high = middle
    return low
