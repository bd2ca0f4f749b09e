"""`amends plugin new`: write the project of a plugin for a trade of one's own."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard


@click.command(
    "new", help=_("Write the project of a new plugin: a trade that installs, passes its tests and works at once.")
)
@click.argument("name", metavar=_("NAME"))
@click.option(
    "--folder", default=".", show_default=True, metavar="FOLDER", help=_("where to write it; a new or an empty folder")
)
@click.option("--label-zh", metavar="TEXT", help=_("the trade, in Chinese"))
@click.option("--label-en", metavar="TEXT", help=_("the trade, in English"))
@standard
@pass_session
def new(session: Session, name: str, folder: str, label_zh: str | None, label_en: str | None) -> None:
    """Write a new plugin's project."""
    from amends.cli.output import print_json, print_line
    from amends.new_plugin.project import usual_label, write_project
    from amends.text import Text

    usual = usual_label(name)
    label = Text(usual.zh if label_zh is None else label_zh, usual.en if label_en is None else label_en)
    project = write_project(name, Path(folder), label)
    if session.json:
        made = {"name": name, "package": project.package, "folder": str(project.folder), "files": list(project.files)}
        print_json(made)
        return
    for file in project.files:
        print_line(_("made {file}").format(file=project.folder / file))
    if label_zh is None:
        print_line(
            _("the trade has no Chinese name yet: change `label` in {file}").format(
                file=project.folder / project.package / "pack" / "industry.toml"
            )
        )
    print_line(_("next: {command}").format(command=shlex.join(["pip", "install", "-e", folder])))
