"""The commands: a table from name to address. A command's file is imported when it or its help is called for."""

from __future__ import annotations

import importlib

import click

from amends import __version__
from amends.cli.help_text import Context
from amends.cli.language import gettext as _
from amends.cli.session import Session, standard

# name: (module in this package, one line for the list of commands)
COMMANDS = {
    "init": ("init", _("start here: make amends.toml and the ledger")),
    "demo": ("demo", _("see real complaints of four trades walk through their whole life")),
    "take": ("take", _("take a complaint")),
    "queue": ("queue", _("what is open, most urgent first")),
    "show": ("show", _("one case, with everything that happened")),
    "guide": ("guide", _("what to do now and what to say")),
    "wording": ("wording", _("check words for a customer before they are said or sent")),
    "note": ("note", _("add a note, facts or the customer's particulars; confirm the read-back")),
    "classify": ("classify", _("what a text is about; or correct a case's category")),
    "assign": ("assign", _("give a case to a role or a person")),
    "hand-over": ("hand_over", _("hand a case over, or answer a hand-over")),
    "propose": ("propose", _("propose remedies")),
    "approve": ("approve", _("approve a proposal")),
    "refuse": ("refuse", _("refuse a proposal, with the reason")),
    "offer": ("offer", _("record that the proposal was put to the customer")),
    "accept": ("accept", _("record the customer's yes")),
    "decline": ("decline", _("record the customer's no, and what they want instead")),
    "inquire": ("inquire", _("ask a department, which has the say until its time is over")),
    "reply": ("reply", _("answer an inquiry, as the department asked")),
    "promise": ("promise", _("record, move or keep a promise to the customer")),
    "breach": ("breach", _("record what went against the rules, or decide what follows")),
    "recovery": ("recovery", _("what suppliers, carriers and others owe us for cases, and what they settled")),
    "pause": ("pause", _("let clocks stand still while somebody else has the next move")),
    "resume": ("resume", _("let the clocks run on")),
    "carry-out": ("carry_out", _("record that what was agreed is done")),
    "answer": ("answer", _("answer one point of a complaint")),
    "escalate": ("escalate", _("tell somebody above")),
    "follow-up": ("follow_up", _("record a call-back or another task")),
    "close": ("close", _("close a case")),
    "reopen": ("reopen", _("open a closed case again")),
    "withdraw": ("withdraw", _("record that the customer withdrew the complaint")),
    "tick": ("tick", _("warn and escalate what has come due; for cron")),
    "search": ("search", _("find cases by any words")),
    "explain": ("explain", _("why everything about a case was decided as it was")),
    "learn": ("learn", _("learn from what the desk found complaints to be about")),
    "staff": ("staff", _("who works here, and as what")),
    "branch": ("branch", _("the branches of the chain, as a list or a tree")),
    "plugin": ("plugin", _("which plugins there are")),
    "ledger": ("ledger", _("prove, seal or rebuild the record")),
}


class CommandTable(click.Group):
    """A group whose commands are imported only when needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of a case's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"amends.cli.{COMMANDS[name][0]}")
        command: click.Command = module.command
        return _in_our_words(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, line) for name, (_module, line) in COMMANDS.items()])


def _in_our_words(command: click.Command) -> click.Command:
    """The command with what stands for values in its help (NAME, TEXT) in the language now spoken."""
    command.context_class = Context
    command.options_metavar = _("[OPTIONS]")
    for option in command.params:
        if isinstance(option, click.Option) and not option.is_flag and not isinstance(option.type, click.Choice):
            option.metavar = _(option.metavar or option.type.name.upper())
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
        for sub_command in command.commands.values():
            _in_our_words(sub_command)
    return command


@click.group(
    cls=CommandTable,
    help=_("Handle complaints: who decides, what is owed, what to say, and a record that cannot be altered."),
    epilog=_("Start with: amends demo, then: amends init"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="amends", message="%(prog)s %(version)s")
@standard
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Hold what all commands share."""
    ctx.ensure_object(Session)


_in_our_words(cli)
