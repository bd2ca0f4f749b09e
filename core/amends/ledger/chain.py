"""The arithmetic of the hash chain: every event carries the digest of the one before it in its branch.

The chained bytes are the event's columns as JSON. They hold no personal data, only a salted commitment to it:
erasing the personal data and its salt leaves the chain intact and the commitment meaningless.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from amends.digest import digest_of

# The columns of `events` that a digest covers, in order. All of them but the digest itself.
COLUMNS = (
    "case_id", "version", "branch", "sequence", "at", "kind", "actor", "plugin", "policy", "body", "commitment",
    "previous",
)  # fmt: skip
GENESIS = "0" * 64
SEAL_CHARACTERS = 16

# Whatever somebody forced into a column has a digest: a wrong one.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode
_encode_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: one text for one value."""
    return _encode_sorted(value)


def digest(columns: Sequence[object]) -> str:
    """The sha256 of an event's columns (in the order of `COLUMNS`), in hexadecimal."""
    return digest_of(_encode(columns).encode("utf-8", "surrogateescape"))


def commitment(salt: str, personal: str) -> str:
    """What the chain holds instead of personal data: sha256 over a secret salt and the data."""
    return digest_of(f"{salt}\n{personal}".encode("utf-8", "surrogateescape"))


def seal(branch: str, sequence: int, head: str) -> str:
    """A short text for the monthly report: whoever holds it can later prove that the past was not rewritten."""
    return f"{branch}:{sequence}:{head[:SEAL_CHARACTERS]}"


def fingerprint(text: str) -> str:
    """The sha256 of a stored text, in hexadecimal."""
    return digest_of(text.encode("utf-8", "surrogateescape"))
