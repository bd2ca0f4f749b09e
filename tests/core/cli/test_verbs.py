from __future__ import annotations

from typing import Any

import pytest
from amends.cli.commands import COMMANDS

# Each verb on one case in the order of its life; `json` of what each prints is looked at.
LIFE = [
    ["note", "--text", "客人在前台等。"],
    ["assign", "--role", "department_lead"],
    ["hand-over", "--to", "王副店", "--because", "换班。"],
    ["hand-over", "--accept", "--as", "王副店"],
    ["inquire", "--inquiry", "section_confirms"],
    ["reply", "--yes", "--text", "确实坏了。", "--as", "王副店"],
    ["promise", "--what", "送一桶新的到家", "--by", "2099-12-31 18:00"],
    ["promise", "--kept"],
    ["breach", "--kind", "passed_along", "--role", "department_lead", "--text", "让客人自己去找。"],
    ["breach", "--decide", "talk", "--because", "他说当时走不开。", "--as", "孙副总"],
    ["pause", "--reason", "customer", "--because", "等客人把东西拿来。"],
    ["resume"],
    ["escalate", "--to", "store_manager", "--because", "客人要见店长。"],
    ["classify", "--category", "foreign_matter", "--because", "里面有虫。"],
    ["propose", "--remedy", "refund_quality=180"],
    ["refuse", "--because", "先退货款。", "--as", "王副店"],
    ["propose", "--remedy", "refund_quality=100"],
    ["approve", "--as", "王副店"],
    ["offer"],
    ["decline", "--wish", "再加一张券。"],
    ["propose", "--remedy", "refund_quality=30", "--remedy", "goodwill_voucher=20"],
    ["offer"],
    ["accept"],
    ["carry-out"],
    ["recovery name", "--kind", "supplier", "--name", "鲜奶公司", "--because", "留样"],
    ["recovery settle", "--amount", "30"],
    ["answer", "--text", "已退款并致歉。", "--point", "p1"],
    ["follow-up", "--task", "shelf_check"],
    ["show"],
    ["guide"],
    ["explain"],
]
STANDALONE = [
    ["take", "--text", "牛奶过期了。"], ["queue"], ["search", "牛奶"], ["staff", "list"], ["plugin", "list"],
    ["staff", "add", "小马", "--role", "front_desk"], ["ledger", "verify"], ["ledger", "seal"], ["ledger", "rebuild"],
    ["classify", "--text", "牛奶过期了。"], ["tick"], ["recovery", "list"],
    ["staff", "away", "desk", "--from", "2026-03-02", "--until", "2026-03-03"], ["staff", "rota"],
    ["staff", "shift", "desk", "--on", "2026-03-02", "--from", "09:00", "--until", "17:00"],
    ["queue", "--mine"], ["queue", "--overdue"],
    ["wording", "--text", "谢谢您告诉我们，我马上去看。"],
    ["branch", "list"], ["branch", "tree"], ["branch", "show", "N1"], ["branch", "add", "N2", "--parent", "N1"],
    ["learn", "--report"],
    ["plugin", "show", "supermarket"], ["plugin", "diff", "supermarket", "--chain"], ["plugin", "enable", "law_cn"],
]  # fmt: skip
ENDINGS = {
    "close": ["close"],
    "withdraw": ["withdraw", "--because", "算了。"],
    "reopen": ["reopen", "--because", "又来了。"],
}


@pytest.mark.usefixtures("managers")
def test_each_verb_prints_json_on_its_way_through_a_case(amends: Any, number: str) -> None:
    for verb, *options in LIFE:
        printed = amends(*verb.split(), number, *options, "--json").json
        assert isinstance(printed, list) or printed["number"] == number, verb
    for task in amends("show", number, "--json").json["tasks"]:
        if task["done_at"] is None:
            score = ["--score", "5"] if task["scored"] else []
            assert amends("follow-up", number, "--task", task["code"], *score, "--json").json["number"] == number
    stages = [amends(*verb.split(), number, *options, "--json").json["stage"] for verb, *options in
              (ENDINGS["close"], ENDINGS["reopen"], ENDINGS["withdraw"])]  # fmt: skip
    assert stages == ["closed", "facts", "closed"]
    assert amends("ledger", "verify").code == 0


@pytest.mark.parametrize("arguments", STANDALONE, ids=" ".join)
def test_every_other_command_prints_json_too(amends: Any, arguments: list[str]) -> None:
    assert amends(*arguments, "--json").json is not None


def test_no_command_is_forgotten_here() -> None:
    tried = {entry[0].split()[0] for entry in (*LIFE, *STANDALONE, *ENDINGS.values())}
    assert set(COMMANDS) - tried == {"init", "demo"}  # they make chains of their own


@pytest.mark.usefixtures("managers")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_people_see_fits_a_pipe_in_both_languages(amends: Any, number: str, language: str) -> None:
    for verb, *options in LIFE:
        shown = amends(*verb.split(), number, *options, "--lang", language)
        assert (shown.code, shown.err) == (0, ""), verb
        assert shown.out.strip()
        assert "\x1b" not in shown.out
        assert "{" not in shown.out
