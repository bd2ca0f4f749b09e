"""What holds for every trade, as tests that a plugin inherits in one line.

    from amends.testing.industry import TestIndustry as TestIndustry

The plugin is that of the fixture `amends_plugins`. A class derived from it may set
`lives_lived` and `turns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings

from amends import LANGUAGES, registry
from amends.ledger.connection import opened
from amends.ledger.verify import verify
from amends.money import Money
from amends.pack.values import Pack
from amends.pack.wording import phrases_of
from amends.policy.authority import decider, may_decide
from amends.testing.counter import Counter
from amends.testing.lives import Life, live, lives
from amends.testing.own_words import case_of, classified, own_words, view_of
from amends.testing.purity import impurities
from amends.wording.check import check_wording

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]")


def spoken(tables: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text for people among a pack's tables, with where it stands: path, Chinese, English."""
    for key, value in tables.items() if isinstance(tables, dict) else enumerate(tables):
        place = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict) and set(value) == set(LANGUAGES):
            if isinstance(value["zh"], str):
                yield place, value["zh"], value["en"]
        elif isinstance(value, dict | list):
            yield from spoken(value, place)


class TestIndustry:
    """The contract of a trade. `lives_lived` cases live on one desk, each with at most `turns` free turns."""

    lives_lived = 20
    turns = 12

    def test_the_pack_is_loaded_under_the_plugin_s_name(self, pack: Pack, amends_plugins: tuple[str, ...]) -> None:
        assert pack.name in amends_plugins
        assert pack.industry.version
        assert pack.categories
        assert pack.front_line in pack.roles

    def test_every_text_is_chinese_in_chinese_and_english_in_english(self, pack: Pack) -> None:
        texts = list(spoken(pack.tables))
        assert [place for place, zh, _ in texts if not _CHINESE.search(zh)] == []
        assert [place for place, _, en in texts if _CHINESE.search(en) or not re.search("[A-Za-z]", en)] == []

    def test_chinese_is_written_with_chinese_punctuation(self, pack: Pack) -> None:
        assert [(place, zh) for place, zh, _ in spoken(pack.tables) if _HALF_WIDTH.search(zh)] == []

    def test_no_word_of_the_pack_does_harm(self, pack: Pack) -> None:
        more = phrases_of(pack)
        # A practice that is refused is told as it is; it is said to nobody.
        told = [(place, words) for place, *both in spoken(pack.tables) for words in both if "practice" not in place]
        assert [(place, words) for place, words in told if check_wording(words, more)] == []

    def test_every_category_is_reached_by_its_own_words(self, pack: Pack, amends_plugins: tuple[str, ...]) -> None:
        plugins = registry.load(amends_plugins)
        missed = [
            (name, language)
            for name in pack.categories
            for language in LANGUAGES
            if not any(
                classified(plugins, pack, words, language).category == name for words in own_words(pack, name, language)
            )
        ]
        assert missed == []

    def test_every_amount_is_decided_by_somebody(self, pack: Pack) -> None:
        roles = [str(band.role) for band in pack.approvals]
        for rank, band in enumerate(pack.approvals[:-1]):
            assert band.up_to is not None
            assert decider(pack, band.up_to).role == band.role
            assert decider(pack, band.up_to + Money(1, band.up_to.currency)).role == roles[rank + 1]
            assert all(may_decide(pack, role, band.up_to) for role in roles[rank:])
        assert decider(pack, Money(10**12, pack.industry.currency)).role == roles[-1]

    def test_the_hooks_are_pure(self, pack: Pack, amends_plugins: tuple[str, ...]) -> None:
        plugins, view = registry.load(amends_plugins), view_of(pack)
        for name in pack.categories:
            for language in LANGUAGES:
                case = case_of(pack, own_words(pack, name, language)[0], language, name)
                assert impurities(plugins, case, view) == []

    def test_whatever_people_do_a_case_comes_to_its_end_and_the_ledger_is_whole(
        self, pack: Pack, long_counter: Counter
    ) -> None:
        @settings(max_examples=self.lives_lived, deadline=None, suppress_health_check=list(HealthCheck))
        @given(life=lives(pack, self.turns))
        def whole_lives(life: Life) -> None:
            case = live(long_counter, life)
            assert case.stage == "closed"
            assert not case.open_points
            assert not case.open_tasks
            assert all(offer.state != "accepted" for offer in case.offers)

        whole_lives()
        database = long_counter.desk.chain.database
        with opened(database) as connection:
            assert verify(connection, database).finding is None
