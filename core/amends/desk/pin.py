"""PINs as such: which are allowed, what is kept of one, whether one fits.

Kept is a verifier, made with scrypt: from it nobody reads the PIN, and trying one takes some 50 ms and 16 MB.
A PIN of four digits has 10,000 values all the same: the delay after wrong ones protects it, not the arithmetic.
"""

from __future__ import annotations

import os

from amends.errors import Misuse

SHORTEST, LONGEST = 4, 12
_SALT_BYTES, _N, _R, _P = 16, 2**14, 8, 1
# What is guessed first besides runs and repetitions: columns and corners of a keypad, numbers that sound like words.
_COMMON = {"2580", "0852", "147258", "159357", "1122", "1314", "112233", "5201314", "1004", "5683"}
_UP, _DOWN = "0123456789" * 3, "9876543210" * 3


def check_pin(pin: str) -> None:
    """Raise `Misuse` for a PIN nobody should have; the message never repeats it."""
    if not _well_formed(pin):
        raise Misuse("a PIN has {least} to {most} digits, 0 to 9", least=SHORTEST, most=LONGEST)
    if pin in _COMMON or pin in _UP or pin in _DOWN or any(_repeats(pin, size) for size in (1, 2, 3)):
        raise Misuse("this PIN is among the first anybody would try; choose one without a pattern")


def make_verifier(pin: str) -> str:
    """What is kept of a PIN: the name of the function, its numbers, a salt of its own, the digest."""
    salt = os.urandom(_SALT_BYTES)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_digest(pin, salt, _N, _R, _P).hex()}"


def fits(pin: str, verifier: str) -> bool:
    """Whether `pin` is the one `verifier` was made of; takes as long for a wrong one, whatever was typed."""
    from hmac import compare_digest

    _name, n, r, p, salt, expected = verifier.split("$")
    # What can be no PIN costs as much as what can, and is never right: no verifier is made of nothing.
    typed = pin if _well_formed(pin) else ""
    return compare_digest(_digest(typed, bytes.fromhex(salt), int(n), int(r), int(p)), bytes.fromhex(expected))


def _well_formed(pin: str) -> bool:
    # Digits of other scripts are digits to Python too, but no keypad has them.
    return SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()


def _repeats(pin: str, size: int) -> bool:
    return len(pin) >= 2 * size and (pin[:size] * LONGEST)[: len(pin)] == pin


def _digest(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    from hashlib import scrypt  # OpenSSL is loaded only where somebody signs in

    return scrypt(pin.encode(), salt=salt, n=n, r=r, p=p)
