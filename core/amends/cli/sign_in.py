"""Asking for a PIN, once the desk says that it is needed: at a terminal without echo, or from a file descriptor."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, interactive, stored
from amends.errors import Misuse, SignInNeeded

if TYPE_CHECKING:
    from amends.case.values import Case
    from amends.desk.sign_in import SignedIn
    from amends.desk.work import Target

Result = TypeVar("Result")
# A PIN has twelve digits at most; nobody needs to feed us more than this for one.
_MOST_CHARACTERS = 100


def pin_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--pin-fd`, for programs: people are asked."""
    words = _("read PINs from this file descriptor, one a line, in the order in which they would be asked for")
    option = click.option(
        "--pin-fd", "_pin_fd", type=click.IntRange(0), metavar="N", expose_value=False, callback=stored("pin_fd"),
        help=words,
    )  # fmt: skip
    return option(command)


def with_sign_in(session: Session, act: Callable[[SignedIn | None], Result]) -> Result:
    """What `act` gives; where it needs a sign-in it is asked for and `act` called again with it."""
    try:
        return act(None)
    except SignInNeeded as needed:
        return act(signed_in(session, str(needed.data["name"])))


def decided(session: Session, number: str | Target, act: Callable[[Target, SignedIn | None], Case]) -> Case:
    """As `with_sign_in` for an act on a case: what somebody else does to it while the PIN is typed is not overrun."""
    from amends.desk.work import Target

    target = number if isinstance(number, Target) else session.target(number)
    try:
        return act(target, None)
    except SignInNeeded as needed:
        from amends.desk.reading import show

        version = show(session.desk, target).case.version
        seen = target if target.version is not None else target._replace(version=version)
        return act(seen, signed_in(session, str(needed.data["name"])))


def signed_in(session: Session, name: str) -> SignedIn:
    """Ask for the PIN of `name` and check it; whoever was given theirs by somebody else chooses their own at once."""
    from amends.desk.pins import set_pin
    from amends.desk.sign_in import sign_in

    proof = sign_in(session.desk, name, present_pin(session, name))
    if not proof.must_choose:
        return proof
    chosen = set_pin(session.desk, name, new_pin(session, name), name, proof)
    return chosen or proof


def present_pin(session: Session, name: str) -> str:
    """The PIN somebody has."""
    return _read(session, name) or _prompt(_("PIN of {name}").format(name=name))


def new_pin(session: Session, name: str) -> str:
    """The PIN somebody is to have, typed twice at a terminal."""
    return _read(session, name) or _prompt(_("New PIN of {name}").format(name=name), _("The same PIN again"))


def _prompt(question: str, again: str | None = None) -> str:
    confirm: bool | str = again if again is not None else False
    return str(click.prompt(question, hide_input=True, confirmation_prompt=confirm, err=True))


def _read(session: Session, name: str) -> str | None:
    """The next line of the file descriptor; `None` where somebody can be asked at a terminal."""
    descriptor = session.given.get("pin_fd")
    if descriptor is None:
        if interactive():
            return None
        raise Misuse("{name} must sign in; without a terminal the PIN is read from --pin-fd", name=name)
    line = _lines(session, descriptor).readline(_MOST_CHARACTERS)
    if not line:
        raise Misuse("--pin-fd {descriptor}: no PIN of {name} there", descriptor=descriptor, name=name)
    return line.decode("utf-8", "replace").rstrip("\r\n") or " "


def _lines(session: Session, descriptor: int) -> IO[bytes]:
    """The open file, kept for the next PIN: what it has read ahead is in it."""
    if "pins" not in session.given:
        try:
            session.given["pins"] = open(descriptor, "rb", closefd=False)  # noqa: SIM115  it is whoever gave it that closes it
        except OSError as error:
            raise Misuse(
                "--pin-fd {descriptor}: {problem}", descriptor=descriptor, problem=error.strerror or error
            ) from None
    pins: IO[bytes] = session.given["pins"]
    return pins
