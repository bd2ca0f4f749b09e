"""Traditional characters made Simplified, by a table of single ones (`simplified.txt`, which names its source)."""

from __future__ import annotations

import os
from functools import cache

FILE = os.path.join(os.path.dirname(__file__), "simplified.txt")


def simplified(text: str) -> str:
    """`text` with each Traditional character replaced by its Simplified one; as long as before."""
    if text.isascii():
        return text
    try:
        # The mainland's first character set has no Traditional ones, and this asks in a few microseconds. What it has
        # of both (乾 of 乾坤, 著 of 著名) then stays as it is.
        text.encode("gb2312")
    except UnicodeEncodeError:
        return text.translate(_table())
    return text


@cache
def _table() -> dict[int, str]:
    with open(FILE, encoding="utf-8") as source:
        pairs = "".join(line.strip() for line in source if not line.startswith("#"))
    return {ord(traditional): plain for traditional, plain in zip(pairs[::2], pairs[1::2], strict=True)}
