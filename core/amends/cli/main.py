"""The entry point: choose the language, run the command, turn errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from amends.characters import mended
from amends.cli import language
from amends.cli.start_up import hurry
from amends.errors import AmendsError, Misuse

USAGE, REFUSED = 2, 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `amends` and leave with its exit code: 0 done, 1 refused, 2 wrong call."""
    hurry()
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; every expected error is one line on standard error."""
    arguments = [mended(argument) for argument in arguments]
    try:
        language.choose(arguments)
        return _run(arguments)
    except AmendsError as error:
        _complain(language.translate(error) + (f" ({error.page})" if error.page else ""))
        return USAGE if isinstance(error, Misuse) else REFUSED
    except OSError as error:
        # A full disk under the output, a folder that may not be read: what the ledger reported stays true.
        _complain(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return REFUSED


def _run(arguments: list[str]) -> int:
    import click

    from amends.cli.commands import cli

    try:
        cli.main(arguments, prog_name="amends", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return USAGE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        _complain(f"{context.command_path}: {error.format_message()}" if context else error.format_message())
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt) as stop:
        # A prompt stops by itself; a command that was already at work may have saved before it heard.
        at_prompt = isinstance(stop, click.exceptions.Abort) and stop.__cause__ is None
        said = "stopped; nothing was saved" if at_prompt else "stopped; look with amends queue whether it was saved"
        _complain(language.gettext(said))
        return REFUSED
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except BrokenPipeError:
        # The reader of a pipe has left: nothing more to say, and Python must not say it either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    return 0


def _complain(line: str) -> None:
    """One line on standard error, whatever the message held; a terminal's own control characters stay out."""
    words = " ".join(line.split())
    print("amends: " + "".join(char if char.isprintable() else "?" for char in words), file=sys.stderr)  # noqa: T201  this is where printing happens
