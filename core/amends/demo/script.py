"""Reading a plugin's `demo.toml`: every mistake in it is one line that names file, story, step and key."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from attrs import frozen

from amends.demo.story import Step, Story
from amends.demo.verbs import VERBS
from amends.errors import PackError, UnknownPlugin
from amends.pack.kinds import Place
from amends.pack.tables import read_table
from amends.pack.values import Pack
from amends.registry import installed

FILE_NAME = "demo.toml"


@frozen(eq=False)
class Scripted:
    """One story with its steps read, and where it stands, for messages."""

    story: Story
    steps: tuple[Step, ...]
    place: Place


def scripts(industry: str | None = None) -> dict[str, Path]:
    """The demo file of every installed plugin that has one, or of `industry` alone; no plugin is loaded for it.

    Raises `UnknownPlugin` where the industry is not installed, or nobody brings a demo.
    """
    files = {listed.name: _beside(listed.module) for listed in installed()}
    found = {name: file for name, file in files.items() if file is not None and file.is_file()}
    if industry is None and found:
        return found
    if industry not in found:
        known = ", ".join(found) or "none"
        raise UnknownPlugin("no demo for '{name}'; plugins that bring one: {known}", name=industry or "*", known=known)
    return {industry: found[industry]}


def read_script(file: Path, pack: Pack) -> list[Scripted]:
    """The stories of a demo file, checked against the pack. Raises `PackError` for anything unknown or malformed."""
    import tomli

    place = Place(pack.name, file.name, "story", "", pack.industry.currency)
    try:
        tables = tomli.loads(file.read_bytes().decode("utf-8"))
    except (ValueError, OSError) as error:
        raise PackError("pack {pack}, {file}: {problem}", pack=pack.name, file=file.name, problem=error) from None
    for name in tables:
        if name != "story":
            raise Place(pack.name, file.name, name).error("unknown table; known: story")
    stories = tables.get("story")
    if not isinstance(stories, list) or not stories:
        raise place.error("expected stories: write [[story]]")
    return [_scripted(table, number, place, pack) for number, table in enumerate(stories, start=1)]


def _beside(module: str) -> Path | None:
    try:
        spec = find_spec(module)
    except ModuleNotFoundError:
        # A plugin that is broken brings no demo; whoever enables it is told by the registry.
        return None
    return Path(spec.origin).with_name(FILE_NAME) if spec and spec.origin else None


def _scripted(table: object, number: int, place: Place, pack: Pack) -> Scripted:
    here = Place(place.pack, place.file, f"story {number}", "", place.currency)
    story: Story = read_table(Story, table, here)
    titled = Place(place.pack, place.file, f"story {number}: {story.title.en}", "", place.currency)
    if story.expect and story.expect not in pack.categories:
        raise titled.at("expect").error("no category '{name}'", name=story.expect)
    steps = tuple(
        _step(entry, Place(place.pack, place.file, f"{titled.table}, step {i}", "", place.currency), pack)
        for i, entry in enumerate(story.step, start=1)
    )
    return Scripted(story, steps, titled)


def _step(table: dict[str, object], place: Place, pack: Pack) -> Step:
    step: Step = read_table(Step, table, place)
    verb = VERBS.get(step.do)
    if verb is None:
        raise place.at("do").error("no verb '{do}'; known: {known}", do=step.do, known=", ".join(VERBS))
    for key in table:
        if key not in verb.keys:
            raise place.at(key).error(
                "'{do}' does not know it; known: {known}", do=step.do, known=", ".join(sorted(verb.keys))
            )
    for key, role in (("by", step.by), ("role", step.role)):
        if role is not None and role not in pack.roles:
            raise place.at(key).error("no role '{role}'; known: {known}", role=role, known=", ".join(pack.roles))
    return step
