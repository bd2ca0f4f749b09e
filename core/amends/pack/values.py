"""The tables of a pack as values. Every attribute is one TOML key; its `doc` is what `docs/pack.md` says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import Factory, field, frozen

from amends.pack import kinds
from amends.pack.kinds import covers, key
from amends.pack.levels import levels
from amends.text import Text

if TYPE_CHECKING:
    from amends.case.answers import LevelTerms
    from amends.pack.handling import BreachRule, InquiryRule
    from amends.pack.ladders import Budget, Ladder
    from amends.pack.menu import Band, MenuItem
    from amends.pack.permission import Permission
    from amends.pack.refused import RefusedPractice
    from amends.pack.temperament import TemperamentRule as TemperamentRule
    from amends.pack.wording import WordingRule

SEVERITIES = ("minor", "ordinary", "major")
CHANNELS = ("in_person", "phone", "letter", "chat", "email", "platform")
STAGES = ("intake", "facts", "proposal", "agreement", "carrying_out", "follow_up", "closed")
OPEN_STAGES = STAGES[:-1]


def __getattr__(name: str) -> Any:
    """`TemperamentRule` is one of these tables too; it is made when somebody asks, as few complaints show one."""
    if name == "TemperamentRule":
        from amends.pack.temperament import TemperamentRule

        return TemperamentRule
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# No slots: making a class with them takes a fifth longer, and a command at the desk makes them all.
@frozen(eq=False, repr=False, slots=False)
class Industry:
    """`[industry]`: which trade this is."""

    name: str = field(metadata=key(kinds.string, "the plugin's name"))
    version: str = field(metadata=key(kinds.string, "version of the pack; recorded with every decision"))
    label: Text = field(metadata=key(kinds.text, "the trade, for people"))
    currency: str = field(default="CNY", metadata=key(kinds.string, "ISO 4217 code of every amount in the pack"))
    api: str | None = field(
        default=None,
        metadata=key(kinds.string, 'the range of plugin API versions it needs, like `">=1.0,<2"`; absent: any'),
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class Numbering:
    """`[numbering]`: the form of case numbers; gap-free per branch and period (J6)."""

    format: str = field(
        default="{branch}-{year}{month}-{serial:4}",
        metadata=key(kinds.string, "from {branch}, {year}, {month}, {day} and {serial:WIDTH}"),
    )
    period: str = field(
        default="month", metadata=key(kinds.one_of("day", "month", "year", "never"), "when the serial starts again")
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class Unclassified:
    """`[unclassified]`: what a complaint gets until somebody says what it is about; the front line owns it."""

    clocks: tuple[str, ...] = field(default=(), metadata=key(kinds.strings, "its deadlines"))
    follow_ups: tuple[str, ...] = field(default=(), metadata=key(kinds.strings, "tasks that follow"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class Overdue:
    """`[overdue]`: who is told when a clock runs out, where the clock itself does not say."""

    levels: tuple[LevelTerms, ...] = field(
        default=(),
        metadata=key(
            levels,
            "as in `[clock.NAME]`; absent: the owner at 80 percent, the role above when it is due, the next one 240 "
            "minutes later",
        ),
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class Opening:
    """`[calendar]`: when a branch of this trade is open, unless the chain says otherwise."""

    week: dict[str, list[list[str]]] = field(metadata=key(kinds.week, "opening intervals per weekday, local time"))
    holidays: str = field(
        default="none",
        metadata=key(
            kinds.string,
            "a holiday calendar's name (`cn`), a file of your own (`ours.toml`, seen from the folder of "
            "`amends.toml`), or `none`: open on holidays",
        ),
    )


@frozen(eq=False, repr=False, slots=False)
class Role:
    """`[role.NAME]`: who people are; a decision waits for a role, a person has one."""

    label: Text = field(metadata=key(kinds.text, "the role, for people"))
    superior: str | None = field(default=None, metadata=key(kinds.string, "the role above; none at the top"))
    front_line: bool = field(default=False, metadata=key(kinds.flag, "true for the one role that takes complaints"))
    scope: str = field(
        default="branch",
        metadata=key(
            kinds.one_of("branch", "region", "chain"),
            "what somebody in this role covers: their own branch; their own and all below it; the whole chain",
        ),
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class ClockRule:
    """`[clock.NAME]`: a deadline. Exactly one of `minutes`, `hours`, `days`."""

    label: Text = field(metadata=key(kinds.text, "the deadline, for people"))
    minutes: int | None = field(default=None, metadata=key(kinds.count, "the budget in minutes"))
    hours: int | None = field(default=None, metadata=key(kinds.count, "the budget in hours"))
    days: int | None = field(default=None, metadata=key(kinds.count, "the budget in days"))
    counting: str = field(
        default="business",
        metadata=key(kinds.one_of("business", "calendar"), "opening hours and business days, or every hour and day"),
    )
    start: str = field(default="received", metadata=key(kinds.string, "the kind of event that starts it"))
    until: str = field(default="closed", metadata=key(kinds.string, "the kind of event that meets it"))
    pausable: bool = field(default=True, metadata=key(kinds.flag, "whether waiting for the customer may stop it"))
    when: dict[str, str | bool] = field(default=Factory(dict), metadata=key(kinds.facts, "facts it needs to apply"))
    levels: tuple[LevelTerms, ...] = field(
        default=(),
        metadata=key(
            levels,
            "who is told as it runs out: roles, `owner`, `owner.superior`…, at a `percent` of its time (a warning) or "
            "`minutes` after it was due; absent: those of `[overdue]`",
        ),
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class FactRule:
    """`[fact.NAME]`: something to establish before deciding."""

    label: Text = field(metadata=key(kinds.text, "the fact, for people"))
    ask: Text = field(metadata=key(kinds.text, "how to ask for it: a request, never an interrogation (P1)"))
    type: str = field(
        default="text",
        metadata=key(kinds.one_of("text", "money", "date", "yes_no", "number"), "what an answer looks like"),
    )
    meaning: str | None = field(
        default=None,
        metadata=key(
            kinds.string,
            "the well-known name (docs/facts.md) by which plugins that are no trade understand it; absent: its own",
        ),
    )
    personal: bool = field(
        default=False,
        metadata=key(
            kinds.flag, "true: tells about the person (health, a birthday); can be erased, as free text always can"
        ),
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class EscalationRule:
    """`[[escalation]]`: who else must know, and when."""

    on: str = field(
        metadata=key(
            kinds.one_of("severity", "incident", "declined", "amount", "reopened", "repeated"),
            "what is looked at: the case's severity, an incident, offers declined, the sum on the receipt, "
            "reopenings, earlier complaints of this customer",
        )
    )
    to: tuple[str, ...] = field(metadata=key(kinds.strings, "roles, all told in parallel"))
    because: Text = field(metadata=key(kinds.text, "the reason, for people"))
    at_least: str = field(default="1", metadata=key(kinds.string, "a severity, an amount, or a count"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class FollowUpRule:
    """`[follow_up.NAME]`: a task that an event brings about."""

    label: Text = field(metadata=key(kinds.text, "the task, for people"))
    role: str = field(metadata=key(kinds.string, "who does it"))
    say: Text = field(metadata=key(kinds.text, "what to ask or say"))
    after: str = field(
        default="carried_out",
        metadata=key(kinds.one_of("received", "accepted", "carried_out", "closed"), "the event it follows"),
    )
    minutes: int | None = field(default=None, metadata=key(kinds.count, "due so many minutes later"))
    hours: int | None = field(default=None, metadata=key(kinds.count, "due so many hours later"))
    days: int | None = field(default=None, metadata=key(kinds.count, "due so many days later"))
    scored: bool = field(default=False, metadata=key(kinds.flag, "true: asks for a score from 1 to 5; 1 and 2 reopen"))
    facts: tuple[str, ...] = field(
        default=(), metadata=key(kinds.strings, "facts to write down with it, as in a manager's report (R3)")
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class Words:
    """`[stage.NAME]` and `[channel.NAME]`: what to do and say at a step or on a channel (G1, G19)."""

    label: Text = field(metadata=key(kinds.text, "the step or channel, for people"))
    do: tuple[Text, ...] = field(metadata=key(kinds.texts, "what to do, in order"))
    say: Text | None = field(default=None, metadata=key(kinds.text, "the words for it"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class Category:
    """`[category.NAME]`: one kind of complaint, with all that follows from it."""

    label: Text = field(metadata=key(kinds.text, "the category, for people"))
    severity: str = field(metadata=key(kinds.one_of(*SEVERITIES), "how grave it is unless the text says more"))
    keywords: tuple[str, ...] = field(metadata=key(kinds.words, "patterns that point to it, weight 2"))
    owner: str = field(metadata=key(kinds.string, "the role that owns such a case"))
    remedies: tuple[str, ...] = field(metadata=key(kinds.strings, "what may be offered, best first"))
    say: Text = field(metadata=key(kinds.text, "the first sentence to the customer"))
    do: tuple[Text, ...] = field(metadata=key(kinds.texts, "what to do first, in order"))
    strong: tuple[str, ...] = field(default=(), metadata=key(kinds.words, "patterns that nearly settle it, weight 4"))
    against: tuple[str, ...] = field(default=(), metadata=key(kinds.words, "patterns that speak against it, weight -3"))
    grave: tuple[str, ...] = field(default=(), metadata=key(kinds.words, "patterns that make it major"))
    say_to: dict[str, Text] = field(
        default=Factory(dict),
        metadata=key(kinds.texts_by_name, "the first sentence to a customer of that temperament, in place of `say`"),
    )
    quality: bool | None = field(
        default=None, metadata=key(kinds.flag, "a quality cause, or not; absent: unknown (J5)")
    )
    incident: bool = field(
        default=False, metadata=key(kinds.flag, "true: people are in danger, safety steps come first")
    )
    co_handlers: tuple[str, ...] = field(default=(), metadata=key(kinds.strings, "roles that work on it too"))
    told: tuple[str, ...] = field(default=(), metadata=key(kinds.strings, "roles told at once, in parallel"))
    clocks: tuple[str, ...] = field(default=(), metadata=key(kinds.strings, "its deadlines"))
    facts: tuple[str, ...] = field(default=(), metadata=key(kinds.strings, "facts to establish"))
    evidence: tuple[Text, ...] = field(default=(), metadata=key(kinds.texts, "what to keep"))
    follow_ups: tuple[str, ...] = field(default=(), metadata=key(kinds.strings, "tasks that follow"))
    refused: tuple[str, ...] = field(
        default=(), metadata=key(kinds.strings, "practices that tempt here and are refused; the honest way is shown")
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class Pack:
    """A whole industry. `digest` is the fingerprint of its `tables`, `folder` where it lies, if in one.

    `taught` is the file of what its examples teach; there need be none.
    """

    industry: Industry
    numbering: Numbering
    calendar: Opening
    unclassified: Unclassified
    overdue: Overdue
    roles: Mapping[str, Role]
    approvals: Sequence[Band]
    ladders: Mapping[str, Ladder]
    budget: Budget | None
    remedies: Mapping[str, MenuItem]
    clocks: Mapping[str, ClockRule]
    facts: Mapping[str, FactRule]
    escalations: Sequence[EscalationRule]
    follow_ups: Mapping[str, FollowUpRule]
    permissions: Mapping[str, Permission]
    temperaments: Mapping[str, TemperamentRule]
    wordings: Mapping[str, WordingRule]
    refusals: Mapping[str, RefusedPractice]
    stages: Mapping[str, Words]
    channels: Mapping[str, Words]
    inquiries: Mapping[str, InquiryRule]
    breaches: Mapping[str, BreachRule]
    categories: Mapping[str, Category]
    raw: Callable[[], dict[str, Any]]
    digest: str
    folder: str | None = None
    taught: str | None = None

    @property
    def name(self) -> str:
        return self.industry.name

    @property
    def tables(self) -> dict[str, Any]:
        """The data it was read from: what an old case keeps, and what a chain's changes are laid over."""
        return self.raw()

    @property
    def version(self) -> str:
        """`"supermarket 0.1.0 3f9a…"`: what events record as the policy they were decided under."""
        return f"{self.industry.name} {self.industry.version} {self.digest[:12]}"

    @property
    def front_line(self) -> str:
        """The role that takes complaints."""
        return next(name for name, role in self.roles.items() if role.front_line)

    def named(self, categories: Iterable[str | None]) -> list[Category]:
        """The categories of those names that there are, in that order."""
        return [self.categories[name] for name in categories if name is not None and name in self.categories]

    def role_label(self, role: str | None) -> Text:
        """What to call a role; one that a changed pack no longer knows goes by its own name."""
        return self.roles[role].label if role is not None and role in self.roles else Text(role or "?", role or "?")

    def superiors(self, role: str) -> list[str]:
        """The roles above `role`, nearest first."""
        found: list[str] = []
        while (above := self.roles[role].superior) is not None:
            found.append(role := above)
        return found
