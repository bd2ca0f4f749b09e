"""What no file and no terminal can hold, mended."""

from __future__ import annotations


def mended(text: str) -> str:
    """`text` as a file can hold it: broken characters (half a pair, bytes that are no text) become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
