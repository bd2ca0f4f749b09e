"""A text as a learned model sees it: the pieces of each of its clauses.

The pieces are those that a pack's examples are looked at by: characters and their pairs, and stems of words.
"""

from __future__ import annotations

import re

from amends.keywords.bag import bag
from amends.keywords.normalise import normalise
from amends.taught.model import pieces

LONGEST = 20_000  # characters that are looked at; who writes more has said what it is about long before
_ENDS = re.compile(r"[,.!?;:~\u3002\u3001\n()\"]+|(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_MARKS = re.compile(r"[!?]")


def clauses(text: str) -> list[set[str]]:
    """The pieces of each clause of `text`, and in a last set what belongs to no clause: how it is punctuated."""
    text = normalise(text[:LONGEST])
    found = [pieces(bag(clause)) for clause in _ENDS.split(text) if clause and not clause.isspace()]
    found.append({f"={mark}" for mark in _MARKS.findall(text)})
    return found
