"""The sha256 of bytes, in hexadecimal: what the hash chain, client keys and policies are told by."""

from __future__ import annotations

try:
    # As the standard library's own `random` does: `hashlib` loads OpenSSL, which takes a command longer than all
    # it hashes. The algorithm is the same.
    from _sha2 import sha256  # type: ignore[import-not-found]  # Python 3.12 and later
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]  # Python 3.11
    except ImportError:
        from hashlib import sha256


def digest_of(data: bytes) -> str:
    """The sha256 of `data`, in hexadecimal."""
    return str(sha256(data).hexdigest())
