"""`amends plugin check`: a plugin judged as a reviewer would."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard

if TYPE_CHECKING:
    from amends.review.finding import Finding
    from amends.review.process import Review


@click.command(
    "check",
    help=_(
        "Judge a plugin as a reviewer would: tables, words, keywords, deadlines, hooks. NAME is an installed plugin, "
        "or the folder of one that is not. Leaves with 1 where something must be put right."
    ),
)
@click.argument("name", metavar=_("NAME"), default=os.curdir)
@standard
@pass_session
def check(session: Session, name: str) -> None:
    """Check a plugin."""
    from amends.cli.output import print_json, print_line
    from amends.review.process import reviewed
    from amends.review.subject import find_subject

    review = reviewed(find_subject(name))
    if session.json:
        print_json(_to_json(review))
    else:
        for finding in review.findings:
            for line in _lines(finding):
                print_line(line)
        print_line(_summary(review))
    if review.errors:
        sys.exit(1)


def _to_json(review: Review) -> dict[str, Any]:
    return {
        "name": review.subject.name, "version": review.version, "folder": review.subject.folder,
        "hooks": list(review.hooks), "errors": review.errors, "warnings": len(review.findings) - review.errors,
        "findings": [_entry(finding) for finding in review.findings],
    }  # fmt: skip


def _entry(finding: Finding) -> dict[str, Any]:
    from amends.cli.language import translate

    return finding._asdict() | {"problem": translate(finding.problem), "remedy": translate(finding.remedy)}


def _lines(finding: Finding) -> list[str]:
    """The place, what is wrong, and below it what to do."""
    said = _entry(finding)
    level = _("error") if finding.level == "error" else _("warning")
    place = ":".join(str(part) for part in (_near(finding.file), finding.line) if part)
    return [f"{level}  {place}  {said['problem']}", f"    → {said['remedy']}"]


def _near(file: str | None) -> str:
    """A path as seen from here where it lies here."""
    here = os.path.join(os.getcwd(), "")
    return (file or "").removeprefix(here)


def _summary(review: Review) -> str:
    name, version = review.subject.name, review.version
    if not review.findings:
        return _("{name} {version}: nothing to object to").format(name=name, version=version)
    return _("{name} {version}: {errors} to put right, {warnings} to look at").format(
        name=name, version=version, errors=review.errors, warnings=len(review.findings) - review.errors
    )
