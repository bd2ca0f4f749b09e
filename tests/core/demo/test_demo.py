"""The demo: what it shows, what it leaves behind, and what it says when a story is wrong."""

from __future__ import annotations

import json
import shlex
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from amends.cli.main import run
from amends.demo.answers import HOOKS, QUESTIONS, answered
from amends.demo.outcome import Outcome
from amends.demo.play import Demo, Line
from amends.demo.script import read_script, scripts
from amends.errors import LedgerError, PackError
from amends.ledger.verify import Finding, Verdict
from amends.registry import load

INDUSTRIES = ("ecommerce", "jewelry", "restaurant", "supermarket")
UNTIL = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
STORIES = [
    pytest.param(industry, number, id=f"{industry}-{entry.story.title.en}")
    for industry, file in scripts().items()
    if industry in INDUSTRIES
    for number, entry in enumerate(read_script(file, load([industry]).packs[industry]))
]


class Performance:
    """A whole demo, its lines kept story by story."""

    def __init__(self, folder: Path) -> None:
        self.demo = Demo(folder, None, "zh", UNTIL)
        self.stories: list[list[Line]] = []
        for line in self.demo.lines():
            if line.kind == "case":
                self.stories.append([])
            if self.stories:
                self.stories[-1].append(line)

    def of(self, industry: str) -> list[tuple[Outcome, list[Line]]]:
        pairs = zip(self.demo.outcomes, self.stories, strict=True)
        return [(outcome, lines) for outcome, lines in pairs if outcome.branch.pack.name == industry]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Performance:
    return Performance(tmp_path_factory.mktemp("demo") / "chain")


@pytest.mark.parametrize(("industry", "number"), STORIES)
def test_every_story_shows_what_each_of_the_five_questions_was_answered(
    played: Performance, industry: str, number: int
) -> None:
    _outcome, lines = played.of(industry)[number]
    assert {line.kind for line in lines} >= set(QUESTIONS)


@pytest.mark.parametrize(("industry", "number"), STORIES)
def test_what_is_shown_is_what_was_recorded(played: Performance, industry: str, number: int) -> None:
    outcome, lines = played.of(industry)[number]
    recorded = answered(outcome.shown)
    for line in lines:
        if line.kind in HOOKS and "←" in line.text.en:
            assert any(
                answer["hook"] == line.kind
                and f"{answer['plugin']} {answer['version']} · {answer['rule']}" in line.text.en
                for answer in recorded
            )
    assert {answer["hook"] for answer in recorded} <= {line.kind for line in lines}


@pytest.mark.parametrize(("industry", "number"), STORIES)
def test_every_story_is_understood_as_what_it_is_about(played: Performance, industry: str, number: int) -> None:
    outcome, _lines = played.of(industry)[number]
    assert outcome.story.expect
    assert [point.category for point in outcome.shown.case.points] == [outcome.story.expect]


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_every_trade_shows_approval_refusal_and_a_score_that_opens_the_case_again(
    played: Performance, industry: str
) -> None:
    outcomes = [outcome for outcome, _lines in played.of(industry)]
    cases = [outcome.shown.case for outcome in outcomes]
    assert sum(case.stage == "closed" for case in cases) >= 3
    assert {case.language for case in cases} == {"zh", "en"}
    assert any(
        entry.decision == "approved" and entry.role != outcome.branch.pack.front_line
        for outcome in outcomes
        for _offer, entry in outcome.approvals
    )
    assert all(case.offers[-1].state == "carried_out" for case in cases if case.stage == "closed")
    assert all(outcome.scores for outcome in outcomes if outcome.shown.case.stage == "closed")


def test_customers_decline_with_a_wish_and_get_a_second_round(played: Performance) -> None:
    declined = [
        industry
        for industry in INDUSTRIES
        for outcome, _lines in played.of(industry)
        if any(offer.state == "declined" and offer.wish for offer in outcome.shown.case.offers[:-1])
    ]
    assert set(declined) == set(INDUSTRIES)


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_a_low_score_opens_a_case_again_and_it_is_closed_with_a_better_one(played: Performance, industry: str) -> None:
    again = [outcome for outcome, _lines in played.of(industry) if outcome.shown.case.reopened]
    assert again
    for outcome in again:
        assert outcome.stages.count("closed") == 1
        assert outcome.scores[0] < outcome.scores[-1]


def test_the_sum_on_the_receipt_decides_who_approves(played: Performance) -> None:
    offers = [outcome.shown.case.offers[-1] for outcome, _lines in played.of("supermarket")]
    deciders = {offer.receipt_total.amount: offer.decider for offer in offers}
    assert deciders["38.00"] == "front_desk"
    assert deciders["40.00"] == "front_desk"
    assert deciders["80.00"] == "deputy_store_manager"
    assert deciders["180.00"] == "deputy_store_manager"
    assert deciders["2500.00"] == "group_vp_operations"


def test_everybody_acts_after_what_they_answer_and_before_the_end(played: Performance) -> None:
    for outcome in played.demo.outcomes:
        moments = [event.at for event in outcome.shown.events]
        assert moments == sorted(moments)
        assert moments[-1] < UNTIL


def test_the_ledger_is_as_written_and_every_branch_has_a_seal(played: Performance) -> None:
    verdict, seals = played.demo.proof()
    assert verdict.finding is None
    assert [seal.partition(":")[0] for seal in seals] == ["E1", "J1", "R1", "S1"]


@pytest.fixture(params=INDUSTRIES)
def industry(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_one_trade_alone_can_be_shown_and_the_commands_it_names_work(
    industry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a new folder"
    assert run(["demo", "--industry", industry, "--keep", str(folder), "--lang", "en"]) == 0
    first, *commands = [shlex.split(line) for line in _last_lines(capsys.readouterr().out)]
    assert first == ["cd", str(folder)]
    monkeypatch.chdir(folder)
    assert [command[:2] for command in commands][:4] == [
        ["amends", "queue"], ["amends", "show"], ["amends", "explain"], ["amends", "ledger"],
    ]  # fmt: skip
    for command in commands:
        assert run(command[1:]) == 0, capsys.readouterr().err


def test_it_speaks_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--industry", "supermarket", "--keep", str(tmp_path / "zh"), "--lang", "zh"]) == 0
    chinese = capsys.readouterr().out
    assert run(["demo", "--industry", "supermarket", "--keep", str(tmp_path / "en"), "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "变质或过期" in chinese
    assert "Spoiled or past its date" not in chinese
    assert "Spoiled or past its date" in english
    assert "the ice cream had melted" in chinese, "a customer's words stay as spoken"


def test_json_is_one_object_with_the_cases_the_verdict_and_where_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(["demo", "--industry", "restaurant", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"]["ok"] is True
    assert len(told["seals"]) == 1
    assert {case["industry"] for case in told["cases"]} == {"restaurant"}
    assert all(case["events"] and case["answers"] and case["stages"] for case in told["cases"])
    assert Path(told["folder"]).parent == tmp_path
    assert Path(told["folder"], "amends.db").is_file()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    assert run(["demo", "--keep", str(tmp_path), "--lang", "en"]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_unknown_trade_is_refused_with_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "demo"
    assert run(["demo", "--industry", "astrology", "--keep", str(folder), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "'astrology'" in said
    assert "supermarket" in said
    assert not folder.exists()


def test_a_record_that_was_altered_is_found(tmp_path: Path) -> None:
    demo = Demo(tmp_path / "demo", "jewelry", "en", UNTIL)
    list(demo.lines())
    connection = sqlite3.connect(demo.chain.database)
    with connection:
        connection.execute("UPDATE events SET actor = 'nobody' WHERE rowid = 12")
    connection.close()
    verdict, _seals = demo.proof()
    assert verdict.finding is not None
    assert "12" in str(verdict.finding.where)


def test_it_fails_when_the_ledger_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    altered = Verdict(1, 1, Finding(LedgerError("event 12"), LedgerError("was altered")))
    monkeypatch.setattr("amends.demo.play.verify", lambda *_given: altered)
    with pytest.raises(SystemExit) as leaving:
        run(["demo", "--industry", "jewelry", "--keep", str(tmp_path / "demo"), "--lang", "en"])
    assert leaving.value.code == 1
    assert "event 12" in capsys.readouterr().out


GOOD = """
[[story]]
title = { zh = "一", en = "One" }
channel = "phone"
text = "酸奶过期了"
facts = { price = "38.00" }
"""
MISTAKES = {
    "no TOML": ("[[story]", "demo.toml"),
    "no story": ("", "[[story]]"),
    "a table of its own": (GOOD + '[[story.step]]\ndo = "confirm"\n[staff]\ndesk = "x"\n', "[staff]"),
    "no step": (GOOD, "step: is missing"),
    "an unknown key": (GOOD + 'mood = "bad"\n[[story.step]]\ndo = "confirm"\n', "mood: unknown key"),
    "an unknown channel": (GOOD.replace("phone", "pigeon") + '[[story.step]]\ndo = "confirm"\n', "pigeon"),
    "an impossible time": (GOOD + 'at = "25:00"\n[[story.step]]\ndo = "confirm"\n', "'25:00' is not a time of day"),
    "a fact that is no string": (
        GOOD.replace('"38.00"', "38") + '[[story.step]]\ndo = "confirm"\n',
        "table of strings",
    ),
    "an unknown category": (GOOD + 'expect = "moonlight"\n[[story.step]]\ndo = "confirm"\n', "'moonlight'"),
    "an unknown verb": (GOOD + '[[story.step]]\ndo = "dance"\n', "One, step 1] do: no verb 'dance'"),
    "a key of another verb": (GOOD + '[[story.step]]\ndo = "confirm"\nscore = 5\n', "'confirm' does not know it"),
    "an unknown role": (GOOD + '[[story.step]]\ndo = "approve"\nby = "king"\n', "no role 'king'"),
}


@pytest.mark.parametrize(("content", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_in_a_story_is_named_with_its_place(content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "demo.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_script(file, load(["supermarket"]).packs["supermarket"])
    assert said in str(caught.value)
    assert "demo.toml" in str(caught.value)


@pytest.fixture
def impossible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Demo:
    """A demo whose only story does what the desk refuses."""
    file = tmp_path / "demo.toml"
    file.write_text(GOOD + '[[story.step]]\ndo = "confirm"\n[[story.step]]\ndo = "offer"\n', encoding="utf-8")
    monkeypatch.setattr("amends.demo.play.scripts", lambda _industry: {"supermarket": file})
    return Demo(tmp_path / "demo", None, "en", UNTIL)


def test_what_the_desk_refuses_is_told_with_story_and_step(impossible: Demo) -> None:
    with pytest.raises(PackError, match=r"demo\.toml, \[story 1: One\]: step 2, offer: .*propose first"):
        list(impossible.lines())


def _last_lines(output: str) -> list[str]:
    """The commands at the end, which stand in."""
    lines = output.rstrip().splitlines()
    start = max(i for i, line in enumerate(lines) if line.startswith("  cd "))
    return [line.strip() for line in lines[start:]]
