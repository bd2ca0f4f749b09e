from __future__ import annotations

from typing import Any


def test_a_program_gets_the_steps_and_the_next_command(amends: Any, number: str) -> None:
    told = amends("guide", number, "--json").json
    assert (told["number"], told["stage"]) == (number, "intake")
    assert told["next"].startswith("note")
    assert all(step["say"] or step["do"] for step in told["guide"])


def test_people_read_what_to_do_and_what_to_say(amends: Any, number: str) -> None:
    shown = amends("guide", number, "--lang", "zh").out
    assert "真对不起" in shown
    assert f"amends note {number}" in shown


def test_while_waiting_the_words_name_the_decider(amends: Any, number: str) -> None:
    assert amends("propose", number, "--remedy", "refund_quality=180").code == 0
    said = " ".join(step["say"] for step in amends("guide", number, "--json", "--lang", "zh").json["guide"])
    assert "主管副店长" in said
    promised = amends("show", number, "--json").json["offers"][0]["promised"]
    assert promised
