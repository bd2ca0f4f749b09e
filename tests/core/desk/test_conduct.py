"""Plugins that misbehave at the desk: the record stays as it was, and whoever did it is named."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from amends.case.answers import Escalation, Reason
from amends.case.values import Case
from amends.errors import PluginError
from amends.hookspecs import View, hookimpl
from amends.ledger.verify import verify
from amends.policy import conduct
from amends.text import Text

WHY = Reason("test", Text("试", "test"))


def fail(case: Case) -> None:
    raise ZeroDivisionError("petals")


def hang() -> None:
    while True:
        time.sleep(0.01)


def hang_and_catch() -> None:
    while True:
        try:
            time.sleep(0.01)
        except Exception:  # noqa: BLE001  the worst a plugin does
            continue


def nonsense() -> list[str]:
    return ["the owner"]


def change_facts(case: Case) -> None:
    case.facts["price"] = "1.00"


def change_the_party(case: Case) -> None:
    case.party["name"] = "somebody else"


def change_by_force(case: Case) -> None:
    object.__setattr__(case, "severity", "minor")


def change_the_view(view: View) -> None:
    object.__setattr__(view, "branch", "N2")


def open_a_socket() -> None:
    try:
        socket.socket().connect(("127.0.0.1", 9))
    except OSError:
        return


def start_a_program() -> None:
    import subprocess

    subprocess.run([sys.executable, "-c", ""], check=False)


MISDEEDS: list[tuple[Callable[..., Any], str]] = [
    (fail, "failed in escalate: ZeroDivisionError('petals')"),
    (hang, "no answer within 0.2 seconds"),
    (hang_and_catch, "no answer within 0.2 seconds"),
    (nonsense, "answered escalate with list of str; expected Escalation"),
    (change_facts, "it changed case.facts"),
    (change_the_party, "it changed case.party"),
    (change_by_force, "it changed the case"),
    (change_the_view, "it changed the view"),
    (open_a_socket, "it reached outside (socket."),
    (start_a_program, "it reached outside (subprocess.Popen)"),
]


@pytest.fixture
def guest(florist: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`guest(escalate=…)` enables a plugin of that name beside the florist."""

    def enable(**hooks: Callable[..., Any]) -> None:
        module, package = ModuleType("amends_guest.plugin"), ModuleType("amends_guest")
        for name, answer in hooks.items():
            setattr(module, name, hookimpl(answer))
        package.__dict__["__version__"] = "3.1"
        monkeypatch.setitem(sys.modules, "amends_guest", package)
        monkeypatch.setitem(sys.modules, "amends_guest.plugin", module)
        florist.desk.chain.plugins = ("guest", "florist")
        florist.desk._plugins = None

    monkeypatch.setattr(conduct, "PATIENCE", 0.2)
    monkeypatch.setattr(conduct, "_AGAIN", 0.05)
    return enable


@pytest.mark.parametrize(("misdeed", "said"), MISDEEDS, ids=lambda each: getattr(each, "__name__", ""))
def test_who_misbehaves_is_named_and_nothing_is_recorded(
    florist: Any, guest: Callable[..., None], misdeed: Callable[..., Any], said: str
) -> None:
    case = florist.take()
    guest(escalate=misdeed)
    with pytest.raises(PluginError) as caught:
        florist.take()
    with pytest.raises(PluginError):
        florist.note(case, text="客人在等。")
    assert str(caught.value).startswith("plugin 'guest' ")
    assert said in str(caught.value)
    florist.desk.chain.plugins = ("florist",)
    florist.desk._plugins = None
    assert florist.look(case).case.version == case.version
    assert florist.take().number != case.number
    ledger: Any = florist.desk.ledger
    assert verify(ledger.connection, ledger.path).finding is None


def test_the_others_meet_the_case_as_it_was(florist: Any, guest: Callable[..., None]) -> None:
    seen: list[Case] = []

    def change(case: Case) -> None:
        seen.append(case)
        case.facts["price"] = "1.00"

    guest(classify=change)
    with pytest.raises(PluginError):
        florist.take(facts={"price": "80.00"})
    assert seen[0].facts.get("price") != "1.00"


def test_what_a_plugin_prints_is_kept_from_the_answer_and_told(
    florist: Any, guest: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    guest(escalate=lambda: print("petals!"))  # noqa: T201  what is looked for
    case = florist.take()
    assert case.category == "wilted"
    assert capsys.readouterr() == ("", "")
    assert {(each.plugin, each.hook, each.words) for each in florist.desk.overheard} == {
        ("guest", "escalate", "petals!")
    }


def test_a_plugin_that_behaves_is_heard(florist: Any, guest: Callable[..., None]) -> None:
    before = signal.getsignal(signal.SIGALRM)
    guest(escalate=lambda: [Escalation("call", ("owner",), WHY)])
    assert "call" in florist.take().escalations
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_beside_the_main_thread_it_is_asked_too(florist: Any, guest: Callable[..., None]) -> None:
    guest(escalate=lambda: [Escalation("call", ("owner",), WHY)])
    plugins = florist.desk.plugins
    (implementation,) = [each for name, _version, each in plugins.answering("escalate") if name == "guest"]
    case, found = florist.take(), []
    given = {"case": case, "view": View(florist.desk.clock(), plugins.packs["florist"], "N1", None)}  # type: ignore[arg-type]
    thread = threading.Thread(target=lambda: found.append(conduct.asked_well(implementation, given)))
    thread.start()
    thread.join()
    assert [answer[0].code for answer, _printed in found] == ["call"]
