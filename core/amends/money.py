"""Money as whole minor units and a currency. No floats, no silent mixing of currencies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from attrs import frozen

from amends.errors import Misuse

# ISO 4217 gives most currencies two minor digits; these are the others a shop may meet.
_MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "KWD": 3, "BHD": 3, "OMR": 3, "JOD": 3, "TND": 3}
_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
# A comma only between thousands: "58,50" must not become five thousand.
_AMOUNT = r"(?P<whole>\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(?P<minor>\d{1,3}))?"
_DECORATION = r"(?i)^[¥$€£]|(?:元|块|yuan|rmb)$"


@frozen(order=False)
class Money:
    """An amount: `minor` counts the currency's smallest unit (fen, cent); `currency` is an ISO 4217 code."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read what a person types: `58`, `58.5`, `1,280.00`, `¥58`, `58元`, full-width digits.

        Raises `Misuse` for anything else: plus or minus, more decimals than the currency has, another currency's sign,
        words.
        """
        digits = minor_digits(currency)
        whole, _point, minor = text.partition(".")
        # The form of packs and events, which every command reads; people's typing needs more patience.
        if text.isascii() and whole.isdecimal() and len(whole) <= 13 and minor.isdecimal() and len(minor) == digits:
            return cls(int(whole + minor), currency)
        plain = unicodedata.normalize("NFKC", text).strip()
        found = re.fullmatch(_AMOUNT, re.sub(_DECORATION, "", plain).strip())
        if not found or len(found["minor"] or "") > digits or _foreign(plain, currency):
            raise Misuse(
                "'{text}' is not an amount in {currency}; expected something like {example}",
                text=text[:40],
                currency=currency,
                example=Money(5800 if digits == 2 else 58, currency).amount,
            )
        return cls(int(found["whole"].replace(",", "") + (found["minor"] or "").ljust(digits, "0")), currency)

    @classmethod
    def from_json(cls, value: dict[str, str]) -> Money:
        """The inverse of `to_json`."""
        return cls.parse(value["amount"], value["currency"])

    @property
    def amount(self) -> str:
        """The plain decimal, `"58.00"`, always with the currency's own number of digits."""
        digits = minor_digits(self.currency)
        if not digits:
            return str(self.minor)
        sign, number = ("-" if self.minor < 0 else ""), str(abs(self.minor)).rjust(digits + 1, "0")
        return f"{sign}{number[:-digits]}.{number[-digits:]}"

    def to_json(self) -> dict[str, str]:
        """`{"amount": "58.00", "currency": "CNY"}`, the form of every interface."""
        return {"amount": self.amount, "currency": self.currency}

    def __str__(self) -> str:
        sign = _SIGNS.get(self.currency)
        return f"{sign}{self.amount}" if sign else f"{self.amount} {self.currency}"

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def share(self, percent: int) -> Money:
        """`percent` hundredths of it, rounded up to the minor unit: in doubt the customer's favour."""
        return Money(-(-self.minor * percent // 100), self.currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise Misuse("amounts in {one} and {other} cannot be put together", one=self.currency, other=other.currency)
        return other.minor


def minor_digits(currency: str) -> int:
    """How many decimals `currency` has (ISO 4217)."""
    return _MINOR_DIGITS.get(currency, 2)


def _foreign(plain: str, currency: str) -> bool:
    """Whether an amount begins with a currency sign that is not the one of `currency`."""
    own = _SIGNS.get(currency)
    return own is not None and plain[:1] in _SIGNS.values() and plain[:1] != own


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of `amounts`, zero `currency` where there are none."""
    return sum(amounts, start=Money(0, currency))
